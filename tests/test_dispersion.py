"""Dispersion against the published toy corpus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.dispersion import dispersion

SIZES = [9, 10, 10, 10, 11]


def test_the_toy_corpus() -> None:
    """Gries 2008, 2020: parts of 9, 10, 10, 10, 11 words, which hold 1, 2, 3, 4, 5 of the word's 15 occurrences."""
    spread = dispersion(dict(enumerate([1, 2, 3, 4, 5])), SIZES)
    assert spread.dp == 0.18
    assert spread.dp_norm == pytest.approx(0.2195, abs=5e-5)
    assert spread.juilland_d == pytest.approx(0.785, abs=5e-4)


def test_a_word_of_one_part_is_as_uneven_as_can_be() -> None:
    """The norm of Lijffijt & Gries 2012 lets the smallest part alone reach 1; Juilland's D is 0."""
    spread = dispersion({0: 7}, SIZES)
    assert spread.dp_norm == 1 and spread.juilland_d == 0


def test_a_word_spread_as_the_text_is_even() -> None:
    assert dispersion({0: 2, 1: 2, 2: 4}, [10, 10, 20]) == (0, 0, 1)


def test_undefined_where_there_is_nothing_to_spread_over() -> None:
    assert dispersion({}, SIZES) == (None, None, None)
    assert dispersion({0: 3}, [10]) == (None, None, None)
    assert dispersion({0: 3}, [10, 0]) == (None, None, None)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12))
def test_bounds(counts: list[int]) -> None:
    sizes = [10 + count for count in counts]
    spread = dispersion({place: count for place, count in enumerate(counts) if count}, sizes)
    if any(counts):
        assert spread.dp is not None and spread.dp_norm is not None and spread.juilland_d is not None
        assert 0 <= spread.dp <= spread.dp_norm <= 1
        assert -1e-6 <= spread.juilland_d <= 1

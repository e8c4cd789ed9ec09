"""Statistics of keyness against published numbers, and the table made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency

from analysis.language.keyness import (
    MIN_COUNT,
    PRIOR_TOKENS,
    benjamini_hochberg,
    g2_four_cell,
    g2_two_cell,
    keyness,
    log_odds,
    log_ratio,
    p_value,
    percent_difference,
)
from analysis.language.words import NUMBER
from tests.five_documents import tables

TABLE = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(50, 500), st.integers(50, 500))


def test_natural_gas() -> None:
    """Dunning 1993, Computational Linguistics 19: k(AB), k(¬AB), k(A¬B), k(¬A¬B) = 10, 0, 3, 31764."""
    assert g2_four_cell(10, 0, 10 + 3, 0 + 31764) == pytest.approx(167.23, abs=0.005)


def test_four_cells_and_two_cells_differ() -> None:
    """7 of 10 tokens against 2 of 9."""
    assert g2_four_cell(7, 2, 10, 9) == pytest.approx(4.534939, abs=5e-7)
    assert g2_two_cell(7, 2, 10, 9) == pytest.approx(2.440100, abs=5e-7)


@given(TABLE)
def test_four_cells_are_the_g_test(table: tuple[int, int, int, int]) -> None:
    count, reference_count, tokens, reference_tokens = table
    if count + reference_count:
        cells = [[count, reference_count], [tokens - count, reference_tokens - reference_count]]
        result = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert g2_four_cell(*table) == pytest.approx(result.statistic, abs=1e-8)


@given(st.floats(0, 200))
def test_p_is_that_of_chi_squared(g2: float) -> None:
    assert p_value(g2) == pytest.approx(chi2.sf(g2, 1), rel=1e-9, abs=1e-300)


def test_percent_difference() -> None:
    """Gabrielatos & Marchi 2011: 206,523 in 959,641 against 178,174 in 1,562,358 words."""
    assert percent_difference(206523, 178174, 959641, 1562358) == pytest.approx(88.7, abs=0.05)
    assert percent_difference(5, 0, 100, 100) is None


def test_fighting_words() -> None:
    """The example in the README of the package fightin_words: two sentences of nine words, prior 0.05 a word."""
    first = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"]
    second = ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"]
    words = sorted({*first, *second})
    z = {word: log_odds(first.count(word), second.count(word), 9, 9, 0.05, 0.05 * len(words)).z for word in words}
    assert {word: pytest.approx(value, abs=1e-12) for word, value in z.items()} == {
        **dict.fromkeys(("brown", "fox", "quick"), 0.6894227886807968),
        **dict.fromkeys(("donkey", "lazier", "purple"), -0.6894227886807968),
        **dict.fromkeys(("jumps", "lazy", "over", "pig", "the"), 0.0),
    }


def test_log_ratio_doubles_by_one() -> None:
    """Hardie 2014: each point is a doubling; a count of 0 is taken as one half."""
    assert log_ratio(8, 1, 1000, 1000) == 3
    assert log_ratio(4, 0, 1000, 1000) == 3


# Benjamini & Hochberg 1995, section 4.1: the 15 p-values of the trial of thrombolysis.
THROMBOLYSIS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]


def test_benjamini_and_hochbergs_own_example() -> None:
    assert sum(p <= 0.05 for p in benjamini_hochberg(THROMBOLYSIS)) == 4
    assert sum(p <= 0.05 / 15 for p in THROMBOLYSIS) == 3


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusted_p_values_keep_order_and_are_never_smaller(p_values: list[float]) -> None:
    adjusted = benjamini_hochberg(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [q for _, q in pairs] == sorted(adjusted)


def test_a_word_of_one_section_is_no_headline() -> None:
    reference = {"工业": 900, "农业": 100}
    one, two = [{"水库": 30, "工业": 70}, {"工业": 100}], [{"水库": 15, "工业": 70}, {"水库": 15, "工业": 100}]
    first, second = (next(row for row in keyness(parts, reference) if row.term == "水库") for parts in (one, two))
    assert (first.count, first.sections, first.headline) == (30, 1, False)
    assert (second.count, second.sections, second.headline) == (30, 2, True)
    assert first.g2 == second.g2 and first.p_adjusted < 0.001
    assert first.percent_difference is None and first.dp_norm is not None and first.dp_norm > second.dp_norm  # type: ignore[operator]


def test_numbers_single_characters_and_what_is_rarer_make_no_headline() -> None:
    parts = [{NUMBER: 50, "区": 50, "农业": 2}, {NUMBER: 50, "区": 50, "农业": 2}]
    rows = {row.term: row for row in keyness(parts, {"农业": 400, "工业": 600})}
    assert not any(row.headline for row in rows.values())
    assert rows["农业"].g2 < 0 and rows["农业"].z < 0 and rows["农业"].log_odds < 0


def test_rare_words_are_not_compared() -> None:
    rows = keyness([{"水库": MIN_COUNT - 1, "工业": 20}], {"工业": 30})
    assert [row.term for row in rows] == ["工业"]


def test_one_side_empty_gives_no_rows() -> None:
    assert keyness([], {"工业": 5}) == keyness([{"工业": 5}], {}) == []


def test_the_prior_weighs_a_sections_words() -> None:
    row = keyness([{"水库": 5, "工业": 95}], {"水库": 5, "工业": 895})[0]
    prior = PRIOR_TOKENS * 10 / 1000
    assert row.z == round(log_odds(5, 5, 100, 900, prior, PRIOR_TOKENS).z, 6)


def test_every_document_has_words_that_set_it_apart() -> None:
    rows = tables()["keyness"]
    for doc_id in {row["doc_id"] for row in rows}:
        mine = [row for row in rows if row["doc_id"] == doc_id]
        assert any(row["headline"] for row in mine)
        assert [row["g2"] for row in mine] == sorted((row["g2"] for row in mine), reverse=True)  # type: ignore[type-var]
        assert len({row["tokens"] for row in mine}) == 1

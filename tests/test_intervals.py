"""Intervals against published numbers and against scipy; draws that are the same everywhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import chdtri

from analysis.language.intervals import bootstrap_rate, draws, percentiles, poisson, wilson


def test_poisson_of_five() -> None:
    """Garwood 1936; the same digits in R's poisson.test(5)."""
    assert poisson(5) == pytest.approx((1.623486, 11.668332), abs=5e-7)


@given(st.integers(0, 5000))
def test_poisson_is_the_chi_squared_interval(count: int) -> None:
    """Garwood's bounds are quantiles of χ²: χ²(2k)/2 and χ²(2k + 2)/2."""
    low = chdtri(2 * count, 0.975) / 2 if count else 0
    assert poisson(count) == pytest.approx((low, chdtri(2 * count + 2, 0.025) / 2), rel=1e-9)


def test_wilson_of_81_in_263() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@given(st.integers(0, 300), st.integers(1, 300))
def test_wilson_holds_the_share(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="a share of 3 in 2 is none: trials are 1 or more, successes at most as many"):
        wilson(3, 2)
    with pytest.raises(ValueError, match="a count of -1 is none: it is 0 or more"):
        poisson(-1)


def test_draws_are_the_same_on_every_machine() -> None:
    drawn = draws(4, 3)
    assert drawn.tolist() == [[2, 1, 0, 1], [0, 2, 1, 1], [0, 1, 1, 2]]
    assert (draws(50).sum(axis=1) == 50).all()
    assert draws(50).mean() == 1


def test_bootstrap_is_wider_where_words_clump() -> None:
    even = bootstrap_rate([2] * 20, [100] * 20, draws(20))
    clumped = bootstrap_rate([40] + [0] * 19, [100] * 20, draws(20))
    assert even == (0.02, 0.02)
    assert clumped.low == 0 and clumped.high >= 0.06


def test_percentiles_are_order_statistics() -> None:
    assert percentiles(np.arange(200.0)) == (5, 194)

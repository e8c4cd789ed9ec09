"""Intervals at 95 %: exact for a Poisson count, Wilson's for a share, percentile bootstrap over stretches of text.

They take plain numbers and need no more than the standard library and numpy, for every build computes them.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from math import exp, lgamma, log, sqrt
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
# The 97.5 % point of the normal distribution.
NORMAL = 1.959963984540054
# Where Newton's method ends, after about eight steps: the error left is the square of the last one.
MOST_STEPS = 100
SMALLEST_STEP = 1e-9
RESAMPLES = 1000
SEED = 20221022


class Interval(NamedTuple):
    """The bounds of an interval."""

    low: float
    high: float


def wilson(successes: int, trials: int, z: float = NORMAL) -> Interval:
    """Wilson's score interval for a share, without continuity correction (Wilson 1927; Newcombe 1998, method 3).

    >>> low, high = wilson(81, 263)
    >>> f"{low:.4f}–{high:.4f}"
    '0.2553–0.3662'
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError(f"a share of {successes} in {trials} is none: trials are 1 or more, successes at most as many")
    share = successes / trials
    middle = share + z * z / (2 * trials)
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    low, high = (middle - half) / (1 + z * z / trials), (middle + half) / (1 + z * z / trials)
    # Rounding must not put the share outside its own interval when all or none succeed.
    return Interval(min(share, max(0.0, low)), max(share, min(1.0, high)))


@cache
def poisson(count: int, level: float = LEVEL) -> Interval:
    """The exact interval for the mean of a Poisson count (Garwood 1936).

    >>> low, high = poisson(5)
    >>> f"{low:.6f} {high:.6f}"
    '1.623486 11.668332'
    """
    if count < 0:
        raise ValueError(f"a count of {count} is none: it is 0 or more")
    tail = (1 - level) / 2
    low = _solve(lambda mean: _at_least(count, mean) - tail, count) if count else 0.0
    return Interval(low, _solve(lambda mean: tail - _at_most(count, mean), count + 1))


def _solve(excess: Callable[[float], float], count: int) -> float:
    """The mean at which `excess`, a probability of `count` or more less a constant, is 0; to the last bits.

    Newton's method on the logarithm of the mean: in it the slope is `count` times the probability of `count`, and the
    probability bends one way between the mean `count` and the bound, so that no step passes the bound.
    """
    mean = float(count)
    for _ in range(MOST_STEPS):
        step = excess(mean) / (count * _probability(count, mean))
        mean *= exp(-step)
        if abs(step) < SMALLEST_STEP:
            return mean
    raise AssertionError(f"no bound found for a count of {count}: Newton's method always comes to one here")


def _probability(count: int, mean: float) -> float:
    """P(X = count) of a Poisson variable."""
    return exp(count * log(mean) - mean - lgamma(count + 1))


def _at_most(count: int, mean: float) -> float:
    """P(X ≤ count) of a Poisson variable whose mean is `count` or more: summed downwards from its largest term."""
    term = total = _probability(count, mean)
    for step in range(count, 0, -1):
        term *= step / mean
        total += term
        if term < total * 1e-17:
            break
    return total


def _at_least(count: int, mean: float) -> float:
    """P(X ≥ count) of a Poisson variable whose mean is below `count`: summed upwards from its largest term."""
    term = total = _probability(count, mean)
    step = count
    while term > total * 1e-17:
        step += 1
        term *= mean / step
        total += term
    return total


@lru_cache(maxsize=16)
def draws(stretches: int, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """How often each of `stretches` is drawn in each resample: a resample a row, drawn with replacement.

    The numbers are whole, but floating point, in which such sums are exact and products of matrices fast. Only the raw
    numbers of PCG64 are used, for numpy promises those, and no other draws, to be the same in every version and on
    every machine.
    """
    raw = np.random.PCG64(seed).random_raw(resamples * stretches) >> np.uint64(32)
    drawn = ((raw * np.uint64(stretches)) >> np.uint64(32)).astype(np.int64).reshape(resamples, stretches)
    cells = drawn + stretches * np.arange(resamples)[:, None]
    counts = np.bincount(cells.ravel(), minlength=resamples * stretches).reshape(resamples, stretches)
    times = counts.astype(np.float64)
    times.flags.writeable = False
    return times


def percentiles(values: np.ndarray, level: float = LEVEL) -> Interval:
    """The values below and above which (1 − level)/2 of all lie: order statistics, nothing interpolated.

    >>> percentiles(np.arange(1000.0))
    Interval(low=25.0, high=974.0)
    """
    outside = int(len(values) * (1 - level) / 2 + 1e-9)
    ordered = np.sort(values)
    return Interval(float(ordered[outside]), float(ordered[len(values) - 1 - outside]))


def bootstrap_rate(hits: Sequence[int], tokens: Sequence[int], drawn: np.ndarray) -> Interval:
    """The percentile interval of Σ hits / Σ tokens over resampled stretches of text (Efron 1979), `drawn` by `draws`.

    It is wider than the Poisson interval where a theme's words clump in a few stretches.
    """
    sums = drawn @ np.array([hits, tokens], dtype=np.int64).T
    return percentiles(sums[:, 0] / np.maximum(sums[:, 1], 1))

"""How evenly a word is spread over the sections of a text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

PLACES = 6


class Dispersion(NamedTuple):
    """Measures of spread; None where they are not defined: for a word that does not occur, or for a single section.

    `dp` is 0 for a word spread as the text is, towards 1 for a word in one section; `dp_norm` reaches 1. `juilland_d`
    is 1 for a word of the same rate everywhere, 0 for a word of one section. Rounded to six decimals.
    """

    dp: float | None
    dp_norm: float | None
    juilland_d: float | None


def dispersion(counts: Mapping[int, int], sizes: Sequence[int]) -> Dispersion:
    """How a word is spread over sections of `sizes` tokens; `counts` has its count at each section that carries it.

    DP is Gries's deviation of proportions (Gries 2008), normed by 1 − the smallest section's share of the text
    (Lijffijt & Gries 2012). Juilland's D is computed on rates, since sections differ in length: 1 − V / √(n − 1), V
    being the standard deviation (divided by n) over the mean of the rates.

    >>> dispersion({0: 1, 1: 2, 2: 3, 3: 4, 4: 5}, [9, 10, 10, 10, 11])
    Dispersion(dp=0.18, dp_norm=0.219512, juilland_d=0.78515)
    """
    total, (tokens, parts, smallest) = sum(counts.values()), _measure(tuple(sizes))
    if not total or parts < 2:
        return Dispersion(None, None, None)
    carried = sum([sizes[place] for place in counts])
    deviation = sum([abs(count / total - sizes[place] / tokens) for place, count in counts.items()])
    dp = (deviation + (tokens - carried) / tokens) / 2
    rates = [count / sizes[place] for place, count in counts.items()]
    mean = sum(rates) / parts
    variance = max(sum([rate * rate for rate in rates]) / parts - mean * mean, 0.0)
    return Dispersion(
        round(dp, PLACES),
        round(dp / (1 - smallest / tokens), PLACES),
        round(1 - sqrt(variance) / mean / sqrt(parts - 1), PLACES),
    )


@lru_cache(maxsize=16)
def _measure(sizes: tuple[int, ...]) -> tuple[int, int, int]:
    """The tokens of sections of these sizes, how many are not empty, and the smallest of those: once for all words."""
    filled = [size for size in sizes if size]
    return sum(filled), len(filled), min(filled, default=0)

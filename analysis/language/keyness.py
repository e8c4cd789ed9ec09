"""Which words set one selection of text apart from another: statistics of a 2 × 2 table of counts, and a table of them.

The table of a word is

                    the selection    the reference
    the word        count            reference_count
    other tokens    tokens − count   reference_tokens − reference_count

Positive means more frequent in the selection throughout.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import erfc, log, log2, sqrt
from typing import NamedTuple

from analysis.language.dispersion import dispersion
from analysis.language.words import NUMBER

# A word must occur this often in both together, or its G² is a matter of one sentence.
MIN_COUNT = 5
# A word that fewer sections carry says something about a section, not about the selection.
MIN_SECTIONS = 2
# Chance of a false discovery among the headlines.
FALSE_DISCOVERY = 0.05
# The prior weighs as much as this many words of the pooled text: about a section's.
PRIOR_TOKENS = 500
PLACES = 6


class Keyness(NamedTuple):
    """A word compared: counts beside statistics. `sections` and the dispersion are those of the selection.

    `g2` (four cells) and all other statistics are positive if the word is more frequent in the selection. `p_adjusted`
    is adjusted over all words compared. `headline` says that the word may stand for the selection: more frequent,
    unlikely to be so by chance, and found in two sections or more; a number or a single character never is one.
    """

    term: str
    count: int  # type: ignore[assignment]  # as in words.Term
    reference_count: int
    tokens: int
    reference_tokens: int
    g2: float
    p_adjusted: float
    log_odds: float
    z: float
    log_ratio: float
    percent_difference: float | None
    sections: int
    dp_norm: float | None
    juilland_d: float | None
    headline: bool


class Table(NamedTuple):
    """The counts that a word is judged by."""

    count: int  # type: ignore[assignment]  # as in words.Term
    reference_count: int
    tokens: int
    reference_tokens: int


class Contrast(NamedTuple):
    """A log-odds ratio and the number of its standard deviations."""

    log_odds: float
    z: float


class Statistics(NamedTuple):
    """What follows from the counts of a word alone: the signed G² and its p as they are, the others rounded."""

    g2: float
    p: float
    log_odds: float
    z: float
    log_ratio: float
    percent_difference: float | None


def g2_four_cell(count: int, reference_count: int, tokens: int, reference_tokens: int) -> float:
    """The log-likelihood ratio over all four cells of the table (Dunning 1993), unsigned.

    >>> round(g2_four_cell(10, 0, 10 + 3, 0 + 31764), 2)
    167.23
    """
    return _g2(count, reference_count, tokens, reference_tokens) + _g2(
        tokens - count, reference_tokens - reference_count, tokens, reference_tokens
    )


def g2_two_cell(count: int, reference_count: int, tokens: int, reference_tokens: int) -> float:
    """The log-likelihood ratio over the word's two cells alone (Rayson & Garside 2000), unsigned.

    >>> round(g2_two_cell(7, 2, 10, 9), 6)
    2.4401
    """
    return _g2(count, reference_count, tokens, reference_tokens)


def _g2(count: int, reference_count: int, tokens: int, reference_tokens: int) -> float:
    """2 Σ O ln(O / E) over a row of the table; a cell of 0 adds nothing."""
    both = count + reference_count
    if not both:
        return 0.0
    share = tokens / (tokens + reference_tokens)
    cells = ((count, both * share), (reference_count, both * (1 - share)))
    return 2 * sum(observed * log(observed / expected) for observed, expected in cells if observed)


def p_value(g2: float) -> float:
    """The chance of a G² as large as this or larger if nothing differs: χ² with one degree of freedom.

    >>> round(p_value(3.841459), 4)
    0.05
    """
    return erfc(sqrt(abs(g2) / 2))


def log_ratio(count: int, reference_count: int, tokens: int, reference_tokens: int) -> float:
    """The binary logarithm of the ratio of the rates (Hardie 2014); a count of 0 is taken as one half.

    >>> log_ratio(4, 1, 1000, 1000)
    2.0
    """
    return log2((count or 0.5) / tokens) - log2((reference_count or 0.5) / reference_tokens)


def percent_difference(count: int, reference_count: int, tokens: int, reference_tokens: int) -> float | None:
    """%DIFF, by how many per cent the rate exceeds the reference's (Gabrielatos & Marchi 2011); None if that is 0.

    >>> round(percent_difference(206523, 178174, 959641, 1562358), 1)
    88.7
    """
    if not reference_count:
        return None
    rate, reference_rate = count / tokens, reference_count / reference_tokens
    return 100 * (rate - reference_rate) / reference_rate


def log_odds(
    count: int, reference_count: int, tokens: int, reference_tokens: int, prior: float, prior_tokens: float
) -> Contrast:
    """The log-odds ratio with an informative Dirichlet prior and its z (Monroe, Colaresi & Quinn 2008, eq. 16–22).

    `prior` is the word's pseudo-count, `prior_tokens` the sum over all words. The variance is 1/(y₁+α) + 1/(y₂+α).

    >>> round(log_odds(1, 0, 9, 9, 0.05, 11 * 0.05).z, 6)
    0.689423
    """
    with_word, reference_with = count + prior, reference_count + prior
    without, reference_without = tokens + prior_tokens - with_word, reference_tokens + prior_tokens - reference_with
    difference = log(with_word / without) - log(reference_with / reference_without)
    return Contrast(difference, difference / sqrt(1 / with_word + 1 / reference_with))


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted for the rate of false discoveries (Benjamini & Hochberg 1995), in the order given.

    >>> benjamini_hochberg([0.01, 0.5, 0.04, 0.03])
    [0.04, 0.5, 0.05333333333333333, 0.05333333333333333]
    """
    adjusted = [1.0] * len(p_values)
    least = 1.0
    ascending = sorted(range(len(p_values)), key=lambda index: p_values[index])
    for rank, index in reversed(list(enumerate(ascending, 1))):
        least = min(least, p_values[index] * (len(p_values) / rank))
        adjusted[index] = least
    return adjusted


def keyness(
    selection: Sequence[Mapping[str, int]], reference: Mapping[str, int], min_count: int = MIN_COUNT
) -> list[Keyness]:
    """The words of `selection` against `reference`, the most marking first.

    `selection` holds the counts of words of each of its sections, `reference` those of all the text it is compared
    with. Only words that occur `min_count` times or more in both together are compared.

    >>> [row.term for row in keyness([{"水库": 6, "工业": 4}, {"水库": 5}], {"工业": 20})]
    ['水库', '工业']
    """
    counts = total(selection)
    sizes = [sum(section.values()) for section in selection]
    tokens, reference_tokens = sum(sizes), sum(reference.values())
    if not tokens or not reference_tokens:
        return []
    words = sorted(
        word for word in counts.keys() | reference.keys() if counts[word] + reference.get(word, 0) >= min_count
    )
    tables = [Table(counts[word], reference.get(word, 0), tokens, reference_tokens) for word in words]
    # Many words are equally frequent: five documents' words have a fifth as many different tables.
    statistics = {table: _statistics(table) for table in set(tables)}
    adjusted = benjamini_hochberg([statistics[table].p for table in tables])
    places = _places(selection)
    rows = [
        _row(word, table, statistics[table], p_adjusted, places.get(word, {}), sizes)
        for word, table, p_adjusted in zip(words, tables, adjusted, strict=True)
    ]
    return sorted(rows, key=lambda row: (-row.g2, row.term))


def total(sections: Iterable[Mapping[str, int]]) -> Counter[str]:
    """The counts of all sections together.

    >>> total([{"水库": 6}, {"水库": 5}])["水库"]
    11
    """
    counts: Counter[str] = Counter()
    for section in sections:
        counts.update(section)
    return counts


def _statistics(table: Table) -> Statistics:
    """All that a word's counts say."""
    prior = PRIOR_TOKENS * (table.count + table.reference_count) / (table.tokens + table.reference_tokens)
    g2, contrast, difference = _signed_g2(table), log_odds(*table, prior, PRIOR_TOKENS), percent_difference(*table)
    return Statistics(
        g2,
        p_value(g2),
        round(contrast.log_odds, PLACES),
        round(contrast.z, PLACES),
        round(log_ratio(*table), PLACES),
        None if difference is None else round(difference, PLACES),
    )


def _row(
    word: str,
    table: Table,
    found: Statistics,
    p_adjusted: float,
    places: Mapping[int, int],
    sizes: Sequence[int],
) -> Keyness:
    """All that is said of a word; `places` has its count in each section that carries it."""
    spread = dispersion(places, sizes)
    may_head = len(word) > 1 and word != NUMBER and len(places) >= MIN_SECTIONS
    return Keyness(
        word,
        *table,
        round(found.g2, PLACES),
        round(p_adjusted, PLACES),
        found.log_odds,
        found.z,
        found.log_ratio,
        found.percent_difference,
        len(places),
        spread.dp_norm,
        spread.juilland_d,
        may_head and found.g2 > 0 and p_adjusted < FALSE_DISCOVERY,
    )


def _places(sections: Sequence[Mapping[str, int]]) -> dict[str, dict[int, int]]:
    """For each word the sections that carry it, by position, with its count there."""
    places: dict[str, dict[int, int]] = {}
    for position, section in enumerate(sections):
        for word, count in section.items():
            places.setdefault(word, {})[position] = count
    return places


def _signed_g2(table: Table) -> float:
    """The four-cell G², negative if the word is less frequent in the selection."""
    g2 = g2_four_cell(*table)
    return g2 if table.count * table.reference_tokens >= table.reference_count * table.tokens else -g2

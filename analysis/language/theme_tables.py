"""How often the themes occur: in a document with an interval, and in its sections with the theme that marks each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

import numpy as np

from analysis.language.body import ASIDE
from analysis.language.counting import Counted
from analysis.language.intervals import Interval, draws, percentiles, poisson, wilson
from analysis.tables.columns import THEMES
from analysis.vocabulary import load

PLACES = 6
# How many hits the usual shares of the themes are worth: about what two work reports hold.
PRIOR_HITS = 1000


class ThemeRate(NamedTuple):
    """A theme in a document: hits a thousand counted tokens with the wider of two 95 % intervals, which is named."""

    doc_id: str
    theme: str
    hits: int
    tokens: int
    per_thousand: float
    low: float
    high: float
    interval: str


class SectionTheme(NamedTuple):
    """A theme in a section, its own heading left out; `rank` 1 is the theme that marks the section most."""

    doc_id: str
    section_id: str
    theme: str
    hits: int
    tokens: int
    per_thousand: float
    rank: int


def theme_rates(counted: Counted) -> list[ThemeRate]:
    """Every theme's rate in the document, in the order of the contract, whether it occurs or not.

    The interval is the wider of the exact Poisson interval of the hits and a percentile bootstrap over the stretches
    between headings, which allows for a theme's words coming in clumps.
    """
    tokens = len(counted.tokens.words)
    if not tokens:
        return []
    by_stretch = [counted.count_hits(*span) for span in counted.stretches]
    sizes = [counted.count_tokens(*span) for span in counted.stretches]
    table = np.array([[*(hits[theme] for theme in THEMES), size] for hits, size in zip(by_stretch, sizes, strict=True)])
    resampled = draws(len(sizes)) @ table
    rows = []
    for column, theme in enumerate(THEMES):
        hits = int(table[:, column].sum())
        exact = Interval(*(1000 * bound / tokens for bound in poisson(hits)))
        clumped = percentiles(1000 * resampled[:, column] / resampled[:, -1])
        name, wider = ("poisson", exact) if _width(exact) >= _width(clumped) else ("bootstrap", clumped)
        rate, low, high = (round(number, PLACES) for number in (1000 * hits / tokens, *wider))
        rows.append(ThemeRate(counted.document.listing.doc_id, theme, hits, tokens, rate, low, high, name))
    return rows


def _width(interval: Interval) -> float:
    return interval.high - interval.low


def section_themes(counted: Counted, background: Mapping[str, int]) -> list[SectionTheme]:
    """The themes of each section of the body, the one that marks it most first; those that do not occur are left out.

    `background` is how often each theme occurs in what the sections are compared with, see `theme_totals`.
    """
    rows = []
    for section in counted.document.sections:
        if section.kind in ASIDE:
            continue
        span = counted.body.place(section.heading_end), counted.body.place(section.end)
        tokens, hits = counted.count_tokens(*span), counted.count_hits(*span)
        for rank, theme in enumerate(rank_themes(hits, background), 1):
            rate = round(1000 * hits[theme] / tokens, PLACES) if tokens else 0.0
            rows.append(
                SectionTheme(
                    counted.document.listing.doc_id, section.section_id, theme, hits[theme], tokens, rate, rank
                )
            )
    return rows


def theme_totals(corpus: Iterable[Counted]) -> Counter[str]:
    """The hits of each theme in all documents."""
    return Counter(hit.theme for counted in corpus for hit in counted.hits)


def rank_themes(hits: Mapping[str, int], background: Mapping[str, int]) -> list[str]:
    """The themes of a section, the one that marks it most first.

    What is compared is the theme's share of the section's hits with its share of the background's: by G² over the two
    cells «this theme, all others», negative where the theme is rarer than in the background. The background is the
    corpus and, worth PRIOR_HITS, the usual shares of the themes (vocabulary/theme_shares.csv), so that a corpus of one
    document or of one subject still has something to stand out from. Of equals the first by name comes first.

    >>> rank_themes({"health": 4, "urban": 5, "rural": 0}, {"health": 10, "urban": 300, "rural": 100})
    ['health', 'urban']
    """
    found = sorted(theme for theme, count in hits.items() if count)
    usual, total, reference_total = _usual_shares(), sum(hits.values()), sum(background.values()) + PRIOR_HITS
    shares = {theme: (background.get(theme, 0) + PRIOR_HITS * usual[theme]) / reference_total for theme in found}
    marks = {theme: _signed_g2(hits[theme], total, shares[theme]) for theme in found}
    return sorted(found, key=lambda theme: (-marks[theme], theme))


@cache
def _usual_shares() -> dict[str, float]:
    """Each theme's usual share of the hits."""
    return {row["theme"]: float(row["share"]) for row in load("theme_shares")}


def _signed_g2(count: int, total: int, share: float) -> float:
    """G² of `count` in `total` against a fixed share, negative if there are fewer than expected."""
    expected = total * share
    g2 = 2 * count * log(count / expected)
    if total > count:
        g2 += 2 * (total - count) * log((total - count) / (total - expected))
    return g2 if count >= expected else -g2


def unused_words(corpus: Sequence[Counted]) -> list[tuple[str, str]]:
    """The words of the lexicon that never count in these documents, each with its theme, in the lexicon's order."""
    used = {hit.word for counted in corpus for hit in counted.hits}
    return [(row["word"], row["theme"]) for row in load("themes") if row["word"] not in used]


class ThemePrecision(NamedTuple):
    """How many of a theme's judged hits are right: of words that, where they stand, speak of the theme."""

    theme: str
    right: int
    judged: int
    precision: float
    low: float
    high: float


def theme_precision(judged: Iterable[Mapping[str, str]]) -> list[ThemePrecision]:
    """The precision of each theme on hits judged by hand, with Wilson's 95 % interval, rounded to six decimals.

    >>> theme_precision([{"theme": "health", "right": "yes"}, {"theme": "health", "right": "no"}])
    [ThemePrecision(theme='health', right=1, judged=2, precision=0.5, low=0.094531, high=0.905469)]
    """
    verdicts = [(row["theme"], row["right"] == "yes") for row in judged]
    counts, rights = Counter(theme for theme, _ in verdicts), Counter(theme for theme, right in verdicts if right)
    rows = []
    for theme in (theme for theme in THEMES if counts[theme]):
        bounds = (round(bound, PLACES) for bound in wilson(rights[theme], counts[theme]))
        share = round(rights[theme] / counts[theme], PLACES)
        rows.append(ThemePrecision(theme, rights[theme], counts[theme], share, *bounds))
    return rows

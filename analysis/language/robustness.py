"""Does a finding depend on a choice that nobody meant to make? Each is tried in every setting of a fixed grid.

A finding about a theme is that a document speaks of it more, or less, than the others do: the 95 % interval of its
rate excludes their rate. It holds in a setting if that is so there, in the same direction.

A finding of keyness is a headline word of the table `keyness`. It holds in a setting if the word is more frequent there
than in the others, with a G² whose p is below 0.05 when adjusted over all words (Benjamini–Hochberg), and stands in two
stretches or more.

The grid is that of analysis.language.grid: 30 settings for a theme, 42 for a word. A share of stretches depends on how
long a document's sections are, so a theme that holds at that level too is marked indeed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from analysis.language.grid import (
    TEXTS,
    Counts,
    Flags,
    Layout,
    Matches,
    Setting,
    Tokens,
    Way,
    count_by_stretch,
    count_tokens,
    find_matches,
    find_theme_hits,
    lay_out,
    tokens_of,
    ways,
)
from analysis.language.intervals import LEVEL, draws, poisson, wilson
from analysis.language.keyness import FALSE_DISCOVERY, MIN_COUNT, MIN_SECTIONS, p_value
from analysis.language.reuse import Reuse
from analysis.language.segmentation import Segmenter
from analysis.language.words import stop_words
from analysis.reading.document import Document
from analysis.tables.columns import THEMES

PLACES = 4
LEVELS = ("occurrences", "sections")
SEPARATOR = "; "
# A choice breaks a finding that holds in half of the settings that choose as the tables do, but not in half of its own.
HALF = 0.5
# Of a χ² with one degree of freedom, at 0.05, rounded down.
LEAST_G2 = 3.84

Values = NDArray[numpy.float64]
# For each setting, document and theme or word: +1 more than the others, −1 less, 0 neither.
Verdicts = dict[Setting, Counts]


class Robustness(NamedTuple):
    """A finding and in how many settings of the grid it holds.

    `finding` is theme or keyness, `subject` the theme or the word, `direction` more or less. `broken_by` names the
    choices that break it, as «choice: what was chosen», the most breaking first.
    """

    doc_id: str
    finding: str
    subject: str
    direction: str
    holds: int
    settings: int
    share: float
    broken_by: str


def robustness(
    documents: Sequence[Document],
    segmenter: Segmenter,
    headlines: Mapping[str, Sequence[str]],
    rows: Sequence[Reuse],
) -> list[Robustness]:
    """Every finding about `documents` with the settings in which it holds.

    `segmenter` is that of the tables, with its dictionary; `headlines` are the headline words of each document, `rows`
    the passages that documents share. A document alone has nothing to be compared with: no findings.
    """
    if len(documents) < 2:
        return []
    layout = lay_out(documents, rows)
    tokens, words = tokens_of(layout, segmenter)
    words = sorted({*words, *(word for found in headlines.values() for word in found)})
    themes = theme_verdicts(layout, tokens)
    keys = word_verdicts(layout, tokens, words)
    numbers = {word: number for number, word in enumerate(words)}
    found = []
    for place, document in enumerate(documents):
        doc_id = document.listing.doc_id
        for number, theme in enumerate(THEMES):
            sign = int(themes[_as_in_the_tables()][place, number])
            if sign:
                found.append(_row(doc_id, "theme", theme, sign, themes, (place, number)))
        found += [_row(doc_id, "keyness", word, 1, keys, (place, numbers[word])) for word in headlines.get(doc_id, ())]
    return found


def _as_in_the_tables() -> Setting:
    return Setting(ways()[0], TEXTS[0], LEVELS[0])


def _row(doc_id: str, finding: str, subject: str, sign: int, verdicts: Verdicts, place: tuple[int, int]) -> Robustness:
    holds = {setting: bool(verdict[place] == sign) for setting, verdict in verdicts.items()}
    count = sum(holds.values())
    return Robustness(
        doc_id,
        finding,
        subject,
        "more" if sign > 0 else "less",
        count,
        len(holds),
        round(count / len(holds), PLACES),
        SEPARATOR.join(breaking_choices(holds)),
    )


_choices = cache(Setting.choices)


def breaking_choices(holds: Mapping[Setting, bool]) -> list[str]:
    """The choices that break a finding, the most breaking first.

    >>> tokens, characters = (Setting(Way(unit), "body", "occurrences") for unit in ("tokens", "characters"))
    >>> breaking_choices({tokens: True, characters: False})
    ['unit: characters']
    """
    by_choice: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for setting, held in holds.items():
        for choice in _choices(setting).items():
            by_choice[choice].append(held)
    shares = {choice: sum(held) / len(held) for choice, held in by_choice.items()}
    usual = _as_in_the_tables().choices()
    broken = [
        (share, name, chosen)
        for (name, chosen), share in shares.items()
        if chosen != usual[name] and share < HALF <= shares.get((name, usual[name]), 0)
    ]
    return [f"{name}: {chosen}" for _, name, chosen in sorted(broken)]


def theme_verdicts(layout: Layout, tokens: Mapping[Way, Tokens]) -> Verdicts:
    """For every setting whether each document speaks of each theme more (+1) or less (−1) than the others do.

    What is no finding in the tables is not tried in other settings: 0.
    """
    hits = find_theme_hits(layout)
    verdicts: Verdicts = {}
    chosen = numpy.ones((int(layout.owner.max()) + 1, len(THEMES)), bool)
    for text in TEXTS:
        by_stretch = count_by_stretch(layout, hits, layout.inside[text][hits.start], len(THEMES))
        sizes = numpy.column_stack([count_tokens(layout, made, text) for made in tokens.values()])
        usual = sizes[:, 0] > 0
        if not verdicts:
            chosen = _rate_verdicts(layout, by_stretch, sizes[:, :1], usual, chosen)[0] != 0
        for way, verdict in zip(tokens, _rate_verdicts(layout, by_stretch, sizes, usual, chosen), strict=True):
            verdicts[Setting(way, text, "occurrences")] = verdict
        carried = ((by_stretch > 0) & usual[:, None]).astype(numpy.int64)
        stretches = usual[:, None].astype(numpy.int64)
        (shares,) = _rate_verdicts(layout, carried, stretches, usual, chosen, is_share=True)
        verdicts[Setting(Way(), text, "sections")] = shares
    return verdicts


def _rate_verdicts(
    layout: Layout, hits: Counts, sizes: Counts, usual: Flags, chosen: Flags, is_share: bool = False
) -> Counts:
    """+1 or −1 where the interval of a document's rate lies above or below the rate of the others.

    `sizes` has a column for each way of counting tokens; the result has a table, document × theme, for each, in which
    only the `chosen` are tried. The interval is the wider of the exact one (Poisson; Wilson for a share of stretches)
    and the bootstrap over stretches that are not empty (`usual`), as in the table `theme_rates`.
    """
    verdicts = numpy.zeros((sizes.shape[1], *chosen.shape), numpy.int64)
    for number, tried in enumerate(chosen):
        mine = layout.owner == number
        drawn = mine & usual
        resampled = draws(int(drawn.sum())) @ numpy.column_stack([hits[drawn][:, tried], sizes[drawn]])
        totals, others = hits[mine][:, tried].sum(axis=0), hits[~mine][:, tried].sum(axis=0)
        for way in range(sizes.shape[1] if len(totals) else 0):
            tokens, other_tokens = int(sizes[mine, way].sum()), int(sizes[~mine, way].sum())
            if not tokens or not other_tokens:
                continue
            rates = resampled[:, : len(totals)] / numpy.maximum(resampled[:, len(totals) + way, None], 1)
            clumped = _percentiles(rates)
            exact = numpy.array([_exact(int(total), tokens, is_share) for total in totals]).T
            low, high = numpy.where(exact[1] - exact[0] >= clumped[1] - clumped[0], exact, clumped)
            rest = others / other_tokens
            verdicts[way, number, tried] = (low > rest).astype(numpy.int64) - (high < rest)
    return verdicts


def _percentiles(rates: Values) -> Values:
    """The bounds of each column, as analysis.language.intervals.percentiles has them for one."""
    outside = int(len(rates) * (1 - LEVEL) / 2 + 1e-9)
    return numpy.partition(rates, (outside, len(rates) - 1 - outside), axis=0)[[outside, -1 - outside]]


def _exact(hits: int, tokens: int, is_share: bool) -> tuple[float, float]:
    if is_share:
        return wilson(hits, tokens)
    low, high = poisson(hits)
    return low / tokens, high / tokens


def word_verdicts(layout: Layout, tokens: Mapping[Way, Tokens], words: Sequence[str]) -> Verdicts:
    """For every setting whether each word sets each document apart (+1) or not (0)."""
    matches = _by_stretch(layout, find_matches(layout, words))
    listed = stop_words()
    stops = numpy.array([word in listed for word in words], bool)
    verdicts: Verdicts = {}
    for text in TEXTS:
        inside = layout.inside[text][matches.start] & layout.inside[text][matches.end - 1]
        for way, made in tokens.items():
            whole = inside & made.begins[matches.start] & made.ends[matches.end]
            family = ~stops if way.stop_list is not False else numpy.ones(len(words), bool)
            sizes = count_tokens(layout, made, text)
            counts, sections = _counts(layout, matches, whole, len(words))
            verdicts[Setting(way, text, "occurrences")] = _marked(counts, _by_owner(layout, sizes), sections, family)
            if way.stop_list is not False:
                stretches = _by_owner(layout, (sizes > 0).astype(numpy.int64))
                setting = Setting(way._replace(stop_list=None), text, "sections")
                verdicts[setting] = _marked(sections, stretches, sections, family)
    return verdicts


def _by_owner(layout: Layout, values: Counts) -> Counts:
    return numpy.bincount(layout.owner, values).astype(numpy.int64)


def _by_stretch(layout: Layout, matches: Matches) -> Matches:
    """The matches in an order in which those of one word in one stretch stand together."""
    order = numpy.lexsort((matches.word, layout.stretch[matches.start]))
    return Matches(matches.word[order], matches.start[order], matches.end[order])


def _counts(layout: Layout, matches: Matches, chosen: Flags, words: int) -> tuple[Counts, Counts]:
    """How often each word occurs in each document, and in how many of its stretches: a document a row.

    The matches are in the order of `_by_stretch`.
    """
    word, stretch = matches.word[chosen], layout.stretch[matches.start[chosen]]
    documents = int(layout.owner.max()) + 1
    carried = stretch * words + word
    carried = carried[numpy.diff(carried, prepend=-1) > 0]
    cells = layout.owner[stretch] * words + word
    section_cells = layout.owner[carried // words] * words + carried % words
    size = documents * words
    counts = numpy.bincount(cells, minlength=size).reshape(documents, words)
    return counts, numpy.bincount(section_cells, minlength=size).reshape(documents, words)


def _marked(counts: Counts, sizes: Counts, sections: Counts, family: Flags) -> Counts:
    """1 for the words of `family` that set a document apart, by the rule at the head of this module."""
    verdicts = numpy.zeros(counts.shape, numpy.int64)
    for number, (mine, size) in enumerate(zip(counts, sizes, strict=True)):
        others, rest = counts.sum(axis=0) - mine, int(sizes.sum() - size)
        compared = numpy.nonzero(family & (mine + others >= MIN_COUNT))[0]
        if not size or not rest or not len(compared):
            continue
        g2 = signed_g2(mine[compared], others[compared], int(size), rest)
        marked = (g2 > 0) & is_discovery(g2) & (sections[number][compared] >= MIN_SECTIONS)
        verdicts[number, compared[marked]] = 1
    return verdicts


def signed_g2(count: Counts, reference_count: Counts, tokens: int, reference_tokens: int) -> Values:
    """The four-cell G² of every word at once; the tests hold it equal to analysis.language.keyness, which has one."""
    both, all_tokens = count + reference_count, tokens + reference_tokens
    g2 = numpy.zeros(len(count))
    for observed, row, column in (
        (count, both, tokens),
        (reference_count, both, reference_tokens),
        (tokens - count, all_tokens - both, tokens),
        (reference_tokens - reference_count, all_tokens - both, reference_tokens),
    ):
        expected = row * (column / all_tokens)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            g2 += numpy.where(observed > 0, 2 * observed * numpy.log(observed / expected), 0.0)
    return numpy.where(count * reference_tokens >= reference_count * tokens, g2, -g2)


def is_discovery(g2: Values) -> Flags:
    """Which of all these G² stay significant when adjusted for the rate of false discoveries (Benjamini & Hochberg)."""
    found = numpy.zeros(len(g2), bool)
    # The others have a p above the rate and so are none, whatever their rank.
    likely = numpy.nonzero(numpy.abs(g2) >= LEAST_G2)[0]
    # Words that are equally frequent have the same.
    values, place = numpy.unique(g2[likely], return_inverse=True)
    p_values = numpy.array([p_value(value) for value in values.tolist()])[place]
    ordered = numpy.sort(p_values)
    below = numpy.nonzero(ordered <= FALSE_DISCOVERY * numpy.arange(1, len(ordered) + 1) / len(g2))[0]
    if len(below):
        found[likely] = p_values <= ordered[below[-1]]
    return found

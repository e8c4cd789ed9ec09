"""The nineteen themes: where their words stand, how often, and which theme marks a section.

A theme is a list of words (vocabulary/themes.csv). They are looked for in the characters of the body, not among the
segmenter's tokens, so that a choice of the segmenter can neither split a word nor hide it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick

from analysis.vocabulary import alternatives, column, load

# Words that only keep shorter ones from being counted: names of offices, and phrases with another sense.
NO_THEME = ""


class Hit(NamedTuple):
    """A word of a theme at [start, end) of the text."""

    word: str
    theme: str
    start: int
    end: int


def find_hits(text: str) -> list[Hit]:
    """The themes' words in `text`, in order: the longest word first, each character used once.

    A longer word that serves no theme hides the shorter ones inside it: the name of an office, or a phrase in which
    the word means something else (vocabulary/theme_exceptions.csv).

    >>> [(hit.word, hit.theme) for hit in find_hits("推进乡村振兴，责任单位：区乡村振兴局")]
    [('乡村振兴', 'rural')]
    >>> find_hits("平稳健康发展")
    []
    """
    found = [Hit(word, theme, end + 1 - len(word), end + 1) for end, (word, theme) in _automaton().iter(text)]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    hits = (hit for cluster in _clusters(found) for hit in _longest_first(cluster))
    office = _office_ending()
    return [hit for hit in hits if hit.theme != NO_THEME and not office.match(text, hit.end)]


def _clusters(found: Sequence[Hit]) -> Iterable[list[Hit]]:
    """Runs of matches that overlap one another; `found` is sorted by start."""
    cluster: list[Hit] = []
    reach = 0
    for hit in found:
        if hit.start >= reach and cluster:
            yield cluster
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end)
    if cluster:
        yield cluster


def _longest_first(cluster: list[Hit]) -> list[Hit]:
    """The matches that remain when the longest is taken first, of equals the first, and none may overlap it."""
    if len(cluster) == 1:
        return cluster
    taken: list[Hit] = []
    used: set[int] = set()
    for hit in sorted(cluster, key=lambda hit: (hit.start - hit.end, hit.start)):
        if used.isdisjoint(range(hit.start, hit.end)):
            taken.append(hit)
            used.update(range(hit.start, hit.end))
    return sorted(taken, key=lambda hit: hit.start)


@cache
def _automaton() -> ahocorasick.Automaton:
    """All words to look for, each with its theme or NO_THEME."""
    automaton = ahocorasick.Automaton()
    offices = (*column("departments", "alias"), *column("dictionary", "word", category="department"))
    # A word of a theme that names an office as well (海关, 政协) is the theme's.
    for word in (*column("theme_exceptions", "word"), *offices):
        automaton.add_word(word, (word, NO_THEME))
    for row in load("themes"):
        automaton.add_word(row["word"], (row["word"], row["theme"]))
    automaton.make_automaton()
    return automaton


@cache
def _office_ending() -> re.Pattern[str]:
    """What makes an office's name of the word before it; a short ending (委, 办) must itself end a word."""
    short = alternatives(column("office_endings", "word", boundary="yes"))
    return re.compile(
        rf"(?:{alternatives(column('office_endings', 'word', boundary=''))})|(?:{short})(?![\u4e00-\u9fff])"
    )

"""The words of a document's body, counted: `terms`.

Numbers with their units are one class, written NUMBER: 8%, ８％ and 12.5亿元 are the same "word", for a vocabulary of
figures says nothing. Punctuation and the stop list (vocabulary/stop_words.csv) are aside: they are neither counted nor
part of the thousand tokens that a rate refers to.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from analysis.language.body import narrowed
from analysis.language.segmentation import Segmenter
from analysis.vocabulary import alternatives, column, load

NUMBER = "<number>"
PLACES = 6

SKIP, WORD, FIGURE, UNIT, POINT = range(5)


class Tokens(NamedTuple):
    """Counted tokens in reading order: `words`, and `starts`, the offset of each in the text that was cut."""

    words: list[str]
    starts: list[int]


class Term(NamedTuple):
    """A word of a document: `per_thousand` counted tokens of its body; `pos` as in jieba's dictionary, or empty."""

    doc_id: str
    term: str
    count: int  # type: ignore[assignment]  # the column's name; nobody asks how often a field occurs
    per_thousand: float
    pos: str


def stop_words() -> frozenset[str]:
    """The words left aside: particles, prepositions, pronouns, auxiliaries."""
    return frozenset(column("stop_words", "word"))


def find_words(text: str, segmenter: Segmenter, stops: frozenset[str] | None = None) -> Tokens:
    """The counted tokens of `text`, which is body text with full-width forms narrowed (see `body.read_body`).

    A unit belongs to the figure before it: 1.7万家 is one token, and so is 2025年.

    >>> find_words("到2025年，新增企业1.7万家。", Segmenter()).words
    ['<number>', '新增', '企业', '<number>']
    """
    tokens = segmenter.cut(text)
    of_token = _kinds(stop_words() if stops is None else stops).__getitem__
    kinds = numpy.fromiter(map(of_token, tokens), numpy.int8, len(tokens))
    figures = kinds == FIGURE
    after_figure = _after(figures)
    # A point is one only inside a figure; the full stop of 12.加强 is none.
    counted = (kinds == WORD) | (kinds == UNIT) & ~after_figure
    counted |= figures & ~after_figure & ~_after((kinds == POINT) & after_figure)
    words = list(compress(tokens, counted.tolist()))
    for place in numpy.nonzero(figures[counted])[0].tolist():
        words[place] = NUMBER
    lengths = numpy.fromiter(map(len, tokens), numpy.int64, len(tokens))
    starts = numpy.cumsum(lengths) - lengths
    return Tokens(words, starts[counted].tolist())


def _after(flags: NDArray[numpy.bool_]) -> NDArray[numpy.bool_]:
    """For each place whether the one before it is flagged."""
    return numpy.concatenate([[False], flags[:-1]]) if len(flags) else flags


class _Kinds(dict[str, int]):
    """What kind of token a string is, found once for each string."""

    def __init__(self, stops: frozenset[str]) -> None:
        super().__init__()
        self.stops = stops

    def __missing__(self, token: str) -> int:
        kind = self[token] = _kind(token, self.stops)
        return kind


@cache
def _kinds(stops: frozenset[str]) -> _Kinds:
    """The kinds of all tokens met so far; texts share most of their words."""
    return _Kinds(stops)


def _kind(token: str, stops: frozenset[str]) -> int:
    """SKIP for what is never counted; FIGURE, POINT and UNIT for the parts of a number; WORD for the rest."""
    figure, unit = _number_patterns()
    if figure.fullmatch(token) and token not in _words_with_numerals():
        return FIGURE
    if token in ".,":
        return POINT
    if unit.fullmatch(token):
        return SKIP if token in stops or not any(map(str.isalpha, token)) else UNIT
    return WORD if token not in stops and any(map(str.isalnum, token)) else SKIP


@cache
def _number_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A figure, Arabic or Chinese, with or without its unit, or an ordinal; and a unit, with or without a magnitude."""
    kinds = ("digit", "magnitude", "tens", "half")
    numerals = alternatives(row["character"] for row in load("numerals") if row["kind"] in kinds)
    magnitudes = alternatives(column("numerals", "character", kind="magnitude"))
    # One capital letter after a figure is part of a name: 5G, 4A, 3D.
    names = [narrowed(unit) for unit in column("units", "unit") if not (unit.isascii() and unit.isupper())]
    units = f"(?:{alternatives(names)})"
    cardinal = rf"(?:\d+|(?:百分之)?(?:{numerals})+)(?:余|多)?(?:{magnitudes})*{units}?"
    ordinal = rf"第(?:{numerals})+[章节条款次届期批轮个]?"
    return re.compile(f"{cardinal}|{ordinal}"), re.compile(rf"(?:余|多)?(?:{magnitudes})*{units}|余|多")


@cache
def _words_with_numerals() -> frozenset[str]:
    """Words that only look like a number: 一一, 千万, 十四五."""
    return frozenset((*column("numeral_words", "word"), *column("dictionary", "word")))


def count_terms(doc_id: str, words: Sequence[str], segmenter: Segmenter) -> list[Term]:
    """The counts of `words`, the most frequent first; a rate is a thousand of them, rounded to six decimals.

    >>> count_terms("d", ["工业", "工业", "农业"], Segmenter())[0]
    Term(doc_id='d', term='工业', count=2, per_thousand=666.666667, pos='n')
    """
    return [
        Term(doc_id, term, count, round(1000 * count / len(words), PLACES), _part_of_speech(term, segmenter))
        for term, count in sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    ]


def _part_of_speech(term: str, segmenter: Segmenter) -> str:
    """The letter that jieba's dictionary has for `term`; m for numbers."""
    return "m" if term == NUMBER else segmenter.part_of_speech(term)

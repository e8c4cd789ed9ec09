"""A corpus counted in every way of a fixed grid: each choice that somebody had to make, made the other way too.

| choice     | as in the tables | otherwise                                                                        |
|------------|------------------|----------------------------------------------------------------------------------|
| hmm        | off              | on: the segmenter guesses words that its dictionary lacks                        |
| dictionary | on               | off: jieba's own dictionary alone                                                |
| unit       | tokens           | characters: a word is a string of characters, wherever it stands                 |
| stop_list  | on               | off: particles and the like count as tokens                                      |
| text       | body             | whole: with letters and responsibility lines; unshared: without shared passages  |
| level      | occurrences      | sections: in how many stretches between two headings, not how often              |

Choices that make no difference to what is counted are not counted twice: characters know neither segmenter nor stop
list, a share of sections knows no number of tokens.
"""

from collections.abc import Sequence
from itertools import chain, product
from typing import NamedTuple

import ahocorasick
import numpy
from numpy.typing import NDArray

from analysis.language.body import ASIDE, Body, body_spans, complement, read_body
from analysis.language.keyness import MIN_COUNT
from analysis.language.reuse import Reuse
from analysis.language.segmentation import Segmenter
from analysis.language.themes import find_hits
from analysis.language.words import NUMBER, find_words, stop_words
from analysis.reading.document import Document
from analysis.tables.columns import THEMES

TEXTS = ("body", "whole", "unshared")
# What belongs to no text: what repeats headings, and what the page adds.
OUTSIDE = tuple(kind for kind in ASIDE if kind != "letter")

Counts = NDArray[numpy.int64]
Flags = NDArray[numpy.bool_]


class Way(NamedTuple):
    """A way to make tokens of a text. None stands for what makes no difference to what is counted."""

    unit: str | None = None
    hmm: bool | None = None
    dictionary: bool | None = None
    stop_list: bool | None = None


class Setting(NamedTuple):
    """A point of the grid."""

    way: Way
    text: str
    level: str

    def choices(self) -> dict[str, str]:
        """The choices by name, as the table above names them; those that do not apply are left out."""
        named = {name: value for name, value in self.way._asdict().items() if value is not None}
        words = {name: ("off", "on")[value] if isinstance(value, bool) else value for name, value in named.items()}
        return {**words, "text": self.text, "level": self.level}


class Layout(NamedTuple):
    """The texts of a corpus laid end to end, with what is known of each of their characters.

    `stretch` is the number of the stretch between two headings that a character is in, `owner` the number of each
    stretch's document, `inside[text]` whether a character belongs to that choice of text.
    """

    text: str
    stretch: Counts
    owner: Counts
    inside: dict[str, Flags]


class Tokens(NamedTuple):
    """A way's tokens: the places of all, and which characters begin and end a word."""

    places: Counts
    begins: Flags
    ends: Flags


class Matches(NamedTuple):
    """Where strings stand in the laid-out texts: the string's number, its start, and its end (half-open)."""

    word: Counts
    start: Counts
    end: Counts


def ways() -> list[Way]:
    """Every way to make tokens, that of the tables first.

    >>> len(ways()), ways()[0]
    (9, Way(unit='tokens', hmm=False, dictionary=True, stop_list=True))
    """
    tokens = [
        Way("tokens", hmm, dictionary, stop_list)
        for hmm, dictionary, stop_list in product((False, True), (True, False), (True, False))
    ]
    return [*tokens, Way("characters")]


def lay_out(documents: Sequence[Document], rows: Sequence[Reuse]) -> Layout:
    """The texts of `documents` without contents and page furniture; `rows` are the passages that they share."""
    texts: list[str] = []
    stretches: list[Counts] = []
    inside: dict[str, list[Flags]] = {text: [] for text in TEXTS}
    owner: list[int] = []
    for number, document in enumerate(documents):
        outside = [(section.start, section.end) for section in document.sections if section.kind in OUTSIDE]
        body = read_body(document, complement(outside, len(document.text)))
        origins = _origins(body, len(document.text))
        flags = _flags(document, rows)
        for text in TEXTS:
            inside[text].append(flags[text][origins])
        edges = {body.place(place) for section in document.sections for place in (section.start, section.end)}
        bounds = sorted(edges | {0})
        stretches.append(len(owner) + numpy.searchsorted(bounds, numpy.arange(len(body.text)), "right") - 1)
        owner += [number] * len(bounds)
        texts.append(body.text)
    return Layout(
        "".join(texts),
        numpy.concatenate(stretches),
        numpy.array(owner),
        {text: numpy.concatenate(parts) for text, parts in inside.items()},
    )


def _origins(body: Body, length: int) -> Counts:
    """For every character of the body its offset in the document."""
    starts, origins = numpy.array(body.starts), numpy.array(body.origins)
    places = numpy.arange(len(body.text))
    piece = numpy.searchsorted(starts, places, "right") - 1
    return numpy.minimum(places - starts[piece] + origins[piece], max(0, length - 1))


def _flags(document: Document, rows: Sequence[Reuse]) -> dict[str, Flags]:
    """For each choice of text which characters of the document belong to it."""
    whole = numpy.ones(max(1, len(document.text)), bool)
    body = ~whole
    for start, end in body_spans(document):
        body[start:end] = True
    unshared = body.copy()
    for row in rows:
        if row.doc_id == document.listing.doc_id:
            unshared[row.start : row.end] = False
        if row.other_doc_id == document.listing.doc_id:
            unshared[row.other_start : row.other_end] = False
    return {"whole": whole, "body": body, "unshared": unshared}


def tokens_of(layout: Layout, segmenter: Segmenter) -> tuple[dict[Way, Tokens], list[str]]:
    """The tokens of every way, and the words that occur MIN_COUNT times or more in one of them, in order.

    `segmenter` has the dictionary of the tables; jieba's own is that of one without words.
    """
    known = _Numbered()
    cuts = _cuts(layout.text, segmenter, known)
    length = len(layout.text)
    sizes = numpy.array([0 if word == NUMBER else len(word) for word in known], int)
    listed = stop_words()
    stops = numpy.array([word in listed for word in known], bool)
    found = {Way("characters"): _characters(layout.text)}
    for (hmm, dictionary), (numbers, places) in cuts.items():
        found[Way("tokens", hmm, dictionary, False)] = _tokens(places, sizes[numbers], length)
        kept = ~stops[numbers]
        found[Way("tokens", hmm, dictionary, True)] = _tokens(places[kept], sizes[numbers[kept]], length)
    frequent = numpy.max([numpy.bincount(numbers, minlength=len(known)) for numbers, _ in cuts.values()], axis=0)
    words = [word for word, count in zip(known, frequent, strict=True) if count >= MIN_COUNT and word != NUMBER]
    return {way: found[way] for way in ways()}, sorted(words)


class _Numbered(dict[str, int]):
    """Words numbered from 0 in the order in which they are met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _cuts(text: str, segmenter: Segmenter, known: _Numbered) -> dict[tuple[bool, bool], tuple[Counts, Counts]]:
    """By hmm and dictionary all tokens of the text, stop words among them: their numbers in `known`, their places."""
    cuts = {}
    for dictionary, cutter in ((True, segmenter), (False, Segmenter(engine=segmenter.engine))):
        for hmm in (False, True):
            words, starts = find_words(text, cutter.with_hmm(hmm), frozenset())
            numbers = numpy.fromiter(map(known.__getitem__, words), numpy.int64, len(words))
            cuts[hmm, dictionary] = numbers, numpy.array(starts, numpy.int64)
    return cuts


def _tokens(places: Counts, sizes: Counts, length: int) -> Tokens:
    """The tokens at `places`; one of size 0 is a number, which begins and ends no word."""
    begins, ends = numpy.zeros(length + 1, bool), numpy.zeros(length + 1, bool)
    begins[places] = True
    ends[(places + sizes)[sizes > 0]] = True
    return Tokens(places, begins, ends)


def _characters(text: str) -> Tokens:
    is_sign = numpy.array([*map(str.isalnum, text)], bool)
    anywhere = numpy.ones(len(is_sign) + 1, bool)
    return Tokens(numpy.nonzero(is_sign)[0], anywhere, anywhere)


def find_matches(layout: Layout, words: Sequence[str]) -> Matches:
    """Every place where one of `words` stands as a string of characters, inside others too."""
    automaton = ahocorasick.Automaton()
    for place, word in enumerate(words):
        automaton.add_word(word, place)
    automaton.make_automaton()
    pairs = chain.from_iterable(automaton.iter(layout.text) if words else ())
    last, number = numpy.fromiter(pairs, numpy.int64).reshape(-1, 2).T
    sizes = numpy.array([len(word) for word in words], numpy.int64)
    return Matches(number, last + 1 - sizes[number], last + 1)


def find_theme_hits(layout: Layout) -> Matches:
    """Every hit of a theme's word: the number of its theme, and its place."""
    numbers = {theme: number for number, theme in enumerate(THEMES)}
    rows = [(numbers[hit.theme], hit.start, hit.end) for hit in find_hits(layout.text)]
    table = numpy.array(rows, numpy.int64).reshape(-1, 3)
    return Matches(table[:, 0], table[:, 1], table[:, 2])


def count_tokens(layout: Layout, tokens: Tokens, text: str) -> Counts:
    """The number of tokens in each stretch."""
    places = tokens.places[layout.inside[text][tokens.places]]
    return numpy.bincount(layout.stretch[places], minlength=len(layout.owner))


def count_by_stretch(layout: Layout, matches: Matches, chosen: Flags, kinds: int) -> Counts:
    """How often each kind of match occurs in each stretch: a stretch a row."""
    cells = layout.stretch[matches.start[chosen]] * kinds + matches.word[chosen]
    return numpy.bincount(cells, minlength=len(layout.owner) * kinds).reshape(-1, kinds)

"""A text as signs that can be compared: what is left of it when layout, width, punctuation and numbers' values go.

Copies are made by hand and by machine: one is typed with full-width commas, the other lost its line breaks, a third is
numbered anew. What stays the same is the sequence of characters and of places where a number stands.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from analysis.language.body import Span, narrowed

# The code of every number: which number it is, is compared afterwards. Not a code of any character that is a sign.
NUMBER = 1
CLAUSE, SENTENCE = 1, 2
SENTENCE_MARKS = "。!?;\n"
_CLAUSE_MARKS = ",:"
# Signs besides letters, digits and characters: a share is not a sum.
_WORD_MARKS = "%‰"
# Digits with what joins them to one number, one range, one ratio or one date.
_NUMBER = re.compile(r"[0-9]+(?:[.,:/~\-—–～∶][0-9]+)*")
# The number of an item at the start of its line or behind a full stop is layout: it changes when the item is moved.
ITEM = re.compile(
    r"(?:^|(?<=[。;!?]))"
    r"(?:[ \t]*(?:\(?(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})[).、]{1,2}"
    r"|第[一二三四五六七八九十百零]{1,5}[章节条])(?![0-9])){1,2}",
    re.MULTILINE,
)


class Signs(NamedTuple):
    """The signs of a text. Sign i is the characters [starts[i], ends[i]) of `text`: a number is one sign.

    `breaks[i]` says what ends before sign i: SENTENCE, CLAUSE or nothing; there is one more break than signs.
    `pieces[i]` is the span that sign i lies in: no passage runs from one span into the next.
    """

    text: str
    codes: NDArray[numpy.uint32]
    starts: NDArray[numpy.int64]
    ends: NDArray[numpy.int64]
    breaks: NDArray[numpy.int8]
    pieces: NDArray[numpy.int64]

    def word(self, index: int) -> str:
        """The characters of a sign, in half width."""
        return narrowed(self.text[self.starts[index] : self.ends[index]])

    def words(self, start: int, end: int) -> str:
        """The characters of the signs [start, end), without what stands between them."""
        return "".join(self.word(index) for index in range(start, end))


def read_signs(text: str, spans: Sequence[Span] | None = None, joined: Iterable[Span] = ()) -> Signs:
    r"""The signs of the characters in `spans` (of the whole text, if None); `joined` are line breaks inside sentences.

    >>> signs = read_signs("12.新建Ｘ线,\n长８.５公里。")
    >>> signs.words(0, len(signs.codes)), [int(place) for place in signs.starts]
    ('新建X线长8.5公里', [3, 4, 5, 6, 9, 10, 13, 14])
    >>> [int(strength) for strength in signs.breaks]
    [2, 0, 0, 0, 2, 0, 0, 0, 2]
    """
    plain = narrowed(text)
    for start, end in joined:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    spans = [(0, len(text))] if spans is None else spans
    characters = numpy.frombuffer(plain.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    codes, kept, strengths = _classes(plain, characters)
    ends = numpy.arange(1, len(plain) + 1)
    for match in _NUMBER.finditer(plain):
        start, end = match.span()
        codes[start], ends[start] = NUMBER, end
        kept[start + 1 : end] = False
        strengths[start:end] = 0
    for match in ITEM.finditer(plain):
        kept[match.start() : match.end()] = False
    piece = _pieces(len(plain), spans)
    places = numpy.nonzero(kept & (piece >= 0))[0]
    breaks = numpy.full(len(places) + 1, SENTENCE, numpy.int8)
    if len(places):
        breaks[1:] = numpy.maximum.reduceat(strengths, places)
        breaks[1:-1][piece[places[1:]] != piece[places[:-1]]] = SENTENCE
        breaks[-1] = SENTENCE
    return Signs(text, codes[places], places, ends[places], breaks, piece[places])


def is_han(codes: NDArray[numpy.uint32]) -> NDArray[numpy.bool_]:
    """Which codes are Chinese characters (the unified ideographs, their extensions, and 〇)."""
    return ((codes >= 0x3400) & (codes <= 0x9FFF)) | (codes == 0x3007) | (codes >= 0x20000)


def _classes(
    plain: str, characters: NDArray[numpy.uint32]
) -> tuple[NDArray[numpy.uint32], NDArray[numpy.bool_], NDArray[numpy.int8]]:
    """The code of every character, whether it is a sign, and what it ends if it is none."""
    unique, inverse = numpy.unique(characters, return_inverse=True)
    letters = [chr(code) for code in unique]
    is_sign = numpy.array([letter.isalnum() or letter in _WORD_MARKS for letter in letters], bool)
    strength = numpy.array(
        [SENTENCE if letter in SENTENCE_MARKS else CLAUSE if letter in _CLAUSE_MARKS else 0 for letter in letters],
        numpy.int8,
    )
    return characters.copy(), is_sign[inverse], strength[inverse]


def _pieces(length: int, spans: Sequence[Span]) -> NDArray[numpy.int64]:
    """For every character the number of its span, −1 outside."""
    piece = numpy.full(length, -1, numpy.int64)
    for number, (start, end) in enumerate(spans):
        piece[start:end] = number
    return piece

"""The part of a document that is counted: its body, with full-width forms narrowed and broken lines joined.

Counting a table of contents, a covering letter, page furniture or the line that names the responsible units would
count the same heading twice, or the names of offices as if they were what a government means to do.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.reading.document import Document, Repair
from analysis.reading.responsibility_lines import find_responsibility_lines

ASIDE = ("letter", "contents", "furniture")
# Full-width forms of ASCII (U+FF01–FF5E) and the ideographic space, each for one character: offsets stay as they are.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SPACE = re.compile(r"\s+")

Span = tuple[int, int]


class Body(NamedTuple):
    """What is counted of a document: `text` as one string, and where each of its pieces comes from.

    `starts` are the offsets of the pieces in `text`, `origins` the same places in the document; both ascend.

    >>> body = Body("工业\\n农业\\n", (0, 3), (10, 20))
    >>> body.origin(4), body.place(21), body.place(15)
    (21, 4, 3)
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The document's offset of the character at `offset` in the body."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]

    def place(self, origin: int) -> int:
        """The offset in the body of the document's character at `origin`, or of the next that is counted."""
        piece = bisect_right(self.origins, origin) - 1
        if piece < 0:
            return 0
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + origin - self.origins[piece], end)


def narrowed(text: str) -> str:
    """`text` with full-width letters, digits and signs as their ASCII forms, of the same length.

    >>> narrowed("增长８.５％，")
    '增长8.5%,'
    """
    return text.translate(_NARROW)


def body_spans(document: Document) -> list[Span]:
    """The spans of the body, in order: no letter, contents, furniture or responsibility line."""
    aside = [(section.start, section.end) for section in document.sections if section.kind in ASIDE]
    lines = [(line.start, line.end) for line in find_responsibility_lines(document.text)]
    return complement(aside + lines, len(document.text))


def complement(spans: Iterable[Span], length: int) -> list[Span]:
    """What `spans` leave of [0, length), in order.

    >>> complement([(6, 8), (2, 4), (3, 5)], 9)
    [(0, 2), (5, 6), (8, 9)]
    """
    left, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            left.append((position, start))
        position = max(position, end)
    if position < length:
        left.append((position, length))
    return left


def _breaks(repairs: Sequence[Repair]) -> Iterator[Span]:
    """The white space that repairs take out of sentences: a line's end between two characters that belong together."""
    for repair in repairs:
        if "".join(repair.raw.split()) == repair.repaired:
            yield from ((repair.start + gap.start(), repair.start + gap.end()) for gap in _SPACE.finditer(repair.raw))


def read_body(document: Document, spans: Sequence[Span] | None = None) -> Body:
    """The characters of `spans` (the whole body, if none are given), a line break between one span and the next.

    A line that breaks inside a sentence is joined where a repair of the document says so.
    """
    chosen = body_spans(document) if spans is None else spans
    length = len(document.text)
    breaks = dict(_breaks(document.repairs))
    pieces = complement([*complement(chosen, length), *breaks.items()], length)
    parts: list[str] = []
    starts: list[int] = []
    position = 0
    for (start, end), (following, _) in zip(pieces, [*pieces[1:], (length, length)], strict=False):
        starts.append(position)
        parts.append(document.text[start:end])
        if end == length or breaks.get(end) != following:
            parts.append("\n")
            position += 1
        position += end - start
    return Body(narrowed("".join(parts)), tuple(starts or [0]), tuple(start for start, _ in pieces) or (0,))

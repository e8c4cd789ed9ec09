"""The body of a document as lines, with the number that opens each line and the boxes among them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.reading.boxes import box_end, is_title
from analysis.reading.headings import Line, Number, read_number
from analysis.vocabulary import load

RANKS = {row["style"]: int(row["rank"]) for row in load("heading_styles")}
# A phrase that opens a paragraph and has no number: narrower than a box, wider than a dash or 一是.
RUN_IN = 7

ENDS_LINE = re.compile(r"[。！？!?；;：:”\"’』」）)】\]》…]$")
_DIGITS = re.compile(r"\d+")


class Found(NamedTuple):
    """A heading found: how wide it is, its parts as offsets, and where it ends at the latest (0: no such limit)."""

    start: int
    rank: int
    kind: str
    number_end: int
    heading_start: int
    heading_end: int
    limit: int = 0


class Body(NamedTuple):
    """The lines of the body, the number that opens each, and of each box the first line and the one after its last."""

    text: str
    lines: tuple[Line, ...]
    numbers: tuple[Number | None, ...]
    boxes: tuple[tuple[int, int], ...]

    def places(self, *styles: str) -> list[tuple[int, Line, Number]]:
        """The lines outside boxes that a number of one of these styles opens."""
        inside = self.inside_boxes()
        return [
            (at, line, number)
            for at, (line, number) in enumerate(zip(self.lines, self.numbers, strict=True))
            if number and number.style in styles and not inside[at]
        ]

    def inside_boxes(self) -> list[bool]:
        """For each line, whether it stands in a box; the line of a box's title counts."""
        inside = [False] * len(self.lines)
        for first, end in self.boxes:
            inside[first:end] = [True] * (end - first)
        return inside

    def is_plain(self, at: int) -> bool:
        """Whether there is a line `at` and no number opens it."""
        return at < len(self.lines) and not self.numbers[at]


def read_body(text: str, lines: Sequence[Line]) -> Body:
    """The body that these lines of `text` are."""
    numbers = [read_number(line.words) for line in lines]
    boxes: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        number = numbers[at]
        if number and number.style == "box" and is_title(lines[at].words):
            end = _box_end(lines, numbers, at + 1 if lines[at].words[number.width :] else at + 2)
            boxes.append((at, end))
            at = max(end, at + 1)
        else:
            at += 1
    return Body(text, tuple(lines), tuple(numbers), tuple(boxes))


def _box_end(lines: Sequence[Line], numbers: Sequence[Number | None], first: int) -> int:
    """The line after a box's last. 1. 2. 3. belong to a box that begins with 1, else they end it as all numbers do."""
    first = min(first, len(lines))
    number = numbers[first] if first < len(lines) else None
    is_list = bool(number and number.style == "item" and int(_DIGITS.findall(lines[first].words)[0]) == 1)
    widest = RANKS["bracketed" if is_list else "item"]

    def stops(at: int) -> bool:
        number = numbers[at]
        return bool(number and (number.rank <= widest or number.style == "box"))

    return box_end(lines, first, stops)


def found_boxes(body: Body) -> Iterator[Found]:
    """The boxes with their titles; each ends with its last line."""
    for first, end in body.boxes:
        line, number = body.lines[first], body.numbers[first]
        assert number, "a box is found by its number"
        number_end = line.start + number.length
        start, stop = line.start + number.width, line.end
        if start == stop and end > first + 1:
            start, stop = body.lines[first + 1].start, body.lines[first + 1].end
        yield Found(line.start, number.rank, "box", number_end, start, stop, body.lines[end - 1].end)

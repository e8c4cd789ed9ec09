"""Phrases that open paragraphs and head them: 深化数字化改革。…, ——产业现代化取得新进展。…, 一是坚决打好…。…

A short sentence may open a paragraph without being a heading. The company decides: headings come in rows, and the
fellows in the same section or box are built alike.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.reading.body import ENDS_LINE, RANKS, RUN_IN, Body, Found
from analysis.reading.headings import LONGEST_HEADING, Line, has_comma, opening_length, opens_with_verb

# A phrase in the company of another may be long; one that stands alone is short.
LONGEST_ALONE = 16

_POINT = re.compile(r"(?:^|(?<=[。；;：:！!]))\s*([一二三四五六七八九十]{1,3})是")
_VALUES = {
    word: value for value, word in enumerate([*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五"], 1)
}


class Opening(NamedTuple):
    """How long the phrase is that may head the paragraph at a line (0: none), and whether it has two clauses."""

    at: int
    length: int
    is_double: bool


def found_run_ins(body: Body, found: Sequence[Found]) -> Iterator[Found]:
    """Phrases that open paragraphs, with a dash or without, judged by those that stand in the same section or box."""
    for group in _paragraphs(body, found):
        openings = [_opening(body, at) for at in group]
        plain = sum(bool(opening.length) and not opening.is_double for opening in openings)
        double = sum(bool(opening.length) and opening.is_double for opening in openings)
        for place, opening in enumerate(openings):
            if opening.is_double:
                near = [openings[by] for by in (place - 1, place + 1) if 0 <= by < len(openings)]
                is_heading = double > max(plain, 1) and any(fellow.length for fellow in near)
            else:
                is_heading = 0 < opening.length <= LONGEST_ALONE or (opening.length > 0 and plain > 1)
            if is_heading:
                yield _opened(body, opening)


def _opened(body: Body, opening: Opening) -> Found:
    line, number = body.lines[opening.at], body.numbers[opening.at]
    start = line.start + (number.width if number else 0)
    number_end = line.start + (number.length if number else 0)
    # A number that counts the paragraphs of a box (1. 2. 3.) makes them no wider than run-in headings.
    rank = max(number.rank, RUN_IN) if number else RUN_IN
    return Found(line.start, rank, "run_in", number_end, start, start + opening.length)


def _opening(body: Body, at: int) -> Opening:
    line, number = body.lines[at], body.numbers[at]
    words = line.words[number.width :] if number else line.words
    length = opening_length(words)
    is_double = has_comma(words[:length])
    doubtful = is_double or (length > LONGEST_ALONE and not opens_with_verb(words))
    if doubtful and not number and at and _goes_on(body.lines[at - 1].words):
        return Opening(at, 0, False)
    return Opening(at, length, is_double)


def _goes_on(previous: str) -> bool:
    """Whether a paragraph goes on in the next line: it is long and ends within a sentence."""
    return len(previous) > LONGEST_HEADING and not ENDS_LINE.search(previous)


def _paragraphs(body: Body, found: Sequence[Found]) -> Iterator[list[int]]:
    """The lines without a heading of their own, grouped by the box or the numbered section that they stand in.

    Boxes in a section do not part its paragraphs from their fellows.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    box_of = {at: first for first, end in body.boxes for at in range(first + 1, end)}
    owner = section = None
    following = 0
    for at, line in enumerate(body.lines):
        while following < len(found) and found[following].start <= line.start:
            owner = found[following]
            section = section if owner.kind == "box" else owner
            following += 1
        number = body.numbers[at]
        if owner and (owner.start == line.start or line.start < owner.heading_end or owner.kind == "task"):
            continue
        if at in box_of or not number or number.rank > RANKS["item"]:
            groups.setdefault((box_of.get(at, -1), section.start if section else -1), []).append(at)
    yield from groups.values()


def found_points(body: Body, found: Sequence[Found]) -> Iterator[Found]:
    """一是…。 and its fellows inside a paragraph, where at least two of a row are headed by a short phrase."""
    starts = [item.start for item in found]
    for line in body.lines:
        before = bisect_left(starts, line.start + 1) - 1
        if "二是" not in line.words or (before >= 0 and found[before].kind == "task"):
            continue
        headed = _headed_points(line)
        for point in headed if len(headed) > 1 else ():
            at = bisect_left(starts, point.start)
            if at == len(starts) or starts[at] != point.start:
                yield point


def _headed_points(line: Line) -> list[Found]:
    marks = _row_of_points(line.words)
    stops = [*(mark.start(1) for mark in marks[1:]), len(line.words)]
    headed = []
    for mark, stop in zip(marks, stops, strict=False):
        length = opening_length(line.words[mark.end() : stop])
        if length:
            start, heading = line.start + mark.start(1), line.start + mark.end()
            headed.append(Found(start, RANKS["point"], "run_in", heading, heading, heading + length, line.end))
    return headed


def _row_of_points(words: str) -> list[re.Match[str]]:
    """The marks 一是, 二是, … of a line that count on from one."""
    row: list[re.Match[str]] = []
    for mark in _POINT.finditer(words):
        value = _VALUES.get(mark.group(1), 0)
        if value == 1 and len(row) < 2:
            row = []
        if value == len(row) + 1:
            row.append(mark)
    return row

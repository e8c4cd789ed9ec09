"""Headings that a number opens: 第一章, 一、, (一), 1.; which of the last are tasks; and headings that stand alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.reading.body import ENDS_LINE, RANKS, Body, Found
from analysis.reading.headings import LONGEST_HEADING, Line, Number, has_comma, heading_length, opening_length
from analysis.reading.responsibility_lines import find_responsibility_lines, names_units
from analysis.vocabulary import alternatives, column

# A text is a list of tasks if its title says so, or if this share of its numbered paragraphs say who answers for them.
TASK_SHARE = 0.5
FEWEST_TASKS = 3
# The broken end of a heading: the words up to the full stop in the line below.
LONGEST_BROKEN_END = 30
# A heading that ends with a full stop in its own line has it among these characters.
LONGEST_SENTENCE_LINE = 70
LONGEST_ALONE = 30

_TASK_TITLE = re.compile("任务分解|任务分工|责任分解|责任分工|分工方案|任务清单|工作台账")
_AMOUNT = re.compile(r"[\d,，、；;]")
_TOP_HEADING = re.compile(rf".{{0,20}}(?:{alternatives(column('plain_headings', 'word', kind='top'))})")
_APPENDIX = re.compile(
    rf"(?:{alternatives(column('plain_headings', 'word', kind='appendix'))})"
    r"\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[:：]?"
)


def found_numbered(body: Body) -> list[Found]:
    """Chapters, sections, 一、 and (一), and headings without a number that stand alone (2021年工作回顾, 附件)."""
    places = body.places("part", "chapter", "section", "top", "bracketed")
    broken = _broken(body, places)
    found = []
    for at, line, number in places:
        start = line.start + number.width
        end = broken.get(at) or start + heading_length(line.words[number.width :])
        if number.rank <= RANKS["section"]:
            if not line.words[number.width :] and body.is_plain(at + 1):
                start, end = body.lines[at + 1].start, body.lines[at + 1].end
            if "。" in body.text[start : end - 1] or not 0 < end - start <= LONGEST_HEADING:
                continue
        found.append(Found(line.start, number.rank, number.kind, line.start + number.length, start, end))
    has_top = any(number.rank <= RANKS["top"] for _, _, number in places)
    return [*found, *_unnumbered(body, has_top)]


def _unnumbered(body: Body, has_top: bool) -> Iterator[Found]:
    """Appendices, and headings such as 2021年主要工作回顾 in a text whose top headings have no numbers."""
    inside = body.inside_boxes()
    for at, line in enumerate(body.lines):
        if inside[at] or body.numbers[at] or len(line.words) > LONGEST_ALONE:
            continue
        if _APPENDIX.fullmatch(line.words) or (not has_top and at and _TOP_HEADING.fullmatch(line.words)):
            yield Found(line.start, RANKS["top"], "heading", line.start, line.start, line.end)


def _broken(body: Body, places: Sequence[tuple[int, Line, Number]]) -> dict[int, int]:
    """Where headings end that are broken over a line: line → offset.

    Most headings of their row end with a full stop in their own line, these end with the line, and the full stop comes
    soon in the next.
    """
    ends = {}
    for row in _rows(places):
        opened = [at for at in row if "。" not in body.lines[at].words[:LONGEST_SENTENCE_LINE]]
        if len(opened) * 2 >= len(row):
            continue
        for at in opened:
            if body.is_plain(at + 1) and not ENDS_LINE.search(body.lines[at].words):
                rest = body.lines[at + 1].words.find("。", 0, LONGEST_BROKEN_END)
                if rest > 0:
                    ends[at] = body.lines[at + 1].start + rest
    return ends


def _rows(places: Sequence[tuple[int, Line, Number]]) -> list[list[int]]:
    """The places of each style of heading in rows, a row ending where a wider heading stands."""
    rows: list[list[int]] = []
    open_rows: dict[int, list[int]] = {}
    for at, _, number in places:
        for rank in [rank for rank in open_rows if rank > number.rank]:
            del open_rows[rank]
        if number.rank not in open_rows:
            open_rows[number.rank] = []
            rows.append(open_rows[number.rank])
        open_rows[number.rank].append(at)
    return rows


def found_items(body: Body, numbered: Sequence[Found]) -> Iterator[Found]:
    """The paragraphs numbered 1. 2. 3.: tasks where they say who answers for them, headings where they read as such.

    In a list of tasks (by its title, or because most of its paragraphs name units) every numbered paragraph is one.
    """
    places = body.places("item")
    answered = _answered(body, places, numbered)
    if not answered:
        # Some lists count (1), (2), (3); elsewhere such numbers are parts of a paragraph.
        others = body.places("subitem")
        answered = _answered(body, others, numbered)
        places = sorted([*places, *(place for place in others if place[1].start in answered)])
    titles = body.lines[: next((at for at, number in enumerate(body.numbers) if number), len(body.lines))]
    is_titled = any(_TASK_TITLE.search(line.words) for line in titles)
    is_list = is_titled or (len(answered) >= FEWEST_TASKS and len(answered) >= TASK_SHARE * len(places))
    for at, line, number in places:
        start = line.start + number.width
        length = _item_heading(body, at, line.words[number.width :])
        is_task = is_list or line.start in answered
        if is_task or length:
            kind = "task" if is_task else "heading"
            yield Found(line.start, RANKS["item"], kind, line.start + number.length, start, start + length)


def _item_heading(body: Body, at: int, words: str) -> int:
    """How long the heading of a numbered paragraph is: a phrase before its text, or alone in its line; else 0."""
    length = opening_length(words)
    if length and not has_comma(words[:length]) and not words[length + 1 :].lstrip().startswith(("(", "（", "〔")):
        return length
    if len(words) > LONGEST_ALONE or _AMOUNT.search(words):
        return 0
    below = body.lines[at + 1].words if body.is_plain(at + 1) else ""
    stands_alone = "。" not in words or ("。" in below and not names_units(below))
    return heading_length(words) if stands_alone else 0


def _answered(body: Body, places: Sequence[tuple[int, Line, Number]], numbered: Sequence[Found]) -> set[int]:
    """The starts of the paragraphs that hold, before the next number or box, a line that says who answers for them."""
    starts = [line.start for _, line, _ in places]
    lines = [line.start for line in find_responsibility_lines(body.text)]
    boxes = [body.lines[first].start for first, _ in body.boxes]
    stops = sorted([*starts, *boxes, *(found.start for found in numbered), len(body.text)])
    answered = set()
    for start in starts:
        first = bisect_left(lines, start)
        if first < len(lines) and lines[first] < stops[bisect_left(stops, start + 1)]:
            answered.add(start)
    return answered

"""The outline of a document: its headings of all kinds, boxes and tasks, each with the text under it.

A page is split into lines; the letter, the contents and the page's furniture are set aside; what is left is the body,
whose headings are recognised by their number (`headings`) or, if they only open a paragraph, by the company they keep.
Each stage here adds what it finds to a list of `Found`; `_nest` turns the list into sections.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.reading.boxes import box_end, is_title
from analysis.reading.document import Section
from analysis.reading.headings import (
    LONGEST_HEADING,
    Line,
    Number,
    has_comma,
    heading_length,
    opening_length,
    opens_with_verb,
    read_number,
    split_lines,
)
from analysis.reading.layout import Zone, find_zones
from analysis.reading.responsibility_lines import find_responsibility_lines, names_units
from analysis.vocabulary import alternatives, column, load

RANKS = {row["style"]: int(row["rank"]) for row in load("heading_styles")}
RUN_IN = 7
# A text is a list of tasks if its title says so, or if this share of its numbered paragraphs say who answers for them.
TASK_SHARE = 0.5
FEWEST_TASKS = 3
# A run-in heading in company of at least one other may be long; one that stands alone is short.
LONGEST_ALONE = 16
# The broken end of a heading: the words up to the full stop in the line below.
LONGEST_BROKEN_END = 30
# A heading that ends with a full stop in its own line has it among these characters.
LONGEST_SENTENCE_LINE = 70

_TASK_TITLE = re.compile("任务分解|任务分工|责任分解|责任分工|分工方案|任务清单|工作台账")
_ENDS_LINE = re.compile(r"[。！？!?；;：:”\"’』」）)】\]》…]$")
_SALUTATION = re.compile("各位代表|同志们")
_POINT = re.compile(r"(?:^|(?<=[。；;：:！!]))\s*([一二三四五六七八九十]{1,3})是")
_NUMERALS = {
    word: value for value, word in enumerate([*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五"], 1)
}
_TOP_HEADING = re.compile(rf".{{0,20}}(?:{alternatives(column('plain_headings', 'word', kind='top'))})")
_APPENDIX = re.compile(
    rf"(?:{alternatives(column('plain_headings', 'word', kind='appendix'))})"
    r"\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[:：]?"
)


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
    """The lines of the body, the number that opens each, and how many lines of a box each heads or belongs to."""

    text: str
    lines: tuple[Line, ...]
    numbers: tuple[Number | None, ...]
    boxes: tuple[tuple[int, int], ...]


def find_sections(text: str) -> list[Section]:
    """The sections of a text in the order of their start; letter, contents and page furniture are among them.

    A section reaches down to the next heading of its level or above. Body text before the first heading belongs to
    none. `level` counts from the widest style that the text uses; a box or a run-in heading is one below what holds it.

    >>> sections = find_sections("一、重点工作\\n(一)稳增长。抓投资。\\n二、保障")
    >>> [(section.kind, section.number, section.heading, section.level) for section in sections]
    [('heading', '一、', '重点工作', 1), ('heading', '(一)', '稳增长', 2), ('heading', '二、', '保障', 1)]
    """
    lines = split_lines(text)
    zones = find_zones(text, lines)
    body = _read_body(text, _outside(lines, zones))
    numbered = list(_numbered(body))
    items = list(_items(body, numbered))
    found = [*numbered, *items, *_boxes(body)]
    found += _run_ins(body, sorted(found))
    found += _points(body, sorted(found))
    addresses = [line.start for line in body.lines if _SALUTATION.match(line.words)]
    return _nest(text, sorted(found), zones, addresses)


def _outside(lines: Sequence[Line], zones: Sequence[Zone]) -> list[Line]:
    """The lines that stand in no zone."""
    starts = [zone.start for zone in zones]
    kept = []
    for line in lines:
        at = bisect_left(starts, line.start + 1) - 1
        if at < 0 or line.start >= zones[at].end:
            kept.append(line)
    return kept


def _read_body(text: str, lines: Sequence[Line]) -> Body:
    numbers = [read_number(line.words) for line in lines]
    boxes: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        number = numbers[at]
        if not number or number.style != "box" or not is_title(lines[at].words):
            at += 1
            continue
        first = at + 1 if lines[at].words[number.width :] else at + 2
        is_list = first < len(lines) and _is_first_item(numbers[first], lines[first].words)
        end = box_end(lines, min(first, len(lines)), lambda below, is_list=is_list: _stops_box(numbers[below], is_list))
        boxes.append((at, end))
        at = max(end, at + 1)
    return Body(text, tuple(lines), tuple(numbers), tuple(boxes))


def _is_first_item(number: Number | None, words: str) -> bool:
    return bool(number and number.style == "item" and int(re.findall(r"\d+", words)[0]) == 1)


def _stops_box(number: Number | None, is_list: bool) -> bool:
    """Whether a box ends before a line with this number; 1. 2. 3. belong to a box that begins with 1."""
    return bool(number and (number.rank <= RANKS["bracketed" if is_list else "item"] or number.style == "box"))


def _in_boxes(body: Body) -> list[bool]:
    inside = [False] * len(body.lines)
    for first, end in body.boxes:
        inside[first:end] = [True] * (end - first)
    return inside


def _boxes(body: Body) -> Iterator[Found]:
    for first, end in body.boxes:
        line, number = body.lines[first], body.numbers[first]
        assert number, "a box is found by its number"
        title = line if line.words[number.width :] else body.lines[min(first + 1, end - 1)]
        start = line.start + number.width if title is line else title.start
        yield Found(
            line.start, number.rank, "box", line.start + number.length, start, title.end, body.lines[end - 1].end
        )


def _numbered(body: Body) -> Iterator[Found]:
    """Chapters, sections, 一、 and (一), and headings that have no number but stand alone (工作回顾, 附件)."""
    inside = _in_boxes(body)
    places = [
        at for at, number in enumerate(body.numbers) if number and number.rank <= RANKS["bracketed"] and not inside[at]
    ]
    broken = _broken(body, places)
    for at in places:
        line, number = body.lines[at], body.numbers[at]
        assert number, "places are lines with a number"
        start = line.start + number.width
        end = broken.get(at) or start + heading_length(line.words[number.width :])
        if number.rank <= RANKS["section"]:
            if not line.words[number.width :] and at + 1 < len(body.lines) and not body.numbers[at + 1]:
                start, end = body.lines[at + 1].start, body.lines[at + 1].end
            if "。" in body.text[start : end - 1] or not 0 < end - start <= LONGEST_HEADING:
                continue
        yield Found(line.start, number.rank, number.kind, line.start + number.length, start, end)
    yield from _unnumbered(body, inside, {at for at in places if body.numbers[at].rank <= RANKS["top"]})


def _unnumbered(body: Body, inside: Sequence[bool], top: set[int]) -> Iterator[Found]:
    """Appendices, and headings such as 2021年主要工作回顾 in a text whose top headings have no numbers."""
    for at, line in enumerate(body.lines):
        if inside[at] or body.numbers[at] or len(line.words) > LONGEST_HEADING // 2:
            continue
        if _APPENDIX.fullmatch(line.words) or (not top and at and _TOP_HEADING.fullmatch(line.words)):
            yield Found(line.start, RANKS["top"], "heading", line.start, line.start, line.end)


def _broken(body: Body, places: Sequence[int]) -> dict[int, int]:
    """Where headings end that are broken over a line: line → offset.

    Most headings of their row end with a full stop in their own line, these end with the line, and the full stop comes
    soon in the next.
    """
    ends = {}
    for row in _rows(body, places):
        closed = [at for at in row if "。" in body.lines[at].words[:LONGEST_SENTENCE_LINE]]
        if len(closed) * 2 <= len(row):
            continue
        for at in set(row) - set(closed):
            if at + 1 < len(body.lines) and not body.numbers[at + 1] and not _ENDS_LINE.search(body.lines[at].words):
                rest = body.lines[at + 1].words.find("。", 0, LONGEST_BROKEN_END)
                if rest > 0:
                    ends[at] = body.lines[at + 1].start + rest
    return ends


def _rows(body: Body, places: Sequence[int]) -> list[list[int]]:
    """The places of each style of heading in rows, a row ending where a wider heading stands."""
    rows: list[list[int]] = []
    open_rows: dict[int, list[int]] = {}
    for at in places:
        number = body.numbers[at]
        assert number, "places are lines with a number"
        for rank in [rank for rank in open_rows if rank > number.rank]:
            del open_rows[rank]
        if number.rank not in open_rows:
            open_rows[number.rank] = []
            rows.append(open_rows[number.rank])
        open_rows[number.rank].append(at)
    return rows


def _items(body: Body, numbered: Sequence[Found]) -> Iterator[Found]:
    """The paragraphs numbered 1. 2. 3.: tasks where they say who answers for them, headings where they read as such."""
    inside = _in_boxes(body)
    places = [at for at, number in enumerate(body.numbers) if number and number.style == "item" and not inside[at]]
    answered = _answered(body, places, numbered)
    titled = any(_TASK_TITLE.search(line.words) for line in body.lines[: body_head(body)])
    is_list = titled or (len(answered) >= FEWEST_TASKS and len(answered) >= TASK_SHARE * len(places))
    for at in places:
        line, number = body.lines[at], body.numbers[at]
        assert number, "places are lines with a number"
        start = line.start + number.width
        words = line.words[number.width :]
        length = opening_length(words)
        if has_comma(words[:length]) or words[length + 1 :].lstrip().startswith(("(", "（", "〔")):
            length = 0
        if not length and len(words) <= LONGEST_HEADING // 2 and not _is_amount(words):
            length = heading_length(words) if _stands_alone(body, at) else 0
        if is_list or at in answered:
            yield Found(line.start, number.rank, "task", line.start + number.length, start, start + length)
        elif length:
            yield Found(line.start, number.rank, "heading", line.start + number.length, start, start + length)


def body_head(body: Body) -> int:
    """How many lines stand before the first numbered one: titles are among them."""
    return next((at for at, number in enumerate(body.numbers) if number), len(body.lines))


def _is_amount(words: str) -> bool:
    return bool(re.search(r"[\d,，、；;]", words))


def _stands_alone(body: Body, at: int) -> bool:
    """Whether a numbered line is a heading alone in its line: it has no full stop, or text follows below."""
    if "。" not in body.lines[at].words:
        return True
    below = body.lines[at + 1].words if at + 1 < len(body.lines) and not body.numbers[at + 1] else ""
    return "。" in below and not names_units(below)


def _answered(body: Body, places: Sequence[int], numbered: Sequence[Found]) -> set[int]:
    """Which numbered paragraphs hold, before the next number or box, a line that says who answers for them."""
    lines = [line.start for line in find_responsibility_lines(body.text)]
    stops = sorted([found.start for found in numbered] + [body.lines[first].start for first, _ in body.boxes])
    stops = sorted([*stops, *(body.lines[at].start for at in places), len(body.text)])
    answered = set()
    for at in places:
        start = body.lines[at].start
        stop = stops[bisect_left(stops, start + 1)]
        first = bisect_left(lines, start)
        if first < len(lines) and lines[first] < stop:
            answered.add(at)
    return answered


def _run_ins(body: Body, found: Sequence[Found]) -> Iterator[Found]:
    """Phrases that open paragraphs, with a dash or without, judged by those that stand in the same section or box."""
    for group in _paragraphs(body, found):
        openings = [(at, _opening(body, at)) for at in group]
        plain = [at for at, (length, comma) in openings if length and not comma]
        double = [at for at, (length, comma) in openings if length and comma]
        for place, (at, (length, comma)) in enumerate(openings):
            if not length:
                continue
            if comma and not (len(double) > len(plain) and len(double) > 1 and _has_neighbour(openings, place)):
                continue
            if not comma and len(plain) < 2 and length > LONGEST_ALONE:
                continue
            yield _opened(body, at, length)


def _has_neighbour(openings: Sequence[tuple[int, tuple[int, bool]]], place: int) -> bool:
    return any(openings[near][1][0] for near in (place - 1, place + 1) if 0 <= near < len(openings))


def _opened(body: Body, at: int, length: int) -> Found:
    line, number = body.lines[at], body.numbers[at]
    if number and number.rank > RUN_IN:
        start = line.start + number.width
        return Found(line.start, number.rank, "run_in", line.start + number.length, start, start + length)
    shift = number.width if number else 0
    return Found(
        line.start,
        RUN_IN,
        "run_in",
        line.start + (number.length if number else 0),
        line.start + shift,
        line.start + shift + length,
    )


def _opening(body: Body, at: int) -> tuple[int, bool]:
    """How long the phrase is that may head the paragraph, 0 if there is none, and whether it has two clauses."""
    line, number = body.lines[at], body.numbers[at]
    words = line.words[number.width :] if number else line.words
    length = opening_length(words)
    comma = has_comma(words[:length])
    doubtful = comma or (length > LONGEST_ALONE and not opens_with_verb(words))
    if doubtful and not number and at and _is_continuation(body.lines[at - 1].words):
        return 0, False
    return length, comma


def _is_continuation(previous: str) -> bool:
    """Whether a paragraph goes on in the next line: it is long and ends within a sentence."""
    return len(previous) > LONGEST_HEADING and not _ENDS_LINE.search(previous)


def _paragraphs(body: Body, found: Sequence[Found]) -> Iterator[list[int]]:
    """The lines without a heading of their own, grouped by the box or the numbered section that they stand in."""
    starts = [item.start for item in found]
    groups: dict[tuple[int, int], list[int]] = {}
    box_of = {at: first for first, end in body.boxes for at in range(first + 1, end)}
    for at, line in enumerate(body.lines):
        before = bisect_left(starts, line.start + 1) - 1
        owner = found[before] if before >= 0 else None
        if owner and (owner.start == line.start or line.start < owner.heading_end or owner.kind == "task"):
            continue
        number = body.numbers[at]
        if number and number.rank <= RANKS["item"] and at not in box_of:
            continue
        groups.setdefault((box_of.get(at, -1), _widest_start(found, before, at in box_of)), []).append(at)
    yield from groups.values()


def _widest_start(found: Sequence[Found], before: int, boxed: bool) -> int:
    """The section that a paragraph stands in: boxes before it in the section do not part it from its fellows."""
    while before >= 0 and found[before].kind == "box" and not boxed:
        before -= 1
    return found[before].start if before >= 0 else -1


def _points(body: Body, found: Sequence[Found]) -> Iterator[Found]:
    """一是…。 and its fellows inside a paragraph, where at least two of a row are headed by a short phrase."""
    tasks = [item.start for item in found if item.kind == "task"]
    starts = [item.start for item in found]
    taken = set(starts)
    for line in body.lines:
        if "二是" not in line.words or _is_task_line(found, starts, line.start, tasks):
            continue
        marks = _row_of_points(line.words)
        if len(marks) < 2:
            continue
        stops = [mark.start(1) for mark in marks[1:]] + [len(line.words)]
        headed = []
        for mark, stop in zip(marks, stops, strict=True):
            length = opening_length(line.words[mark.end() : stop])
            if length:
                headed.append((mark, length))
        if len(headed) < 2:
            continue
        for mark, length in headed:
            start = line.start + mark.start(1)
            if start not in taken:
                heading = line.start + mark.end()
                yield Found(start, RANKS["point"], "run_in", heading, heading, heading + length, line.end)


def _is_task_line(found: Sequence[Found], starts: Sequence[int], start: int, tasks: Sequence[int]) -> bool:
    before = bisect_left(starts, start + 1) - 1
    return bool(tasks) and before >= 0 and found[before].kind == "task"


def _row_of_points(words: str) -> list[re.Match[str]]:
    """The marks 一是, 二是, … of a line that count on from one."""
    row: list[re.Match[str]] = []
    for mark in _POINT.finditer(words):
        value = _NUMERALS.get(mark.group(1), 0)
        if value == 1:
            row = row if len(row) > 1 else []
        if value == len(row) + 1:
            row.append(mark)
    return row


def _nest(text: str, found: Sequence[Found], zones: Sequence[Zone], addresses: Sequence[int]) -> list[Section]:
    """The sections of what was found, each in the one that holds it, and the zones among them."""
    widths = sorted({item.rank for item in found if item.rank <= RANKS["item"]})
    ends = _ends(text, found, [zone.start for zone in zones], addresses)
    open_: list[tuple[Found, int, Section]] = []
    sections: list[Section] = []
    nodes: list[tuple[int, Found | Zone, int]] = [
        *((item.start, item, end) for item, end in zip(found, ends, strict=True)),
        *((zone.start, zone, zone.end) for zone in zones),
    ]
    for serial, (_, node, end) in enumerate(sorted(nodes, key=lambda node: (node[0], node[2])), 1):
        section_id = f"s{serial:04d}"
        if isinstance(node, Zone):
            heading = _joined(text[node.heading_start : node.heading_end])
            sections.append(
                Section(
                    section_id,
                    "",
                    1,
                    node.kind,
                    "",
                    heading,
                    heading,
                    node.start,
                    end,
                    node.heading_start,
                    node.heading_end,
                )
            )
            continue
        while open_ and (open_[-1][0].rank >= node.rank or open_[-1][1] <= node.start):
            open_.pop()
        parent = open_[-1][2] if open_ else None
        end = min(end, parent.end) if parent else end
        level = widths.index(node.rank) + 1 if node.rank in widths else parent.level + 1 if parent else len(widths) + 1
        number = _joined(text[node.start : node.number_end])
        heading = _joined(text[node.heading_start : node.heading_end])
        path = f"{parent.path} > {number}{heading}" if parent else f"{number}{heading}"
        section = Section(
            section_id,
            parent.section_id if parent else "",
            level,
            node.kind,
            number,
            heading,
            path,
            node.start,
            end,
            node.start,
            max(node.heading_end, node.number_end),
        )
        open_.append((node, end, section))
        sections.append(section)
    return sections


def _joined(words: str) -> str:
    """Words as one line: a break is dropped, other space at the ends too."""
    return re.sub(r"\s*\n\s*", "", words).strip()


def _ends(text: str, found: Sequence[Found], zones: Sequence[int], addresses: Sequence[int]) -> list[int]:
    """Where each section ends: at the next as wide or wider, at its own limit, or where a zone begins.

    A run-in heading also ends where the speaker turns to the audience (各位代表！): what follows is said of all.
    """
    ends = [len(text)] * len(found)
    open_: list[int] = []
    for at, item in enumerate(found):
        while open_ and found[open_[-1]].rank >= item.rank:
            ends[open_.pop()] = item.start
        open_.append(at)
    for at, item in enumerate(found):
        stops = [zones, addresses] if item.rank >= RUN_IN else [zones]
        ends[at] = min(
            [ends[at], item.limit or ends[at], *(_first_after(stop, item.start, len(text)) for stop in stops)]
        )
    return ends


def _first_after(offsets: Sequence[int], start: int, otherwise: int) -> int:
    at = bisect_left(offsets, start)
    return offsets[at] if at < len(offsets) else otherwise

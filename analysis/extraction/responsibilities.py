"""The units that each task names: who leads and who helps, in which order, and which department each name means.

A unit is given as written (`unit`) and by a name that is the same in every district (`unit_name`): 区发展改革委 of any
district, its short forms and its slips are 发展和改革委员会. Nothing is lost: a unit that no vocabulary knows keeps its
own words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.extraction.departments import canonical, is_department, kind_by_ending
from analysis.reading.document import Task
from analysis.reading.responsibility_lines import ResponsibilityLine, UnitList, find_responsibility_lines

OPENING, CLOSING = "(（〔【[﹝", ")）〕】]﹞"

_SEPARATORS = "、，,；;"
_MORE = re.compile(
    r"\s*等(?:\d{0,3}[个家]?(?:有关|相关|市级|区级|县级|省级|职能)?(?:责任)?(?:部门|单位|企业|机构|地区)?)?[。.]?$"
)
_LEADS_MARK = re.compile(r"[(（〔]\s*(?:总?牵头|主办|第一责任)(?:单位|部门)?\s*[)）〕]$")
_TAG = re.compile(r"<[^<>\n]{1,300}>")
_DEADLINE = re.compile(r"\d\s*月|时限|年底|长期坚持|持续(?:推进|实施)|常态化|按进度")
_JOINED = re.compile(r"以及|和|及|与")

_COMMA_LEADS = re.compile(r"逗号(?:之|以)?前[^。；;，,]{0,12}(?:为|是)[^。；;，,]{0,4}牵头")
_FIRST_LEADS = re.compile(
    r"(?:列|排|排名|排序|名列)(?:在|名)?(?:第一|首)(?:位|个)?[^。；;，,]{0,10}(?:为|是)[^。；;，,]{0,4}牵头"
)
_FIRST_LEADS_TOO = re.compile(r"第一个[^。；;，,逗]{0,8}(?:单位|部门)(?:为|是)[^。；;，,]{0,4}牵头")
_COMMA = re.compile(r"[，,；;]")


class Responsibility(NamedTuple):
    """A unit that a task names. `position` counts within its role; `and_others`: 等 follows, more are meant."""

    task_no: int
    role: str
    position: int
    unit: str
    unit_name: str
    kind: str
    start: int
    end: int
    and_others: bool = False


class Unit(NamedTuple):
    """The place of one unit in a list, whether 等 follows it, and whether it is marked as leading: 市发改委(牵头)."""

    start: int
    end: int
    and_others: bool
    leads: bool


def find_responsibilities(text: str, tasks: Sequence[Task], district: str) -> list[Responsibility]:
    """The units of all tasks in the order of the text, with their role (lead, support) and canonical name.

    Of a list that does not itself tell who leads, the units before the first comma lead where the document says so
    (第一个逗号前为牵头单位), or the first one where it says that.

    >>> task = Task(1, "s0001", "", "增长8%。", 0, 27)
    >>> units = find_responsibilities("1.增长8%。\\n责任单位:区发改委;配合单位:各镇街。", [task], "江津区")
    >>> [(unit.role, unit.position, unit.unit, unit.unit_name, unit.kind) for unit in units]
    [('lead', 1, '区发改委', '发展和改革委员会', 'department'), ('support', 1, '各镇街', '各镇街', 'group')]
    """
    lines = find_responsibility_lines(text)
    starts = [line.start for line in lines]
    first_leads = _who_leads(text)
    found: list[Responsibility] = []
    for task in tasks:
        counts = {"lead": 0, "support": 0}
        for line in lines[bisect_left(starts, task.start) : bisect_left(starts, task.end)]:
            for role, unit in _line_units(text, line, first_leads):
                counts[role] += 1
                words = _plain(text[unit.start : unit.end])
                name, kind = canonical(words, district)
                found.append(
                    Responsibility(
                        task.task_no, role, counts[role], words, name, kind, unit.start, unit.end, unit.and_others
                    )
                )
    return found


def _who_leads(text: str) -> str:
    """What a document says of its lists: the units before the first "comma" lead, or the "first" one, or nothing."""
    if _COMMA_LEADS.search(text):
        return "comma"
    return "first" if _FIRST_LEADS.search(text) or _FIRST_LEADS_TOO.search(text) else ""


def _line_units(text: str, line: ResponsibilityLine, first_leads: str) -> Iterator[tuple[str, Unit]]:
    roles = {unit_list.role for unit_list in line.lists}
    for unit_list in line.lists:
        units = list(split_units(text, unit_list.start, unit_list.end))
        marked = any(unit.leads for unit in units)
        for at, unit in enumerate(units):
            role = unit_list.role
            if marked:
                role = "lead" if unit.leads else "support"
            elif first_leads and roles == {"lead"}:
                role = "lead" if _is_among_first(text, unit_list, unit, at, first_leads) else "support"
            yield role, unit


def _is_among_first(text: str, unit_list: UnitList, unit: Unit, at: int, first_leads: str) -> bool:
    if first_leads == "first":
        return at == 0
    comma = _first_comma(text, unit_list)
    return unit.start < comma


def _first_comma(text: str, unit_list: UnitList) -> int:
    depth = 0
    for at in range(unit_list.start, unit_list.end):
        depth += (text[at] in OPENING) - (text[at] in CLOSING)
        if not depth and _COMMA.match(text[at]):
            return at
    return unit_list.end


def split_units(text: str, start: int, end: int) -> Iterator[Unit]:
    """The units listed in text[start:end]; separators inside brackets part nothing, and 等 is no part of a unit.

    >>> [unit[:3] for unit in split_units("区农业农村委(区乡村振兴局)、各县（市、区）等", 0, 23)]
    [(0, 14, False), (15, 22, True)]
    """
    for first, last in _pieces(text, start, end):
        first, last = _trimmed(text, first, last)
        more = _MORE.search(text, first, last)
        if more and more.start() > first:
            last = more.start()
        mark = _LEADS_MARK.search(text, first, last)
        if mark:
            last = mark.start()
        for a, b in _several(text, first, last):
            if a < b and not _DEADLINE.search(text, a, b):
                yield Unit(a, b, bool(more) and b == last, bool(mark))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between separators outside brackets; a bracket that is never closed counts as a character."""
    depth, first = 0, start
    closings = sum(text.count(sign, start, end) for sign in CLOSING)
    for at in range(start, end):
        character = text[at]
        if character in OPENING and depth < closings:
            depth += 1
        elif character in CLOSING:
            closings -= 1
            depth = max(0, depth - 1)
        elif not depth and character in _SEPARATORS:
            yield first, at
            first = at + 1
    yield first, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "。.:：由"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "。"):
        end -= 1
    return start, end


def _several(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The units of a piece that has no separator: two departments joined by 和, several parted by spaces."""
    words = text[start:end]
    for joint in _JOINED.finditer(words):
        left, right = words[: joint.start()], words[joint.end() :]
        if is_department(left) and is_department(right):
            return [(start, start + joint.start()), *_several(text, start + joint.end(), end)]
    parts = [(start + part.start(), start + part.end()) for part in re.finditer(r"\S+", words)]
    if len(parts) > 1 and all(is_department(text[a:b]) or kind_by_ending(text[a:b]) for a, b in parts):
        return parts
    return [(start, end)] if words.strip() else []


def _plain(words: str) -> str:
    """A unit's characters without the line breaks and tags of its page."""
    return re.sub(r"\s*[\n\r]\s*", "", _TAG.sub("", words)).strip()

"""The numbered tasks of a document: the paragraphs that a list of tasks counts, each with its words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.reading.document import Section, Task
from analysis.reading.headings import split_lines
from analysis.reading.responsibility_lines import ResponsibilityLine, find_responsibility_lines

_DIGITS = re.compile(r"\d+")
_TAG = re.compile(r"<[^<>\n]{1,300}>")


def find_tasks(text: str, sections: Sequence[Section]) -> list[Task]:
    """The tasks of a text in order: its sections of kind task, and other numbered sections that name units themselves.

    `task_no` is the number as written where these numbers grow through the text; where they begin anew under each
    heading, tasks are counted through instead. Sections such as (一) that name units get the numbers after the last.
    `text` is the task's words without its number and without the lines that name units; line breaks are dropped.

    >>> from analysis.reading.outline import find_sections
    >>> text = "1.地区生产总值增长6.5%。\\n责任单位:区发展改革委。"
    >>> [(task.task_no, task.text) for task in find_tasks(text, find_sections(text))]
    [(1, '地区生产总值增长6.5%。')]
    """
    lines = find_responsibility_lines(text)
    counted = [section for section in sections if section.kind == "task"]
    others = list(_naming(sections, lines))
    paths = {section.section_id: section.path for section in sections}
    children = _first_boxes(sections)
    tasks = []
    for task_no, section in sorted([*_written(counted), *_following(counted, others)], key=lambda pair: pair[1].start):
        end = children.get(section.section_id, section.end)
        end = section.start + max(line.end for line in split_lines(text[section.start : end]))
        words = _words(text, section.start + len(section.number), end, lines)
        tasks.append(Task(task_no, section.section_id, paths.get(section.parent_id, ""), words, section.start, end))
    return tasks


def _written(counted: Sequence[Section]) -> list[tuple[int, Section]]:
    """Sections of kind task with the numbers they bear, or counted through if these do not grow."""
    numbers = [int(match.group()) if (match := _DIGITS.search(section.number)) else 0 for section in counted]
    grow = all(first < second for first, second in zip([0, *numbers], numbers, strict=False))
    return list(zip(numbers if grow else range(1, len(counted) + 1), counted, strict=True))


def _following(counted: Sequence[Section], others: Sequence[Section]) -> list[tuple[int, Section]]:
    last = max((number for number, _ in _written(counted)), default=0)
    return list(enumerate(others, last + 1))


def _naming(sections: Sequence[Section], lines: Sequence[ResponsibilityLine]) -> Iterator[Section]:
    """The numbered headings that name units without a numbered section in between."""
    held: dict[str, Section] = {}
    numbered = [section for section in sections if section.number and section.kind in ("heading", "task")]
    open_: list[Section] = []
    at = 0
    for line in lines:
        while at < len(numbered) and numbered[at].start <= line.start:
            while open_ and open_[-1].end <= numbered[at].start:
                open_.pop()
            open_.append(numbered[at])
            at += 1
        while open_ and open_[-1].end <= line.start:
            open_.pop()
        if open_ and open_[-1].kind == "heading":
            held[open_[-1].section_id] = open_[-1]
    yield from held.values()


def _first_boxes(sections: Sequence[Section]) -> dict[str, int]:
    """Where the first box in a section begins: a box in a task's midst is none of its words."""
    return {section.parent_id: section.start for section in reversed(sections) if section.kind == "box"}


def _words(text: str, start: int, end: int, lines: Sequence[ResponsibilityLine]) -> str:
    """text[start:end] without the lines that name units, and without line breaks and tags."""
    named = lines[bisect_left(lines, start, key=_start) : bisect_left(lines, end, key=_start)]
    edges = [start, *(edge for line in named for edge in (line.start, line.end)), end]
    kept = [text[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return "".join(_TAG.sub("", line.words) for piece in kept for line in split_lines(piece)).strip()


def _start(line: ResponsibilityLine) -> int:
    return line.start

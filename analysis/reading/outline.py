"""The outline of a document: its headings of all kinds, boxes and tasks, each with the text under it.

A page is split into lines (`headings`); the letter, the contents and the page's furniture are set aside (`layout`);
what is left is the `body`, whose headings are recognised by their number (`numbered`) or, if they only open a
paragraph, by the company they keep (`openings`). `nesting` turns what was found into sections.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.reading.body import found_boxes, read_body
from analysis.reading.document import Section
from analysis.reading.headings import Line, split_lines
from analysis.reading.layout import Zone, find_zones
from analysis.reading.nesting import nest
from analysis.reading.numbered import found_items, found_numbered
from analysis.reading.openings import found_points, found_run_ins

_ADDRESS = re.compile("各位代表|同志们")


def find_sections(text: str) -> list[Section]:
    """The sections of a text in the order of their start; letter, contents and page furniture are among them.

    A section reaches down to the next heading of its level or above. Body text before the first heading belongs to
    none. `level` counts from the widest style that the text uses; a box or a run-in heading is one below what holds it.
    `heading` is empty where a number opens a sentence.

    >>> sections = find_sections("一、重点工作\\n(一)稳增长。抓投资。\\n二、保障")
    >>> [(section.kind, section.number, section.heading, section.level) for section in sections]
    [('heading', '一、', '重点工作', 1), ('heading', '(一)', '稳增长', 2), ('heading', '二、', '保障', 1)]
    """
    lines = split_lines(text)
    zones = find_zones(text, lines)
    body = read_body(text, _outside(lines, zones))
    numbered = found_numbered(body)
    found = sorted([*numbered, *found_items(body, numbered), *found_boxes(body)])
    found = sorted([*found, *found_run_ins(body, found)])
    found = sorted([*found, *found_points(body, found)])
    return nest(text, found, zones, [line.start for line in body.lines if _ADDRESS.match(line.words)])


def _outside(lines: Sequence[Line], zones: Sequence[Zone]) -> list[Line]:
    """The lines that stand in no zone."""
    starts = [zone.start for zone in zones]
    kept = []
    for line in lines:
        at = bisect_left(starts, line.start + 1) - 1
        if at < 0 or line.start >= zones[at].end:
            kept.append(line)
    return kept

"""From headings found to sections: where each ends, which holds it, and how deep it lies."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis.reading.body import RANKS, RUN_IN, Found
from analysis.reading.document import Section
from analysis.reading.layout import Zone

_BREAK = re.compile(r"\s*\n\s*")


def nest(text: str, found: Sequence[Found], zones: Sequence[Zone], addresses: Sequence[int]) -> list[Section]:
    """The sections of what was found and the zones among them, in the order of their start.

    `addresses` are the places where the speaker turns to the audience (各位代表！).
    """
    # Styles from chapters to 1. have the same level throughout a text, also where it begins in the middle.
    levels = {
        rank: level for level, rank in enumerate(sorted({item.rank for item in found if item.rank <= RANKS["item"]}), 1)
    }
    ends = _ends(text, found, [zone.start for zone in zones], addresses)
    nodes: list[tuple[int, int, Found | Zone]] = [
        *((item.start, end, item) for item, end in zip(found, ends, strict=True)),
        *((zone.start, zone.end, zone) for zone in zones),
    ]
    open_: list[tuple[Found, Section]] = []
    sections: list[Section] = []
    for serial, (start, end, node) in enumerate(sorted(nodes, key=lambda node: node[:2]), 1):
        if isinstance(node, Zone):
            sections.append(_zone_section(text, node, serial))
            continue
        while open_ and (open_[-1][0].rank >= node.rank or open_[-1][1].end <= start):
            open_.pop()
        parent = open_[-1][1] if open_ else None
        level = levels.get(node.rank, (parent.level if parent else len(levels)) + 1)
        sections.append(_section(text, node, parent, level, end, serial))
        open_.append((node, sections[-1]))
    return sections


def _section(text: str, node: Found, parent: Section | None, level: int, end: int, serial: int) -> Section:
    number = _one_line(text[node.start : node.number_end])
    heading = _one_line(text[node.heading_start : node.heading_end])
    return Section(
        f"s{serial:04d}",
        parent.section_id if parent else "",
        level,
        node.kind,
        number,
        heading,
        f"{parent.path} > {number}{heading}" if parent else f"{number}{heading}",
        node.start,
        min(end, parent.end) if parent else end,
        node.start,
        max(node.heading_end, node.number_end),
    )


def _zone_section(text: str, zone: Zone, serial: int) -> Section:
    heading = _one_line(text[zone.heading_start : zone.heading_end])
    places = (zone.start, zone.end, zone.heading_start, zone.heading_end)
    return Section(f"s{serial:04d}", "", 1, zone.kind, "", heading, heading, *places)


def _one_line(words: str) -> str:
    """Words as one line: a break is dropped, and the space at the ends."""
    return _BREAK.sub("", words).strip() if "\n" in words else words.strip()


def _ends(text: str, found: Sequence[Found], zones: Sequence[int], addresses: Sequence[int]) -> list[int]:
    """Where each section ends: at the next as wide or wider, at its own limit, or where a zone begins.

    A run-in heading also ends where the audience is addressed: what follows is said of all.
    """
    ends = [len(text)] * len(found)
    open_: list[int] = []
    for at, item in enumerate(found):
        while open_ and found[open_[-1]].rank >= item.rank:
            ends[open_.pop()] = item.start
        open_.append(at)
    for at, item in enumerate(found):
        stops = [_first_after(zones, item.start, len(text)), item.limit or len(text)]
        if item.rank >= RUN_IN:
            stops.append(_first_after(addresses, item.start, len(text)))
        ends[at] = min(ends[at], *stops)
    return ends


def _first_after(offsets: Sequence[int], start: int, otherwise: int) -> int:
    at = bisect_left(offsets, start)
    return offsets[at] if at < len(offsets) else otherwise

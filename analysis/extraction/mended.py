"""Quantities read as they were meant, where a repair has touched a number: 到2025650亿元 is a year and 650亿元.

The reader of quantities knows nothing of damage; here the damaged stretch is mended, read again with the words around
it, and what is found is put back at the places of the text as it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from analysis.extraction.quantities import Quantity, find_quantities
from analysis.reading.document import Repair

# Words that decide how a number is read stand at most this far from it.
_AROUND = 40
_DIGIT = re.compile(r"[0-9０-９]")


def mend_quantities(text: str, quantities: Sequence[Quantity], repairs: Sequence[Repair]) -> list[Quantity]:
    """The quantities with those replaced that a sure or likely repair of a number touches; still in order, disjoint.

    Offsets stay those of `text`. What a repair only may mean (ambiguous) is read as it stands.

    >>> text = "年均增长40亿元,到2025650亿元"
    >>> glued = Repair(10, 17, "2025650", "2025年650", "year_glued_to_number", "", "sure")
    >>> [(q.value, q.unit, text[q.start : q.end]) for q in mend_quantities(text, find_quantities(text), [glued])]
    [(40.0, '亿元', '40亿元'), (2025.0, '年', '2025'), (650.0, '亿元', '650亿元')]
    """
    starts = [quantity.start for quantity in quantities]
    mended: list[Quantity] = []
    done = 0
    for cluster in _clusters(text, repairs):
        first = bisect_right(starts, cluster[0].start) - 1
        first += first < 0 or quantities[first].end < cluster[0].start
        last = bisect_right(starts, cluster[-1].end)
        if done <= first < last:
            mended += quantities[done:first]
            mended += _read_again(text, quantities, first, last, cluster)
            done = last
    return [*mended, *quantities[done:]]


def _clusters(text: str, repairs: Sequence[Repair]) -> list[list[Repair]]:
    """The repairs that change a number, those near each other together: 2O2O年 is read once, with both mended."""
    clusters: list[list[Repair]] = []
    for repair in repairs:
        around = repair.raw + repair.repaired + text[max(0, repair.start - 1) : repair.start]
        if repair.certainty == "ambiguous" or not _DIGIT.search(around):
            continue
        if clusters and repair.start - clusters[-1][-1].end <= _AROUND:
            clusters[-1].append(repair)
        else:
            clusters.append([repair])
    return clusters


def _read_again(
    text: str, quantities: Sequence[Quantity], first: int, last: int, cluster: Sequence[Repair]
) -> list[Quantity]:
    """What quantities[first:last] are in the mended text, at their places in the text as it stands."""
    start = min(cluster[0].start, quantities[first].start)
    end = max(cluster[-1].end, quantities[last - 1].end)
    left = max(start - _AROUND, quantities[first - 1].end if first else 0)
    right = min(end + _AROUND, quantities[last].start if last < len(quantities) else len(text))
    mended, spans = _mended(text, left, right, cluster)
    found = [
        quantity._replace(start=spans[quantity.start][0], end=spans[quantity.end - 1][1])
        for quantity in find_quantities(mended)
    ]
    return [quantity for quantity in found if start <= quantity.start < quantity.end <= right]


def _mended(text: str, left: int, right: int, cluster: Sequence[Repair]) -> tuple[str, list[tuple[int, int]]]:
    """The stretch as mended, and for each of its characters its span in the text: empty for one that was put in."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for repair in cluster:
        parts += [text[left : repair.start], repair.repaired]
        spans += [(place, place + 1) for place in range(left, repair.start)]
        steps = SequenceMatcher(None, repair.raw, repair.repaired, autojunk=False).get_opcodes()
        for _, raw_start, raw_end, begin, stop in steps:
            places = [repair.start + min(raw_start + step, raw_end) for step in range(stop - begin + 1)]
            spans += pairwise(places)
        left = repair.end
    spans += [(place, place + 1) for place in range(left, right)]
    return "".join([*parts, text[left:right]]), spans

"""What follows a number: 余 or 多, its unit with a magnitude word, 半, and 以上 or 左右.

Read by a function, since one pattern for all of it would hold the hundreds of units eight times over, which Python
takes longer to compile than to read five documents.
"""

import re
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.bounds import AFTER, INSIDE
from analysis.extraction.units import MAGNITUDE, SPACE, SPACES, units_pattern

# 三十余 is said without a unit; 几 and 来 qualify a number only before one: 十几个, 二十来岁.
_MORE = "余餘多"
_FEW = "".join(sorted(set(INSIDE) - set(_MORE)))
_LEAD = re.compile(f"{SPACE}{{0,4}}([{_MORE}{_FEW}]?){SPACE}{{0,2}}")
_INSIDE = re.compile(f"{SPACE}{{0,2}}([{_MORE}{_FEW}]?)")
_MAGNITUDE = re.compile(MAGNITUDE)
_UNIT, _UNIT_AFTER_CHINESE = (re.compile(units_pattern(after_chinese)) for after_chinese in (False, True))
_HALF = re.compile("半(?![导岛径山成挂数])")
_BOUND = re.compile(f"{SPACE}?({vocabulary.alternatives(AFTER)})(?![游联功一两])")


class Tail(NamedTuple):
    """The parts of what follows a number, each empty if it is not there; `end` is `start` if nothing does.

    A unit stands by itself (`unit`: 30余家), or is `counted` after a magnitude word (`magnitude`: 30余万户).
    """

    more: str
    unit: str
    magnitude: str
    more_inside: str
    counted: str
    half: str
    bound: str
    start: int
    end: int


def read_tail(text: str, start: int, after_chinese: bool = False) -> Tail:
    """What follows the number that ends at `start`; after Chinese numerals an ambiguous unit is none.

    >>> tail = read_tail("30余万户以上", 2)
    >>> tail.more, tail.magnitude, tail.counted, tail.bound, tail.end
    ('余', '万', '户', '以上', 7)
    """
    units = _UNIT_AFTER_CHINESE if after_chinese else _UNIT
    magnitude = more_inside = counted = ""
    more, place = _read_more(_LEAD, text, start, units)
    unit, place = _read(units, text, place)
    if not unit:
        magnitude, place = _read(_MAGNITUDE, text, place)
    if magnitude:
        more_inside, place = _read_more(_INSIDE, text, place, units)
        counted, place = _read(units, text, place)
    half, place = _read(_HALF, text, place)
    bound = _BOUND.match(text, place)
    end = start + len(text[start : bound.end() if bound else place].rstrip(SPACES))
    return Tail(more, unit, magnitude, more_inside, counted, half, bound[1] if bound else "", start, end)


def _read(pattern: re.Pattern[str], text: str, place: int) -> tuple[str, int]:
    """What matches at `place`, or nothing, and where it ends."""
    found = pattern.match(text, place)
    return (found[0], found.end()) if found else ("", place)


def _read_more(pattern: re.Pattern[str], text: str, place: int, units: re.Pattern[str]) -> tuple[str, int]:
    """余, 多, 几 or 来 at `place`, or nothing, and where a unit may stand after it."""
    found = pattern.match(text, place)
    assert found is not None, "every part of the pattern may be empty, so it always matches"
    more, end = found[1], found.end()
    if more and more in _FEW and not (units.match(text, end) or _MAGNITUDE.match(text, end)):
        return "", found.start(1)
    return more, end

"""Units of measure: the vocabulary as patterns, and amounts brought to the unit without its magnitude word."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from analysis import vocabulary
from analysis.extraction.numerals import scale_of

UNITS = {row["unit"]: row for row in vocabulary.load("units")}
SPACES = " \t\u3000\u2002\xa0"
SPACE = f"[{SPACES}]"
# 千瓦 and 百分点 are units, not a thousand 瓦 and a hundred 分点.
THOUSAND = "[千仟](?![瓦米克伏升卡字比赫帕焦])"
HUNDRED = f"[百佰](?!{SPACE}*分)"
MAGNITUDE = f"(?:[万萬][亿億万萬]|(?:{HUNDRED}|{THOUSAND}|[十拾])?[万萬亿億]|{THOUSAND}|{HUNDRED}|兆)"
_LEADING_MAGNITUDE = re.compile(f"{MAGNITUDE}+")
# 百分点, torn by spaces or not.
_POINTS = f"[个個]?{SPACE}*百{SPACE}*分{SPACE}*[点點]"
_PER = "立方米|平方米|平方公里|公里|公顷|千瓦时|千克|公斤|分钟|小时|平米|[升亩秒人年日天月次户吨台元名头]"


def by_first_letter(words: Mapping[str, str]) -> str:
    """Alternatives for `words` (word → what must not follow), grouped by first letter: a match looks at few of them.

    >>> by_first_letter({"个": "", "个百分点": "", "项": "目", "户": "", "岁": ""})
    '[岁户]|个(?:百分点|)|项(?:(?!目))'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]) + _guard(word, words[word]))
    # One class for all letters that stand alone: Python takes its time to compile alternatives.
    alone = "".join(re.escape(first) for first, rests in sorted(groups.items()) if rests == [""])
    others = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()) if rests != [""]]
    return "|".join([f"[{alone}]", *others] if alone else others)


def _guard(word: str, not_before: str) -> str:
    """What must not follow `word`: `not_before`, and no letter or digit after a letter or digit of ASCII."""
    follows = f"(?!{not_before})" if not_before else ""
    return follows + ("(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else "")


def units_pattern(after_chinese: bool) -> str:
    """A pattern for a unit, or one for another (立方米/秒, 微克每立方米); `after_chinese` leaves out ambiguous ones."""
    per = f"[/／][百千万亿]?(?:{_PER})(?![A-Za-z])|(?<=[克吨升])每(?:立方米|平方米|公顷|千克|小时|升|亩)"
    return f"(?:{_POINTS}|{by_first_letter(_words(after_chinese))})(?:{per})?"


def unit_ahead_pattern(after_chinese: bool) -> str:
    """A pattern that matches where `units_pattern` does, though less of it: for a look at whether a unit follows.

    A unit that begins with another one, which may stand before anything, has nothing to add: 件次 after 件.
    """
    words = _words(after_chinese)
    free = {unit for unit, not_before in words.items() if not _guard(unit, not_before)}
    shortest = {unit: words[unit] for unit in words if free.isdisjoint(accumulate(unit[:-1]))}
    return f"(?:{_POINTS}|{by_first_letter(shortest)})"


def _words(after_chinese: bool) -> dict[str, str]:
    """The units with what must not follow them."""
    rows = [row for row in UNITS.values() if not (after_chinese and row["after"] == "arabic")]
    return {row["unit"]: row["not_before"] for row in rows}


@lru_cache(maxsize=4096)
def split_unit(unit: str) -> tuple[float, str]:
    """How many base units `unit` is, and the base unit: the unit without magnitude words, in one spelling.

    >>> split_unit("万亿元"), split_unit("百万千瓦"), split_unit("％"), split_unit("微克/立方米")
    ((1000000000000.0, '元'), (1000000.0, '千瓦'), (1.0, '%'), (1.0, '微克每立方米'))
    """
    if unit in UNITS:
        return float(UNITS[unit]["scale"]), UNITS[unit]["base_unit"]
    match = _LEADING_MAGNITUDE.match(unit)
    if match:
        scale, base = split_unit(unit[match.end() :]) if match.end() < len(unit) else (1.0, "")
        return scale_of(match[0]) * scale, base
    return 1.0, unit.replace("／", "/").replace("克/", "克每")


def base_value(value: float, unit: str) -> tuple[float, str]:
    """`value` in the base unit, rounded to twelve significant figures, and the base unit.

    >>> base_value(1.7, "万家"), base_value(15, "兆瓦"), base_value(8, "成")
    ((17000.0, '家'), (15000.0, '千瓦'), (80.0, '%'))
    """
    scale, base = split_unit(unit)
    return float(f"{value * scale:.12g}"), base


def kind_of(unit: str) -> str:
    """The unit's kind in the vocabulary (money, share, count, time, …); empty for none.

    >>> kind_of("万亩"), kind_of("亿")
    ('area', '')
    """
    row = UNITS.get(unit) or UNITS.get(_LEADING_MAGNITUDE.sub("", unit, count=1))
    return row["kind"] if row else "rate" if "/" in unit or "每" in unit else ""

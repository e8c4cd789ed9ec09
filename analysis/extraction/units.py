"""Units of measure: the vocabulary as patterns, and amounts brought to the unit without its magnitude word."""

import re
from functools import lru_cache

from analysis import vocabulary
from analysis.extraction.numerals import scale_of

UNITS = {row["unit"]: row for row in vocabulary.load("units")}
SPACE = "[ \t\u3000\u2002\xa0]"
# 千瓦 and 百分点 are units, not a thousand 瓦 and a hundred 分点.
THOUSAND = "[千仟](?![瓦米克伏升卡字比赫帕焦])"
HUNDRED = f"[百佰](?!{SPACE}*分)"
MAGNITUDE = f"(?:[万萬][亿億万萬]|(?:{HUNDRED}|{THOUSAND}|[十拾])?[万萬亿億]|{THOUSAND}|{HUNDRED}|兆)"
_LEADING_MAGNITUDE = re.compile(f"{MAGNITUDE}+")
_PER = "立方米|平方米|平方公里|公里|公顷|千瓦时|千克|公斤|分钟|小时|平米|[升亩秒人年日天月次户吨台元名头]"


def by_first_letter(words: dict[str, str]) -> str:
    """Alternatives for `words` (word → what must not follow), grouped by first letter: a match looks at few of them.

    >>> by_first_letter({"个": "", "个百分点": "", "项": "目"})
    '个(?:百分点|)|项(?:(?!目))'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rest = re.escape(word[1:])
        rest += f"(?!{words[word]})" if words[word] else ""
        rest += "(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
        groups.setdefault(word[0], []).append(rest)
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))


def units_pattern(after_chinese: bool) -> str:
    """A pattern for a unit, or one for another (立方米/秒, 微克每立方米); `after_chinese` leaves out ambiguous ones."""
    words = {u: row["not_before"] for u, row in UNITS.items() if not (after_chinese and row["after"] == "arabic")}
    per = f"[/／][百千万亿]?(?:{_PER})(?![A-Za-z])|(?<=[克吨升])每(?:立方米|平方米|公顷|千克|小时|升|亩)"
    points = f"[个個]?{SPACE}*百{SPACE}*分{SPACE}*[点點]"
    return f"(?:{points}|{by_first_letter(words)})(?:{per})?"


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

    >>> base_value(1.7, "万家"), base_value(15, "兆瓦")
    ((17000.0, '家'), (15000.0, '千瓦'))
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

"""The words that make a number a bound: 不低于, 突破, 控制在 before it, 以上, 左右 behind it, 余, 多 inside it."""

import re

from analysis import vocabulary
from analysis.extraction.units import SPACE, kind_of

_QUALIFIERS = vocabulary.load("qualifiers")
AFTER = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "after"}
INSIDE = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "inside"}
_BEFORE = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "before"}


def _leading_qualifiers() -> re.Pattern[str]:
    """A pattern that is searched in the few characters before a number and must reach it."""
    phrases = [
        (f"(?<![{row['not_after']}])" if row["not_after"] else "") + re.escape(row["phrase"])
        for row in sorted(_QUALIFIERS, key=lambda row: (-len(row["phrase"]), row["phrase"]))
        if row["position"] == "before"
    ]
    return re.compile(f"({'|'.join(phrases)})(?:了|到)?{SPACE}?$")


_LEADING = _leading_qualifiers()
# The last letters that a leading qualifier can have: a look at one letter spares most searches.
LAST_LETTERS = frozenset(phrase[-1] for phrase in _BEFORE) | frozenset("了到 ")
_LONGEST_LEADING = max(map(len, _BEFORE)) + 3
# 过百亿元, 上千家: these words qualify a number only where it is a round magnitude or money.
_ONLY_MAGNITUDE = frozenset("过上破")


def leading_operator(text: str, start: int, end: int, unit: str) -> str:
    """The operator that the words before the number give it; eq without any."""
    last = text[start - 1 : start]
    if unit != "年" and (last == "比" or (last == " " and text[start - 2 : start - 1] == "比")):
        behind = text[end : end + 2].lstrip()[:1]
        return "ge" if behind and behind in "大高多" else "le" if behind and behind in "小低少" else "eq"
    if last not in LAST_LETTERS:
        return "eq"
    match = _LEADING.search(text, max(0, start - _LONGEST_LEADING), start)
    if match is None:
        return "eq"
    phrase = match[1]
    if phrase in _ONLY_MAGNITUDE and not (text[start] in "百千万亿" or (phrase != "上" and kind_of(unit) == "money")):
        return "eq"
    return _BEFORE[phrase]

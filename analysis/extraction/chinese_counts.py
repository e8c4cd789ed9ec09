"""Counts in Chinese characters: 建成两个园区 is a commitment, 三个方面, 一批 and 千亿产业集群 are none.

A figure is written where a number matters; a count in characters mostly is a way of speaking. So it is an amount only
if a verb, a bound, its measure word or its place at the end of the clause says so (guide, section 1).
"""

import re

from analysis.extraction.disposition import (
    AMOUNT,
    CLAUSE_ENDS,
    COUNT_OF_SET,
    DENOMINATOR,
    MAGNITUDE,
    VAGUE,
    Disposition,
    contexts,
    is_measured,
    phrase_at,
    phrases,
    verb_before,
)
from analysis.extraction.quantity import Quantity

_SET = re.compile(f"[\u4e00-\u9fff]{{0,4}}?(?:{phrases('set')})")
_RATES, _MILESTONES = tuple(contexts("rate")), tuple(contexts("milestone"))
_THINGS = frozenset(contexts("thing"))
_MAGNITUDES = frozenset("百千万亿")
_COUNTING = ("count", "people", "")
# 这三个, 上述五项 point back to what was said.
_REFERENCES = frozenset("这那该此前后另其述余各每")
_AT_LEAST = ("至少有", "各有", "均有", "至少", "不少于")


def chinese_count(text: str, quantity: Quantity) -> Disposition:
    """The disposition of a number in Chinese characters, or one without a number (几十家).

    >>> from analysis.extraction.quantities import find_quantities
    >>> texts = ("建成两个园区", "三个方面", "一批项目", "精品线路两条。")
    >>> [chinese_count(text, find_quantities(text)[0]).name for text in texts]
    ['', 'count_of_set', 'vague', '']
    """
    start, end = quantity.start, quantity.end
    if quantity.form == "vague":
        return VAGUE
    fixed = phrase_at(text, quantity)
    if fixed is not None:
        return fixed
    if quantity.form != "chinese" or quantity.kind == "multiple" or quantity.operator != "eq":
        return AMOUNT
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] in _MAGNITUDES:
        return _round_magnitude(text, quantity, before, after)
    verb = verb_before(text, start)
    if not quantity.unit and not verb and after not in CLAUSE_ENDS:
        return Disposition("name", "a numeral in a name")
    if quantity.value == 1 and text[start] == "一" and quantity.kind in _COUNTING:
        return AMOUNT if verb in _AT_LEAST else VAGUE
    if before in _REFERENCES:
        return COUNT_OF_SET
    if quantity.unit in _THINGS or quantity.kind not in _COUNTING:
        return AMOUNT
    if _SET.match(text, end):
        return COUNT_OF_SET
    return AMOUNT if verb or not after or after in CLAUSE_ENDS else COUNT_OF_SET


def _round_magnitude(text: str, quantity: Quantity, before: str, after: str) -> Disposition:
    """千亿产业集群 is a label, 万元GDP能耗 and 万人发明专利 are rates; 抽调千名干部 is an amount."""
    start, end = quantity.start, quantity.end
    if before in ("(", "（") and after in (")", "）", "/", ",", "，"):
        return Disposition("heading", "the unit in a heading, without a number")
    if text.startswith(_RATES, end):
        return DENOMINATOR
    ends = not after or after in CLAUSE_ENDS or text.startswith(_MILESTONES, end)
    verb = verb_before(text, start)
    if quantity.kind in ("money", ""):
        return AMOUNT if ends and (verb or is_measured(text, start)) else MAGNITUDE
    if verb:
        return AMOUNT
    return DENOMINATOR if quantity.kind in ("people", "count") and not ends else VAGUE

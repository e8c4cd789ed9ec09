"""Numbers whose unit makes them a date, a rating, a class or the like: one small rule for each such unit.

Which unit has which rule stands in the column `disposition` of vocabulary/units.csv.
"""

import re
from collections.abc import Callable

from analysis.extraction.disposition import (
    AMOUNT,
    COUNT_OF_SET,
    IDENTIFIER,
    MAGNITUDE,
    RATING,
    VAGUE,
    Disposition,
    contexts,
    is_han,
    is_measured,
    phrases,
    verb_before,
)
from analysis.extraction.quantity import Quantity
from analysis.extraction.units import UNITS

_SIZED_THING = re.compile(f"的?[^，。；、,;\n]{{0,4}}?(?:{phrases('sized_thing')})")
_SESSION = re.compile(f"(?:[、和][一二三四五六七八九十]+次)*(?:{phrases('session')})")
_GRADED = tuple(contexts("graded"))
_CIRCLE = re.compile("“?[^，。；、,;“]{0,12}圈|覆盖")
_OUTPUT = re.compile("[日年]产(?:能|量)?$")
_POLICY = re.compile("[国省市区县州](?:[0-9一二三四五六七八九十]+条[、和及])*$")
_POLICY_ENDS = frozenset("、，,;；。等政及和”措以")
_ROUND_THE_CLOCK = "24小时"


def sized(text: str, quantity: Quantity) -> Disposition:
    """亿元以上项目 and 500吨以上污水处理设施 say what kind of thing is meant; 投资300亿元以上 is an amount."""
    start, end = quantity.start, quantity.end
    if is_han(text[end : end + 1]) and _OUTPUT.search(text, max(0, start - 3), start):
        return RATING
    if text[end - 2 : end] not in ("以上", "以下", "以内") or not _SIZED_THING.match(text, end):
        return AMOUNT
    if is_measured(text, start):
        return AMOUNT
    if quantity.kind == "money":
        return MAGNITUDE
    return AMOUNT if quantity.kind != "mass" and verb_before(text, start) else RATING


def duration(text: str, quantity: Quantity) -> Disposition:
    """24小时 is a way of working; 15分钟便民生活圈 a name; 压缩到3小时 an amount."""
    if text[quantity.start : quantity.end] == _ROUND_THE_CLOCK:
        return RATING
    return Disposition("name", "a label named by a time") if _CIRCLE.match(text, quantity.end) else AMOUNT


def _rating(text: str, quantity: Quantity) -> Disposition:
    """110千伏 is a rating; 三级医院 a name, 二级公路 a rating; 千亿级 a magnitude."""
    if quantity.kind != "grade":
        return RATING
    if quantity.unit != "级":
        return MAGNITUDE
    is_rating = quantity.form != "chinese" or text.startswith(_GRADED, quantity.end)
    return RATING if is_rating else Disposition("name", "a grade, part of a name")


def _class(text: str, quantity: Quantity) -> Disposition:
    """三类水质 is a grade of water; 三类企业 are kinds of firms."""
    return RATING if text.startswith(_GRADED, quantity.end) else AMOUNT


def _age(text: str, quantity: Quantity) -> Disposition:
    """3岁以下 is a group of people; 预期寿命79.3岁 an amount."""
    window = text[max(0, quantity.start - 14) : quantity.start]
    is_amount = "寿命" in window or "年龄达" in window
    return AMOUNT if is_amount else Disposition("age", "a group of people by age")


def _set(text: str, quantity: Quantity) -> Disposition:
    """五大环境 counts a set; 二十大 is a congress."""
    is_congress = quantity.form == "chinese" and quantity.value is not None and quantity.value > 11
    return Disposition("ordinal", "a congress or session") if is_congress else COUNT_OF_SET


def _step(text: str, quantity: Quantity) -> Disposition:
    """二期 and 一轮 are ordinals, 九次全会 too; 举办培训3期 and 检查三次 are amounts."""
    if quantity.form != "chinese":
        return AMOUNT
    if quantity.unit == "次":
        is_session = _SESSION.match(text, quantity.end)
        return Disposition("ordinal", "a congress or session") if is_session else AMOUNT
    return Disposition("ordinal", "a phase or session")


def _policy(text: str, quantity: Quantity) -> Disposition:
    """市20条 is the name of a policy, not a number of things."""
    after = text[quantity.end : quantity.end + 1]
    if _POLICY.search(text, max(0, quantity.start - 8), quantity.start) and (not after or after in _POLICY_ENDS):
        return Disposition("policy", "a policy named by its number of articles")
    return AMOUNT


def _weight(text: str, quantity: Quantity) -> Disposition:
    """(3分) behind a task is its weight in an assessment."""
    if text[quantity.start - 1 : quantity.start] in ("(", "（") and text[quantity.end : quantity.end + 1] in (
        ")",
        "）",
    ):
        return Disposition("context", "the weight of a task in an assessment")
    return AMOUNT


Rule = Callable[[str, Quantity], Disposition]
_RULES: dict[str, Rule] = {
    "rating": _rating,
    "age": _age,
    "count_of_set": _set,
    "ordinal": _step,
    "policy": _policy,
    "context": _weight,
    "identifier": lambda text, quantity: IDENTIFIER,
    "vague": lambda text, quantity: VAGUE,
}
_KINDS: dict[str, Rule] = {
    **dict.fromkeys(("money", "mass", "power", "length", "area", "volume", "people"), sized),
    "time": duration,
    "grade": _rating,
}
_UNIT_RULES: dict[str, Rule] = {
    unit: _class if unit == "类" else _RULES[row["disposition"]]
    for unit, row in UNITS.items()
    if row["disposition"] in _RULES
}


def rule_of_unit(text: str, quantity: Quantity) -> Disposition:
    """What the unit makes of the number; an amount if the unit decides nothing."""
    rule = _UNIT_RULES.get(quantity.unit)
    disposition = rule(text, quantity) if rule else AMOUNT
    if disposition is AMOUNT and quantity.unit.endswith("吨级"):
        return RATING
    if disposition is AMOUNT and (rule := _KINDS.get(quantity.kind)):
        return rule(text, quantity)
    return disposition

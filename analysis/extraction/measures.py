"""How a value measures its indicator: growth, level, share, increment or multiple (paragraph 2 of the guide)."""

from analysis.extraction.indicators import head_of
from analysis.extraction.lexicon import ACTIONS, HEADS, verb_of
from analysis.extraction.sentence import phrases

_VISITS, _SUPPLY, _FLOW_UNITS = phrases("visit"), phrases("supply"), phrases("flow_unit")
_ADDING = ("新增", "净增", "新发展", "新培育", "新登记", "增加", "减少", "压减", "削减")
_CUTTING = ("减少", "压减", "削减", "压缩", "降低")
_STATES = frozenset({"money", "time", "energy", "power", "data", "temperature", "physical"})
_BUILT = frozenset({"count", "people", "area", "length", "volume"})


def measure_of(kind: str, unit: str, name: str, classes: frozenset[str]) -> str:
    """The measure of a value whose unit is of `kind`, whose name is `name` and whose words of relation have `classes`.

    >>> measure_of("share", "%", "规上工业增加值", frozenset({"growth"}))
    'growth'
    >>> measure_of("share", "%", "森林覆盖率", frozenset({"reach"})), measure_of("count", "家", "新增企业", frozenset())
    ('share', 'increment')
    >>> measure_of("money", "亿元", "规上工业总产值", frozenset())
    'level'
    >>> measure_of("points", "个百分点", "城镇化率", frozenset())
    'increment'
    """
    if kind == "points":
        return "increment"
    if kind == "multiple":
        return "multiple"
    if kind == "share":
        return _measure_of_rate(name, classes)
    return _measure_of_amount(kind, unit, name, classes)


def _measure_of_rate(name: str, classes: frozenset[str]) -> str:
    """The measure of a percentage."""
    head = HEADS.classes.get(head_of(name), "")
    if head == "growth" or name.startswith(_CUTTING):
        return "growth"
    if classes & {"growth", "fall"} and "reach" not in classes:
        return "growth"
    if "growth" in classes or "fall" in classes:
        return "growth" if head != "share" else "share"
    return "level" if head == "level" and head_of(name).endswith(("率", "比", "系数", "指数")) else "share"


def _measure_of_amount(kind: str, unit: str, name: str, classes: frozenset[str]) -> str:
    """The measure of a count, an amount of money, an area, a length …"""
    if not kind and not unit:
        return "multiple" if name.endswith(("收入比", "之比")) else "level"
    head = HEADS.classes.get(head_of(name), "")
    if classes & {"growth", "fall"} and "reach" not in classes:
        return "increment"
    if name.startswith(("每千", "每万", "每百")):
        return "level"
    if _is_added(name):
        return "increment"
    if kind in _STATES:
        return "level"
    if unit.endswith("人次"):
        return "level" if any(word in name for word in _VISITS) else "increment"
    if kind == "mass" or unit.endswith(_FLOW_UNITS):
        return "increment" if kind == "mass" and verb_of(name) and not name.startswith(_SUPPLY) else "level"
    if "total" in classes:
        return "level"
    deed = ACTIONS.end(name) and not classes & {"hold", "reach"}
    if verb_of(name) or (kind in _BUILT and deed):
        return "increment"
    return "level" if head == "level" or "reach" in classes else "increment"


def _is_added(name: str) -> bool:
    """Whether the name says that something is added, and does not go on to the stock (新增企业总数)."""
    if head_of(name) in ("总数", "总量", "存量"):
        return False
    return name.startswith(_ADDING) or "新增" in name or "净增" in name

"""What the columns of an indicator table mean: names, units, values of which year and role, binding, notes."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from analysis.extraction.periods import plan_years
from analysis.extraction.table_cells import COLUMN_WORDS, Cell, plain
from analysis.vocabulary import alternatives, column

_PLANS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "九": 9, "八": 8}
_PLAN = re.compile(r"(十[一二三四五六]?|九|八)五(?!年)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*[-—–~～至]+\s*((?:19|20)?\d\d))?")
_UNIT = re.compile(r"[(（]\s*(%|％|[万亿]元|亿美元|个?百分点)\s*[)）]?")
_WORDS = {
    name: re.compile(alternatives(column("table_words", "word", **{"class": name})))
    for name in ("actual", "target", "yearly", "growth", "total")
}


class Column(NamedTuple):
    """A column: `kind` is number, group, name, unit, value, binding or note; the rest is for values.

    `start`, `end` are the years that the heading gives, `dated` says that it gives a year of its own; `growth` that the
    column holds rates of change, `total` that it holds five-year totals.
    """

    kind: str
    words: str
    role: str = ""
    start: int = 0
    end: int = 0
    dated: bool = False
    growth: bool = False
    total: bool = False
    unit: str = ""


def plan_named(words: str) -> tuple[int, int] | None:
    """The years of the last five-year plan that the words name.

    >>> plan_named("江津区“十三五”规划主要指标完成情况表")
    (2016, 2020)
    """
    numbers = _PLAN.findall(plain(words))
    return plan_years(_PLANS[numbers[-1]]) if numbers else None


def read_columns(headings: Sequence[Cell], caption: str, period: tuple[int, int], values: int) -> list[Column]:
    """The columns in order. `period` are the years that the document plans for; `values` is how many values a row has.

    A second row of headings follows the first in a flattened table; which columns it divides is told by `values`.

    >>> cells = [Cell(words, 0, 0) for words in ("序号", "指标", "2020年", "2025年", "年均增长(%)", "属性")]
    >>> [(c.kind, c.role, c.start, c.end) for c in read_columns(cells, "", (2021, 2025), 3)][2:5]
    [('value', 'actual', 2020, 2020), ('value', 'target', 2025, 2025), ('value', 'target', 2021, 2025)]
    """
    plan = plan_named(caption) or period
    words = _divided([plain(cell.text) for cell in headings], values)
    columns: list[Column] = []
    for position, (parent, own) in enumerate(words):
        kind = COLUMN_WORDS.get(own, "value")
        if own == "类型" and position == len(words) - 1:
            kind = "binding"
        before = columns[-1] if columns and columns[-1].kind == "value" else None
        columns.append(_value_column(parent, own, plan, period, before) if kind == "value" else Column(kind, own))
    return columns


def _divided(words: list[str], values: int) -> list[tuple[str, str]]:
    """Each column's heading with the one above it; what follows the first row's last column is a second row."""
    kinds = ["" if COLUMN_WORDS.get(word) else "value" for word in words]
    last = max(
        (i for i, word in enumerate(words) if COLUMN_WORDS.get(word) in ("binding", "note")), default=len(words) - 1
    )
    second = words[last + 1 :]
    first = words[: last + 1]
    parents = [i for i in range(last + 1) if kinds[i] == "value"]
    if not second or not parents:
        return [("", word) for word in words]
    parts = _parts(len(parents), len(second), values)
    divided: list[tuple[str, str]] = []
    for i, word in enumerate(first):
        share = parts[parents.index(i)] if i in parents else 0
        if share:
            divided += [(word, sub) for sub in second[:share]]
            second = second[share:]
        else:
            divided.append(("", word))
    return divided


def _parts(parents: int, seconds: int, values: int) -> list[int]:
    """How many headings of the second row stand under each of the first: evenly, or all under the last."""
    even = [seconds // parents] * parents
    if seconds % parents == 0 and sum(even) == values:
        return even
    for under_last in range(parents - 1, -1, -1):
        divided = parents - under_last
        if seconds % divided == 0 and under_last + seconds == values:
            return [0] * under_last + [seconds // divided] * divided
    return [0] * (parents - 1) + [seconds]


def _value_column(
    parent: str, own: str, plan: tuple[int, int], period: tuple[int, int], before: Column | None
) -> Column:
    """A column of values: its years from its own words, else from those above it, else from the table's plan."""
    words = f"{parent}{own}"
    is_ = {name: pattern.search(words) is not None for name, pattern in _WORDS.items()}
    years = _years(own) or _years(parent) or _plan_end(own) or _plan_end(parent)
    named = plan_named(own) or plan_named(parent)
    unit = _UNIT.search(own)
    growth = is_["yearly"] or is_["growth"]
    if years is None and growth and not is_["yearly"] and before is not None and named is None:
        return before._replace(words=words, growth=True, unit=unit[1] if unit else "%")
    if years is None and is_["actual"] and not is_["target"] and named is None and plan == period:
        years = (plan[0] - 1, plan[0] - 1)
    start, end = years or named or plan
    if is_["yearly"] and start == end and years is not None:
        start = end - 4
    return Column(
        "value", words, _role(is_, end, period), start, end, years is not None and start == end, growth, is_["total"],
        unit[1] if unit else ("%" if growth else ""),
    )  # fmt: skip


def _years(words: str) -> tuple[int, int] | None:
    """The year, or first and last year, that the words give.

    >>> _years("2021—2025年均"), _years("2025年目标"), _years("十四五")
    ((2021, 2025), (2025, 2025), None)
    """
    found = _YEAR.search(words)
    if not found:
        return None
    start = int(found[1])
    end = start if not found[2] else int(found[2]) if len(found[2]) == 4 else start // 100 * 100 + int(found[2])
    return start, end


def _plan_end(words: str) -> tuple[int, int] | None:
    """The last year of the plan whose end the words name: “十四五”末.

    >>> _plan_end("十四五末"), _plan_end("十四五目标")
    ((2025, 2025), None)
    """
    plan = plan_named(words) if re.search("五(?:规划)?期?末", words) else None
    return (plan[1], plan[1]) if plan else None


def _role(is_: dict[str, bool], end: int, period: tuple[int, int]) -> str:
    """A goal of the document's own years is a target, one of years before a past target; all else is reported."""
    past = end < period[0]
    if past:
        return "past_target" if is_["target"] and not is_["actual"] else "actual"
    return "actual" if is_["actual"] and not is_["target"] else "target"


def modal_count(counts: Sequence[int]) -> int:
    """The count that occurs most often, the larger of two; 0 if there is none."""
    groups = [(len(list(same)), count) for count, same in groupby(sorted(counts))]
    return max(groups)[1] if groups else 0

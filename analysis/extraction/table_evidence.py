"""Which column each value of a row stands in, where empty cells are lost: the evidence, added up in points.

The points are our judgement, in steps that mean: 10 a blank that shows the empty cell, 4 words or a year that fit one
column only, 2 a qualifier or sizes that speak for it, 1 a habit of such tables. A table of goals leaves out an earlier
value sooner than a goal, and a yearly rate sooner than a level.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from analysis.extraction.table_cells import Cell, plain
from analysis.extraction.table_columns import Column
from analysis.extraction.table_names import is_change, is_share
from analysis.extraction.units import kind_of
from analysis.vocabulary import alternatives, column

GOAL_WORDS = re.compile(alternatives(column("table_words", "word", **{"class": "goal_words"})))
RESULT_WORDS = re.compile(alternatives(column("table_words", "word", **{"class": "result_words"})))
_QUALIFIED = re.compile(r"以上|以下|以内|左右|[<>≤≥＜＞]|下降|不低于|不超过|控制")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|\d{1,2}\.)")
_TOTAL_SIGNS = ("[", "〔", "【")
_NO_GOAL, _NO_LEVEL, _NO_RATE, _NO_RESULT = 4.0, 1.2, 0.8, 1.0
# A yearly rate is seldom above this; levels of one row seldom differ by more than this factor.
_HIGHEST_RATE, _WIDEST = 60, 20
_USUAL_RATE = (1, 25)


def places_of(name: str, unit: str, cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[int, ...]:
    """The column of each value of a row, as positions among `columns` that increase; all of them if none is lost.

    >>> actual, goal = Column("value", "2020年", "actual", 2020, 2020), Column("value", "2025年", "target", 2025, 2025)
    >>> places_of("数字经济增加值", "亿元", [Cell("20", 0, 2)], [actual, goal])
    (1,)
    """
    choices = combinations(range(len(columns)), len(cells))
    return max(choices, key=lambda places: (_fit(name, unit, cells, columns, places), places))


def told_by_blanks(cells: Sequence[Cell], places: Sequence[int], count: int) -> bool:
    """Whether blank lines left by the empty cells show where they were."""
    return sum(cell.gap for cell in cells) == count - len(cells) and places[-1] == count - 1


def _fit(name: str, unit: str, cells: Sequence[Cell], columns: Sequence[Column], places: Sequence[int]) -> float:
    """How well the cells fit in these places."""
    chosen = [columns[place] for place in places]
    words = [plain(cell.text) for cell in cells]
    points = _fit_of_lost(columns, places) + _fit_of_sizes(unit, words, chosen)
    before = -1
    for cell, place in zip(cells, places, strict=True):
        if cell.gap:
            points += 10 if place - before - 1 == cell.gap else -10
        before = place
    totals = sum(text.startswith(_TOTAL_SIGNS) for text in words)
    # Where the goal is 市下达, a figure beside it is no goal as well.
    if any(GOAL_WORDS.search(text) for text in words) and sum(column_.role != "actual" for column_ in chosen) > 1:
        points -= 2
    for text, column_ in zip(words, chosen, strict=True):
        points += _fit_of_words(text, column_) + _fit_of_kind(name, unit, text, column_)
        if totals == 1 and column_.total and text.startswith(_TOTAL_SIGNS):
            points += 1
    return points


def _fit_of_lost(columns: Sequence[Column], places: Sequence[int]) -> float:
    """What speaks against the columns that stay empty."""
    points = 0.0
    for position, column_ in enumerate(columns):
        if position not in places:
            goal = column_.role != "actual"
            points -= _NO_RATE if column_.growth else _NO_LEVEL if goal else _NO_RESULT + 0.1 * position
    has_goal = any(columns[place].role != "actual" for place in places)
    return points if has_goal else points - _NO_GOAL


def _fit_of_words(words: str, column_: Column) -> float:
    """The evidence of a cell's own words."""
    points = 0.0
    goal = column_.role != "actual"
    if RESULT_WORDS.search(words):
        points += -4 if goal else 4
    if GOAL_WORDS.search(words):
        points += 4 if goal else -4
    if _QUALIFIED.search(words):
        points += 2 if goal else -1
    year = _YEAR.search(words)
    if year:
        points += 4 if column_.start <= int(year[0]) <= column_.end else -4
    return points


def _fit_of_kind(name: str, unit: str, words: str, column_: Column) -> float:
    """The evidence of what the indicator is: a share has no yearly rate, a change is one."""
    if not column_.growth or words.startswith(_TOTAL_SIGNS):
        return 0.0
    if is_share(name, unit):
        return -4.0
    return 1.0 if is_change(name) else 0.0


def _fit_of_sizes(unit: str, words: Sequence[str], chosen: Sequence[Column]) -> float:
    """The evidence of the sizes: levels of one row are alike, a yearly rate is small, and money has one."""
    sizes = [_size(text) for text in words]
    levels = [size for size, column_ in zip(sizes, chosen, strict=True) if size and not column_.growth]
    points = -2.0 if levels and max(levels) > _WIDEST * min(levels) else 0.0
    for size, column_, text in zip(sizes, chosen, words, strict=True):
        if size is None or not column_.growth or text.startswith(_TOTAL_SIGNS):
            continue
        points -= 3 if size > _HIGHEST_RATE else 0
        if (levels or kind_of(unit) in ("money", "mass")) and _USUAL_RATE[0] <= size <= _USUAL_RATE[1]:
            points += 0.7
    return points


def _size(words: str) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", _YEAR.sub("", words))
    return float(found[0]) if found else None

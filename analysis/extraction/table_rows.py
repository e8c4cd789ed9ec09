"""The rows of an indicator table: names with their values, from cells whose empty neighbours may be lost.

Where a row has fewer values than the table has columns, the evidence decides which column each stands in: a blank left
by an empty cell, a year or a qualifier in the cell, words such as 市下达 or 口径调整, the size of the other values, and
that a table of goals leaves out an earlier value sooner than a goal.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from analysis.extraction.table_cells import Cell, Grid, plain
from analysis.extraction.table_columns import Column
from analysis.extraction.units import UNITS
from analysis.vocabulary import alternatives, column

BINDINGS = {
    "约束性": "约束性",
    "预期性": "预期性",
    "约束": "约束性",
    "预期": "预期性",
    "约束性指标": "约束性",
    "预期性指标": "预期性",
}
_UNIT = rf"(?:个?百分点|[十百千万亿]{{0,2}}(?:{alternatives([*UNITS, '％'])})(?:[/／][\u4e00-\u9fff]{{1,4}})?)"
_NUMBER = r"[-－+]?\d+(?:[,，]\d{3})*(?:\.\d+)?"
_BEFORE = (
    "(?:每年|年均|累计|五年|约|近|下降|降低|减少|增长|提高|增加|控制在|稳定在|保持在|不低于|不超过|不少于|大于|小于|高于|低于|"
    "超过|达到?|力争|[<>≤≥＜＞〈〉﹤﹥=]{1,2})"
)
_VALUE = re.compile(
    rf"{_BEFORE}{{0,3}}[\[〔【(（]?{_BEFORE}?{_NUMBER}(?:{_UNIT})?(?:\s*[-—–~～至]+\s*{_NUMBER})?[\]〕】)）]?(?:{_UNIT})?"
    r"(?:以上|以下|以内|左右|上下|内|余)?[\]〕】)）]?(?:\s*[(（\[〔【].{0,20})?(?:[+＋].{0,12})?[。;；*＊]?"
)
_NO_VALUE = re.compile(r"[-—–―－/／*＊…\s]+|[无空]")
_UNIT_IN_NAME = re.compile(
    rf"[(（]\s*(?:{_UNIT}|‰|[^()（）\d]{{0,6}}/[^()（）\d]{{1,6}})(?:[,，;；、][^()（）]*)?\s*[)）]?"
)
_SUB_ROW = re.compile(r"^(?:[#＃*＊△]|其中[:：]?)\s*")
_GOAL_WORDS = re.compile(alternatives(column("table_words", "word", **{"class": "goal_words"})))
_RESULT_WORDS = re.compile(alternatives(column("table_words", "word", **{"class": "result_words"})))
_QUALIFIED = re.compile(r"以上|以下|以内|左右|[<>≤≥＜＞]|下降|不低于|不超过|控制")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|\d{1,2}\.)")
_MOST_COLUMNS = 9


class Row(NamedTuple):
    """A row: name, unit and binding as written, values, each with its column; `suspect` says what is unsure."""

    name: Cell
    unit: str
    binding: str
    values: tuple[tuple[Column, Cell], ...]
    suspect: str


class _Open(NamedTuple):
    """A row being read: values as they come, before they are given columns."""

    name: Cell
    unit: str
    binding: str
    values: tuple[Cell, ...]


def is_value(words: str) -> bool:
    """Whether a cell holds a value: a figure with at most a qualifier, a unit and a remark.

    >>> [is_value(cell) for cell in ("9左右", "下降[38]", "4.8(减税降费影响)", "24.5+居家养老", "5岁以下儿童死亡率(‰)")]
    [True, True, True, True, False]
    """
    return _VALUE.fullmatch(words.strip()) is not None


def split_unit_of_name(name: str) -> tuple[str, str]:
    """An indicator's name and its unit, from a name that has the unit in brackets, closed or not.

    >>> split_unit_of_name("城区细颗粒物(PM2.5)浓度下降(%"), split_unit_of_name("人均地区生产总值(万元,2020年价)")
    (('城区细颗粒物(PM2.5)浓度下降', '%'), ('人均地区生产总值', '万元'))
    """
    found = list(_UNIT_IN_NAME.finditer(name))
    if not found:
        return name, ""
    last = found[-1]
    unit = re.split(r"[,，;；、]", last[0].strip("(（)） "))[0].strip()
    rest = name[last.end() :]
    rest = "" if re.fullmatch(r"[(（].*", rest.strip()) else rest
    return (name[: last.start()] + rest).strip(), unit


def read_rows(grid: Grid, columns: Sequence[Column]) -> list[Row]:
    """The rows of a table, every value with the column that it stands in."""
    values = [column for column in columns if column.kind == "value"]
    rows: list[Row] = []
    if grid.rows:
        for cells in grid.rows:
            if grid.kept and len(cells) == len(columns):
                rows += _direct(cells, columns)
            else:
                rows += [_with_columns(row, values) for row in _open_rows(cells, columns)]
    else:
        rows = [_with_columns(row, values) for row in _open_rows(grid.cells, columns)]
    return _with_bindings(rows)


def value_counts(grid: Grid, columns: Sequence[Column]) -> list[int]:
    """How many values each row has, as far as cells are left."""
    if grid.rows:
        return [len(row.values) for cells in grid.rows for row in _open_rows(cells, columns)]
    return [len(row.values) for row in _open_rows(grid.cells, columns)]


def _open_rows(cells: Sequence[Cell], columns: Sequence[Column]) -> Iterator[_Open]:
    """The rows that a run of cells holds; an empty name ends one (a group's heading)."""
    numbered = any(column.kind == "number" for column in columns)
    units = any(column.kind == "unit" for column in columns)
    expected, row = 1, None
    for at, cell in enumerate(cells):
        words = plain(cell.text)
        following = plain(cells[at + 1].text) if at + 1 < len(cells) else ""
        if not words:
            continue
        if words in "#＃" or (numbered and _is_row_number(words, following, expected)):
            if row:
                yield row
            row = None
            expected = int(words) + 1 if words.isdigit() else expected
        elif words in BINDINGS:
            row = row._replace(binding=BINDINGS[words]) if row else None
        elif row and (is_value(words) or _NO_VALUE.fullmatch(words)):
            row = row._replace(values=(*row.values, cell))
        elif row and units and not row.unit and not row.values and _is_unit(words):
            row = row._replace(unit=words)
        elif row and _is_remark(words, following, row):
            row = row._replace(values=(*row.values, cell))
        elif _is_name(words, following, numbered, units, expected):
            if row:
                yield row
            row = _Open(cell, "", "", ())
        else:
            if row:
                yield row
            row = None
            yield _Open(Cell("", cell.start, cell.end), "", "", ())
    if row:
        yield row


def _is_row_number(words: str, following: str, expected: int) -> bool:
    """Whether a figure numbers the row: it is the next number, and a name follows, no value."""
    number = re.fullmatch(r"[(（]?(\d{1,3})[)）.．、]?", words)
    if not number or not expected <= int(number[1]) <= expected + 2:
        return False
    return (
        bool(following) and not is_value(following) and following not in BINDINGS and not _is_goal_or_result(following)
    )


def _is_unit(words: str) -> bool:
    return re.fullmatch(rf"{_UNIT}|‰|/|[^\d]{{1,4}}/[^\d]{{1,5}}", words) is not None


def _is_goal_or_result(words: str) -> bool:
    has_unit = _UNIT_IN_NAME.search(words) is not None
    return not has_unit and len(words) <= 24 and bool(_GOAL_WORDS.search(words) or _RESULT_WORDS.search(words))


def _is_remark(words: str, following: str, row: _Open) -> bool:
    """Whether words stand in a value's place: 市下达, 口径调整, or anything just before the row's binding."""
    if _UNIT_IN_NAME.search(words) or row.binding:
        return False
    return following in BINDINGS or _is_goal_or_result(words)


def _is_name(words: str, following: str, numbered: bool, units: bool, expected: int) -> bool:
    """Whether words name an indicator: a unit in brackets, or a value, a unit or a binding behind them."""
    if _UNIT_IN_NAME.search(words):
        return True
    if numbered and following.isdigit() and int(following) == expected and not _SUB_ROW.match(words):
        return False
    return (
        is_value(following)
        or (following != "" and _NO_VALUE.fullmatch(following) is not None)
        or following in BINDINGS
        or (units and _is_unit(following))
        or _is_goal_or_result(following)
    )


def _direct(cells: Sequence[Cell], columns: Sequence[Column]) -> Iterator[Row]:
    """The row of a line that has kept its empty cells."""
    at = {column.kind: cell for column, cell in zip(columns, cells, strict=True) if column.kind != "value"}
    name = at.get("name", Cell("", 0, 0))
    values = tuple((c, cell) for c, cell in zip(columns, cells, strict=True) if c.kind == "value" and cell.text)
    binding = BINDINGS.get(plain(at["binding"].text), "") if "binding" in at else ""
    unit = at["unit"].text if "unit" in at else ""
    yield Row(name if values else name._replace(text=""), unit, binding, values, "")


def _with_columns(row: _Open, columns: Sequence[Column]) -> Row:
    """The row with a column for each value, by the evidence where values are missing."""
    cells = row.values[:_MOST_COLUMNS]
    count = min(len(columns), _MOST_COLUMNS)
    suspect = ""
    if len(cells) > count:
        cells = tuple(cell for cell in cells if is_value(plain(cell.text)))[:count] or cells[:count]
        suspect = f"the row has {len(row.values)} cells for {count} columns"
    choices = list(combinations(range(count), len(cells)))
    best = max(choices, key=lambda places: (_fit(cells, [columns[p] for p in places], columns, places), places))
    chosen = tuple(zip([columns[place] for place in best], cells, strict=True))
    if cells and len(cells) < count and not _told_by_blanks(cells, best, count):
        read = "、".join(column.words for column, _ in chosen)
        suspect = f"the row has {len(cells)} cells for {count} columns; read as {read}"
    return Row(row.name, row.unit, row.binding, chosen, suspect)


def _told_by_blanks(cells: Sequence[Cell], places: Sequence[int], count: int) -> bool:
    """Whether blank lines left by the empty cells show where they were."""
    inside = sum(cell.gap for cell in cells)
    return inside == count - len(cells) and places[-1] == count - 1


def _fit(cells: Sequence[Cell], chosen: Sequence[Column], columns: Sequence[Column], places: Sequence[int]) -> float:
    """How well the cells fit these columns: the sum of the evidence, in points."""
    points = 0.0
    last = -1
    for cell, column_, place in zip(cells, chosen, places, strict=True):
        if cell.gap:
            points += 10 if place - last - 1 == cell.gap else -10
        last = place
        points += _fit_of_cell(plain(cell.text), column_)
    goals = [column_ for column_ in columns if column_.role != "actual" and not column_.growth]
    for position, column_ in enumerate(columns):
        if position not in places:
            points -= 3 if column_ in goals else 1 + 0.2 * position
    return points + _fit_of_sizes([plain(cell.text) for cell in cells], chosen)


def _fit_of_cell(words: str, column_: Column) -> float:
    """The evidence of one cell's own words."""
    points = 0.0
    goal = column_.role != "actual"
    if _RESULT_WORDS.search(words):
        points += -4 if goal else 4
    if _GOAL_WORDS.search(words):
        points += 4 if goal else -4
    if _QUALIFIED.search(words):
        points += 2 if goal else -1
    year = _YEAR.search(words)
    if year:
        points += 4 if column_.start <= int(year[0]) <= column_.end else -4
    if column_.total and words[0] in "[〔【":
        points += 1
    return points


def _fit_of_sizes(words: Sequence[str], chosen: Sequence[Column]) -> float:
    """The evidence of the values' sizes: levels of one row are alike, and a rate of change is seldom above 60."""
    points = 0.0
    sizes = [_size(text) for text in words]
    levels = [size for size, column_ in zip(sizes, chosen, strict=True) if size and not column_.growth]
    if levels and max(levels) > 20 * min(levels):
        points -= 2
    for size, column_, text in zip(sizes, chosen, words, strict=True):
        if column_.growth and size is not None and (size > 60 and not text.startswith(("[", "〔", "【"))):
            points -= 3
    return points


def _size(words: str) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", _YEAR.sub("", words))
    return float(found[0]) if found else None


def _with_bindings(rows: Sequence[Row]) -> list[Row]:
    """The rows with the binding that stands once for several, down to the next heading of a group."""
    held, whole = "", []
    for row in rows:
        if not plain(row.name.text):
            held = ""
            continue
        held = row.binding or held
        whole.append(row._replace(binding=held))
    return whole

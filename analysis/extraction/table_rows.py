"""The rows of an indicator table: names with their values, from cells whose empty neighbours may be lost.

Where a row has fewer values than the table has columns, the evidence decides which column each stands in
(table_evidence), and the row says so in `suspect`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.extraction.table_cells import Cell, Grid, plain
from analysis.extraction.table_columns import Column
from analysis.extraction.table_evidence import GOAL_WORDS, RESULT_WORDS, places_of, told_by_blanks
from analysis.extraction.table_names import UNIT, UNIT_IN_NAME, is_share, split_unit_of_name

BINDINGS = {
    "约束性": "约束性",
    "预期性": "预期性",
    "约束": "约束性",
    "预期": "预期性",
    "约束性指标": "约束性",
    "预期性指标": "预期性",
}
_NUMBER = r"[-－+]?\d+(?:[,，]\d{3})*(?:\.\d+)?"
_BEFORE = (
    "(?:每年|年均|累计|五年|约|近|下降|降低|减少|增长|提高|增加|控制在|稳定在|保持在|不低于|不超过|不少于|大于|小于|高于|低于|"
    "超过|达到?|力争|[<>≤≥＜＞〈〉﹤﹥=]{1,2})"
)
_VALUE = re.compile(
    rf"{_BEFORE}{{0,3}}[\[〔【(（]?{_BEFORE}?{_NUMBER}(?:{UNIT})?(?:\s*[-—–~～至:：∶]+\s*{_NUMBER})?[\]〕】)）]?(?:{UNIT})?"
    r"(?:以上|以下|以内|左右|上下|内|余)?[\]〕】)）]?(?:\s*[(（\[〔【].{0,20})?(?:[+＋].{0,12})?[。;；*＊]?"
)
_NO_VALUE = re.compile(r"[-—–―－/／*＊…\s]+|[无空]")
_SUB_ROW = re.compile(r"^(?:[#＃*＊△]|其中[:：]?)\s*")
_MOST_COLUMNS = 9
_LONG_PART = 7


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


class _Layout(NamedTuple):
    """What a table has: row numbers, a column of units, the binding behind the values."""

    numbered: bool
    units: bool
    binding_last: bool


def is_value(words: str) -> bool:
    """Whether a cell holds a value: a figure with at most a qualifier, a unit and a remark.

    >>> [is_value(cell) for cell in ("9左右", "下降[38]", "4.8(减税降费影响)", "24.5+居家养老", "5岁以下儿童死亡率(‰)")]
    [True, True, True, True, False]
    """
    return _VALUE.fullmatch(words.strip()) is not None


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
    """The rows that a run of cells holds; one without a name stands for the heading of a group."""
    layout = _layout(columns)
    row: _Open | None = None
    front: Cell | None = None
    expected, numbered_at = 0, -2
    for at, cell in enumerate(cells):
        words, following = plain(cell.text), plain(cells[at + 1].text) if at + 1 < len(cells) else ""
        kind = _kind(words, following, row, layout, expected)
        if row and kind in ("value", "unit", "binding"):
            row = _with_part(row, kind, cell)
            continue
        if row:
            yield row
            row = None
        if kind == "number":
            numbered_at, expected = at, int(words) + 1 if words.isdigit() else expected
        elif kind == "name":
            row, front = _Open(_whole_name(front, cell), "", "", ()), None
        elif kind == "other":
            # Behind a row's number a long line without a value is the first part of the name.
            part = at - 1 == numbered_at and len(words) >= _LONG_PART and not _SUB_ROW.match(following)
            front = cell if part else None
            if not part:
                yield _Open(Cell("", cell.start, cell.end), "", "", ())
    if row:
        yield row


def _layout(columns: Sequence[Column]) -> _Layout:
    kinds = [column.kind for column in columns]
    binding_last = "binding" in kinds and kinds.index("binding") > kinds.index("value")
    return _Layout("number" in kinds, "unit" in kinds, binding_last)


def _kind(words: str, following: str, row: _Open | None, layout: _Layout, expected: int) -> str:
    """What a cell is: number, binding, value, unit, name or other, by its words, the next cell's, and the open row."""
    if words in "#＃" or (layout.numbered and _is_row_number(words, following, expected)):
        return "number"
    if words in BINDINGS:
        return "binding"
    if row and (is_value(words) or _NO_VALUE.fullmatch(words)):
        return "value"
    if row and layout.units and not row.unit and not row.values and _is_unit(words):
        return "unit"
    if row and _is_remark(words, following, row, layout.binding_last):
        return "value"
    return "name" if _is_name(words, following, layout, expected) else "other"


def _with_part(row: _Open, kind: str, cell: Cell) -> _Open:
    """The row with a cell of it."""
    words = plain(cell.text)
    if kind == "value":
        return row._replace(values=(*row.values, cell))
    return row._replace(unit=words) if kind == "unit" else row._replace(binding=BINDINGS[words])


def _whole_name(front: Cell | None, cell: Cell) -> Cell:
    """The name of a row with the line before it, if that was its first part."""
    return Cell(front.text + cell.text, front.start, cell.end) if front else cell


def _is_row_number(words: str, following: str, expected: int) -> bool:
    """Whether a figure numbers the row: it is the next number (0: the first), and a name follows, no value."""
    number = re.fullmatch(r"[(（]?(\d{1,3})[)）.．、]?", words)
    if not number or (expected and not expected <= int(number[1]) <= expected + 2):
        return False
    if not following or is_value(following) or _NO_VALUE.fullmatch(following):
        return False
    return following not in BINDINGS and not _is_goal_or_result(following)


def _is_unit(words: str) -> bool:
    return re.fullmatch(rf"{UNIT}|‰|/|[^\d]{{1,4}}/[^\d]{{1,5}}", words) is not None


def _is_goal_or_result(words: str) -> bool:
    has_unit = UNIT_IN_NAME.search(words) is not None
    return not has_unit and len(words) <= 24 and bool(GOAL_WORDS.search(words) or RESULT_WORDS.search(words))


def _is_remark(words: str, following: str, row: _Open, binding_last: bool) -> bool:
    """Whether words stand in a value's place: 市下达, 口径调整, or anything just before the binding that ends a row."""
    if UNIT_IN_NAME.search(words) or (row.binding and binding_last):
        return False
    return (following in BINDINGS and binding_last) or _is_goal_or_result(words)


def _is_name(words: str, following: str, layout: _Layout, expected: int) -> bool:
    """Whether words name an indicator: a unit in brackets, or a value, a unit or a binding behind them."""
    if UNIT_IN_NAME.search(words):
        return True
    if layout.numbered and following.isdigit() and int(following) == expected and not _SUB_ROW.match(words):
        return False
    return (
        is_value(following)
        or (following != "" and _NO_VALUE.fullmatch(following) is not None)
        or following in BINDINGS
        or (layout.units and _is_unit(following))
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
        suspect = f"{len(row.values)} cells stand in {count} columns"
    name, unit = split_unit_of_name(plain(row.name.text))
    places = places_of(name, row.unit or unit, cells, columns[:count])
    chosen = tuple(zip([columns[place] for place in places], cells, strict=True))
    lost = [column for place, column in enumerate(columns[:count]) if place not in places]
    # A share has no yearly rate: that cell was empty, not lost.
    plain_share = is_share(name, row.unit or unit) and all(column.growth for column in lost)
    if cells and lost and not plain_share and not told_by_blanks(cells, places, count):
        read = "、".join(column.words for column, _ in chosen)
        suspect = f"of {count} cells {len(cells)} are left; read as {read}"
    return Row(row.name, row.unit, row.binding, chosen, suspect)


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

"""Indicator tables: 主要指标 with the values of past years and the goals of a plan, one row of `targets` a value.

The table's heading says what a column means, its caption and the document whose plan it is, its notes and units the
rest: `[ ]` is a five-year total, a level at 2025 has that year, a yearly rate the years of the plan (paragraphs 2 and
4 of the annotation guide). Real tables of HTML are not read here.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.extraction.concepts import concept
from analysis.extraction.ledger import Disposition
from analysis.extraction.measures import measure_of
from analysis.extraction.quantities import Quantity
from analysis.extraction.table_cells import Cell, Grid, find_grids, plain
from analysis.extraction.table_columns import Column, modal_count, read_columns
from analysis.extraction.table_names import SHARES, is_change, is_share, split_unit_of_name
from analysis.extraction.table_rows import Row, is_value, read_rows, value_counts
from analysis.extraction.target import Target
from analysis.extraction.units import kind_of
from analysis.reading.document import Document, Repair

# What a note says about brackets: [ ]内为五年累计数. Square ones are totals unless it says otherwise.
_EXPLAINED = re.compile(r"([\[〔【(（])\s*[\]〕】)）]([^；;。,，\[〔【]{0,20})")
_SQUARE = "[〔【"
_YEARLY = re.compile(r"年均|平均每年|累计")
# What looks like a heading with fewer rows under it is taken for running text.
_FEWEST_ROWS = 2
_COUNTED = ("count", "people", "household")
_QUALIFIERS = (
    ("左右", "approx"),
    *((sign, "ge") for sign in ("以上", "不低于", "不少于", "≥", ">", "＞", "﹥")),
    *((sign, "le") for sign in ("以下", "以内", "不超过", "不高于", "≤", "<", "＜", "﹤")),
)
_REMARK = Disposition("context", "a remark in a table's cell")
_RATIO = re.compile(r"收入比(?:例|值)?$|倍数$|之比$")


class IndicatorCells(NamedTuple):
    """What the indicator tables of a document hold.

    `targets` are goals, earlier goals and reported values in the text's order, each with the span of its quantity.
    `spans` are the tables' places, half-open and in order. `others` are the dispositions of the quantities inside them
    that are no value, by the start of the quantity.
    """

    targets: tuple[Target, ...]
    spans: tuple[tuple[int, int], ...]
    others: dict[int, Disposition]


def find_indicator_tables(document: Document, quantities: Sequence[Quantity]) -> IndicatorCells:
    """The values of every indicator table in the document's text; `quantities` are its numbers, in order.

    >>> from analysis.extraction.quantities import find_quantities
    >>> from analysis.reading.document import Listing
    >>> cells = "指标 2020年 2025年 属性 森林覆盖率(%) 51.8 54 约束性 粮食产量(万吨) 63 63以上 约束性"
    >>> text = cells.replace(" ", "\\n")
    >>> document = Document(Listing("x", "x.txt", "江津区", "five_year_plan", 2021, 2025), text, (), (), ())
    >>> for t in find_indicator_tables(document, find_quantities(text)).targets:
    ...     print(t.role, t.indicator, t.operator, t.value, t.unit, t.period_end, t.binding)
    actual 森林覆盖率 eq 51.8 % 2020 约束性
    target 森林覆盖率 eq 54.0 % 2025 约束性
    actual 粮食产量 eq 63.0 万吨 2020 约束性
    target 粮食产量 ge 63.0 万吨 2025 约束性
    """
    reading = _Reading(document, quantities, [quantity.start for quantity in quantities], "")
    targets: list[Target] = []
    spans: list[tuple[int, int]] = []
    others: dict[int, Disposition] = {}
    for grid in find_grids(document.text):
        rows = read_rows(grid, _columns(grid, reading.period))
        table = reading._replace(totals=_total_signs(grid.note))
        read = [_target(table, row, column, cell) for row in rows for column, cell in row.values]
        found = [target for target in read if target is not None]
        if len({target.indicator for target in found}) < _FEWEST_ROWS:
            continue
        targets += found
        spans.append((grid.start, grid.end))
        values = {target.start for target in found}
        for quantity in table.inside(grid.start, grid.end):
            if quantity.start not in values:
                others[quantity.start] = _other(quantity, grid, rows)
    return IndicatorCells(tuple(sorted(targets, key=lambda target: target.start)), tuple(spans), others)


class _Reading(NamedTuple):
    """What a value is read with: the document, its quantities and their starts, the signs that open a total."""

    document: Document
    quantities: Sequence[Quantity]
    starts: Sequence[int]
    totals: str

    @property
    def period(self) -> tuple[int, int]:
        return self.document.listing.period_start, self.document.listing.period_end

    def inside(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities that begin in a span."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _total_signs(note: str) -> str:
    """The signs that open a five-year total, by the note under the table.

    >>> _total_signs("注：（）内为五年累计数，[ ]为2019年数。"), _total_signs("")
    ('〔【(（', '[〔【')
    """
    signs = _SQUARE
    for sign, meaning in _EXPLAINED.findall(note):
        signs = signs.replace(sign, "")
        if re.search("累计|五年|5年|合计|总", meaning):
            signs += "(（" if sign in "(（" else sign
    return signs


def _columns(grid: Grid, period: tuple[int, int]) -> list[Column]:
    """The table's columns; how many values its rows have tells what a second row of headings divides."""
    first = read_columns(grid.headings, grid.caption, period, 0)
    return read_columns(grid.headings, grid.caption, period, modal_count(value_counts(grid, first)))


def _target(table: _Reading, row: Row, column: Column, cell: Cell) -> Target | None:
    """The row of `targets` that a cell makes, or None where it holds no figure."""
    year, value = _year_and_value(table.inside(cell.start, cell.end))
    if value is None or not is_value(plain(cell.text)):
        return None
    # The sign stands first or behind a word, as in 下降[38]; behind the figure it opens a remark.
    total = re.match(rf"[^\d]*[{re.escape(table.totals)}]", cell.text) is not None
    name, unit, measure = _name_unit_measure(row, column, value, total)
    planned = table.period[1] - table.period[0] >= 2 or column.end < table.period[0]
    start, end = _period(column, name, measure, total, year, planned)
    return Target(
        role=column.role,
        indicator=name,
        indicator_id=concept(name, table.document.listing.district),
        measure=measure,
        operator=_operator(cell, value),
        value=value.value,
        value_high=value.value_high,
        unit=unit,
        period_start=start,
        period_end=end,
        binding=row.binding,
        commitment="",
        suspect=_suspect(row, cell, table.document.repairs),
        start=value.start,
        end=value.end,
        source="table",
        row=(row.name.start, max(cell.end for _, cell in row.values)),
    )


def _operator(cell: Cell, value: Quantity) -> str:
    """The value's operator; a qualifier that stands on the cell's next line counts too."""
    if value.operator != "eq":
        return value.operator
    words = plain(cell.text)
    return next((operator for sign, operator in _QUALIFIERS if sign in words), "eq")


def _year_and_value(inside: Sequence[Quantity]) -> tuple[int | None, Quantity | None]:
    """The year that a cell names before its value, and the value: 2015年8.9."""
    year = None
    for quantity in inside:
        if quantity.value is None or quantity.form in ("ordinal", "chain", "code", "plan"):
            continue
        if quantity.unit == "年" and quantity.value is not None and 1990 <= quantity.value <= 2060 and len(inside) > 1:
            year = int(quantity.value)
            continue
        return year, quantity
    return None, None


def _name_unit_measure(row: Row, column: Column, value: Quantity, total: bool) -> tuple[str, str, str]:
    """The indicator's name, the unit (the cell's own, the row's, or the column's for rates) and the measure.

    In a column of yearly rates a total in brackets is what is added over the years (a share: in points), and the goal
    of a rate (失业率) is the rate itself.
    """
    name, unit = split_unit_of_name(plain(row.name.text))
    unit = row.unit or unit
    change, share = is_change(name), is_share(name, unit)
    if column.growth and not change and total:
        return name, ("个百分点" if unit in SHARES else unit), "increment"
    if column.growth and not change and not share:
        return name, column.unit, "growth"
    unit = value.unit or unit
    kind = "multiple" if _RATIO.search(name) and not unit else kind_of(unit)
    if total and kind in _COUNTED:
        return name, unit, "increment"
    # A count in a table without a verb that adds is a state: 科技创新平台(家) 163, 220.
    measure = measure_of(kind, unit, name, frozenset({"growth"} if change else {"total"}))
    return name, "倍" if kind == "multiple" and not unit else unit, measure


def _period(column: Column, name: str, measure: str, total: bool, year: int | None, planned: bool) -> tuple[int, int]:
    """The years of a value: its cell's own; the plan's for a total, an increment or a yearly rate; else its column's.

    In a column of a whole plan that is over, a level or share is that of the plan's end; a goal of the plan ahead keeps
    the plan's years (paragraph 4 of the guide). `planned`: the table is of a five-year plan, not of a year.
    """
    if year is not None:
        return year, year
    over_years = total or measure == "increment" or _YEARLY.search(name) is not None
    if planned and over_years and column.start == column.end and column.end % 5 == 0:
        return column.end - 4, column.end
    if not over_years and measure in ("level", "share", "multiple") and column.role != "target":
        return column.end, column.end
    return column.start, column.end


def _suspect(row: Row, cell: Cell, repairs: Sequence[Repair]) -> str:
    """Why a value is doubtful: cells of its row are lost, or the cell itself is damaged."""
    touched = [repair.reason for repair in repairs if repair.start < cell.end and cell.start < repair.end]
    return "; ".join([*touched, *([row.suspect] if row.suspect else [])])


def _other(quantity: Quantity, grid: Grid, rows: Sequence[Row]) -> Disposition:
    """What a number inside a table is that is no value: part of a heading or a name, a row's number, a remark."""
    for heading in grid.headings:
        if heading.start <= quantity.start < heading.end:
            return Disposition("date", "a year in the heading of a table")
    for row in rows:
        if row.name.start <= quantity.start < row.name.end:
            return Disposition("name", "part of an indicator's name in a table")
        for _, cell in row.values:
            if cell.start <= quantity.start < cell.end:
                year = quantity.unit == "年"
                return Disposition("date", "the year of a value in a table") if year else _REMARK
    return Disposition("ordinal", "the number of a row in a table")

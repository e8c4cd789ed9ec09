"""The workbook says what the CSV files say, in real types, and opens where workbooks open."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables import TABLES, read_rows
from analysis.tables.files import text_columns
from analysis.tables.workbook import DAY_0, LONGEST_CELL, workbook_bytes
from tests.test_tables import DOCUMENT, TERM


def opened(tables: dict[str, list[dict[str, object]]]) -> openpyxl.Workbook:
    """The workbook of `tables` as another library reads it."""
    content = workbook_bytes({name: text_columns(name, rows) for name, rows in tables.items()})
    return openpyxl.load_workbook(io.BytesIO(content))


def cell(column: str, value: object) -> openpyxl.cell.Cell:
    """The cell of a document's row whose `column` is `value`."""
    sheet = opened({"documents": [{**DOCUMENT, column: value}]})["documents"]
    return sheet.cell(2, TABLES["documents"].columns.index(column) + 1)


def test_every_table_is_a_sheet_with_its_columns_in_view() -> None:
    workbook = opened({name: [] for name in TABLES})
    assert workbook.sheetnames == list(TABLES)
    for name, table in TABLES.items():
        assert [head.value for head in workbook[name][1]] == list(table.columns)
        assert workbook[name].freeze_panes == "A2" and all(head.font.bold for head in workbook[name][1])
        assert workbook[name].max_row == 1


def test_values_have_their_types() -> None:
    sheet = opened({"documents": [DOCUMENT], "terms": [TERM]})["documents"]
    found = {column: value.value for column, value in zip(TABLES["documents"].columns, sheet[2], strict=True)}
    written = datetime(2021, 3, 12)
    assert {column: value for column, value in found.items() if value is not None} == {
        **DOCUMENT,
        "written_date": written,
    }
    assert cell("complete", True).data_type == "b" and cell("characters", 10).data_type == "n"
    assert cell("written_date", date(2021, 3, 12)).number_format == r"yyyy\-mm\-dd"
    assert sheet.auto_filter.ref == "A1:T2" and sheet.dimensions == "A1:T2"


def test_days_are_counted_as_workbooks_count_them() -> None:
    assert (date(1900, 3, 1) - DAY_0).days == 61


@pytest.mark.parametrize(
    "text", ["=1+1", "https://example.org", "1", "007", "TRUE", " 前后 ", "a\nb", "<&>\"'", "_x0041_"]
)
def test_a_text_stays_a_text(text: str) -> None:
    assert (cell("note", text).value, cell("note", text).data_type) == (text, "s")


def test_a_text_is_cut_where_excel_would_refuse_it() -> None:
    assert cell("note", "长" * (LONGEST_CELL + 1)).value == "长" * LONGEST_CELL


@given(st.text())
def test_any_text_makes_sound_xml(text: str) -> None:
    content = workbook_bytes({"terms": text_columns("terms", [{**TERM, "term": text}])})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            ElementTree.fromstring(package.read(part))


def test_what_xml_cannot_hold_is_written_as_the_standard_says() -> None:
    with zipfile.ZipFile(
        io.BytesIO(workbook_bytes({"terms": text_columns("terms", [{**TERM, "term": "a\x0bb\r"}])}))
    ) as package:
        assert '<t xml:space="preserve">a_x000B_b_x000D_</t>' in package.read("xl/sharedStrings.xml").decode()


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "term": st.sampled_from(("投资", "工业", "农业")),
                "count": st.integers(0, 10**9),
                "per_thousand": st.floats(0, 1e6) | st.just(1e-7),
                "pos": st.sampled_from(("", None, "n")),
            }
        )
    )
)
def test_the_sheet_holds_the_rows(rows: list[dict[str, object]]) -> None:
    sheet = opened({"documents": [], "terms": rows})["terms"]
    assert [row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        (row["term"], row["count"], row["per_thousand"], row["pos"] or None) for row in rows
    ]


@pytest.mark.parametrize("name", ["documents", "targets", "sections"])
def test_the_sheets_of_the_documents_hold_what_their_csv_files_hold(built: Path, name: str) -> None:
    sheet = openpyxl.load_workbook(built / "district-plans.xlsx", read_only=True)[name]
    rows = [
        tuple(value.date() if isinstance(value, datetime) else value for value in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert rows == [tuple(None if value == "" else value for value in row.values()) for row in read_rows(name, built)]

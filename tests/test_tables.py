"""The schema is one and whole, rows are held to it, and files say the same in every form."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pandas
import pytest

from analysis.tables import COLUMNS, TABLES, check_quotes, check_references, check_rows, load, read_rows, save_all
from analysis.tables.schema import CODES

TERM = {"doc_id": "d", "term": "投资", "count": 3, "per_thousand": 1.5, "pos": "vn"}
DOCUMENT = {
    "doc_id": "d",
    "file": "d.txt",
    "format": "text",
    "encoding": "utf-8",
    "sha256": "0" * 64,
    "district": "=某区",
    "doc_type": "work_report",
    "written_date": date(2021, 3, 12),
    "period_start": 2021,
    "period_end": 2021,
    "complete": True,
    "characters": 10,
    "note": 'a "quoted", note\nof two lines',
}


def test_every_column_of_every_table_is_declared_and_every_declared_column_is_used() -> None:
    used = {column for table in TABLES.values() for column in table.columns}
    assert used == set(COLUMNS)
    for name, table in TABLES.items():
        assert set(table.key) <= set(table.columns), name
        assert {column.removeprefix("-") for column in table.order} <= set(table.columns), name
    assert all(column in TABLES[name].columns for name, column in CODES)


CONTRACT = {
    "documents": "doc_id file format encoding sha256 district district_code doc_type title doc_number issuer "
    "written_date published_date period_start period_end source_name source_url complete characters note",
    "sections": "doc_id section_id parent_id level kind number heading path start end heading_start heading_end",
    "tasks": "doc_id task_no section_id path text start end",
    "responsibilities": "doc_id task_no role position unit unit_name kind start end",
    "targets": "target_id doc_id district doc_type role task_no section_id path indicator indicator_id measure "
    "operator value value_high unit base_value base_value_high base_unit period_start period_end binding commitment "
    "suspect start end quote sentence source reviewed",
    "quantities": "doc_id start end quote value value_high unit disposition target_id",
    "terms": "doc_id term count per_thousand pos",
    "theme_rates": "doc_id theme hits tokens per_thousand low high",
    "section_themes": "doc_id section_id theme hits tokens per_thousand rank",
    "keyness": "doc_id term count tokens reference_count reference_tokens g2 p_adjusted log_odds z",
    "trajectories": "series_id district indicator indicator_id measure base_unit doc_id role period_start period_end "
    "operator base_value target_id",
    "repairs": "doc_id start end raw repaired rule reason certainty",
}
CONTRACT["reported"] = CONTRACT["targets"]


@pytest.mark.parametrize("name", CONTRACT)
def test_the_tables_have_the_columns_that_were_agreed(name: str) -> None:
    assert set(CONTRACT[name].split()) <= set(TABLES[name].columns)


@pytest.mark.parametrize(
    ("name", "row", "fault"),
    [
        ("terms", {**TERM, "count": "3"}, "terms row 1: count is '3', expected an integer"),
        ("terms", {**TERM, "count": True}, "terms row 1: count is True, expected an integer"),
        ("terms", {**TERM, "term": ""}, "terms row 1: term is empty"),
        ("terms", {**TERM, "colour": 1}, "terms has no column colour"),
        (
            "documents",
            {**DOCUMENT, "doc_type": "speech"},
            "documents row 1: doc_type is 'speech', "
            "expected one of annual_plan, five_year_plan, task_breakdown, work_report",
        ),
        ("documents", {**DOCUMENT, "written_date": "2021"}, "documents row 1: written_date is '2021', expected a date"),
    ],
)
def test_a_row_that_does_not_keep_to_the_schema_is_told(name: str, row: dict[str, object], fault: str) -> None:
    assert check_rows(name, [row]) == [fault]


def test_a_key_that_is_not_unique_is_told() -> None:
    assert check_rows("terms", [TERM, TERM]) == ["terms: 2 rows with the key ('d', '投资')"]


def test_a_quote_that_is_not_its_slice_is_told() -> None:
    row = {"doc_id": "d", "start": 2, "end": 4, "quote": "8%"}
    assert check_quotes("quantities", [row], {"d": "增长8%"}) == []
    assert check_quotes("quantities", [{**row, "quote": "9%"}], {"d": "增长8%"}) == [
        "quantities: d at 2 has '8%', the row says '9%'"
    ]
    assert check_quotes("quantities", [{**row, "end": 9}], {"d": "增长8%"}) == [
        "quantities: d [2, 9) lies outside the text"
    ]


def test_a_reference_to_nothing_is_told() -> None:
    assert check_references({"documents": [], "terms": [TERM]}) == ["terms: doc_id ('d',) is not in documents"]


def test_every_form_of_a_table_says_the_same(tmp_path: Path) -> None:
    save_all({"documents": [DOCUMENT], "terms": [TERM]}, {"d": "某区的投资额……"}, tmp_path)
    assert read_rows("terms", tmp_path) == [TERM]
    read = read_rows("documents", tmp_path)[0]
    assert {key: value for key, value in read.items() if value not in ("", None)} == DOCUMENT
    frame = load("documents", tmp_path)
    assert frame.loc[0, "note"] == DOCUMENT["note"] and frame.loc[0, "written_date"] == DOCUMENT["written_date"]
    assert pandas.read_csv(tmp_path / "terms.csv").equals(load("terms", tmp_path).astype({"term": "str"}))
    sheet = openpyxl.load_workbook(tmp_path / "district-plans.xlsx")["documents"]
    assert sheet.cell(2, 6).value == "=某区" and sheet.cell(2, 6).data_type == "s"


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    save_all({}, {}, tmp_path)
    for name, table in TABLES.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(table.columns)]
        assert list(load(name, tmp_path).columns) == list(table.columns)


def test_nothing_is_written_if_a_table_is_faulty(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the tables do not keep to their schema:\n  terms row 1: term is empty"):
        save_all({"documents": [DOCUMENT], "terms": [{**TERM, "term": ""}]}, {"d": "某区"}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_same_rows_give_the_same_bytes_in_another_time_zone_and_locale(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\nfrom tests.test_tables import DOCUMENT, TERM\nfrom analysis.tables import save_all\n"
        "save_all({'documents': [DOCUMENT], 'terms': [TERM]}, {'d': '某区的投资额……'}, pathlib.Path(sys.argv[1]))"
    )
    environments = ({"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2"})
    for number, environment in enumerate(environments):
        command = [sys.executable, "-c", script, str(tmp_path / str(number))]
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[1])
    files = sorted(path.relative_to(tmp_path / "0") for path in (tmp_path / "0").rglob("*") if path.is_file())
    assert files
    for path in files:
        assert (tmp_path / "0" / path).read_bytes() == (tmp_path / "1" / path).read_bytes(), path


def test_an_unfinished_file_never_stands_in_a_table_s_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.tables.files import write_whole

    write_whole(tmp_path / "terms.csv", b"whole")

    def die(self: Path, content: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", die)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "terms.csv", b"half")
    assert [path.name for path in tmp_path.iterdir()] == ["terms.csv"]
    assert (tmp_path / "terms.csv").read_bytes() == b"whole"


def test_an_unknown_or_unbuilt_table_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table 'goals': the tables are documents, sections"):
        load("goals")
    with pytest.raises(ValueError, match="is not there yet: run `python -m analysis build` first"):
        load("targets", tmp_path)

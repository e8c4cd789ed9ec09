"""Tables as files: CSV to read, Parquet to compute with, one workbook for Excel; the only place that writes them.

Every file is written beside its place under another name and then moved there, so that a run that is killed leaves
either the old file or the new one. The same rows give the same bytes: nothing in a file tells when it was made.
"""

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.csv
import pyarrow.parquet

from analysis.tables.checks import Row, check_quotes, check_references, check_rows, is_empty
from analysis.tables.dictionary import describe
from analysis.tables.schema import COLUMNS, TABLES

if TYPE_CHECKING:
    import pandas

PROJECT = Path(__file__).parents[2]
PROCESSED = Path(os.environ.get("DISTRICT_PLANS_TABLES", PROJECT / "data" / "processed"))
WORKBOOK = "district-plans.xlsx"
# A file's making is not part of its content; the earliest date that a workbook can hold stands for none.
NO_DATE = datetime(1980, 1, 1)
PARQUET_TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}
READ_CELL: dict[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
# Excel takes no longer text into a cell.
LONGEST_CELL = 32_767


def save_all(tables: Mapping[str, Sequence[Row]], texts: Mapping[str, str], folder: Path) -> None:
    """Write every table of the schema, the documents' texts and the data dictionary into `folder`.

    A table that `tables` lacks is written with its columns and no rows. Raises ValueError with the first faults of
    each table that does not keep to the schema; then nothing is written.
    """
    ordered = {name: _in_order(name, tables.get(name, ())) for name in TABLES}
    faults = [
        fault for name, rows in ordered.items() for fault in check_rows(name, rows) + check_quotes(name, rows, texts)
    ]
    faults += check_references(ordered)
    if faults:
        raise ValueError("the tables do not keep to their schema:\n  " + "\n  ".join(faults))
    for doc_id, text in texts.items():
        write_whole(folder / "text" / f"{doc_id}.txt", text.encode("utf-8"))
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem not in texts:
            path.unlink()
    for name, rows in ordered.items():
        content = csv_bytes(name, rows)
        write_whole(folder / f"{name}.csv", content)
        write_whole(folder / f"{name}.parquet", parquet_bytes(name, content))
    write_whole(folder / WORKBOOK, workbook_bytes(ordered))
    write_whole(folder / "README.md", describe({name: len(rows) for name, rows in ordered.items()}).encode("utf-8"))


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: a reader finds the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _in_order(name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows sorted by the table's order; a column named with a minus sign runs downwards."""
    ordered = list(rows)
    for column in reversed(TABLES[name].order):
        downwards, column = column.startswith("-"), column.removeprefix("-")
        ordered.sort(key=lambda row: (row[column] is not None, row[column]), reverse=downwards)
    return ordered


def _cell(value: Any) -> str:
    """A value as CSV holds it: 2000 rather than 2000.0, true and false, ISO dates, nothing for nothing."""
    if is_empty(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_bytes(name: str, rows: Sequence[Row]) -> bytes:
    """The rows as CSV: UTF-8 without a byte order mark, lines ended by a line feed."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(TABLES[name].columns)
    writer.writerows([[_cell(row.get(column)) for column in TABLES[name].columns] for row in rows])
    return file.getvalue().encode("utf-8")


def parquet_bytes(name: str, content: bytes) -> bytes:
    """A table's CSV as Parquet with real types: made from the CSV itself, so that the two can't differ."""
    columns = TABLES[name].columns
    types = {column: PARQUET_TYPES[COLUMNS[column].kind] for column in columns}
    table = pyarrow.csv.read_csv(
        pyarrow.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=max(1, len(content))),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True),
    )
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def workbook_bytes(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """All tables as one workbook, a sheet each; texts from documents stay texts, never formulas or links."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties({"created": NO_DATE})
        bold = workbook.add_format({"bold": True})
        iso = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for across, column in enumerate(TABLES[name].columns):
                sheet.write_string(0, across, column, bold)
                _write_column(sheet, across, COLUMNS[column].kind, [row.get(column) for row in rows], iso)
            if rows:
                sheet.autofilter(0, 0, len(rows), len(TABLES[name].columns) - 1)
    return file.getvalue()


def _write_column(sheet: Any, across: int, kind: str, values: Sequence[Any], iso: Any) -> None:
    for down, value in enumerate(values, 1):
        if is_empty(value):
            continue
        if kind == "text":
            sheet.write_string(down, across, value[:LONGEST_CELL])
        elif kind == "boolean":
            sheet.write_boolean(down, across, value)
        elif kind == "date":
            sheet.write_datetime(down, across, value, iso)
        else:
            sheet.write_number(down, across, value)


def read_rows(name: str, folder: Path) -> list[Row]:
    """The rows of a table's CSV with their real values. Raises ValueError naming the file, line and column at fault."""
    path = folder / f"{name}.csv"
    if not path.exists():
        raise ValueError(f"{path} is not there: run `python -m analysis build` first")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != TABLES[name].columns:
            raise ValueError(f"{path} has the columns {reader.fieldnames}, expected {', '.join(TABLES[name].columns)}")
        return [_typed_row(path, reader.line_num, line) for line in reader]


def _typed_row(path: Path, line_number: int, line: Mapping[str, str]) -> Row:
    row = {}
    for column, cell in line.items():
        kind = COLUMNS[column].kind
        try:
            row[column] = READ_CELL[kind](cell) if cell else ("" if kind == "text" else None)
        except (ValueError, KeyError):
            raise ValueError(f"{path} line {line_number}: {column} is {cell!r}, expected {kind}") from None
    return row


def load(name: str, folder: Path | None = None) -> "pandas.DataFrame":
    """The table `name` as a DataFrame with real types; texts that are empty in the table are empty texts.

    Raises ValueError if there is no such table, or if it has not been built yet.
    """
    if name not in TABLES:
        raise ValueError(f"no table {name!r}: the tables are {', '.join(TABLES)}")
    path = (folder or PROCESSED) / f"{name}.parquet"
    if not path.exists():
        raise ValueError(f"{path} is not there yet: run `python -m analysis build` first")
    import pandas

    frame = pandas.read_parquet(path)
    texts = [column for column in TABLES[name].columns if COLUMNS[column].kind == "text"]
    frame[texts] = frame[texts].fillna("")
    integers = [column for column in TABLES[name].columns if COLUMNS[column].kind == "integer"]
    return frame.astype({column: "Int64" for column in integers if frame[column].isna().any()})


def read_text(doc_id: str, folder: Path | None = None) -> str:
    """The characters of a document, into which every offset of the tables points."""
    return ((folder or PROCESSED) / "text" / f"{doc_id}.txt").read_bytes().decode("utf-8")

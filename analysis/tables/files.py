"""Tables as files: CSV to read, Parquet to compute with, one workbook for Excel; the only place that writes them.

Every file is written beside its place under another name and then moved there, so that a run that is killed leaves
either the old file or the new one. The same rows give the same bytes: nothing in a file tells when it was made.
"""

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.csv
import pyarrow.parquet

from analysis.tables.checks import Row, check_quotes, check_references, check_rows
from analysis.tables.columns import COLUMNS
from analysis.tables.dictionary import describe
from analysis.tables.schema import TABLES
from analysis.tables.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas

PROJECT = Path(__file__).parents[2]
PROCESSED = Path(os.environ.get("DISTRICT_PLANS_TABLES", PROJECT / "data" / "processed"))
WORKBOOK = "district-plans.xlsx"
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
    written = {name: text_columns(name, rows) for name, rows in ordered.items()}
    for name, columns in written.items():
        content = csv_bytes(name, columns)
        write_whole(folder / f"{name}.csv", content)
        write_whole(folder / f"{name}.parquet", parquet_bytes(name, content))
    write_whole(folder / WORKBOOK, workbook_bytes(written))
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


def _number(value: float) -> str:
    """A number as CSV holds it: 2000 rather than 2000.0."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(value)


WRITE_CELL: dict[str, Callable[[Any], str]] = {
    "text": str,
    "integer": str,
    "number": _number,
    "boolean": {True: "true", False: "false"}.__getitem__,
    "date": date.isoformat,
}


def text_columns(name: str, rows: Sequence[Row]) -> list[list[str]]:
    """The table's columns, every value as CSV holds it: true and false, ISO dates, nothing for nothing."""
    columns = []
    for column in TABLES[name].columns:
        write = WRITE_CELL[COLUMNS[column].kind]
        values = (row.get(column) for row in rows)
        columns.append(["" if value is None or value == "" else write(value) for value in values])
    return columns


def csv_bytes(name: str, columns: Sequence[Sequence[str]]) -> bytes:
    """The columns as CSV: UTF-8 without a byte order mark, lines ended by a line feed."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(TABLES[name].columns)
    writer.writerows(zip(*columns, strict=True))
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

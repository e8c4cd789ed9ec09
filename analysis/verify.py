"""Is what lies in the output folder what the documents, the words and the code make of it? Nothing is written here."""

from pathlib import Path

import pyarrow.parquet

from analysis.build import build_key
from analysis.freshness import Record
from analysis.reading.corpus import read_listings
from analysis.tables import TABLES, check_quotes, check_references, check_rows, read_rows, read_text
from analysis.tables.checks import Row
from analysis.tables.files import parquet_bytes


def verify(raw: Path, out: Path) -> list[str]:
    """The faults of the tables in `out`, as sentences: checksums of `raw`, schemas, quotes, references, freshness."""
    problems = list(read_listings(raw)[1])
    tables: dict[str, list[Row]] = {}
    for name in TABLES:
        try:
            tables[name] = read_rows(name, out)
        except ValueError as error:
            problems.append(str(error))
    texts = {row["doc_id"]: read_text(row["doc_id"], out) for row in tables.get("documents", ())}
    for name, rows in tables.items():
        problems += check_rows(name, rows) + check_quotes(name, rows, texts)
        problems += _parquet_faults(name, out)
    problems += check_references(tables)
    stale = Record(out, "build").stale_because(build_key(raw))
    return [*problems, f"{stale}: run `python -m analysis build`"] if stale else problems


def _parquet_faults(name: str, out: Path) -> list[str]:
    path = out / f"{name}.parquet"
    if not path.exists():
        return [f"{path} is not there: run `python -m analysis build`"]
    expected = pyarrow.parquet.read_table(pyarrow.BufferReader(parquet_bytes(name, (out / f"{name}.csv").read_bytes())))
    return [] if pyarrow.parquet.read_table(path).equals(expected) else [f"{path} and {name}.csv hold different rows"]

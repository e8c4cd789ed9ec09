"""The data dictionary that readers see beside the tables, written from the schema and never by hand."""

from collections.abc import Mapping

from analysis.tables.columns import COLUMNS
from analysis.tables.schema import CODES, TABLES

HEAD = """# The tables

Written by `python -m analysis build` from the schema in `analysis/tables/schema.py`; do not edit.

Every table lies here as CSV (UTF-8, line feed, sorted) and, once built, as Parquet; `district-plans.xlsx` holds all of
them, a sheet each. `start` and `end` are half-open offsets in Unicode code points into `text/<doc_id>.txt`, and `quote`
is always `text[start:end]`. An empty cell says that the document does not say.
"""


def describe(row_counts: Mapping[str, int]) -> str:
    """The data dictionary as Markdown: each table's grain, key and columns, with the rows it has now.

    >>> "One row is a numbered task: 248 rows" in describe({"tasks": 248})
    True
    """
    parts = [HEAD]
    for name, table in TABLES.items():
        parts.append(
            f"## {name}\n\nOne row is {table.row}: {row_counts.get(name, 0):,} rows. Key: {_names(table.key)}.\n"
        )
        parts.append("| column | holds | meaning | example |\n|---|---|---|---|")
        parts.append("\n".join(_line(name, column) for column in table.columns) + "\n")
    return "\n".join(parts)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _line(table: str, name: str) -> str:
    column = COLUMNS[name]
    codes = CODES.get((table, name), column.codes)
    meaning = column.meaning + (f" ({', '.join(codes)})" if codes else "")
    never_empty = ", never empty" if column.required else ""
    return f"| `{name}` | {column.kind}{never_empty} | {meaning} | {column.example.replace('|', chr(92) + '|')} |"

"""The tables: what they hold (schema), whether rows keep to it (checks), and their files (files, workbook)."""

from analysis.tables.checks import check_quotes, check_references, check_rows
from analysis.tables.columns import COLUMNS, Column
from analysis.tables.files import PROCESSED, load, read_rows, read_text, save_all
from analysis.tables.schema import TABLES, Table

__all__ = [
    "COLUMNS",
    "PROCESSED",
    "TABLES",
    "Column",
    "Table",
    "check_quotes",
    "check_references",
    "check_rows",
    "load",
    "read_rows",
    "read_text",
    "save_all",
]

"""Do rows keep to their schema? Each function gives the faults it finds as sentences; none means that all is well."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import NoneType
from typing import Any

from analysis.tables.columns import COLUMNS, Column
from analysis.tables.schema import CODES, TABLES

Row = Mapping[str, Any]

# A boolean is an integer to Python, but not in a table.
IS_KIND: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, date),
}
# The types that most values have: a column with no other needs no look at each.
PLAIN_TYPES: dict[str, frozenset[type]] = {
    "text": frozenset((str, NoneType)),
    "integer": frozenset((int, NoneType)),
    "number": frozenset((int, float, NoneType)),
    "boolean": frozenset((bool, NoneType)),
    "date": frozenset((date, NoneType)),
}
# Where a row of one table names a row of another: (table, columns) → (table, columns).
REFERENCES = (
    *((name, ("doc_id",), "documents", ("doc_id",)) for name in TABLES if name != "documents"),
    *(
        (name, ("doc_id", "section_id"), "sections", ("doc_id", "section_id"))
        for name in ("tasks", "targets", "reported", "section_themes")
    ),
    ("sections", ("doc_id", "parent_id"), "sections", ("doc_id", "section_id")),
    ("responsibilities", ("doc_id", "task_no"), "tasks", ("doc_id", "task_no")),
    ("reuse", ("other_doc_id",), "documents", ("doc_id",)),
    ("sentences", ("other_doc_id",), "documents", ("doc_id",)),
)
MOST_FAULTS = 5


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing: None or the empty text."""
    return value is None or value == ""


def check_rows(name: str, rows: Sequence[Row]) -> list[str]:
    """The faults of one table's rows: missing, unknown, ill-typed or forbidden values, and keys that are not unique.

    >>> check_rows("terms", [{"doc_id": "d", "term": "投资", "count": "3", "per_thousand": 1.5}])
    ["terms row 1: count is '3', expected an integer"]
    """
    table = TABLES[name]
    faults = [f"{name} has no column {key}" for key in sorted(set().union(*rows) - set(table.columns))]
    for column_name in table.columns:
        column = COLUMNS[column_name]
        codes = frozenset(CODES.get((name, column_name), column.codes))
        values = [row.get(column_name) for row in rows]
        if not _is_sound(column, codes, values):
            faults += _column_faults(name, column_name, column, codes, values)
    keys = _values(rows, table.key)
    if len(set(keys)) < len(keys):
        faults += [f"{name}: {times} rows with the key {key}" for key, times in Counter(keys).items() if times > 1]
    return faults


def _is_sound(column: Column, codes: frozenset[str], values: Sequence[Any]) -> bool:
    """Whether the column has no fault, told at once for the whole of it; False may also mean that it takes a look."""
    types = set(map(type, values))
    if not types <= PLAIN_TYPES[column.kind] or (column.required and (NoneType in types or "" in values)):
        return False
    return not codes or codes.issuperset(filter(None, values))


def _column_faults(
    name: str, column_name: str, column: Column, codes: frozenset[str], values: Sequence[Any]
) -> list[str]:
    is_kind = IS_KIND[column.kind]
    faults = []
    for position, value in enumerate(values, 1):
        place = f"{name} row {position}: {column_name}"
        if is_empty(value):
            if column.required:
                faults.append(f"{place} is empty")
        elif not is_kind(value):
            faults.append(f"{place} is {value!r}, expected {'an' if column.kind[0] in 'aeiou' else 'a'} {column.kind}")
        elif codes and value not in codes:
            faults.append(f"{place} is {value!r}, expected one of {', '.join(sorted(codes))}")
        if len(faults) == MOST_FAULTS:
            break
    return faults


def check_quotes(name: str, rows: Iterable[Row], texts: Mapping[str, str]) -> list[str]:
    """The rows whose quoted characters are not those at their offsets, or whose offsets lie outside the text."""
    columns = TABLES[name].columns
    if "start" not in columns:
        return []
    quoted = next((column for column in ("quote", "raw") if column in columns), "")
    quoted = quoted or ("unit" if name == "responsibilities" else "")
    faults = []
    for row in rows:
        faults += _quote_faults(name, texts, row["doc_id"], row["start"], row["end"], row.get(quoted))
        if row.get("other_doc_id"):
            other = (row["other_doc_id"], row["other_start"], row["other_end"], row.get("other_quote"))
            faults += _quote_faults(name, texts, *other)
    return faults[:MOST_FAULTS]


def _quote_faults(
    name: str, texts: Mapping[str, str], doc_id: str, start: int, end: int, quote: str | None
) -> list[str]:
    text = texts[doc_id]
    if not 0 <= start <= end <= len(text):
        return [f"{name}: {doc_id} [{start}, {end}) lies outside the text"]
    if quote is not None and text[start:end] != quote:
        return [f"{name}: {doc_id} at {start} has {text[start:end]!r}, the row says {quote!r}"]
    return []


def check_references(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    """The rows that name a document, section or task that is not there."""
    faults = []
    for name, columns, target, target_columns in REFERENCES:
        known = set(_values(tables.get(target, ()), target_columns))
        faults += [
            f"{name}: {' and '.join(columns)} {reference} is not in {target}"
            for reference in _values(tables.get(name, ()), columns)
            if reference not in known and not is_empty(reference[-1])
        ]
    return faults[:MOST_FAULTS]


def _values(rows: Sequence[Row], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The values of `columns` in each row."""
    return list(zip(*([row.get(column) for row in rows] for column in columns), strict=True))

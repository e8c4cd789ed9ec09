"""A researcher's corrections laid over the rows: data/raw/review.csv accepts, rejects, edits and adds.

An entry names a row by document and quoted words, never by number, so that it holds when rules change what else is
found. It says who decided and when, which the row then carries in `reviewed`. An entry that no longer fits is a problem
in words: what was looked for, what is there now, what to do.
"""

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from analysis.extraction.ledger import Disposition
from analysis.extraction.quantities import Quantity
from analysis.extraction.target import Target
from analysis.reading.document import Document
from analysis.tables.columns import MEASURES, OPERATORS, ROLES

FILE = "review.csv"
ACTIONS = ("accept", "reject", "edit", "add")
# The columns that an entry may set, and what they may hold; `-` in one of them makes the row's value empty.
CODES: dict[str, tuple[str, ...]] = {
    "role": ROLES,
    "indicator": (),
    "indicator_id": (),
    "measure": MEASURES,
    "operator": OPERATORS,
    "value": (),
    "value_high": (),
    "unit": (),
    "period_start": (),
    "period_end": (),
    "binding": ("约束性", "预期性"),
    "commitment": (),
}
COLUMNS = ("doc_id", "quote", "context", "which_indicator", "action", *CODES, "reviewer", "date", "note")
_EMPTY = "-"
_REQUIRED_TO_ADD = ("role", "indicator", "measure", "operator")
_MOST_CANDIDATES = 3


class Review(NamedTuple):
    """An entry of review.csv: which row, by its words, and what is decided about it; `changes` are column and words."""

    line: int
    doc_id: str
    quote: str
    context: str
    which_indicator: str
    action: str
    changes: tuple[tuple[str, str], ...]
    reviewer: str
    date: str

    @property
    def verdict(self) -> str:
        """What the row says in `reviewed`: edit 2026-11-22 李明."""
        return f"{self.action} {self.date} {self.reviewer}"

    @property
    def place(self) -> str:
        return f"{FILE}, line {self.line} ({self.doc_id})"


class Reviewed(NamedTuple):
    """The rows as reviewed, what is wrong with entries, and the rejected rows' places with the reason."""

    targets: list[Target]
    problems: list[str]
    rejected: dict[int, str]


def read_review(raw: Path) -> tuple[list[Review], list[str]]:
    """The entries of `raw`/review.csv, in its order, and what is wrong with the others; no file means no entries."""
    path = raw / FILE
    if not path.exists():
        return [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            return [], [f"{FILE}: columns {', '.join(missing)} are missing; the first line must be {','.join(COLUMNS)}"]
        entries: list[Review] = []
        problems: list[str] = []
        for row in table:
            entry, faults = _entry(table.line_num, {name: (row[name] or "").strip() for name in COLUMNS})
            problems += [f"{entry.place}: {fault}" for fault in faults]
            if not faults:
                entries.append(entry)
    return entries, problems


def _entry(line: int, row: dict[str, str]) -> tuple[Review, list[str]]:
    """The entry of a line, and what is wrong with it."""
    changes = tuple((name, row[name]) for name in CODES if row[name])
    entry = Review(
        line, row["doc_id"], row["quote"], row["context"], row["which_indicator"], row["action"], changes,
        row["reviewer"], row["date"],
    )  # fmt: skip
    faults = [f"{name} is empty" for name in ("doc_id", "quote", "reviewer") if not row[name]]
    if entry.action not in ACTIONS:
        faults.append(f"action {entry.action!r} is none of {', '.join(ACTIONS)}")
    if not _is_date(entry.date):
        faults.append(f"date {entry.date!r} is no ISO date such as 2026-11-22")
    if entry.context and entry.context.count(entry.quote) != 1:
        faults.append(f"context must contain the quote {entry.quote!r} exactly once")
    if changes and entry.action in ("accept", "reject"):
        faults.append(f"{entry.action} changes no column, but {changes[0][0]} is given; use edit or leave it empty")
    if not changes and entry.action == "edit":
        faults.append("edit changes nothing: fill the columns that should read differently")
    if entry.action == "add":
        faults += [f"add needs {name}" for name in _REQUIRED_TO_ADD if not row[name]]
    return entry, faults + [fault for name, words in changes if (fault := _fault(name, words))]


def _is_date(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _fault(name: str, words: str) -> str:
    """Why a column can't hold these words; empty if it can."""
    if words == _EMPTY:
        return f"{name} can't be empty" if name in _REQUIRED_TO_ADD else ""
    if CODES[name] and words not in CODES[name]:
        return f"{name} {words!r} is none of {', '.join(CODES[name])}"
    if name in ("value", "value_high") and not re.fullmatch(r"-?\d+(?:\.\d+)?", words):
        return f"{name} {words!r} is no number in plain figures"
    if name in ("period_start", "period_end") and not re.fullmatch(r"(?:19|20)\d\d", words):
        return f"{name} {words!r} is no year of four figures"
    return ""


def apply_review(document: Document, targets: Sequence[Target], reviews: Sequence[Review]) -> Reviewed:
    """The rows with the entries about this document laid over them; rows stay in the text's order."""
    rows: dict[int, Target | None] = dict(enumerate(targets))
    added: list[Target] = []
    problems: list[str] = []
    rejected: dict[int, str] = {}
    seen: dict[int, int] = {}
    for entry in reviews:
        found = _span(document.text, entry)
        if isinstance(found, str):
            problems.append(f"{entry.place}: {found}")
            continue
        if entry.action == "add":
            added.append(_with_changes(_blank(*found), entry))
            continue
        index, fault = _row_at(targets, entry, *found)
        if fault or index in seen:
            problems.append(f"{entry.place}: {fault or f'line {seen[index]} already decides about this row'}")
            continue
        seen[index] = entry.line
        target = targets[index]
        if entry.action == "reject":
            rows[index] = None
            rejected[target.start] = f"rejected in review by {entry.reviewer}, {entry.date}"
        else:
            rows[index] = _with_changes(target, entry)
    kept = [row for row in rows.values() if row is not None]
    return Reviewed(sorted([*kept, *added], key=lambda row: (row.start, row.end)), problems, rejected)


def _span(text: str, entry: Review) -> tuple[int, int] | str:
    """Where the quoted words stand, or why that can't be told."""
    words = entry.context or entry.quote
    count = text.count(words)
    if count == 1:
        start = text.index(words) + words.index(entry.quote)
        return start, start + len(entry.quote)
    name = "context" if entry.context else "quote"
    if count > 1:
        return f"the {name} {words!r} stands {count} times in the text; quote more of the words around it in context"
    again = _occurrences(text, entry.quote)
    if not again:
        return f"neither the {name} {words!r} nor the quote {entry.quote!r} stands in the text any more"
    shown = "; ".join(repr(text[max(0, at - 15) : at + len(entry.quote) + 10]) for at in again[:_MOST_CANDIDATES])
    return (
        f"the context {words!r} does not stand in the text any more; the quote still does, {len(again)} times: {shown}"
    )


def _occurrences(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(words), text)]


def _row_at(targets: Sequence[Target], entry: Review, start: int, end: int) -> tuple[int, str]:
    """The index of the row that the entry means, and why there is none (then the index is -1)."""
    at = [i for i, target in enumerate(targets) if target.start < end and start < target.end]
    exact = [i for i in at if (targets[i].start, targets[i].end) == (start, end)]
    at = exact or at
    if entry.which_indicator:
        at = [i for i in at if targets[i].indicator == entry.which_indicator]
    if len(at) == 1:
        return at[0], ""
    if at:
        names = ", ".join(targets[i].indicator for i in at)
        return -1, f"{len(at)} rows share the words {entry.quote!r} ({names}); name one of them in which_indicator"
    near = sorted(targets, key=lambda target: (abs(target.start - start), target.start, target.indicator))
    shown = "; ".join(f"{t.indicator} {t.value:g}{t.unit}" if t.value is not None else t.indicator for t in near[:3])
    wanted = f" with the indicator {entry.which_indicator!r}" if entry.which_indicator else ""
    return -1, f"no row stands at {entry.quote!r}{wanted} any more; the nearest are: {shown or 'none'}"


def _blank(start: int, end: int) -> Target:
    return Target("", "", "", "", "", None, None, "", None, None, "", "", "", start, end, "text")


def _with_changes(target: Target, entry: Review) -> Target:
    """The row with the entry's columns and its verdict."""
    changes: dict[str, str | float | int | None] = {}
    for name, words in entry.changes:
        if name in ("value", "value_high"):
            changes[name] = None if words == _EMPTY else float(words)
        elif name in ("period_start", "period_end"):
            changes[name] = None if words == _EMPTY else int(words)
        else:
            changes[name] = "" if words == _EMPTY else words
    return target._replace(**changes, reviewed=entry.verdict)  # type: ignore[arg-type]


def with_rejections(
    quantities: Sequence[Quantity],
    dispositions: Sequence[Disposition],
    targets: Sequence[Target],
    rejected: dict[int, str],
) -> list[Disposition]:
    """The dispositions, parallel to `quantities`, with those of rejected rows where no other row is left."""
    places = {target.start for target in targets}
    return [
        Disposition("context", rejected[quantity.start])
        if quantity.start in rejected and quantity.start not in places
        else disposition
        for quantity, disposition in zip(quantities, dispositions, strict=True)
    ]

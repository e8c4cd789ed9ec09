"""From a document's records to the rows of the tables: every row is named, placed in the outline and quoted."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from analysis.extraction.ledger import Disposition
from analysis.extraction.quantities import Quantity, base_value
from analysis.extraction.target import Target
from analysis.reading.corpus import Source
from analysis.reading.document import Document
from analysis.reading.metadata import read_metadata
from analysis.tables import TABLES

Row = dict[str, Any]
SENTENCE_ENDS = "。！？!?；;\n"
# A sentence is quoted to give a number its surroundings; beyond this many characters it no longer does.
LONGEST_SENTENCE = 400


class Placed(Protocol):
    """Anything that lies somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Span = TypeVar("Span", bound=Placed)


class Finder(Generic[Span]):
    """Finds the innermost of nested spans that holds an offset. The spans are sorted by start, an outer one first."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]
        self.outer: list[int] = []
        open_spans: list[int] = []
        for index, span in enumerate(spans):
            while open_spans and spans[open_spans[-1]].end <= span.start:
                open_spans.pop()
            self.outer.append(open_spans[-1] if open_spans else -1)
            open_spans.append(index)

    def __call__(self, offset: int) -> Span | None:
        index = bisect_right(self.starts, offset) - 1
        while index >= 0 and self.spans[index].end <= offset:
            index = self.outer[index]
        return self.spans[index] if index >= 0 else None


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end): from after the last full stop, semicolon or line break to the next one.

    >>> text = "抓好投资。全年完成投资150亿元,增长8%。其他"
    >>> first, last = sentence_span(text, 11, 16)
    >>> text[first:last]
    '全年完成投资150亿元,增长8%。'
    """
    lowest, highest = max(0, start - LONGEST_SENTENCE), min(len(text), end + LONGEST_SENTENCE)
    first = max((text.rfind(mark, lowest, start) for mark in SENTENCE_ENDS), default=-1)
    ends = [place for mark in SENTENCE_ENDS if (place := text.find(mark, end, highest)) >= 0]
    last = min(ends, default=highest - 1) + 1
    first = max(first + 1, lowest)
    while first < start and text[first].isspace():
        first += 1
    return first, max(end, last - 1) if text[last - 1 : last] == "\n" else last


def document_row(document: Document, source: Source) -> Row:
    """The document's row: what documents.csv says, what the text says, and how its bytes were read."""
    listing = document.listing
    told = {name: value for name, value in listing._asdict().items() if name in TABLES["documents"].columns}
    read = read_metadata(document.text, document.sections)._asdict()
    return {
        **told,
        **read,
        "format": "text",
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": len(document.text),
    }


def goal_rows(document: Document, targets: Sequence[Target]) -> list[Row]:
    """The rows of `targets` and `reported`: what each target says, where it stands, and its value in the base unit.

    A target's id is its document and place, so that a rule that changes one row leaves the names of all others alone;
    several rows on one span are told apart by a letter.
    """
    listing = document.listing
    find_section, find_task = Finder(document.sections), Finder(document.tasks)
    rows: list[Row] = []
    letters: dict[int, int] = {}
    for target in targets:
        letters[target.start] = letters.get(target.start, -1) + 1
        letter = chr(ord("a") + letters[target.start]) if letters[target.start] else ""
        section, task = find_section(target.start), find_task(target.start)
        start, end = target.row or sentence_span(document.text, target.start, target.end)
        base, base_unit = _base(target.value, target.unit)
        rows.append(
            {
                **{name: value for name, value in target._asdict().items() if name != "row"},
                "target_id": f"{listing.doc_id}:{target.start}{letter}",
                "doc_id": listing.doc_id,
                "district": listing.district,
                "doc_type": listing.doc_type,
                "task_no": task.task_no if task else None,
                "section_id": section.section_id if section else "",
                "path": section.path if section else "",
                "base_value": base,
                "base_value_high": _base(target.value_high, target.unit)[0],
                "base_unit": base_unit,
                "quote": document.text[target.start : target.end],
                "sentence": " ".join(document.text[start:end].split()) if target.row else document.text[start:end],
            }
        )
    return rows


def _base(value: float | None, unit: str) -> tuple[float | None, str]:
    """The value in the base unit, and that unit; a goal without a figure has neither."""
    return (None, "") if value is None else base_value(value, unit)


def quantity_rows(
    document: Document, quantities: Sequence[Quantity], dispositions: Sequence[Disposition], rows: Sequence[Row]
) -> list[Row]:
    """The ledger: every number with what became of it, and the row of `targets` or `reported` that it became."""
    by_start = {row["start"]: row for row in reversed(rows)}
    ledger = []
    for quantity, disposition in zip(quantities, dispositions, strict=True):
        row = by_start.get(quantity.start)
        ledger.append(
            {
                "doc_id": document.listing.doc_id,
                "start": quantity.start,
                "end": quantity.end,
                "quote": document.text[quantity.start : quantity.end],
                "value": quantity.value,
                "value_high": quantity.value_high,
                "unit": quantity.unit,
                "operator": quantity.operator,
                "disposition": row["role"] if row else disposition.name,
                "target_id": row["target_id"] if row else "",
                "reason": disposition.reason,
            }
        )
    return ledger

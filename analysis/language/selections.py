"""Any part of the corpus against any other: documents chosen by district, year, kind or name, and what marks them.

    a, b = select(district="江津区"), select(district="梁平区")
    keyness(a, b)

Documents are read from the tables and texts that the command has built; nothing is computed that they hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pandas

from analysis.language.counting import Counted
from analysis.language.keyness import MIN_COUNT, Keyness
from analysis.language.tables import contrast, count_corpus
from analysis.reading.document import Document, Listing, Repair, Section, Task
from analysis.tables import PROCESSED, read_rows, read_text
from analysis.tables.checks import Row

Words = str | Iterable[str] | None
Years = int | Iterable[int] | None
Record = TypeVar("Record", Listing, Section, Task, Repair)


@dataclass(frozen=True, repr=False)
class Selection:
    """Documents of a corpus, and the folder of its tables."""

    documents: tuple[Document, ...]
    folder: Path

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The names of the documents, in the corpus's order."""
        return tuple(document.listing.doc_id for document in self.documents)

    def __repr__(self) -> str:
        return f"Selection({', '.join(self.doc_ids)})"


def select(
    *,
    district: Words = None,
    year: Years = None,
    doc_type: Words = None,
    doc_id: Words = None,
    folder: Path | None = None,
) -> Selection:
    """The documents that fit all that is said of them; of each, one value or several may be given.

    A document fits a year if it plans for it: a five-year plan from 2021 fits 2021 to 2025. ValueError if none fits,
    with what there is.
    """
    folder = folder or PROCESSED
    corpus = read_documents(folder)
    chosen = tuple(
        document
        for document in corpus
        if _fits(document.listing.district, district)
        and _fits(document.listing.doc_type, doc_type)
        and _fits(document.listing.doc_id, doc_id)
        and _plans_for(document.listing, year)
    )
    if not chosen:
        there = "; ".join(_described(document.listing) for document in corpus)
        raise ValueError(f"no document fits {_asked(district, year, doc_type, doc_id)}: there are {there}")
    return Selection(chosen, folder)


def rest(selection: Selection) -> Selection:
    """All documents of the corpus that `selection` leaves out. ValueError if there are none."""
    others = tuple(document for document in read_documents(selection.folder) if document not in selection.documents)
    if not others:
        raise ValueError("the selection is the whole corpus: nothing is left to compare it with")
    return Selection(others, selection.folder)


def keyness(selection: Selection, reference: Selection | None = None, min_count: int = MIN_COUNT) -> pandas.DataFrame:
    """The words that set `selection` apart from `reference`, or from the rest of the corpus, the most marking first.

    A row is a word with its counts and their statistics (analysis.language.keyness.Keyness says what each means); a
    positive one means that `selection` uses the word more. `headline` marks the words that may stand for it. Words
    that occur `min_count` times or more in both together are compared. ValueError if a document stands in both.
    """
    reference = reference or rest(selection)
    rows = contrast(counted(selection), counted(reference), min_count)
    return pandas.DataFrame(rows, columns=Keyness._fields)


def counted(selection: Selection) -> list[Counted]:
    """The documents of `selection` with their words counted, as the tables count them."""
    by_id = _counted(selection.folder, _stamp(selection.folder))
    return [by_id[doc_id] for doc_id in selection.doc_ids]


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The documents whose tables lie in `folder`. ValueError if they have not been built."""
    return _documents(folder, _stamp(folder))


def _stamp(folder: Path) -> int:
    """When the tables were written: what was read of older ones is read again."""
    path = folder / "sections.csv"
    return path.stat().st_mtime_ns if path.exists() else 0


@cache
def _documents(folder: Path, stamp: int) -> tuple[Document, ...]:
    rows = {name: read_rows(name, folder) for name in ("documents", "sections", "tasks", "repairs")}

    def records(kind: type[Record], name: str, doc_id: str) -> tuple[Record, ...]:
        return tuple(_record(kind, row) for row in rows[name] if row["doc_id"] == doc_id)

    return tuple(
        Document(
            _record(Listing, row),
            read_text(row["doc_id"], folder),
            records(Section, "sections", row["doc_id"]),
            records(Task, "tasks", row["doc_id"]),
            records(Repair, "repairs", row["doc_id"]),
        )
        for row in rows["documents"]
    )


def _record(kind: type[Record], row: Row) -> Record:
    """The row of a table as the record that it was."""
    return kind(**{name: row[name] for name in kind._fields if name in row})


@cache
def _counted(folder: Path, stamp: int) -> dict[str, Counted]:
    return {each.document.listing.doc_id: each for each in count_corpus(_documents(folder, stamp))}


def _fits(value: str, wanted: Words) -> bool:
    return wanted is None or value in ((wanted,) if isinstance(wanted, str) else tuple(wanted))


def _plans_for(listing: Listing, wanted: Years) -> bool:
    years = (wanted,) if isinstance(wanted, int) else wanted
    return years is None or any(listing.period_start <= year <= listing.period_end for year in years)


def _described(listing: Listing) -> str:
    return f"{listing.doc_id} ({listing.district} {listing.period_start}–{listing.period_end} {listing.doc_type})"


def _asked(district: Words, year: Years, doc_type: Words, doc_id: Words) -> str:
    asked = {"district": district, "year": year, "doc_type": doc_type, "doc_id": doc_id}
    return ", ".join(f"{name}={value!r}" for name, value in asked.items() if value is not None)

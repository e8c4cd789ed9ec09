"""From a folder of documents to the tables: the stages in order, each document by itself, then what compares them.

    read → outline → tasks → repairs → quantities → ledger → targets → review        one document
    words → themes → keyness                                                         all documents

A document that can't be read, or a faulty row of a list that people keep by hand, becomes a problem in words; the
others are done. What a document yields is kept in the output folder's `.cache` under a key of all that it depends on.
"""

import pickle
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.extraction.clauses import Span
from analysis.extraction.indicator_tables import find_indicator_tables
from analysis.extraction.ledger import Disposition, dispose
from analysis.extraction.mended import mend_quantities
from analysis.extraction.quantities import Quantity, find_quantities
from analysis.extraction.responsibilities import find_responsibilities
from analysis.extraction.review import Review, apply_review, read_review, with_rejections
from analysis.extraction.target import Target
from analysis.extraction.targets import find_targets
from analysis.freshness import Record, code_key, hash_of, hash_of_files
from analysis.language.tables import language_tables
from analysis.reading.corpus import Source, read_listings, read_source
from analysis.reading.document import Document, Listing
from analysis.reading.outline import find_sections
from analysis.reading.repairs import curated_repairs, find_repairs, join_repairs
from analysis.reading.tasks import find_tasks
from analysis.rows import Row, document_row, goal_rows, quantity_rows
from analysis.tables import TABLES, save_all
from analysis.tables.files import WORKBOOK, write_whole

Tables = dict[str, list[Row]]
Progress = Callable[[Sequence[Listing]], Iterable[Listing]]


class Extracted(NamedTuple):
    """What one document yields by itself: the document as read, its rows by table, and faults of the lists about it."""

    document: Document
    tables: Tables
    problems: tuple[str, ...]


class Built(NamedTuple):
    """What a build did: whether it had anything to do, how many rows each table holds, and what went wrong."""

    fresh: bool
    row_counts: dict[str, int]
    problems: tuple[str, ...]


def build(raw: Path, out: Path, progress: Progress = iter) -> Built:
    """Every table of the documents listed in `raw`/documents.csv, written to `out`; nothing is done if all is fresh.

    `progress` is given the listings and yields them one by one, as it tells about them. Raises ValueError if
    documents.csv can't be used at all; the faults of single documents are problems of what is returned.
    """
    record = Record(out, "build")
    key = build_key(raw)
    if record.is_fresh(key):
        return Built(True, record.read()["rows"], ())
    listings, problems = read_listings(raw)
    reviews, review_problems = read_review(raw)
    problems = [*problems, *review_problems, *_strangers(reviews, listings)]
    extracted = []
    for listing in progress(listings):
        try:
            extracted.append(_extract_once(raw, out, listing, [row for row in reviews if row.doc_id == listing.doc_id]))
        except ValueError as error:
            problems.append(f"{listing.doc_id}: {error}")
    problems += [problem for result in extracted for problem in result.problems]
    tables = all_tables(extracted)
    save_all(tables, {result.document.listing.doc_id: result.document.text for result in extracted}, out)
    row_counts = {name: len(tables.get(name, ())) for name in TABLES}
    if not problems:
        record.write(
            key, built_files(out, [result.document.listing.doc_id for result in extracted]), {"rows": row_counts}
        )
    return Built(False, row_counts, tuple(problems))


def _strangers(reviews: Sequence[Review], listings: Sequence[Listing]) -> list[str]:
    """The entries of review.csv about documents that are not in the corpus."""
    known = {listing.doc_id for listing in listings}
    return [f"{entry.place}: documents.csv lists no such document" for entry in reviews if entry.doc_id not in known]


def build_key(raw: Path) -> str:
    """The hash of all that a build depends on: every file of `raw`, the code and the vocabulary."""
    return hash_of(code_key(), hash_of_files((path for path in raw.rglob("*") if path.is_file()), raw))


def built_files(out: Path, doc_ids: Iterable[str]) -> list[Path]:
    """The files that a build writes to `out`."""
    tables = [out / f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet")]
    return [*tables, out / WORKBOOK, out / "README.md", *(out / "text" / f"{doc_id}.txt" for doc_id in doc_ids)]


def all_tables(extracted: Sequence[Extracted]) -> Tables:
    """The rows of all documents by table, and the rows that compare them."""
    tables: Tables = {name: [row for result in extracted for row in result.tables.get(name, ())] for name in TABLES}
    return tables | language_tables([result.document for result in extracted])


def _extract_once(raw: Path, out: Path, listing: Listing, reviews: Sequence[Review]) -> Extracted:
    """What the document yields, from the cache if all that it depends on is as it was."""
    source = read_source(raw, listing)
    key = hash_of(code_key(), source.sha256, repr(listing), repr(reviews))
    cached = out / ".cache" / f"{key}.pickle"
    if cached.exists():
        return pickle.loads(cached.read_bytes())
    result = extract(listing, source, reviews)
    write_whole(cached, pickle.dumps(result))
    return result


def extract(listing: Listing, source: Source, reviews: Sequence[Review] = ()) -> Extracted:
    """The rows of one document for every table that needs no other document."""
    text = source.text
    sections = find_sections(text)
    tasks = find_tasks(text, sections)
    curated, problems = curated_repairs(listing.doc_id, text)
    repairs = join_repairs(curated, find_repairs(text, sections))
    document = Document(listing, text, tuple(sections), tuple(tasks), tuple(repairs))
    quantities = mend_quantities(text, find_quantities(text), repairs)
    goals, dispositions = find_goals(document, quantities)
    reviewed = apply_review(document, goals, reviews)
    dispositions = with_rejections(quantities, dispositions, reviewed.targets, reviewed.rejected)
    rows = goal_rows(document, reviewed.targets)
    tables: Tables = {
        "documents": [document_row(document, source)],
        "sections": [{"doc_id": listing.doc_id, **section._asdict()} for section in sections],
        "tasks": [{"doc_id": listing.doc_id, **task._asdict()} for task in tasks],
        "responsibilities": [
            {"doc_id": listing.doc_id, **unit._asdict()}
            for unit in find_responsibilities(text, tasks, listing.district)
        ],
        "targets": [row for row in rows if row["role"] == "target"],
        "reported": [row for row in rows if row["role"] != "target"],
        "quantities": quantity_rows(document, quantities, dispositions, rows),
        "repairs": [{"doc_id": listing.doc_id, **repair._asdict()} for repair in document.repairs],
    }
    return Extracted(
        document, tables, tuple(f"{listing.doc_id}: {problem}" for problem in [*problems, *reviewed.problems])
    )


def find_goals(document: Document, quantities: Sequence[Quantity]) -> tuple[list[Target], list[Disposition]]:
    """All goals and values of running text and of indicator tables, and what became of every number."""
    cells = find_indicator_tables(document, quantities)
    opened = dispose(document.text, quantities, document.sections)
    targets, dispositions = find_targets(document, quantities, opened, [Span(*span) for span in cells.spans])
    in_cells = {target.start: target.role for target in cells.targets}
    for place, quantity in enumerate(quantities):
        if quantity.start in in_cells:
            dispositions[place] = Disposition(in_cells[quantity.start], "a value of an indicator table")
        elif quantity.start in cells.others:
            dispositions[place] = cells.others[quantity.start]
    return sorted([*targets, *cells.targets], key=lambda target: (target.start, target.end)), dispositions

"""Who writes what was written before: passages that documents share, and for each sentence where it comes from.

Compared is all that a government says: the body and the covering letter, but no table of contents, page furniture or
responsibility line. A document is not compared with itself. How passages are found and judged, and the thresholds, are
in analysis.language.passages.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.alignment import Passage
from analysis.language.body import Span, body_spans, complement, narrowed
from analysis.language.differences import describe, differences
from analysis.language.passages import find_passages
from analysis.language.signs import SENTENCE_MARKS, Signs, read_signs
from analysis.reading.document import Document, Listing

# Words that the governments of three districts or more have in common were coined by none of them (以习近平新时代中国特
# 色社会主义思想为指导). Such a passage is marked as a formula; it is shared all the same.
FORMULA_DISTRICTS = 3
# A document has a passage of another one, and a sentence comes from there, if this share of it is covered.
COVERED = 0.5
PLACES = 4
SEPARATOR = "; "
# Marks that belong to the words behind or before them, if both passages have them, or hold their partner.
PARTNERS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "(": ")",
    "（": "）",
    "【": "】",
    "[": "]",
}
OPENING = "".join(PARTNERS)
# Quotations in quotations in brackets: more marks in a row are damage.
MOST_MARKS = 3
CLOSING = "".join(PARTNERS.values()) + SENTENCE_MARKS.strip()


class Reuse(NamedTuple):
    """Two passages that agree: [start, end) of the later document and [other_start, other_end) of the earlier one.

    `kind` is exact (the same words and numbers; punctuation, width and layout aside), same_but_numbers or near.
    `similarity` is 2 × agreeing signs over the signs of both; `agreeing` counts them, a number as one.
    """

    doc_id: str
    start: int
    end: int
    quote: str
    other_doc_id: str
    other_start: int
    other_end: int
    other_quote: str
    kind: str
    relation: str
    similarity: float
    agreeing: int
    template: str
    numbers: str
    other_numbers: str
    districts: int
    formula: bool


def find_reuse(documents: Sequence[Document]) -> list[Reuse]:
    """The passages that two of `documents` share, one row a pair, whatever the order in which documents are given."""
    ordered = sorted(documents, key=lambda document: _age(document.listing), reverse=True)
    signs = [read_document(document) for document in ordered]
    passages = find_passages(signs)
    rows = [
        _row(ordered[passage.first], ordered[passage.second], passage, signs[passage.first], signs[passage.second])
        for passage in passages
    ]
    return _with_districts(rows, {document.listing.doc_id: document.listing.district for document in ordered})


def read_document(document: Document) -> Signs:
    """The signs of all that the document says."""
    letters = [(section.start, section.end) for section in document.sections if section.kind == "letter"]
    outside = complement(body_spans(document) + letters, len(document.text))
    joined = [(repair.start, repair.end) for repair in document.repairs if repair.raw.isspace() and not repair.repaired]
    return read_signs(document.text, complement(outside, len(document.text)), joined)


def relation(later: Listing, earlier: Listing) -> str:
    """own_earlier, own_same_period (a report and its task list) or other_district.

    A document is earlier if the years it plans for begin earlier; of those that begin in the same year the one that
    plans for longer comes first, for the five-year plan rules the year's.
    """
    if not later.district or later.district != earlier.district:
        return "other_district"
    same = (later.period_start, later.period_end) == (earlier.period_start, earlier.period_end)
    return "own_same_period" if same else "own_earlier"


def _age(listing: Listing) -> tuple[int, int, str]:
    return listing.period_start, -listing.period_end, listing.doc_id


def _spans(one: Signs, other: Signs, passage: Passage) -> tuple[Span, Span]:
    """The places of both passages in their texts, with the marks around them that belong to them."""
    start, end = _balanced(one.text, int(one.starts[passage.a]), int(one.ends[passage.a_end - 1]))
    other_start, other_end = _balanced(other.text, int(other.starts[passage.b]), int(other.ends[passage.b_end - 1]))
    while start and other_start and _alike(one.text[start - 1], other.text[other_start - 1], OPENING):
        start, other_start = start - 1, other_start - 1
    while end < len(one.text) and other_end < len(other.text) and _alike(one.text[end], other.text[other_end], CLOSING):
        end, other_end = end + 1, other_end + 1
    return (start, end), (other_start, other_end)


def _balanced(text: str, start: int, end: int) -> Span:
    """The span with the marks right before and behind it whose partners it holds, MOST_MARKS in all.

    >>> _balanced("打好“一件事”攻坚战", 3, 9)
    (2, 9)
    """
    openers = {closing: opening for opening, closing in PARTNERS.items()}
    for _ in range(MOST_MARKS):
        before, behind, inside = text[max(0, start - 1) : start], text[end : end + 1], text[start:end]
        if before in PARTNERS and inside.count(PARTNERS[before]) > inside.count(before):
            start -= 1
        elif behind in openers and inside.count(openers[behind]) > inside.count(behind):
            end += 1
    return start, end


def _alike(mark: str, other: str, marks: str) -> bool:
    """Whether both are marks that may belong to a passage, and the same, or both end a sentence."""
    mark, other = narrowed(mark), narrowed(other)
    ends_sentence = mark in SENTENCE_MARKS and other in SENTENCE_MARKS
    return mark in marks and other in marks and (mark == other or ends_sentence)


def _row(document: Document, other: Document, passage: Passage, signs: Signs, other_signs: Signs) -> Reuse:
    """The row of a passage; who else has it is counted when all are there."""
    (start, end), (other_start, other_end) = _spans(signs, other_signs, passage)
    changes = differences(passage, signs, other_signs)
    template, pairs = describe(passage, changes, signs, other_signs)
    only_numbers = all(change.numbers for change in changes)
    same_numbers = all(mine == theirs for mine, theirs in pairs)
    kind = "near" if not only_numbers else "exact" if same_numbers else "same_but_numbers"
    return Reuse(
        document.listing.doc_id,
        start,
        end,
        document.text[start:end],
        other.listing.doc_id,
        other_start,
        other_end,
        other.text[other_start:other_end],
        kind,
        relation(document.listing, other.listing),
        round(passage.similarity, PLACES) if kind == "near" else 1.0,
        passage.agreeing,
        template,
        SEPARATOR.join(mine for mine, _ in pairs),
        SEPARATOR.join(theirs for _, theirs in pairs),
        districts=0,
        formula=False,
    )


class Cover(NamedTuple):
    """A stretch of a document that another one has too, and the row that says so."""

    start: int
    end: int
    row: Reuse
    other: str


class Covers:
    """What others share with a document, found by place.

    >>> row = Reuse("new", 3, 9, "", "old", 0, 6, "", "exact", "own_earlier", 1.0, 6, "", "", "", 1, False)
    >>> Covers("old", [row]).over(5, 8) == [Cover(0, 6, row, "new")]
    True
    """

    def __init__(self, doc_id: str, rows: Sequence[Reuse]) -> None:
        mine = [Cover(row.start, row.end, row, row.other_doc_id) for row in rows if row.doc_id == doc_id]
        theirs = [Cover(row.other_start, row.other_end, row, row.doc_id) for row in rows if row.other_doc_id == doc_id]
        self.covers = sorted(mine + theirs)
        self.longest = max((cover.end - cover.start for cover in self.covers), default=0)

    def over(self, start: int, end: int) -> list[Cover]:
        """The covers that overlap [start, end), by place."""
        first = bisect_left(self.covers, start - self.longest, key=lambda cover: cover.start)
        last = bisect_left(self.covers, end, key=lambda cover: cover.start)
        return [cover for cover in self.covers[first:last] if cover.end > start]


def _with_districts(rows: Sequence[Reuse], district_of: dict[str, str]) -> list[Reuse]:
    """The rows with the number of districts that have their passage, or the half of it or more."""
    covers = {doc_id: Covers(doc_id, rows) for doc_id in district_of}
    counted = []
    for row in rows:
        mine = _districts(covers[row.doc_id], row.start, row.end, row.doc_id, district_of)
        theirs = _districts(covers[row.other_doc_id], row.other_start, row.other_end, row.other_doc_id, district_of)
        districts = max(mine, theirs)
        counted.append(row._replace(districts=districts, formula=districts >= FORMULA_DISTRICTS))
    return counted


def _districts(covers: Covers, start: int, end: int, doc_id: str, district_of: dict[str, str]) -> int:
    sharing = {
        cover.other
        for cover in covers.over(start, end)
        if min(end, cover.end) - max(start, cover.start) >= COVERED * (end - start)
    }
    return len({district_of[sharer] or sharer for sharer in sharing | {doc_id}})

"""For each sentence of a document: is it new, from the district's own earlier plan, or shared with another district?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy

from analysis.language.body import Span, complement, narrowed
from analysis.language.passages import SHORTEST
from analysis.language.reuse import CLOSING, COVERED, OPENING, PLACES, Cover, Covers, Reuse, read_document
from analysis.language.signs import SENTENCE, Signs
from analysis.reading.document import Document
from analysis.tables.columns import RELATIONS


class Sentence(NamedTuple):
    """A sentence and where it comes from: `covered` is the share of it that passages of that origin cover.

    Of a new sentence it is the largest share that is found elsewhere, which is less than a half.
    """

    doc_id: str
    start: int
    end: int
    quote: str
    origin: str
    covered: float
    other_doc_id: str
    other_start: int | None
    other_end: int | None
    formula: bool | None


def find_origins(documents: Sequence[Document], rows: Sequence[Reuse]) -> list[Sentence]:
    """The sentences of `documents` with their origins, which are read from `rows` (see analysis.language.reuse).

    A sentence that is covered by passages of several origins is the district's own before it is another's. One that
    is too short to be found as a passage and lies in none has the origin `short`: nothing can be said of it.
    """
    return [
        sentence for document in documents for sentence in _origins(document, Covers(document.listing.doc_id, rows))
    ]


def _origins(document: Document, covers: Covers) -> Iterator[Sentence]:
    signs = read_document(document)
    doc_id = document.listing.doc_id
    for first, last in sentence_spans(signs):
        start, end = _place(signs, first, last)
        by_origin: dict[str, list[Cover]] = {}
        for cover in covers.over(start, end):
            by_origin.setdefault(_origin(cover, doc_id), []).append(cover)
        shares = [(covered_share(by_origin.get(origin, ()), start, end), origin) for origin in RELATIONS]
        share, origin = max(shares, key=lambda pair: pair[0])
        if share < COVERED:
            origin = "short" if last - first < SHORTEST else "new"
            yield Sentence(
                doc_id, start, end, document.text[start:end], origin, round(share, PLACES), "", None, None, None
            )
            continue
        best = max(by_origin[origin], key=lambda cover: min(end, cover.end) - max(start, cover.start))
        row = best.row
        there = (row.other_start, row.other_end) if row.doc_id == doc_id else (row.start, row.end)
        yield Sentence(
            doc_id, start, end, document.text[start:end], origin, round(share, PLACES), best.other, *there, row.formula
        )


def _origin(cover: Cover, doc_id: str) -> str:
    """Where a cover says that the document has it from: nowhere, if a later one of the district repeats it."""
    relation = cover.row.relation
    return "" if relation == "own_earlier" and cover.row.doc_id != doc_id else relation


def sentence_spans(signs: Signs) -> Iterator[Span]:
    """The sentences of a text as spans of signs.

    >>> from analysis.language.signs import read_signs
    >>> signs = read_signs("一、总体思路\\n增长8%;抓好投资。")
    >>> [signs.words(*span) for span in sentence_spans(signs)]
    ['总体思路', '增长8%', '抓好投资']
    """
    edges = numpy.nonzero(signs.breaks == SENTENCE)[0].tolist()
    yield from pairwise(edges)


def _place(signs: Signs, first: int, last: int) -> Span:
    """The characters of a sentence, with the marks that open and close it."""
    text = signs.text
    start, end = int(signs.starts[first]), int(signs.ends[last - 1])
    while start and text[start - 1] in OPENING:
        start -= 1
    while end < len(text) and narrowed(text[end]) in CLOSING:
        end += 1
    return start, end


def covered_share(covers: Sequence[Cover], start: int, end: int) -> float:
    """The share of [start, end) that the covers cover together."""
    inside = [(max(start, cover.start) - start, min(end, cover.end) - start) for cover in covers]
    left = sum(last - first for first, last in complement(inside, end - start))
    return 1 - left / (end - start)

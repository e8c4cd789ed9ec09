"""The tables about words and themes, from the documents of a corpus: all that needs every document at once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from analysis.language.counting import Counted, count_document, words_by_stretch
from analysis.language.keyness import MIN_COUNT, Keyness, keyness, total
from analysis.language.origins import find_origins
from analysis.language.reuse import find_reuse
from analysis.language.robustness import robustness
from analysis.language.segmentation import Segmenter, user_dictionary
from analysis.language.theme_tables import section_themes, theme_rates, theme_totals
from analysis.language.words import count_terms
from analysis.reading.document import Document

Rows = list[dict[str, Any]]


def corpus_segmenter(documents: Sequence[Document]) -> Segmenter:
    """The segmenter for all documents of a corpus: one dictionary, with the names of all their districts."""
    return Segmenter(user_dictionary(document.listing.district for document in documents))


def count_corpus(documents: Sequence[Document]) -> list[Counted]:
    """The documents counted, all with the same segmenter."""
    segmenter = corpus_segmenter(documents)
    return [count_document(document, segmenter) for document in documents]


def contrast(selection: Sequence[Counted], reference: Sequence[Counted], min_count: int = MIN_COUNT) -> list[Keyness]:
    """The words that set some documents apart from others: any district, year or kind against any other or the rest.

    A document in both selections would be compared with itself: ValueError.
    """
    both = {counted.document.listing.doc_id for counted in selection} & {
        counted.document.listing.doc_id for counted in reference
    }
    if both:
        raise ValueError(f"{', '.join(sorted(both))} stands in both selections: leave it out of one")
    sections = [section for counted in selection for section in words_by_stretch(counted)]
    return keyness(sections, total(Counter(counted.tokens.words) for counted in reference), min_count)


def language_tables(documents: Sequence[Document]) -> dict[str, Rows]:
    """The rows of all tables about words: each document by itself, against all the others, and what they share."""
    segmenter = corpus_segmenter(documents)
    corpus = [count_document(document, segmenter) for document in documents]
    background = theme_totals(corpus)
    counts = [Counter(counted.tokens.words) for counted in corpus]
    all_counts = total(counts)
    tables: dict[str, Rows] = {"terms": [], "theme_rates": [], "section_themes": [], "keyness": []}
    for counted, own in zip(corpus, counts, strict=True):
        doc_id = counted.document.listing.doc_id
        compared = keyness(words_by_stretch(counted), all_counts - own)
        tables["terms"] += [row._asdict() for row in count_terms(doc_id, counted.tokens.words, segmenter)]
        tables["theme_rates"] += [row._asdict() for row in theme_rates(counted)]
        tables["section_themes"] += [row._asdict() for row in section_themes(counted, background)]
        tables["keyness"] += [{"doc_id": doc_id, **row._asdict()} for row in compared if row.count]
    return tables | _shared_tables(documents, segmenter, tables["keyness"])


def _shared_tables(documents: Sequence[Document], segmenter: Segmenter, compared: Rows) -> dict[str, Rows]:
    """The rows of reuse, sentences and robustness; `compared` are the rows of keyness."""
    passages = find_reuse(documents)
    headlines: dict[str, list[str]] = {}
    for row in compared:
        if row["headline"]:
            headlines.setdefault(row["doc_id"], []).append(row["term"])
    return {
        "reuse": [row._asdict() for row in passages],
        "sentences": [row._asdict() for row in find_origins(documents, passages)],
        "robustness": [row._asdict() for row in robustness(documents, segmenter, headlines, passages)],
    }

"""The documents of data/raw, read once for all tests that count words in them."""

from functools import cache
from pathlib import Path

from analysis.language.counting import Counted
from analysis.language.tables import count_corpus, language_tables
from analysis.reading.corpus import read_listings, read_source
from analysis.reading.document import Document
from analysis.reading.outline import find_sections
from analysis.reading.repairs import find_repairs
from analysis.reading.tasks import find_tasks

RAW = Path(__file__).parents[1] / "data" / "raw"


@cache
def documents() -> tuple[Document, ...]:
    """All documents of data/raw, in the order of documents.csv."""
    listings, problems = read_listings(RAW)
    assert not problems
    read = []
    for listing in listings:
        text = read_source(RAW, listing).text
        sections = find_sections(text)
        repairs = find_repairs(text, sections)
        read.append(Document(listing, text, tuple(sections), tuple(find_tasks(text, sections)), tuple(repairs)))
    return tuple(read)


@cache
def corpus() -> tuple[Counted, ...]:
    """The same, counted."""
    return tuple(count_corpus(documents()))


@cache
def tables() -> dict[str, list[dict[str, object]]]:
    """The tables about words and themes, made of them."""
    return language_tables(documents())

"""Words where they stand: a line for each occurrence with what is before and behind it, and its place in the text.

What is searched is the body of a document, as it is counted: full-width forms and line breaks inside a sentence make no
difference. Words are strings of characters, so a word is found inside a longer one too: a reader sees it, and judges.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas

from analysis.language.body import Body, Span, narrowed
from analysis.language.selections import Selection, counted
from analysis.reading.document import Document
from analysis.tables.columns import THEMES

# Characters on either side: with the word about a line of print.
WIDTH = 20
_SPACE = re.compile(r"\s+")


class Line(NamedTuple):
    """An occurrence: `keyword` is text[start:end]; `left`, `right` have a space for a line break; `path` headings."""

    doc_id: str
    path: str
    left: str
    keyword: str
    right: str
    start: int
    end: int


def concordance(selection: Selection, word: str | Sequence[str], width: int = WIDTH) -> pandas.DataFrame:
    """Every occurrence of `word` (or of several) in `selection`, by document and place, `width` characters around it.

    ValueError if a word is empty, or holds a line break: lines end there, or were joined.
    """
    words = [word] if isinstance(word, str) else list(word)
    if not all(each and "\n" not in each for each in words):
        raise ValueError("a word of the concordance is empty or holds a line break: give the characters of one line")
    pattern = re.compile("|".join(re.escape(narrowed(each)) for each in sorted(words, key=len, reverse=True)))
    rows = [
        line
        for each in counted(selection)
        for line in _lines(
            each.document, each.body, (match.span() for match in pattern.finditer(each.body.text)), width
        )
    ]
    return pandas.DataFrame(rows, columns=Line._fields)


def theme_context(selection: Selection, theme: str, width: int = WIDTH) -> pandas.DataFrame:
    """Every hit of `theme` in `selection`, as it is counted in the table `theme_rates`, in its context.

    ValueError if there is no such theme.
    """
    if theme not in THEMES:
        raise ValueError(f"no theme {theme!r}: the themes are {', '.join(THEMES)}")
    rows = [
        line
        for each in counted(selection)
        for line in _lines(
            each.document, each.body, ((hit.start, hit.end) for hit in each.hits if hit.theme == theme), width
        )
    ]
    return pandas.DataFrame(rows, columns=Line._fields)


def _lines(document: Document, body: Body, spans: Iterable[Span], width: int) -> Iterator[Line]:
    for first, last in spans:
        start, end = body.origin(first), body.origin(last - 1) + 1
        left = document.text[max(0, start - width) : start]
        right = document.text[end : end + width]
        keyword = document.text[start:end]
        doc_id = document.listing.doc_id
        yield Line(doc_id, _path(document, start), _in_line(left), keyword, _in_line(right), start, end)


def _in_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def _path(document: Document, place: int) -> str:
    """The headings above `place`; sections are sorted by start, an inner one behind its outer one."""
    holding = [section.path for section in document.sections if section.start <= place < section.end]
    return holding[-1] if holding else ""

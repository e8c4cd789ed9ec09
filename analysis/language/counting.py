"""A document counted once: its words and the themes' words, each where it stands, for all that counts them later."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.language.body import ASIDE, Body, Span, read_body
from analysis.language.segmentation import Segmenter
from analysis.language.themes import Hit, find_hits
from analysis.language.words import Tokens, find_words
from analysis.reading.document import Document


class Counted(NamedTuple):
    """A document's body with its counted tokens and its hits of themes; all offsets are offsets in `body.text`.

    `stretches` cut the body at every heading: the smallest pieces of one subject that the document marks off itself.
    They do not overlap; stretches without a counted token are left out.
    """

    document: Document
    body: Body
    tokens: Tokens
    hits: list[Hit]
    stretches: list[Span]

    def words_in(self, start: int, end: int) -> list[str]:
        """The counted tokens that start in [start, end)."""
        return self.tokens.words[bisect_left(self.tokens.starts, start) : bisect_left(self.tokens.starts, end)]

    def count_tokens(self, start: int, end: int) -> int:
        """How many counted tokens start in [start, end)."""
        return bisect_left(self.tokens.starts, end) - bisect_left(self.tokens.starts, start)

    def count_hits(self, start: int, end: int) -> Counter[str]:
        """The hits of each theme that start in [start, end)."""
        first = bisect_left(self.hits, start, key=_start)
        return Counter(hit.theme for hit in self.hits[first : bisect_left(self.hits, end, key=_start)])


def count_document(
    document: Document,
    segmenter: Segmenter,
    spans: Sequence[Span] | None = None,
    stops: frozenset[str] | None = None,
) -> Counted:
    """The document counted: in its body, or in `spans` of it; without the stop list, or without `stops`."""
    body = read_body(document, spans)
    tokens = find_words(body.text, segmenter, stops)
    counted = Counted(document, body, tokens, find_hits(body.text), [])
    bounds = {0, len(body.text)}
    for section in document.sections:
        if section.kind not in ASIDE:
            bounds.update((body.place(section.start), body.place(section.end)))
    stretches = [span for span in pairwise(sorted(bounds)) if counted.count_tokens(*span)]
    return counted._replace(stretches=stretches)


def words_by_stretch(counted: Counted) -> list[Counter[str]]:
    """The counts of words in each stretch of the body, in order."""
    return [Counter(counted.words_in(*span)) for span in counted.stretches]


def _start(hit: Hit) -> int:
    return hit.start

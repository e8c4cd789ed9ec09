"""Sentences and clauses with their places in the text: what stands between one number and the next."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.reading.document import Section

# A sentence longer than this is cut at a clause: no rule looks further, and hostile text stays linear.
LONGEST_SENTENCE = 1500
_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’」』）)]*")
# Signs that begin an item of a list. A circle between Chinese figures is a zero, a dot inside a word joins a name, and
# a circled figure right behind a word is the mark of a footnote.
BULLETS = "●■◆▲★▪□◎◇▶☆△▼►▷♦◈➢➤✓✔❖⚫"
_ZERO = "[一二三四五六七八九〇○]"
BULLET = (
    f"[{BULLETS}]|(?<!{_ZERO})○(?!{_ZERO})"
    r"|(?<=[\s%％上下右内人元家个亩吨天户名项；;，,。：:])(?:[①-⑳❶-❿]|[·•](?=[\u4e00-\u9fff]))"
)
_BOUNDARY = re.compile(rf"[，,；;：:。（()）!！?？]|\.(?!\d)|{BULLET}")
_ENCLOSED = re.compile(
    r"[（(][^（）()\n]{0,60}[）)]|“[^“”\n]{0,40}”|《[^《》\n]{0,60}》|‘[^‘’\n]{0,30}’|「[^「」\n]{0,30}」|\"[^\"\n]{0,30}\""
)
_MASK = "\ue000"
_SHORT_LINE = 18
_LINE_START = re.compile(
    r"[\s\u3000]*(?:[（(]?[一二三四五六七八九十0-9０-９]{1,3}[）)、.．]"
    r"|第[一二三四五六七八九十百]{1,4}[章节条]|——|专栏|[\u3000 ]{2}|$)"
)


class Span(NamedTuple):
    """Half-open offsets into the text."""

    start: int
    end: int


def sentences(text: str, sections: Sequence[Section]) -> Iterator[Span]:
    """The sentences of `text`, in order, covering it.

    A line end closes a sentence unless it is a soft one: the line before is long and does not end in punctuation, no
    heading begins or ends there and the next line is neither blank nor indented nor numbered (a scan broke the line).

    >>> [text[a:b] for text in ["甲增长8%。乙为\\n丙。"] for a, b in sentences(text, ())]
    ['甲增长8%。', '乙为\\n', '丙。']
    """
    edges = {s.heading_start for s in sections} | {s.heading_end for s in sections}
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "\n" and is_soft_break(text, match.start(), edges):
            continue
        yield from _cut(text, start, match.end())
        start = match.end()
    if start < len(text):
        yield from _cut(text, start, len(text))


def is_soft_break(text: str, newline: int, edges: set[int]) -> bool:
    """Whether a line end merely wraps a line."""
    if newline in edges or newline + 1 in edges or newline == 0:
        return False
    line_start = text.rfind("\n", max(0, newline - 200), newline) + 1
    if newline - line_start < _SHORT_LINE or text[newline - 1] in "：:；;”）)":
        return False
    return not _LINE_START.match(text, newline + 1, newline + 12)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The span, cut into pieces no longer than LONGEST_SENTENCE, at a clause boundary where there is one."""
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE) for mark in "；;，,、")
        cut = cut + 1 if cut > 0 else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def mask(text: str, span: Span, starts: Sequence[int]) -> str:
    """The sentence with its brackets, quotations and titles blanked out, unless one of `starts` (numbers) lies inside.

    The result is as long as the sentence, so offsets stay true; a comma in a bracket bounds no clause.
    """
    sentence = text[span.start : span.end]
    inside = {place - span.start for place in starts}

    def blank(match: re.Match[str]) -> str:
        if any(match.start() <= place < match.end() for place in inside):
            return match.group()
        return _MASK * (match.end() - match.start())

    return _ENCLOSED.sub(blank, sentence) if any(c in sentence for c in '（(“《‘「"') else sentence


def last_boundary(masked: str, start: int, end: int) -> int:
    """The offset after the last clause boundary in masked[start:end], or `start`."""
    found = start
    for match in _BOUNDARY.finditer(masked, start, end):
        found = match.end()
    return found


def next_boundary(masked: str, start: int, end: int) -> int:
    """The offset of the first clause boundary in masked[start:end], or `end`."""
    match = _BOUNDARY.search(masked, start, end)
    return match.start() if match else end

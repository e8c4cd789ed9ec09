"""Damage to lines: a sentence broken over a paragraph, a full stop lost at its end, a phrase that stands twice."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.reading.document import Repair
from analysis.reading.wrapped_lines import full_lines
from analysis.vocabulary import alternatives, column

_LINE = re.compile(r"[^\n]+")
_BLANK = " \t\u3000\xa0\u2002"
# What may end a paragraph: a stop, a closing sign, an ellipsis, a colon before a list.
_ENDS = frozenset('。！？!?；;：:…”"’」』）)》】.—>')
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节篇条]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,3}[.．、]|"
    r"[(（]\d{1,2}[)）]|[①-⑳]|——|专栏|附件|[一二三四五六七八九十]是)"
)
_SIBLING = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、]")
_RUN_IN = re.compile(r"[^。：:，,；;、！!？?]{2,20}[。：:]|[^。：:，,；;！!？?]{2,14}[。：:]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNIT = re.compile(alternatives(column("units", "unit")))
_SHORTEST_PROSE = 30
# Above this share of broken lines, too, the text is wrapped at a width: its layout, not damage.
_WRAPPED = 0.2
_SHORTEST, _LONGEST = 4, 24


class _Line(NamedTuple):
    text: str
    start: int
    end: int


def sentence_broken(text: str) -> Iterator[Repair]:
    """A sentence broken over two paragraphs, or a paragraph of prose whose full stop is lost before the next.

    It is broken if the next paragraph goes on like prose; if that opens with a heading or a number, the stop is lost.

    >>> page = "加快恢复补足。新改建公路50公里，推进水库加快建\\n\\n设，强化农村管网建设。"
    >>> [(r.rule, r.raw, r.repaired) for r in sentence_broken(page)]
    [('sentence_broken', '建\\n\\n设', '建设')]
    >>> box = "德感工业园。发展高端装备和粮油食品加工,规模工业总产值达650亿元\\n\\n珞璜工业园。发展消费品工业。"
    >>> [(r.rule, r.raw, r.repaired) for r in sentence_broken(box)]
    [('full_stop_lost', '\\n', '。\\n')]
    """
    lines = _lines(text)
    if full_lines([line.text for line in lines]):
        return
    siblings = _run_in_series(lines)
    found = [
        (line, following, broken)
        for line, following in pairwise([*lines, _Line("", len(text), len(text))])
        if (broken := _is_open(line, following, siblings)) is not None
    ]
    prose = sum("。" in line.text for line in lines)
    if sum(broken for _, _, broken in found) > max(4, _WRAPPED * prose):
        return
    for line, following, broken in found:
        if broken:
            start, end = line.end - 1, following.start + 1
            yield Repair(
                start, end, text[start:end], text[start] + text[end - 1], "sentence_broken",
                "a sentence is broken over two paragraphs", "sure",
            )  # fmt: skip
        else:
            # The sign after the paragraph is shown, for the number that often ends it is sound.
            after = text[line.end]
            yield Repair(
                line.end, line.end + 1, after, "。" + after, "full_stop_lost", "a paragraph has lost its full stop",
                "likely",
            )  # fmt: skip


def _lines(text: str) -> list[_Line]:
    """The lines that hold something, without the blanks around them."""
    lines = []
    for found in _LINE.finditer(text):
        left = found[0].lstrip(_BLANK)
        stripped = left.rstrip(_BLANK)
        if stripped:
            start = found.end() - len(left)
            lines.append(_Line(stripped, start, start + len(stripped)))
    return lines


def _run_in_series(lines: list[_Line]) -> frozenset[str]:
    """The kinds of numbering after which, in this text, prose follows on the same line: （一）坚定不移……。我们要……。"""
    counts: dict[str, list[int]] = {}
    for line in lines:
        if kind := _numbering(line.text):
            whole = counts.setdefault(kind, [0, 0])
            whole["。" in line.text[:-1]] += 1
    return frozenset(kind for kind, (bare, whole) in counts.items() if whole >= 3 and bare * 5 <= whole)


def _numbering(line: str) -> str:
    found = _SIBLING.match(line)
    return re.sub(r"[一二三四五六七八九十\d]+", "n", found[0]) if found else ""


def _is_open(line: _Line, following: _Line, siblings: frozenset[str]) -> bool | None:
    """True if the sentence goes on in the following line, False if its stop is lost, None if nothing is wrong."""
    last, opening = line.text[-1], following.text
    if last in _ENDS or not (_HAN.match(last) or last.isdigit() or last in "%％‰，,、"):
        return None
    in_series = _numbering(line.text) in siblings
    prose = "。" in line.text or "；" in line.text
    if not (prose or in_series) or not opening or _NUMBERED.match(opening):
        return False if prose and _ends_like_prose(line.text) and _HAN.search(opening) else None
    goes_on = "。" in opening and not _RUN_IN.match(opening)
    if goes_on and last.isdigit() and (opening[0].isdigit() or _UNIT.match(opening)):
        return True
    if goes_on and _HAN.match(opening) and not last.isdigit() and last not in "%％‰":
        return True
    if in_series and not prose:
        return True if _HAN.match(opening) and "。" in opening else None
    return False if _ends_like_prose(line.text) and _HAN.search(opening) else None


def _ends_like_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and line[-1] not in "，,、"


def phrase_repeated(text: str) -> Iterator[Repair]:
    """A phrase of four characters or more that stands twice in a row; 研究研究 and 一件一件 are shorter.

    >>> [(r.raw, r.repaired) for r in phrase_repeated("团结在以习近平同志为核心的党中央为核心的党中央周围")]
    [('为核心的党中央为核心的党中央', '为核心的党中央')]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    is_han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    done = -1
    for start, length in sorted(_doubled(codes, is_han)):
        if start >= done:
            done = start + 2 * length
            yield Repair(
                start, done, text[start:done], text[start : start + length], "phrase_repeated", "a phrase stands twice",
                "likely",
            )  # fmt: skip


def _doubled(codes: np.ndarray, is_han: np.ndarray) -> Iterator[tuple[int, int]]:
    """Start and length of every doubled phrase of Chinese characters: by comparing the text with itself, shifted."""
    for length in range(_SHORTEST, min(_LONGEST, len(codes) // 2) + 1):
        same = (codes[:-length] == codes[length:]) & is_han[:-length]
        bounded = np.concatenate(([False], same, [False]))
        starts, ends = np.flatnonzero(bounded[1:] != bounded[:-1]).reshape(-1, 2).T
        for start in starts[ends - starts >= length].tolist():
            if not _repeats_shorter(codes, start, length):
                yield start, length


def _repeats_shorter(codes: np.ndarray, start: int, length: int) -> bool:
    """Whether the phrase is itself a repetition of something shorter, as in a line of one character."""
    phrase = codes[start : start + length]
    return any(
        length % part == 0 and bool((phrase[part:] == phrase[:-part]).all()) for part in range(1, length // 2 + 1)
    )


LINE_RULES = (sentence_broken, phrase_repeated)

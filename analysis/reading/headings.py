"""A text's lines, and what opens them: the numbers of all styles, and phrases that head a paragraph.

The styles (第一章, 一、, (一), 1., 专栏, ——, 一是) are data: vocabulary/heading_styles.csv, with their order from the
widest to the narrowest. What is a heading and what a sentence is decided here by length, punctuation and words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.vocabulary import alternatives, column, load

# The longest heading with a number, alone in its line and before a full stop; before a colon; the longest phrase that
# opens a paragraph, of two clauses and of one.
LONGEST_HEADING = 60
LONGEST_SENTENCE_HEADING = 50
LONGEST_LABEL = 20
LONGEST_OPENING = 45
LONGEST_PLAIN_OPENING = 30

# Inline tags of a page saved as text are part of a line; all other tags end one.
_BREAK = re.compile(
    r"[\n\x0b\x0c\u2028\u2029]|<(?!/?(?:span|a|b|strong|em|font|i|u|sup|sub)\b)[/!]?[A-Za-z][^<>\n]{0,300}>"
)
_MARGIN = r"(?:[\s\ufeff\u200b]|&(?:nbsp|ensp|emsp);|<[^<>\n]{1,300}>)"
_LEFT_MARGIN = re.compile(rf"{_MARGIN}*")
_RIGHT_MARGIN = re.compile(rf"{_MARGIN}+$")

_PLACES = {"numeral": "[一二三四五六七八九十百〇零]{1,4}", "digits": "[0-9０-９]{1,3}"}
# 二、三产业, 三、四季度 and 一、二、三等奖 begin with a numeral that counts; 1.5% and 1、2号 with a number.
_COUNTS_ON = r"(?![一二三四五六七八九十]{1,3}(?:[、，,]|产业|季度|线|级|类|等|是))"
_NOT_AFTER = {"top": _COUNTS_ON, "item": r"(?![0-9０-９])"}

_STOP = re.compile(r"[。！？!?；;：:]")
_COMMA = re.compile(r"[，,]")
_AMOUNT = re.compile(
    r"[0-9０-９][0-9０-９.]*\s*(?:[%％‰]|个?百分点|[万亿千百余多]|[个家元人户亩座条项次天吨列台公里处所名])"
)
_QUANTITY = re.compile(rf"{_AMOUNT.pattern}|[0-9０-９]\s*[年月日]")
_SENTENCE_WORD = re.compile(alternatives(column("sentence_words", "word", place="anywhere")))
_NUMBERED_SENTENCE = re.compile(alternatives(column("sentence_words", "word", place="numbered")))
_SENTENCE_START = re.compile(alternatives(column("sentence_words", "word", place="start")))
_QUOTED = re.compile(r"[“\"‘《][^“”\"‘’《》]{0,30}[”\"’》]")
_VERB = re.compile(alternatives(column("heading_verbs", "word")))


class Line(NamedTuple):
    """A line that is not blank, without the space and tags at its ends."""

    start: int
    end: int
    words: str


class Number(NamedTuple):
    """The number that opens a line: its style and that style's rank, its length without and with the space after it."""

    style: str
    rank: int
    kind: str
    length: int
    width: int


def _style_pattern() -> re.Pattern[str]:
    parts = []
    for row in load("heading_styles"):
        pattern = row["pattern"]
        for place, characters in _PLACES.items():
            pattern = pattern.replace(f"{{{place}}}", characters)
        parts.append(rf"(?P<{row['style']}>(?:{pattern}))[\s:：]*{_NOT_AFTER.get(row['style'], '')}")
    return re.compile("|".join(parts))


_STYLES = {row["style"]: (int(row["rank"]), row["kind"]) for row in load("heading_styles")}
_NUMBER = _style_pattern()


def split_lines(text: str) -> list[Line]:
    """The lines of a text that say something, in order.

    >>> split_lines("一、目标 \\n\\n<p>增长8%。</p>")
    [Line(start=0, end=4, words='一、目标'), Line(start=10, end=15, words='增长8%。')]
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for mark in [*_BREAK.finditer(text), None]:
        stop = mark.start() if mark else len(text)
        if at < stop:
            words = text[at:stop]
            left = _LEFT_MARGIN.match(words)
            assert left, "a pattern that may be empty matches"
            words = words[left.end() :]
            right = _RIGHT_MARGIN.search(words[-1000:])
            if right:
                words = words[: len(words) - (right.end() - right.start())]
            if words:
                yield Line(at + left.end(), at + left.end() + len(words), words)
        at = mark.end() if mark else stop


def read_number(words: str) -> Number | None:
    """The number that opens a line, or None.

    >>> read_number("（四） 坚定不移推动改革攻坚")
    Number(style='bracketed', rank=4, kind='heading', length=3, width=4)
    >>> read_number("二、三产业增加值") is None
    True
    """
    match = _NUMBER.match(words)
    if not match or not match.lastgroup:
        return None
    rank, kind = _STYLES[match.lastgroup]
    return Number(match.lastgroup, rank, kind, match.end(match.lastgroup), match.end())


def is_numbered(words: str) -> bool:
    """Whether a line opens with a chapter's, a section's, 一、's or (一)'s number."""
    number = read_number(words)
    return bool(number and number.rank <= _STYLES["bracketed"][0])


def heading_length(words: str) -> int:
    """How many characters of `words`, what follows a number, are its heading: to the line's end or the first full stop.

    0 says that what follows is a sentence: too long, with too many clauses, or ended by another mark.

    >>> heading_length("全力以赴稳增长,促进经济整体好转。全年……"), heading_length("实现总产值2000亿元；新增30家。")
    (16, 0)
    """
    stop = _STOP.search(words)
    if not stop:
        return len(words) if len(words) <= LONGEST_HEADING else 0
    length = stop.start()
    if stop.group() == "。":
        clauses = len(_COMMA.findall(words, 0, length)) + 1
        is_heading = length <= LONGEST_SENTENCE_HEADING and clauses <= 3 and not _AMOUNT.search(words, 0, length)
        return length if is_heading and not _NUMBERED_SENTENCE.search(words, 0, length) else 0
    return length if stop.group() in "：:" and length <= LONGEST_LABEL else 0


def opening_length(words: str) -> int:
    """How many characters at the start of a paragraph may be a phrase that heads it, without its full stop; 0 if none.

    A phrase is short, has at most one comma, no amounts and no words of narration, and more text follows it.

    >>> opening_length("深化数字化改革。推动数字重庆建设形成基本能力。"), opening_length("今年任务繁重。我们要努力。")
    (7, 0)
    """
    length = words.find("。", 0, LONGEST_OPENING + 1)
    if length < 2 or not words[length + 1 :].strip():
        return 0
    phrase = words[:length]
    plain = _QUOTED.sub("", phrase)
    commas = len(_COMMA.findall(plain))
    if commas > 1 or (not commas and length > LONGEST_PLAIN_OPENING) or _STOP.search(plain):
        return 0
    if _QUANTITY.search(plain) or _SENTENCE_WORD.search(plain) or _SENTENCE_START.match(plain):
        return 0
    return length


def has_comma(phrase: str) -> bool:
    """Whether a phrase has two clauses: such phrases head paragraphs only in company."""
    return bool(_COMMA.search(_QUOTED.sub("", phrase)))


def opens_with_verb(words: str) -> bool:
    """Whether a paragraph begins with a verb of planning (推动, 加快, 完善): the items of a box mostly do not.

    >>> opens_with_verb("推进文化旅游融合发展。"), opens_with_verb("商贸格局。一主中心")
    (True, False)
    """
    return bool(_VERB.match(words))

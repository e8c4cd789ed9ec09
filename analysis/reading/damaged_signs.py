"""Damage to signs and characters: brackets, quotation marks, punctuation, spaces, letters of another script.

Signs are looked at a paragraph at a time: a bracket or a quotation mark belongs to its paragraph, unless the next
unmatched sign of its kind, in a later one, closes it (a quotation of several paragraphs).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.reading.document import Repair
from analysis.vocabulary import alternatives, column, load

CLOSERS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "【": "】",
    "〔": "〕",
    "《": "》",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
}
OPENERS = {closer: opener for opener, closer in CLOSERS.items()} | {")": "(", "）": "（"}
# (科学城） and （科学城) are a slip of the keyboard, not a loss.
_SAME = {"（": "(", "）": ")"}
_SIGNS = re.compile("[\\n" + re.escape("".join([*CLOSERS, *OPENERS])) + "]")
# A quotation that goes on in the next paragraph opens again there.
_GOES_ON = re.compile(r"\s{0,20}“")
# A quotation of several paragraphs is at most this long; a paragraph with more unmatched signs is no prose.
_LONGEST_QUOTATION = 3000
_MOST_UNMATCHED = 8
_STOPS = "，,。；;：:、！!？?\n"
_ENUMERATION = re.compile(r"(?:^|[\s。；;：:，,、])[(（]?(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")

_HAN = "\u4e00-\u9fff"
_LATIN_SLIP = re.compile(rf"(?<=[{_HAN}]) ?\b({alternatives(column('latin_slips', 'word'))})\b ?(?=[{_HAN}])")
_LATIN_MEANING = {row["word"]: row["meaning"] for row in load("latin_slips")}
_SIMPLIFIED = {row["traditional"]: row["simplified"] for row in load("traditional_characters")}
_TRADITIONAL = re.compile(f"[{''.join(_SIMPLIFIED)}]")
_DOUBLED = re.compile(
    r"(?<![。，、；：,;%％])(?:([。，、；：,;%％])\1|[，、,][。；;]|[。；;][，、]|、，|，、)(?![。，、；：,;%％])"
)
_SPACE_BEFORE_STOP = re.compile(rf"(?<=[{_HAN}”）)])[ \u3000]+(?=[。，、；：])")
_SPACE_INSIDE = re.compile(rf"(?<=[{_HAN}])[ ](?=[{_HAN}])")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff]+|[?？]{3,}(?=[\u4e00-\u9fff—])")
_LINE = re.compile(r"[^\n]+")
_SHORTEST_PROSE = 80
_PHRASES = (("“", "”"), ("《", "》"), ("(", ")"), ("（", "）"))
_HALF_MARK = re.compile(rf"(?<=[{_HAN}”）])[!?](?=[{_HAN}\s“]|$)")
_TURNED = re.compile(r"“([^“”\"\n，。；：]{1,20})(?:“(?=[^“”\n]{0,400}(?:[“\n]|$))|\")")


class _Sign(NamedTuple):
    sign: str
    at: int
    start: int
    end: int


def bracket_or_quotation_mark_lost(text: str) -> Iterator[Repair]:
    """A bracket or quotation mark whose partner is lost; `raw` is from the sign to where the partner most likely stood.

    A year in a bracket at a line's end has lost its 年 too. `1)` and `a)` open nothing.

    >>> [(r.raw, r.repaired) for r in bracket_or_quotation_mark_lost("森林覆盖率(%")]
    [('(%', '(%)')]
    >>> [(r.raw, r.repaired) for r in bracket_or_quotation_mark_lost("扩大有效投资,十四五”期间固投增长10%。")]
    [('十四五”', '“十四五”')]
    """
    for sign in _unmatched(text):
        if sign.sign in CLOSERS:
            yield _closed(text, sign)
        else:
            yield _opened(text, sign)


def _unmatched(text: str) -> list[_Sign]:
    """The signs without a partner, in the text's order."""
    left: list[_Sign] = []
    start, stack, alone = 0, list[tuple[str, int]](), list[tuple[str, int]]()
    for found in _SIGNS.finditer(text + "\n"):
        sign, at = found[0], found.start()
        if sign == "\n":
            if stack and stack[-1][0] == "“" and _GOES_ON.match(text, at):
                stack.pop()
            alone = sorted([*alone, *stack], key=lambda pair: pair[1])
            if len(alone) <= _MOST_UNMATCHED:
                left += [_Sign(sign, place, start, at) for sign, place in alone]
            start, stack, alone = at + 1, [], []
        elif sign in CLOSERS:
            stack.append((sign, at))
        elif stack and _kind(CLOSERS[stack[-1][0]]) == _kind(sign):
            stack.pop()
        elif len(stack) > 1 and _kind(CLOSERS[stack[-2][0]]) == _kind(sign):
            # “… (…” : the inner sign is the one that is not closed.
            alone.append(stack.pop())
            stack.pop()
        elif sign not in ")）" or not _ENUMERATION.search(text, max(start, at - 6), at):
            alone.append((sign, at))
    return _across_paragraphs(left)


def _kind(sign: str) -> str:
    return _SAME.get(sign, sign)


def _across_paragraphs(signs: list[_Sign]) -> list[_Sign]:
    """Without the signs that the next unmatched sign of their kind closes: a quotation of several paragraphs."""
    waiting: dict[str, _Sign] = {}
    paired: set[int] = set()
    for sign in signs:
        if sign.sign in CLOSERS:
            waiting[_kind(CLOSERS[sign.sign])] = sign
            continue
        opener = waiting.pop(_kind(sign.sign), None)
        if opener is not None and opener.start != sign.start and sign.at - opener.at <= _LONGEST_QUOTATION:
            paired |= {opener.at, sign.at}
    return [sign for sign in signs if sign.at not in paired]


def _closed(text: str, sign: _Sign) -> Repair:
    """The repair that closes an opened sign: at the paragraph's end if that is near, else before the next stop."""
    end = sign.at + 1
    limit = min(sign.end, end + 40)
    while end < limit and text[end] not in _STOPS:
        end += 1
    inside = text[sign.at + 1 : end].rstrip()
    end = sign.at + 1 + len(inside)
    at_end = not text[end : sign.end].strip()
    word = "年" if at_end and re.fullmatch(r"20\d\d", inside) else ""
    certainty = "sure" if at_end and len(inside) <= 12 else "ambiguous"
    repaired = sign.sign + inside + word + CLOSERS[sign.sign]
    lost = "the closing sign is lost" + (", and 年 after the year" if word else "")
    reason = lost if certainty == "sure" else f"{lost}; where it stood is not certain"
    return Repair(sign.at, end, text[sign.at : end], repaired, "bracket_or_quotation_mark_lost", reason, certainty)


def _opened(text: str, sign: _Sign) -> Repair:
    """The repair that opens a closed sign: after the last stop or sign before it."""
    start = sign.at
    floor = max(sign.start, sign.at - 40)
    while (
        start > floor
        and text[start - 1] not in _STOPS
        and text[start - 1] not in CLOSERS
        and text[start - 1] not in OPENERS
    ):
        start -= 1
    inside = text[start : sign.at].lstrip()
    start = sign.at - len(inside)
    reason = "the opening sign is lost; where it stood is not certain"
    return Repair(
        start, sign.at + 1, text[start : sign.at + 1], OPENERS[sign.sign] + inside + sign.sign,
        "bracket_or_quotation_mark_lost", reason, "likely",
    )  # fmt: skip


def quotation_mark_turned(text: str) -> Iterator[Repair]:
    """An opening or a straight quotation mark where a closing one belongs.

    >>> [(r.raw, r.repaired) for r in quotation_mark_turned("“十四五“时期，粮食产量")]
    [('“十四五“', '“十四五”')]
    """
    for found in _TURNED.finditer(text):
        yield Repair(
            found.start(), found.end(), found[0], f"“{found[1]}”", "quotation_mark_turned",
            "the closing quotation mark is another sign", "sure",
        )  # fmt: skip


def punctuation_doubled(text: str) -> Iterator[Repair]:
    """Two punctuation marks where one can stand; an ellipsis of three and more is left alone.

    >>> [(r.raw, r.repaired) for r in punctuation_doubled("抓好落实。。")]
    [('。。', '。')]
    """
    for found in _DOUBLED.finditer(text):
        marks = found[0]
        kept = marks[0] if marks[0] == marks[1] or marks[0] in "。；;" else marks[1]
        certainty = "sure" if marks[0] == marks[1] else "likely"
        yield Repair(
            found.start(), found.end(), marks, kept, "punctuation_doubled", "two marks stand where one can", certainty
        )


def stray_space(text: str) -> Iterator[Repair]:
    """A space before a stop, or the only space between two characters of a paragraph of prose.

    A space inside quotation marks or a title parts two phrases and is sound; so is one in a short line (a name and a
    post, a heading), and after a heading's number.

    >>> [(r.raw, r.repaired) for r in stray_space("各镇街 。")]
    [('街 。', '街。')]
    """
    for found in _SPACE_BEFORE_STOP.finditer(text):
        yield _without(text, found.start(), found.end(), "a space stands before a stop", "sure")
    for line in _LINE.finditer(text):
        # Counting first spares a look at every space of a text that parts all its words.
        if len(line[0]) < _SHORTEST_PROSE or line[0].count(" ") != 1 or "。" not in line[0]:
            continue
        space = _SPACE_INSIDE.search(line[0])
        before = line[0][: space.start()] if space else ""
        if space and all(before.count(opener) <= before.count(closer) for opener, closer in _PHRASES):
            place = line.start() + space.start()
            yield _without(text, place, place + 1, "the only space in a paragraph of prose", "likely")


def _without(text: str, start: int, end: int, reason: str, certainty: str) -> Repair:
    """The repair that takes text[start:end] out; it shows the character on either side."""
    raw = text[start - 1 : end + 1]
    return Repair(start - 1, end + 1, raw, raw[0] + raw[-1], "stray_space", reason, certainty)


def half_width_mark(text: str) -> Iterator[Repair]:
    """! or ? after a Chinese character in a text that otherwise writes ！ and ，; typed so throughout, it is a habit.

    >>> [(r.raw, r.repaired) for r in half_width_mark("各位代表！今年，我们要变为“掌声”!")]
    [('!', '！')]
    """
    full = {"!": "！", "?": "？"}
    wide = text.count("，") > 4 * text.count(",")
    for found in _HALF_MARK.finditer(text):
        if wide and full[found[0]] in text:
            yield Repair(
                found.start(), found.end(), found[0], full[found[0]], "half_width_mark",
                "a half-width mark in a text that writes full-width ones", "sure",
            )  # fmt: skip


def latin_word(text: str) -> Iterator[Repair]:
    """An English particle between Chinese words: a reading program's language model slipped.

    >>> [(r.raw, r.repaired) for r in latin_word("重要指示精神 and 党中央决策部署")]
    [(' and ', '和')]
    """
    for found in _LATIN_SLIP.finditer(text):
        meaning = _LATIN_MEANING[found[1]]
        yield Repair(
            found.start(), found.end(), found[0], meaning, "latin_word", "an English word inside Chinese text",
            "sure" if meaning else "likely",
        )  # fmt: skip


def unreadable_character(text: str) -> Iterator[Repair]:
    """A sign that a change of encoding has left: the mark for an unknown one, one for private use, a row of ?.

    U+E5E5 is what the GBK code of a wide space becomes; which sign another one was can't be told.

    >>> [(r.raw, r.repaired, r.certainty) for r in unreadable_character("各位代表????现在，我代表")]
    [('????', '', 'ambiguous')]
    """
    for found in _UNREADABLE.finditer(text):
        is_space = set(found[0]) == {"\ue5e5"}
        yield Repair(
            found.start(), found.end(), found[0], "\u3000" * len(found[0]) if is_space else "", "unreadable_character",
            "what a change of encoding has left of a wide space" if is_space else "signs lost in a change of encoding",
            "sure" if is_space else "ambiguous",
        )  # fmt: skip


def traditional_character(text: str) -> Iterator[Repair]:
    """A traditional character inside simplified text; a text that is written in traditional characters is left alone.

    >>> [(r.raw, r.repaired) for r in traditional_character("激发民營经济活力")]
    [('營', '营')]
    """
    places = list(_TRADITIONAL.finditer(text))
    if len(places) * 200 > max(len(text), 200):
        return
    for found in places:
        yield Repair(
            found.start(), found.end(), found[0], _SIMPLIFIED[found[0]], "traditional_character",
            "a traditional character inside simplified text", "sure",
        )  # fmt: skip


SIGN_RULES = (
    quotation_mark_turned,
    bracket_or_quotation_mark_lost,
    punctuation_doubled,
    stray_space,
    half_width_mark,
    latin_word,
    unreadable_character,
    traditional_character,
)

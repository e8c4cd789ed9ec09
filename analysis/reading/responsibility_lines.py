"""Where a text says which units answer for a task (责任单位:…, 由市发展改革委牵头), and which of its lists lead.

These lines are no prose: words and themes are counted without them, a task's text is given without them. Which units
they name is found by `analysis.extraction.responsibilities`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.vocabulary import alternatives, column

# A list of units reaches no further than this; the longest seen has about 300 characters.
LONGEST_LIST = 1500
LONGEST_LABEL = 40
SHORT_LABEL = 2
# Between an opening bracket and its label may stand a deadline: (5月底取得阶段性成效并持续推进，牵头考核单位：…).
LONGEST_PREFACE = 60

_LABELS = {
    role: alternatives(column("responsibility_labels", "word", form="label", role=role))
    for role in ("lead", "support", "none")
}
_ANY_LABEL = "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items())
_UNIT_LABEL = f"(?:{_LABELS['lead']}|{_LABELS['support']})"
_LABEL = re.compile(rf"(?:{_ANY_LABEL})(?:\s*[及和与、/]\s*{_UNIT_LABEL})*(?:[(（][^()（）\n]{{1,8}}[)）])?\s*[:：]\s*")
_COLON = re.compile("[:：]")
_VERBS = {
    role: alternatives(column("responsibility_labels", "word", form="verb", role=role)) for role in ("lead", "support")
}
_SAYS = re.compile(rf"(?:等)?(?:(?P<lead>{_VERBS['lead']})|(?P<support>{_VERBS['support']}))$")
_ANY_VERB = re.compile("|".join(_VERBS.values()))
_LEADS = re.compile("牵头|主办|主责")
_ENDS_AS_UNIT = re.compile(
    rf"(?:{alternatives(column('unit_endings', 'ending'))})(?:[(（][^()（）\n]{{1,40}}[)）])?"
    r"等?(?:\d*[个家]?(?:有关|相关)?(?:部门|单位))?\s*$"
)
_OPENING, _CLOSING = "(（〔【[﹝", ")）〕】]﹞"
_LAST_BRACKET = re.compile(r"[)）〕】]\s*[。；;]?\s*$")
_REMARK = re.compile("为牵头|为责任|牵头部门的|按照?.{0,4}职责|下同|列第一|排名|以下简称")
_SEPARATOR = re.compile(r"[，,；;。]")
_PIECE = re.compile(r"[、，,；;]")


class UnitList(NamedTuple):
    """The characters that list units of one role, lead or support; half-open offsets into the text."""

    role: str
    start: int
    end: int


class ResponsibilityLine(NamedTuple):
    """A place that says who answers for a task, brackets and labels included, and the lists of units in it."""

    start: int
    end: int
    lists: tuple[UnitList, ...]


# The outline, the tasks, the units and the words all ask for those of a document.
@lru_cache(maxsize=16)
def find_responsibility_lines(text: str) -> tuple[ResponsibilityLine, ...]:
    """All places of `text` that say who answers for something, in order; they never overlap.

    >>> text = "1.增长8%。\\n责任单位:区发改委;配合单位:各镇街。"
    >>> [(role, text[start:end]) for line in find_responsibility_lines(text) for role, start, end in line.lists]
    [('lead', '区发改委'), ('support', '各镇街')]
    """
    labelled = list(_labelled(text))
    verbal = [line for line in _verbal(text) if not _overlaps(line, labelled)]
    return tuple(sorted([*labelled, *verbal]))


def names_units(words: str) -> bool:
    """Whether a line of text begins by saying who answers for something."""
    return bool(_LABEL.match(words))


def _overlaps(line: ResponsibilityLine, others: list[ResponsibilityLine]) -> bool:
    at = _last_before(others, line.end)
    return at >= 0 and others[at].end > line.start


def _last_before(lines: list[ResponsibilityLine], offset: int) -> int:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if lines[middle].start < offset else (low, middle)
    return low - 1


def _labelled(text: str) -> Iterator[ResponsibilityLine]:
    labels = list(_labels(text))
    at = 0
    while at < len(labels):
        start, end = _extent(text, labels[at])
        first = at
        while at < len(labels) and labels[at].start() < end:
            at += 1
        here = labels[first:at]
        stops = [label.start() for label in here[1:]] + [end]
        lists = [
            unit_list
            for label, stop in zip(here, stops, strict=True)
            if label.lastgroup != "none" and stop > label.end()
            for unit_list in _lists(text, label, stop)
        ]
        if lists:
            yield ResponsibilityLine(start, end, tuple(lists))


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of a text, found from their colons: these are few, where a label might begin is everywhere."""
    before = 0
    for colon in _COLON.finditer(text):
        label = _LABEL.search(text, max(before, colon.start() - LONGEST_LABEL), colon.end())
        if label:
            yield _LABEL.match(text, label.start()) or label
        before = colon.end()


def _lists(text: str, label: re.Match[str], stop: int) -> list[UnitList]:
    """The list behind a label, or the lists that its verbs make of it: 责任单位：市发改委牵头，市财政局配合.

    牵头：, 责任： and other short labels are also plain words; they count before units only.
    """
    role, start = str(label.lastgroup), label.end()
    end = _list_end(text, start, stop)
    is_word = len(label.group(role)) == SHORT_LABEL
    if is_word and not all(_ENDS_AS_UNIT.search(piece) for piece in _PIECE.split(text[start:end])):
        return []
    return _verbal_lists(text, start, end) or [UnitList(role, start, end)]


def _extent(text: str, label: re.Match[str]) -> tuple[int, int]:
    """The place that a label opens: its bracket, or the rest of its line with what goes on below."""
    opening = _opening_bracket(text, label.start())
    if opening >= 0:
        closing = _closing_bracket(text, label.end())
        if closing >= 0:
            return opening, closing + 1
    return label.start(), _line_end(text, label.end())


def _opening_bracket(text: str, at: int) -> int:
    """The bracket before `at` in the same line that is still open there, or -1."""
    depth = 0
    for offset in range(at - 1, max(-1, at - LONGEST_PREFACE - 1), -1):
        character = text[offset]
        if character in _CLOSING:
            depth += 1
        elif character in _OPENING:
            if not depth:
                return offset
            depth -= 1
        elif character in "\n。":
            return -1
    return -1


def _closing_bracket(text: str, at: int) -> int:
    """The bracket after `at` that closes one opened before, or -1; at most one line break is crossed."""
    depth = breaks = 0
    for offset in range(at, min(len(text), at + LONGEST_LIST)):
        character = text[offset]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            if not depth:
                return offset
            depth -= 1
        elif character == "\n":
            breaks += 1
            if breaks > 2:
                return -1
    return -1


def _line_end(text: str, at: int) -> int:
    """Where the line of a label ends: at a 。 that no label follows, or at the line's end if the list stops there."""
    limit = min(len(text), at + LONGEST_LIST)
    start = at
    while True:
        stop = text.find("\n", start, limit)
        stop = limit if stop < 0 else stop
        full_stop = text.find("。", start, stop)
        while full_stop >= 0:
            following = _LABEL.match(text, _skip_space(text, full_stop + 1))
            if not following or following.start() >= stop:
                return full_stop + 1
            full_stop = text.find("。", following.end(), stop)
        if stop >= limit or not _continues(text, at, stop):
            return len(text[:stop].rstrip()) if stop - at < LONGEST_LIST else stop
        start = _skip_space(text, stop)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


_NEW_ITEM = re.compile(r"[(（]?[0-9０-９一二三四五六七八九十]{1,3}\s*[)）.．、﹒]|第.{1,3}[章节]|专栏|[—―─]")
_CONTINUATION = re.compile(r"[^\n。]{1,200}")


def _continues(text: str, at: int, stop: int) -> bool:
    """Whether a list goes on in the line after offset `stop`: a separator ends this line, or the list is still empty,
    or what comes ends a unit whose beginning stands here."""
    before = text[at:stop].rstrip()
    following = _CONTINUATION.match(text, _skip_space(text, stop))
    if not following or _NEW_ITEM.match(following.group()) or text.count("\n", stop, following.start()) > 2:
        return False
    if not before or before[-1] in "、，,：:；;":
        return _LABEL.match(following.group()) is None or before[-1:] in "；;"
    broken = not _ENDS_AS_UNIT.search(_PIECE.split(before)[-1])
    return broken and bool(_ENDS_AS_UNIT.search(_PIECE.split(following.group())[0]))


def _list_end(text: str, start: int, stop: int) -> int:
    """The end of a list: without its last bracket, full stop and space, and before remarks on how it is to be read."""
    end = stop
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;，,、"):
        end -= 1
    if end > start and text[end - 1] in _CLOSING and _is_unbalanced(text[start:end]):
        end -= 1
    for mark in re.finditer("[；;。]", text[start:end]):
        piece = _PIECE.split(text[start + mark.end() : end])[0].rstrip("。")
        if _REMARK.search(piece) or not _ENDS_AS_UNIT.search(piece):
            return start + mark.start()
    return end


def _is_unbalanced(words: str) -> bool:
    return sum(character in _CLOSING for character in words) > sum(character in _OPENING for character in words)


def _verbal(text: str) -> Iterator[ResponsibilityLine]:
    """Brackets at a line's end whose words say who leads and who helps: （市发展改革委牵头，市财政局配合）."""
    start = 0
    for stop in [*(mark.start() for mark in re.finditer("\n", text)), len(text)]:
        tail = text[max(start, stop - LONGEST_LIST) : stop]
        last = _LAST_BRACKET.search(tail[-8:])
        if last and (
            line := _bracket_line(text, stop - len(tail[-8:]) + last.start(), max(start, stop - LONGEST_LIST))
        ):
            yield line
        start = stop + 1


def _bracket_line(text: str, closing: int, lowest: int) -> ResponsibilityLine | None:
    depth, opening = 0, closing - 1
    while opening >= lowest and (depth or text[opening] not in _OPENING):
        depth += (text[opening] in _CLOSING) - (text[opening] in _OPENING)
        opening -= 1
    if opening < lowest:
        return None
    lists = _verbal_lists(text, opening + 1, closing)
    return ResponsibilityLine(opening, closing + 1, tuple(lists)) if lists else None


def _verbal_lists(text: str, start: int, end: int) -> list[UnitList]:
    """The lists in a bracket, or none if any part of it is something else than units and what they do."""
    if not _ANY_VERB.search(text, start, end):
        return []
    parts = _parts(text, start, end)
    said = [_SAYS.search(text[a:b].rstrip()) for a, b in parts]
    if not any(said):
        return []
    lists: list[UnitList] = []
    for at, ((first, last), says) in enumerate(zip(parts, said, strict=True)):
        if text.startswith("由", first):
            first += 1
        stop = first + says.start() - (first - parts[at][0]) if says else last
        if not all(_ENDS_AS_UNIT.search(piece) for piece in _PIECE.split(text[first:stop])):
            return []
        lists.append(UnitList(_verbal_role(says or next(filter(None, said[at + 1 :]), None), said), first, stop))
    return lists


def _verbal_role(says: re.Match[str] | None, said: list[re.Match[str] | None]) -> str:
    """The role that a part's verb gives; where another part says 牵头, those that only 负责 or say nothing help."""
    is_led = any(_LEADS.search(match.group()) for match in said if match)
    if says and (says.lastgroup == "support" or not is_led or _LEADS.search(says.group())):
        return str(says.lastgroup)
    return "support" if is_led else "lead"


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, semicolons and full stops that stand outside brackets."""
    marks, depth = [start - 1], 0
    for at in range(start, end):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        if not depth and _SEPARATOR.match(text[at]):
            marks.append(at)
    spans = [(a + 1, b) for a, b in pairwise([*marks, end])]
    return [(a, b) for a, b in spans if text[a:b].strip()]

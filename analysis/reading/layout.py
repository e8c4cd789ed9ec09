"""A page's lines, and which of them are no part of the document's body: page furniture, the covering letter, contents.

Copies come from web pages and scans. The head of a page has navigation and a table about the document, its foot links
and addresses; a notice (通知) that sends a plan out has sections of its own; an outline may repeat all its headings.
Researchers count and read the body only, so each of these becomes one section that says what it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading.headings import Line, is_numbered, read_number
from analysis.vocabulary import alternatives, column

# How far from the top a letter or the head of a page reaches, in lines; beyond it nothing is looked for.
HEAD_LINES = 60
LETTER_LINES = 80
# A title above an addressee may be broken into some lines, and be preceded by the document's number.
TITLE_LINES = 6
LONGEST_ADDRESSEE = 270
# A table of contents has at least this many entries, most of which come again below.
FEWEST_ENTRIES = 5
LONGEST_ENTRY = 120

SIGNATURE_DATE = re.compile(
    r"[(（]?\s*(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|二[〇○零ＯOo0Ｏ][〇○零一二三四五六七八九十ＯOo0]{1,3}年.{1,3}月.{1,4}日"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|20[0-4]\d\d{3,4})\s*[)）]?(?:印发)?"
)
_ADDRESSEE = re.compile(
    r"[^。！!？?;；]{0,200}(?:政府|部门|单位|机构|街道|办事处|公司|委员会|管委会|各委|企业)[^。！!？?;；代表]{0,60}[:：]"
)
_PUBLICITY = re.compile(r"[(（〔\[]?\s*(?:此件|本件|此文)?.{0,6}公开(?:发布|属性)?.{0,6}[)）〕\]]?|[(（].{1,40}[)）]")
_SENDS = re.compile(r"通知|印发|转发|批转|现发给|遵照执行|贯彻执行|抓好落实|组织实施")
_BOOK_TITLE = re.compile(r"《([^《》\n]{4,80})》")
_NUMBER_LINE = re.compile(r"[(（]?[一-龥]{2,12}[〔\[（(【﹝]\s*\d{4}.{0,12}")
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_LEADER = re.compile(r"(?:[.．·…—\s]{3,}|\t)\s*[-—]?\s*\d{1,4}\s*[-—]?\s*$")
_PAGE_NUMBER = re.compile(r"[.．·…—\s]*\d{0,4}\s*$")
_SPACE = re.compile(r"\s+")
_ENDS_SENTENCE = re.compile(r"[。！？!?；;”\"）)…]\s*$")
# A line of a page's head or foot is short, and longer only if it has a marker; a text without line ends is neither.
LONGEST_FURNITURE = 60
LONGEST_MARKED = 300


class _Markers(NamedTuple):
    """The words that mark a line of the page, and what opens a sentence of the page: a label, or 本站 and the like."""

    word: re.Pattern[str]
    sentence: re.Pattern[str]


def _markers(*places: str) -> _Markers:
    words = alternatives(word for place in places for word in column("page_furniture", "word", place=place))
    label = rf"(?:{words})(?:(?<=[:：])|\s*[\]】)）]?\s*[:：])"
    openings = alternatives(column("page_furniture", "word", opens_sentence="yes"))
    return _Markers(re.compile(words), re.compile(rf"[\s\[【(（]*(?:{label}|{openings})"))


_HEAD_MARKERS, _TAIL_MARKERS = _markers("head", "both"), _markers("tail", "both")
_TAKES_NEXT = re.compile(rf"(?:{alternatives(column('page_furniture', 'word', takes_next='yes'))})\s*[:：]?\s*$")


class Zone(NamedTuple):
    """A stretch that is no body: `kind` is letter, contents or furniture; `heading` spans its title, if it has one."""

    kind: str
    start: int
    end: int
    heading_start: int
    heading_end: int


def find_zones(text: str, lines: Sequence[Line]) -> list[Zone]:
    """The letter, the table of contents and the furniture of a page, in reading order, never overlapping."""
    first_foot = len(lines) - _furniture(lines[_foot(lines) :], lines)
    page = lines[:first_foot]
    letter = _letter(page, page[-1].end if page else 0)
    contents = _contents(page, letter[1] if letter else 0)
    limit = min([*(zone[0] for zone in (letter, contents) if zone), first_foot])
    head = _furniture(page[: _head(page, limit)], page)
    zones = [Zone("furniture", 0, lines[head - 1].end, 0, 0)] if head else []
    if letter:
        zones.append(_zone("letter", lines, *letter))
    if contents:
        zones.append(_zone("contents", lines, *contents))
    if first_foot < len(lines):
        start = lines[first_foot].start
        zones.append(Zone("furniture", start, len(text), start, start))
    return zones


def _zone(kind: str, lines: Sequence[Line], first: int, last: int, title: tuple[int, int]) -> Zone:
    start, end = lines[first].start, lines[last - 1].end
    if title[0] == title[1]:
        return Zone(kind, start, end, start, start)
    return Zone(kind, start, end, lines[title[0]].start, lines[title[1] - 1].end)


def _letter(lines: Sequence[Line], length: int) -> tuple[int, int, tuple[int, int]] | None:
    """The letter's first line, the line after its last, and the lines of its title; None if no letter sends a plan out.

    A letter has an addressee (各镇人民政府,…:), says that something is sent (现印发给你们) and ends with a date. What
    is sent follows and is the longer part: a notice that is itself the document is not taken for a letter.
    """
    for addressee, line in enumerate(lines[:HEAD_LINES]):
        if len(line.words) <= LONGEST_ADDRESSEE and _ADDRESSEE.fullmatch(line.words) and not is_numbered(line.words):
            letter = _letter_to(lines, addressee, length)
            if letter:
                return letter
    return None


def _letter_to(lines: Sequence[Line], addressee: int, length: int) -> tuple[int, int, tuple[int, int]] | None:
    first = addressee
    while first and addressee - first < TITLE_LINES and _is_title_part(lines[first - 1].words):
        first -= 1
    last = _letter_end(lines, first, addressee)
    words = "".join(line.words for line in lines[first:last])
    if not last or not _SENDS.search(words) or last >= len(lines) or length - lines[last].start < len(words):
        return None
    title = [at for at in range(first, addressee) if not _NUMBER_LINE.fullmatch(lines[at].words)]
    return first, last, (title[0], title[-1] + 1) if title else (first, first)


def _is_title_part(words: str) -> bool:
    if _NUMBER_LINE.fullmatch(words):
        return True
    return len(words) <= 80 and not re.search(r"[。:：\[\]>]|https?|www\.", words)


def _letter_end(lines: Sequence[Line], first: int, addressee: int) -> int:
    """The line after the letter's date and what stands around it; 0 if there is no date and no sign of an end."""
    named = {
        _SPACE.sub("", title) for line in lines[first : addressee + 3] for title in _BOOK_TITLE.findall(line.words)
    }
    for at in range(addressee + 1, min(len(lines), addressee + LETTER_LINES)):
        words = lines[at].words
        if SIGNATURE_DATE.fullmatch(words) or (_PUBLICITY.fullmatch(words) and "公开" in words):
            while at + 1 < len(lines) and _follows_date(lines[at + 1].words):
                at += 1
            return at + 1
        if _SPACE.sub("", words) in named:
            return at
    return 0


def _follows_date(words: str) -> bool:
    return bool(SIGNATURE_DATE.fullmatch(words) or (_PUBLICITY.fullmatch(words) and "公开" in words))


def _contents(lines: Sequence[Line], first: int) -> tuple[int, int, tuple[int, int]] | None:
    """The first line of the table of contents, the line after its last, and its title's lines."""
    comes_again = Counter(_entry(line.words) for line in lines if len(line.words) <= LONGEST_ENTRY)
    at = first
    while at < min(len(lines), first + 4 * HEAD_LINES):
        titled = bool(_CONTENTS_TITLE.fullmatch(lines[at].words))
        last = _last_entry(lines, at + titled)
        entries = [_entry(line.words) for line in lines[at + titled : last]]
        repeated = sum(comes_again[entry] > 1 for entry in entries)
        if repeated * 2 >= len(entries) and len(entries) >= (3 if titled else FEWEST_ENTRIES):
            return at, last, (at, at + titled)
        at = max(last, at + 1)
    return None


def _last_entry(lines: Sequence[Line], at: int) -> int:
    """The line after the run of entries that begins with line `at`: it ends at text, or where an entry comes again."""
    seen: set[str] = set()
    while at < len(lines) and _is_entry(lines[at].words) and _entry(lines[at].words) not in seen:
        seen.add(_entry(lines[at].words))
        at += 1
    return at


def _is_entry(words: str) -> bool:
    if len(words) > LONGEST_ENTRY:
        return False
    number = read_number(words)
    if number and number.kind != "run_in" and number.width < len(words) <= LONGEST_FURNITURE and "。" not in words:
        return True
    return bool(_LEADER.search(words))


def _entry(words: str) -> str:
    """A heading as it stands in a table of contents and in the body alike: without spaces, dots and the page."""
    return _SPACE.sub("", _PAGE_NUMBER.sub("", words))


def _furniture(part: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many of the lines are furniture: all of `part`, or none if it has more of the sentences than the rest has."""
    return len(part) if 2 * _sentences(part) <= _sentences(lines) else 0


def _sentences(lines: Sequence[Line]) -> int:
    return sum(line.words.count("。") for line in lines)


def _head(lines: Sequence[Line], limit: int) -> int:
    """How many lines the page's head has: down to the last marker above the first sentence or heading of the text."""
    head = at = 0
    while at < min(limit, HEAD_LINES):
        if _is_marked(lines[at].words, _HEAD_MARKERS):
            if _TAKES_NEXT.search(lines[at].words) and at + 1 < limit:
                at += 1
            head = at + 1
        elif _begins_text(lines[at].words):
            return head
        at += 1
    return head if at < limit else limit if head else 0


def _is_marked(words: str, markers: _Markers) -> bool:
    """Whether a line says by a marker that it is the page's; a sentence does so by how it opens (免责声明：……。)."""
    if len(words) > LONGEST_MARKED:
        return False
    return bool(markers.sentence.match(words) if "。" in words else markers.word.search(words))


def _begins_text(words: str) -> bool:
    return "。" in words or is_numbered(words) or words.startswith(("各位代表", "同志们"))


def _foot(lines: Sequence[Line]) -> int:
    """The first line of the page's foot: the earliest marker after which only short lines and markers come."""
    foot = at = len(lines)
    while at:
        words = lines[at - 1].words
        marked = _is_marked(words, _TAIL_MARKERS)
        if not marked and (len(words) > LONGEST_FURNITURE or _ENDS_SENTENCE.search(words) or is_numbered(words)):
            break
        at -= 1
        foot = at if marked else foot
    return foot

"""Where a box (专栏) ends: copies keep its title and lose its frame, and the section's own text goes on after it."""

import re
from collections.abc import Callable, Sequence

from analysis.reading.headings import LONGEST_HEADING, Line, opens_with_verb, read_number

# The cells of a flattened table: short lines without a full stop, and at least this many of the first ones.
LONGEST_CELL = 40
FIRST_LINES = 6
FEWEST_CELLS = 4
_NOTE = re.compile(r"备\s*注|注\s*[:：\d]|说明[:：]|资料来源")
_BULLET = re.compile(
    r"[(（]\s*[0-9０-９]{1,2}\s*[)）]|[①-⑳●○■□◆◇▲△★☆►▶·•※]|[0-9０-９]{1,2}\s*[.．﹒、](?![0-9０-９])|[—―─]+"
)


def is_title(words: str) -> bool:
    """Whether the words after 专栏 are a box's title and not a sentence."""
    return len(words) <= LONGEST_HEADING and "。" not in words


def box_end(lines: Sequence[Line], first: int, is_stop: Callable[[int], bool]) -> int:
    """The line after the last of the box whose first line below its title is `first`.

    A box ends at the next heading of the outline at the latest. Before that: a table ends after its cells and notes; a
    numbered list with its last number; a list of things (铁路。…, 港口。…) where a paragraph opens with a verb again,
    as the section's own paragraphs do (加快培育…).
    """
    limit = first
    while limit < len(lines) and not is_stop(limit):
        limit += 1
    if limit == first:
        return first
    if _is_table(lines[first : min(limit, first + FIRST_LINES)]):
        return _table_end(lines, first, limit)
    bullet = _bullet(lines[first].words)
    if bullet:
        return _while(lines, first, limit, lambda words: _bullet(words) == bullet)
    if opens_with_verb(lines[first].words):
        return limit
    return _while(lines, first, limit, lambda words: not opens_with_verb(words))


def _while(lines: Sequence[Line], first: int, limit: int, belongs: Callable[[str], bool]) -> int:
    at = first + 1
    while at < limit and belongs(lines[at].words):
        at += 1
    return at


def _is_table(lines: Sequence[Line]) -> bool:
    return sum(_is_cell(line.words) for line in lines) >= FEWEST_CELLS


def _is_cell(words: str) -> bool:
    return len(words) <= LONGEST_CELL and "。" not in words


def _table_end(lines: Sequence[Line], first: int, limit: int) -> int:
    """The line after the table's notes, or after its last cell."""
    at = first
    while at < limit and (_is_cell(lines[at].words) or _NOTE.match(lines[at].words)):
        at += 1
        if _NOTE.match(lines[at - 1].words) and at < limit and not _is_cell(lines[at].words):
            break
    return at


def _bullet(words: str) -> str:
    """What kind of sign numbers a paragraph of a box: its characters other than the number itself."""
    match = _BULLET.match(words)
    if not match:
        return ""
    number = read_number(words)
    if number and number.style == "item":
        return "item"
    return re.sub(r"[0-9０-９\s]", "", re.sub(r"[①-⑳]", "①", match.group()))

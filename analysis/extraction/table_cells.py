"""Where an indicator table stands in a text, and its cells: a cell a line, or a row a line.

A table that was copied from a page often arrives flattened: each cell a line of its own, an empty line between them,
empty cells gone or left as one more empty line. Others keep a row on a line, with tabs, bars or spaces between cells.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.vocabulary import load

COLUMN_WORDS = {row["word"]: row["column"] for row in load("table_columns")}
_FIRST_COLUMNS = frozenset(word for word, column in COLUMN_WORDS.items() if column in ("number", "group", "name"))
_BLANKS = "[ \t\u3000\xa0\u2002]"
_TRIM = " \t\u3000\xa0\u2002|｜"
_NOISE = re.compile(r"[\s\u3000\xa0“”\"]+")
_LINE = re.compile(r"[^\n]+")
_SEPARATED = re.compile(rf"[|｜\t]|{_BLANKS}+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER = re.compile(
    r"(?:19|20)\d\d|[十九八][一二三四五六]?五|年均|增[长速幅减]|累计|目标|规划|实现|完成|实际|现状|基期|基数|基准|预计|预期|计划|"
    r"单位|属性|性质|备注|指标|类别|时期"
)
# A part of a heading that stands on a line of its own: what may stand before it, and the part.
_PARTS = (
    (re.compile(r"五$"), re.compile(r"时期|期间|期?末|规划|目标.{0,4}")),
    (re.compile(r"\d{4}$"), re.compile(r"年.{0,6}")),
    (re.compile(r"年$"), re.compile(r"(?:目标|现状|实际|完成|预期|预计|规划|基期)(?:值|数|情况|目标)?")),
    (re.compile(r"年均$"), re.compile(r"增.{1,8}")),
    (re.compile(r"[(（\[〔【][^)）\]〕】]*$"), re.compile(r".{0,8}[)）\]〕】]")),
    (re.compile(r"[^年]$|年均?$"), re.compile(r"[(（\[〔【].{0,12}")),
    (re.compile(r"目标|现状|实际|完成|预期"), re.compile(r"值|数|情况")),
)
_ENDS = re.compile(
    r"(?:备\s*)?注\s*[:：]|备注|说明\s*[:：]|第[一二三四五六七八九十百]+[章节篇]|[一二三四五六七八九十]{1,3}、|专栏|[(（][一二三四五六七八九十]{1,3}[)）]"
)
_PAGE_NUMBER = re.compile(r"[-—－]\s*\d+\s*[-—－]|第\s*\d+\s*页")
_NO_CELL = re.compile(r"以上|以下|以内|左右|[(（][^()（）\d]{1,12}[)）]")
_FIGURE = re.compile(r"\D{0,4}\d[\d.,]*\D{0,6}")
_RULE = re.compile(r"[\s|｜:\-—]+")
_LONGEST_ROW = 200
_MOST_WITHOUT_FIGURE = 5
_LONGEST_CELL = 60
_LONGEST_HEADING = 25
_MOST_HEADINGS = 16
_MOST_CELLS = 3000


class Cell(NamedTuple):
    """The words of a cell, where they stand, and how many empty cells are left as blanks before it."""

    text: str
    start: int
    end: int
    gap: int = 0


class Grid(NamedTuple):
    """A table as it stands: caption, cells of the heading, cells; `rows` is empty where each cell is a line.

    In `rows` each line has its cells; `kept` says that empty cells are still there (tabs or bars part them).
    """

    caption: str
    headings: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kept: bool
    note: str
    start: int
    end: int


def plain(words: str) -> str:
    """A heading's words without spaces, line ends and quotation marks."""
    return _NOISE.sub("", words)


def find_grids(text: str) -> list[Grid]:
    """The places that look like an indicator table, by their headings: a column of names and one of values at least.

    >>> page = "序号 指标 2020年 2025年 属性 1 森林覆盖率(%) 51 54 约束性".replace(" ", "\\n\\n")
    >>> [(len(grid.headings), [cell.text for cell in grid.cells]) for grid in find_grids(page)]
    [(5, ['1', '森林覆盖率(%)', '51', '54', '约束性'])]
    """
    lines = [Cell(found[0].strip(_TRIM), *_trimmed(found)) for found in _LINE.finditer(text)]
    lines = [line for line in lines if line.text]
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        grid, at = _table_at(text, lines, at)
        grids += [grid] if grid else []
    return grids


def _table_at(text: str, lines: list[Cell], at: int) -> tuple[Grid | None, int]:
    """The table whose heading begins with this line, if there is one, and the line to go on with."""
    grid, after = _row_a_line(text, lines, at), at + 1
    if grid is None:
        grid, after = _cell_a_line(text, lines, at)
    while grid is not None and after < len(lines) and lines[after].start < grid.end:
        after += 1
    return grid, after


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    left = len(found[0]) - len(found[0].lstrip(_TRIM))
    return found.start() + left, found.start() + len(found[0].rstrip(_TRIM))


def _cell_a_line(text: str, lines: list[Cell], at: int) -> tuple[Grid | None, int]:
    """The table whose heading begins with this line, if each of its cells is a line, and the line after the heading."""
    if len(lines[at].text) > 8 or plain(lines[at].text) not in _FIRST_COLUMNS:
        return None, at + 1
    after = at + 1
    while after < len(lines) and after - at < _MOST_HEADINGS and _is_heading(lines, after):
        after += 1
    headings = lines[at:after]
    body = _body(lines, after) if _has_columns(headings) else []
    if not body:
        return None, after
    step = _step(text, [*headings, *body])
    cells = _cells(text, [headings[-1], *body], step)[1:]
    note = _note(lines, after + len(body))
    place = headings[0].start, body[-1].end
    return Grid(_caption(lines, at), tuple(_joined(headings)), tuple(cells), (), False, note, *place), after


def _is_heading(lines: list[Cell], at: int) -> bool:
    """Whether this line is a cell of a heading: known words, a year, a plan, or a part; no name with its value."""
    words = plain(lines[at].text)
    if len(words) > _LONGEST_HEADING:
        return False
    if words in COLUMN_WORDS or (at > 0 and _takes(plain(lines[at - 1].text), words)):
        return True
    following = plain(lines[at + 1].text) if at + 1 < len(lines) else ""
    is_name = bool(re.match(r"^[\[〔(（<≤≥]?\d", following)) and not _YEAR.search(following) and not _YEAR.search(words)
    return _HEADER.search(words) is not None and not is_name and not words.endswith(("性", "表"))


def _has_columns(headings: list[Cell]) -> bool:
    kinds = [COLUMN_WORDS.get(plain(cell.text), "value") for cell in headings]
    values = [
        cell for cell, kind in zip(headings, kinds, strict=True) if kind == "value" and _HEADER.search(plain(cell.text))
    ]
    return "name" in kinds and bool(values) and len(headings) >= 2


def _body(lines: list[Cell], after: int) -> list[Cell]:
    """The lines of the table: up to a long line, a note, a heading, or a stretch of lines without a figure."""
    body: list[Cell] = []
    last_value = 0
    for at, line in enumerate(lines[after : after + _MOST_CELLS], start=after):
        if len(line.text) > _LONGEST_CELL or "。" in line.text:
            break
        if _ENDS.match(line.text) and not _heads_a_group(lines, at):
            break
        if plain(line.text) in _FIRST_COLUMNS:
            break
        body.append(line)
        if re.search(r"\d", line.text) or line.text in ("约束性", "预期性"):
            last_value = len(body)
        elif len(body) - last_value > _MOST_WITHOUT_FIGURE:
            break
    return body[:last_value]


def _heads_a_group(lines: list[Cell], at: int) -> bool:
    """Whether a numbered line (一、经济发展) heads a group of rows: it is short, and a figure alone follows soon."""
    short = len(lines[at].text) <= 16 and re.match("[一二三四五六七八九十(（]", lines[at].text) is not None
    return short and any(_FIGURE.fullmatch(line.text) for line in lines[at + 1 : at + 5])


def _step(text: str, cells: list[Cell]) -> int:
    """How many line ends part two cells in this table: one, or two where an empty line stands between."""
    steps = Counter(text.count("\n", left.end, right.start) for left, right in pairwise(cells))
    return 2 if steps[2] > steps[1] else 1


def _cells(text: str, lines: list[Cell], step: int) -> list[Cell]:
    """Lines as cells: lines that stand closer than the table's step are one; further apart, empty cells lie between.

    A line that can't be a cell goes with the one before it, a page's number with none: （亿元）, 左右, — 12 —.
    """
    cells = [lines[0]]
    for line in lines[1:]:
        if _PAGE_NUMBER.fullmatch(line.text):
            continue
        ends = text.count("\n", cells[-1].end, line.start)
        if ends < step or (len(cells) > 1 and _NO_CELL.fullmatch(line.text)):
            cells[-1] = Cell(cells[-1].text + line.text, cells[-1].start, line.end, cells[-1].gap)
        else:
            cells.append(line._replace(gap=ends - step))
    return cells


def _joined(headings: list[Cell]) -> Iterator[Cell]:
    """The cells of a heading, with parts that stand on a line of their own put together: 十二五 and 时期."""
    held: Cell | None = None
    for cell in headings:
        words = plain(cell.text)
        if held is not None and words not in COLUMN_WORDS and _takes(plain(held.text), words):
            held = Cell(held.text + cell.text, held.start, cell.end)
            continue
        if held is not None:
            yield held
        held = cell
    if held is not None:
        yield held


def _takes(before: str, words: str) -> bool:
    """Whether a part of a heading belongs to the cell before it: 十二五 and 时期, 年均增长 and 〔累计〕."""
    if before in COLUMN_WORDS and words[0] not in "(（[〔【":
        return False
    return any(front.search(before) and part.fullmatch(words) for front, part in _PARTS)


def _caption(lines: list[Cell], at: int) -> str:
    """The nearest of the lines just above a table that names it: a list of indicators, a table, a box."""
    above = [
        line.text for line in lines[max(0, at - 3) : at] if len(line.text) <= _LONGEST_CELL and "。" not in line.text
    ]
    return next((words for words in reversed(above) if re.search("指标|表|专栏|目标", words)), "")


def _note(lines: list[Cell], at: int) -> str:
    return lines[at].text[:600] if at < len(lines) and re.match(r"(?:备\s*)?注|说明", lines[at].text) else ""


def _row_a_line(text: str, lines: list[Cell], at: int) -> Grid | None:
    """The table whose heading is this line, if each of its rows is a line."""
    words = lines[at].text
    if "指标" not in words or not _SEPARATED.search(words) or len(words) > _LONGEST_ROW:
        return None
    sign = next((sign for sign in ("|", "｜", "\t") if sign in words), "")
    headings = [cell for cell in _split(text, lines[at], sign) if cell.text]
    if not _has_columns(headings) or not all(len(cell.text) <= _LONGEST_HEADING for cell in headings):
        return None
    rows, after = _rows(text, lines, at + 1, sign)
    if not rows:
        return None
    end = max(cell.end for cell in rows[-1])
    note = _note(lines, after)
    return Grid(_caption(lines, at), tuple(headings), (), tuple(rows), bool(sign), note, lines[at].start, end)


def _rows(text: str, lines: list[Cell], at: int, sign: str) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows that follow a heading, each a line, up to the last with a figure, and the line after it."""
    rows: list[tuple[Cell, ...]] = []
    filled, after = 0, at
    for index, line in enumerate(lines[at : at + _MOST_CELLS], start=at):
        if _RULE.fullmatch(line.text):
            continue
        cells = _split(text, line, sign)
        if len(line.text) > _LONGEST_ROW or "。" in line.text or (_ENDS.match(line.text) and len(cells) < 3):
            break
        if (len(cells) < 2 and len(line.text) > 20) or len(rows) - filled > _MOST_WITHOUT_FIGURE:
            break
        rows.append(tuple(cells))
        if re.search(r"\d", line.text):
            filled, after = len(rows), index + 1
    return rows[:filled], after


def _split(text: str, line: Cell, sign: str) -> list[Cell]:
    """The cells of a line; empty ones are kept where a sign parts them, an outer bar aside."""
    start, end = line.start, line.end
    if sign == "\t":
        start = text.rfind("\n", 0, line.start) + 1
        end = text.find("\n", line.end)
        end = len(text) if end < 0 else end
    pattern = re.compile(re.escape(sign)) if sign else re.compile(f"{_BLANKS}+")
    cells, place = [], start
    for found in [*pattern.finditer(text, start, end), None]:
        stop = found.start() if found else end
        words = text[place:stop]
        left = len(words) - len(words.lstrip(_TRIM))
        stripped = words.strip(_TRIM)
        cells.append(Cell(stripped, place + left, place + left + len(stripped)))
        place = found.end() if found else end
    return cells

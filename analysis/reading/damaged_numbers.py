"""Damage inside and around numbers: a separator, a unit or a digit that copying or a scan has lost.

Each rule takes a text and yields repairs. A rule speaks only where the characters as they stand can't be meant: a year
of eight digits, a percentage that runs into the next. What takes knowledge is in vocabulary/repairs.csv.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.reading.document import Repair
from analysis.vocabulary import alternatives, column

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
# Possessive, so that a megabyte of figures is passed over once.
NUMBER = r"\d++(?:\.\d++)?+"
_NUMBER = re.compile(NUMBER)
_UNIT = rf"[十百千万亿]{{0,2}}(?:{alternatives([*column('units', 'unit'), '千伏', 'KV', 'kV', '％'])})|[万亿]"

# 到 opens a clause here: after 达到, 提高到, 增加到 an amount stands, not a year.
_BY = r"(?<=[\s,，。;；、:：(（]到)"
_YEAR_THEN_NUMBER = re.compile(rf"{_BY}20[0-4]\d(?=[1-9]\d+(?:\.\d+)?(?:{_UNIT}))")
_YEAR_THEN_VERB = re.compile(rf"{_BY}20[0-4]\d(?=末|底|力争|达|实现|基本|建成|全[区市县省国]|[,，])")
_YEARS = re.compile(rf"(?<!\d)({YEAR})({YEAR})(?=年)")
_DATE_LINE = re.compile(r"^[ \t\u3000\xa0]*(20[0-4]\d)(\d{3})[ \t\u3000\xa0]*$", re.MULTILINE)
_YEAR_THEN_MONTH = re.compile(rf"(?<!\d){YEAR}(?=(?:1[0-2]|0?[1-9])月)")
_DOCUMENT_NUMBER = re.compile(rf"〔({YEAR})(\d{{1,4}})(号?)(?![\d〕号])")
_NUMBER_THEN_NUMBER = re.compile(rf"(?<![\d.])({NUMBER})((?:{_UNIT}))(?=({NUMBER})\2(?!\d))")
_STAGES = re.compile(r"(?<![\d第])([1-7])([2-8])([3-9])?期(?=项目|工程|建设|改造|扩建|治理|开发)")
_EACH_FEW = re.compile(r"每[^\d，,。；;\n]{1,15}?(?<![\d.])(12|23|34|45|56)(?=名|人|个|处|家|所|条|支)")
_TENS = re.compile(r"(?<![\d.])([1-9]0)([1-9]0)(?=万人)")
_DASHED = re.compile(r"\d(?:%|万|亿)?[-—–－~～至]{1,2}\d")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)[OoＯ]+(?=\d{2}|\d*[年月%％万亿])")
_LETTER_FOR_ONE = re.compile(r"(?<![A-Za-z\d])[lI](?=\d{1,4}(?:\.\d+)?(?:[%％万亿年]|个百分点))")
_STOP_FOR_POINT = re.compile(r"(?<=\d)[。·](?=\d{1,2}(?:[%％]|个百分点|万|亿))")
_CELL = re.compile(rf"^[ \t\u3000\xa0]*({YEAR})(\d{{1,2}}\.\d+)[ \t\u3000\xa0]*$", re.MULTILINE)


def _insertion(text: str, at: int, sign: str, rule: str, reason: str, certainty: str, start: int, end: int) -> Repair:
    """A repair of text[start:end] that puts `sign` in at offset `at`."""
    return Repair(start, end, text[start:end], text[start:at] + sign + text[at:end], rule, reason, certainty)


def year_glued_to_number(text: str) -> Iterator[Repair]:
    """年 lost between a year and an amount, after a 到 that opens a clause; 提高到202565元 is left alone.

    >>> [(r.raw, r.repaired) for r in year_glued_to_number("年均增长40亿元,到2025650亿元")]
    [('2025650', '2025年650')]
    """
    for found in _YEAR_THEN_NUMBER.finditer(text):
        digits = _NUMBER.match(text, found.end())
        assert digits is not None, "the pattern asks for a number after the year"
        yield _insertion(
            text, found.end(), "年", "year_glued_to_number", "年 is lost between the year and the amount", "sure",
            found.start(), digits.end(),
        )  # fmt: skip


def year_without_word(text: str) -> Iterator[Repair]:
    """年 lost between a year and the verb or comma after it; 达到2000家 is left alone.

    >>> [(r.raw, r.repaired) for r in year_without_word("力争,到2025达到50%")]
    [('2025', '2025年')]
    """
    for found in _YEAR_THEN_VERB.finditer(text):
        yield _insertion(
            text,
            found.end(),
            "年",
            "year_without_word",
            "年 is lost after the year",
            "sure",
            found.start(),
            found.end(),
        )


def dash_lost_between_years(text: str) -> Iterator[Repair]:
    """A dash lost between two years: eight digits before 年 are no year.

    >>> [r.repaired for r in dash_lost_between_years("指20212025年均增长值")]
    ['2021—2025']
    """
    for found in _YEARS.finditer(text):
        if found[1] < found[2]:
            yield _insertion(
                text, found.end(1), "—", "dash_lost_between_years", "the dash between two years is lost", "sure",
                found.start(), found.end(),
            )  # fmt: skip


def date_without_separators(text: str) -> Iterator[Repair]:
    """A line that is a date whose 年, 月 and 日 are lost; two readings (20211113 aside, 2021111) make it ambiguous.

    >>> [(r.repaired, r.certainty) for r in date_without_separators("办公室\\n2021319\\n")]
    [('2021年3月19日', 'sure')]
    """
    for found in _DATE_LINE.finditer(text):
        readings = [
            (month, day)
            for month, day in ((found[2][:1], found[2][1:]), (found[2][:2], found[2][2:]))
            if month[0] != "0" != day[0] and int(month) <= 12 and int(day) <= 31
        ]
        if readings:
            month, day = readings[0]
            certainty = "sure" if len(readings) == 1 else "ambiguous"
            start, end = found.start(1), found.end(2)
            yield Repair(
                start, end, text[start:end], f"{found[1]}年{month}月{day}日", "date_without_separators",
                "年, 月 and 日 of a date are lost", certainty,
            )  # fmt: skip


def year_glued_to_month(text: str) -> Iterator[Repair]:
    """年 lost between a year and a month.

    >>> [r.repaired for r in year_glued_to_month("20213月底前")]
    ['2021年']
    """
    for found in _YEAR_THEN_MONTH.finditer(text):
        yield _insertion(
            text, found.end(), "年", "year_glued_to_month", "年 is lost between the year and the month", "sure",
            found.start(), found.end(),
        )  # fmt: skip


def document_number_broken(text: str) -> Iterator[Repair]:
    """The closing bracket, and often 号, lost from a document number (文号).

    >>> [r.repaired for r in document_number_broken("渝北府办发〔202021")]
    ['〔2020〕21号']
    """
    for found in _DOCUMENT_NUMBER.finditer(text):
        yield Repair(
            found.start(), found.end(), found[0], f"〔{found[1]}〕{found[2]}号", "document_number_broken",
            "the closing bracket or 号 of a document number is lost", "sure",
        )  # fmt: skip


def separator_lost_between_amounts(text: str) -> Iterator[Repair]:
    """A comma lost between two amounts of one unit; the same amount twice is left alone.

    >>> [r.repaired for r in separator_lost_between_amounts("年均增长分别达8.3%9.6%。")]
    ['8.3%、9.6']
    """
    for found in _NUMBER_THEN_NUMBER.finditer(text):
        if found[1] != found[3]:
            yield _insertion(
                text, found.end(), "、", "separator_lost_between_amounts", "the separator between two amounts is lost",
                "sure", found.start(), found.end(3),
            )  # fmt: skip


def separator_lost_between_stages(text: str) -> Iterator[Repair]:
    """Separators lost between the numbers of stages that follow each other; 第123期 and 123期简报 are numbers.

    >>> [r.repaired for r in separator_lost_between_stages("矿山地质环境恢复567期项目")]
    ['5、6、7']
    """
    for found in _STAGES.finditer(text):
        digits = [digit for digit in found.groups() if digit]
        if len(digits) == 3 and all(int(b) - int(a) == 1 for a, b in pairwise(digits)):
            yield Repair(
                found.start(1), found.end() - 1, "".join(digits), "、".join(digits), "separator_lost_between_stages",
                "stages that follow each other ran into one number", "likely",
            )  # fmt: skip


def dash_lost_in_range(text: str) -> Iterator[Repair]:
    """A dash lost between two small counts or two round ones, in a text that has lost its dashes elsewhere.

    Two numbers that follow each other (12) are also a plain number. So this asks for a text in which a dash between
    years is lost for sure and not one range still has its dash, and for a count that each of many is to have.

    >>> [r.repaired for r in dash_lost_in_range("20212025年,每个村卫生室配备12名医生")]
    ['1—2']
    """
    if next(dash_lost_between_years(text), None) is None or _DASHED.search(_without_dates(text)):
        return
    for pattern in (_EACH_FEW, _TENS):
        for found in pattern.finditer(text):
            start, end = found.span(1) if pattern is _EACH_FEW else (found.start(), found.end())
            middle = (start + end) // 2
            if int(text[start:middle]) < int(text[middle:end]):
                yield _insertion(
                    text, middle, "—", "dash_lost_in_range", "the text has lost its dashes, so this range", "likely",
                    start, end,
                )  # fmt: skip


def _without_dates(text: str) -> str:
    """The text without dates and telephone numbers, whose dashes are often typed apart from the text."""
    return re.sub(r"\d{4}-\d{1,2}-\d{1,2}|\d{3,4}-\d{7,8}", "", text)


def letter_for_digit(text: str) -> Iterator[Repair]:
    """The letter O read for the digit 0, and l or I for 1, inside a year or an amount.

    >>> [(r.raw, r.repaired) for r in letter_for_digit("到2O25年增长l0%")]
    [('O', '0'), ('l', '1')]
    """
    for pattern, digit in ((_LETTER_FOR_ZERO, "0"), (_LETTER_FOR_ONE, "1")):
        for found in pattern.finditer(text):
            yield Repair(
                found.start(), found.end(), found[0], digit * len(found[0]), "letter_for_digit",
                f"a letter stands for {digit}", "sure",
            )  # fmt: skip


def stop_for_point(text: str) -> Iterator[Repair]:
    """A full stop or a middle dot for a decimal point: between a digit and an amount in per cent, 万 or 亿.

    >>> [r.repaired for r in stop_for_point("增长8。5%")]
    ['.']
    """
    for found in _STOP_FOR_POINT.finditer(text):
        yield Repair(
            found.start(),
            found.end(),
            found[0],
            ".",
            "stop_for_point",
            "the decimal point became another sign",
            "likely",
        )


def year_glued_in_cell(text: str) -> Iterator[Repair]:
    """A year run into the value of a table's cell; only where a neighbouring cell shows the size that is meant.

    >>> [r.repaired for r in year_glued_in_cell("20158.9\\n\\n9左右\\n\\n8.3")]
    ['2015年8.9']
    """
    for found in _CELL.finditer(text):
        meant, stands = float(found[2]), float(found[1] + found[2])
        near = re.findall(rf"^\D{{0,4}}({NUMBER})\D{{0,6}}$", text[max(0, found.start() - 60) : found.end() + 60], re.M)
        sizes = [float(size) for size in near if not re.fullmatch(YEAR + NUMBER, size) and float(size) > 0]
        if any(meant / 5 <= size <= meant * 5 for size in sizes) and not any(size > stands / 20 for size in sizes):
            yield _insertion(
                text, found.end(1), "年", "year_glued_in_cell", "the year of the value ran into it", "sure",
                found.start(1), found.end(2),
            )  # fmt: skip


NUMBER_RULES = (
    document_number_broken,
    dash_lost_between_years,
    date_without_separators,
    year_glued_to_number,
    year_glued_to_month,
    year_glued_in_cell,
    year_without_word,
    separator_lost_between_amounts,
    separator_lost_between_stages,
    dash_lost_in_range,
    letter_for_digit,
    stop_for_point,
)

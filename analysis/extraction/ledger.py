"""The ledger: what became of every number. Each gets a disposition with a reason; an amount is left to the targets.

The dispositions follow the annotation guide, section 1, "Not a row". `unaccounted` looks for numbers in a different,
plainer way than the reader does, so that a number which the reader misses is noticed.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from analysis import vocabulary
from analysis.extraction.chinese_counts import chinese_count
from analysis.extraction.disposition import (
    AMOUNT,
    COUNT_OF_SET,
    DATE,
    IDENTIFIER,
    NAME,
    ORDINAL,
    Disposition,
    before_of,
    behind_of,
    contexts,
    is_han,
    is_quoted,
)
from analysis.extraction.quantity import Quantity
from analysis.extraction.unit_rules import rule_of_unit
from analysis.extraction.units import UNITS, by_first_letter
from analysis.reading.document import Section

__all__ = ["Disposition", "dispose", "unaccounted"]

_DATE_UNITS = frozenset(unit for unit, row in UNITS.items() if row["disposition"] == "date")
_AFTER_BARE, _HOTLINES = contexts("after_bare"), contexts("hotline")
_ABSTRACT, _PROPERTIES = tuple(contexts("abstract")), frozenset(contexts("property"))
_NUMBER_SIGNS = frozenset((".", "、", "．", "﹒", ")", "）", ":", "：", ",", "，", "是"))
_LINE_STARTS = frozenset(("", *"\n\r(（。；;:：，, \u3000\t"))
_MONTH_AND_DAY = re.compile("[01]?[0-9]-[0-3][0-9]$")
_DATE = re.compile("(?:19|20)[0-9]{2}([-./．·])[01]?[0-9](?:\\1[0-3]?[0-9])?$")
_YEAR = re.compile("(?:19[4-9]|20[0-6])[0-9]$")
_ROAD = re.compile("[GSXYC][0-9]+$")
# 前10名 is a rank, 目前10名 is not.
_RANK = re.compile("(?<![目日年此之以天])前$")
# 达2000 is an amount, 到2025 a year.
_REACHING = frozenset("达增超破约近值额")
# A longer run of figures is the number of a record.
_LONGEST_AMOUNT = 6
_LONGEST_LABEL = 8
# In a flattened table the numbers of rows go up by one, or by a little more where a row has no number.
_LOST_ROWS = 3


def dispose(text: str, quantities: Sequence[Quantity], sections: Sequence[Section] = ()) -> list[Disposition]:
    """A disposition for each quantity, in their order; an empty name means an amount.

    `sections` may be empty; with them, numbers in page furniture are told apart.

    >>> from analysis.extraction.quantities import find_quantities
    >>> text = "2023年新增市场主体1.7万家,建设5G基站600个,打造“五大环境”。"
    >>> [d.name for d in dispose(text, find_quantities(text))]
    ['date', '', 'name', '', 'name']
    """
    furniture = sorted((s.start, s.end) for s in sections if s.kind == "furniture")
    found = []
    row = 0
    for quantity in quantities:
        disposition = _FORMS[quantity.form](text, quantity)
        if not quantity.unit and quantity.value and _heads_a_row(text, quantity, row):
            disposition, row = ORDINAL, int(quantity.value)
        if furniture and disposition is AMOUNT:
            place = bisect_right(furniture, (quantity.start, len(text))) - 1
            if place >= 0 and quantity.start < furniture[place][1]:
                disposition = Disposition("furniture", "in the page's furniture")
        found.append(disposition)
    return found


def _heads_a_row(text: str, quantity: Quantity, row: int) -> bool:
    """Whether the number stands alone on its line, follows that of the last row, and words stand on the next line."""
    if text[quantity.start - 1 : quantity.start] != "\n" or text[quantity.end : quantity.end + 1] != "\n":
        return False
    if quantity.value is None or not (quantity.value == 1 or row < quantity.value <= row + _LOST_ROWS + 1):
        return False
    line = text[quantity.end : quantity.end + 40].lstrip().partition("\n")[0]
    return len(line) > 1 and is_han(line[0]) and line not in _PROPERTIES


def _code(text: str, quantity: Quantity) -> Disposition:
    """G353 is a road; a long run of letters and figures the number of a record; 5G, PM2.5, 4A are names."""
    word = text[quantity.start : quantity.end]
    if len(word) > _LONGEST_LABEL or _ROAD.match(word) or "/" in word:
        return IDENTIFIER
    return Disposition("name", "figures that touch letters")


def _chain(text: str, quantity: Quantity) -> Disposition:
    """2023-02-21 is a date, 9:30 a time; other joined figures are numbers of telephones, records or versions."""
    word = text[quantity.start : quantity.end]
    if quantity.kind == "time" or _DATE.match(word) or _MONTH_AND_DAY.match(word):
        return DATE
    before = before_of(text, quantity)
    return before if before is not None and before.name in ("contact", "furniture") else IDENTIFIER


def _number(text: str, quantity: Quantity) -> Disposition:
    """An amount, unless its unit, its neighbours or the quotation marks around it say otherwise."""
    unit, kind = quantity.unit, quantity.kind
    if kind in ("share", "points"):
        return NAME if is_quoted(text, quantity) else AMOUNT
    behind = behind_of(text, quantity)
    if unit in _DATE_UNITS or (kind == "time" and unit.endswith("年")):
        return behind if behind is not None and behind.name == "rating" else DATE
    if not unit:
        return _bare(text, quantity, behind)
    if behind is not None and behind.name != "identifier":
        return behind
    if is_quoted(text, quantity):
        return NAME
    before = before_of(text, quantity)
    if before is not None and (
        before.name in ("name", "rating") or _RANK.search(text, quantity.start - 2, quantity.start)
    ):
        return before
    disposition = rule_of_unit(text, quantity)
    if disposition is not AMOUNT:
        return disposition
    if quantity.form in ("chinese", "vague"):
        return chinese_count(text, quantity)
    return COUNT_OF_SET if kind == "count" and text.startswith(_ABSTRACT, quantity.end) else AMOUNT


def _bare(text: str, quantity: Quantity, behind: Disposition | None) -> Disposition:
    """A number without a unit: of a heading or note, a year, a label; else by its form."""
    start, end = quantity.start, quantity.end
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    word = text[start:end]
    if before in _LINE_STARTS and after in _NUMBER_SIGNS:
        return DATE if _YEAR.match(word) else ORDINAL
    if behind is not None or text[end : end + 1] in _AFTER_BARE:
        return behind or _AFTER_BARE[text[end : end + 1]]
    if before == "〔":
        return IDENTIFIER if _YEAR.match(word[:4]) else Disposition("ordinal", "the number of a note")
    if before in ("［", "【", "[", "(", "（") and _YEAR.match(word):
        return IDENTIFIER if re.match("[］】\\])）][0-9第]", text[end : end + 2]) else DATE
    if word in _HOTLINES or before in ("+", "＋", "×") or after in ("+", "＋", "×") or is_quoted(text, quantity):
        return NAME
    label = before_of(text, quantity)
    if label is not None:
        return label
    if _YEAR.match(word if quantity.value_high is None else word[:4]) and before not in _REACHING:
        return DATE
    return (_bare_figures if quantity.form == "figures" else _bare_chinese)(text, quantity, before, after)


def _bare_figures(text: str, quantity: Quantity, before: str, after: str) -> Disposition:
    """3539文创园 is a name, 11500381 the number of a record; 提升0.4、0.5个百分点 has an amount without its unit."""
    word = text[quantity.start : quantity.end]
    if quantity.operator == "range":
        return DATE if _MONTH_AND_DAY.match(word) and before == after == "\n" else AMOUNT
    if quantity.operator != "eq" or not word.isdigit():
        return AMOUNT
    if len(word) > 2 and is_han(after):
        return Disposition("name", "figures that begin a name")
    return IDENTIFIER if len(word) > _LONGEST_AMOUNT else AMOUNT


def _bare_chinese(text: str, quantity: Quantity, before: str, after: str) -> Disposition:
    """一、二、三产业 and 三、四、五期 are numbered; other numerals as counts are."""
    if "、" in (before, after) and quantity.value is not None and quantity.value < 20:
        return ORDINAL
    return chinese_count(text, quantity)


_FORMS: dict[str, Callable[[str, Quantity], Disposition]] = {
    "figures": _number,
    "chinese": _number,
    "vague": _number,
    "fraction": _number,
    "ratio": lambda text, quantity: AMOUNT,
    "ordinal": lambda text, quantity: Disposition("ordinal", "第 makes it an ordinal"),
    "plan": lambda text, quantity: Disposition("date", "a five-year plan by its number"),
    "formula": lambda text, quantity: Disposition("name", "figures added up name a scheme"),
    "chain": _chain,
    "code": _code,
}

# The plain scan's own list, kept apart from vocabulary/units.csv on purpose: a second pair of eyes.
_COMMON_MEASURE_WORDS = frozenset("个项家名条座处所台套辆列次批件种户亩元吨人年月天岁倍番场张级类期届位支只头艘栋")
_PLAIN_NUMERALS = frozenset("一二两三四五六七八九十百千万亿")
_FIGURES = frozenset("0123456789０１２３４５６７８９")
_NO_NUMBERS = re.compile(by_first_letter({row["word"]: row["not_before"] for row in vocabulary.load("numeral_words")}))


def unaccounted(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Numbers that lie in no quantity: runs of digits, and Chinese numerals that stand before a common measure word.

    Looks at one character after the other, with a list of measure words of its own. The words of
    vocabulary/numeral_words.csv (统一, 进一步) are no numbers.

    >>> unaccounted("新增3家、两座", [])
    [(2, 3), (5, 6)]
    """
    covered = bytearray(len(text))
    for start, end in [(q.start, q.end) for q in quantities] + [m.span() for m in _NO_NUMBERS.finditer(text)]:
        covered[start:end] = b"\1" * (end - start)
    missing: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        end = place
        while end < len(text) and text[end] in _FIGURES:
            end += 1
        is_number = end > place
        while not is_number and end < len(text) and text[end] in _PLAIN_NUMERALS:
            end += 1
        is_number = is_number or (place < end < len(text) and text[end] in _COMMON_MEASURE_WORDS)
        if is_number and not all(covered[place:end]):
            missing.append((place, end))
        place = max(end, place + 1)
    return missing

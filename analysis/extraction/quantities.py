"""Quantities in Chinese text: value, bounds, unit as written, operator and place of every number.

A number is found where it is written in figures, and where Chinese numerals stand before a measure word, after 第, in
a fraction, free between signs, or at the head of a quotation. Whether it is an amount, a date, a name or something
else is decided by analysis.extraction.ledger; which goal it belongs to, by analysis.extraction.targets.
"""

import re

from analysis import vocabulary
from analysis.extraction.bounds import AFTER, INSIDE, LAST_LETTERS, leading_operator
from analysis.extraction.number_joins import RATIO_SIGNS, join_quantities
from analysis.extraction.number_patterns import (
    FIRST_PART,
    NUMBER,
    PHRASES,
    SECOND_NUMERAL,
)
from analysis.extraction.number_tails import Tail, read_tail
from analysis.extraction.numerals import DIGITS, read_numeral
from analysis.extraction.quantity import Quantity
from analysis.extraction.unit_values import magnitude_to_unit, share_value, tenths
from analysis.extraction.units import UNITS, base_value, kind_of

__all__ = ["Quantity", "base_value", "find_quantities"]

_PLANS = re.compile("十[一二三四五六七]五")
_QUOTED_PLANS = frozenset(("七五", "八五", "九五", "十五"))
_SENTENCE_STARTS = frozenset("。；;，,：:、\n \u3000")
_LATIN = re.compile(r"(?:[A-Za-z0-9_]|[./:%?&=#~+-](?=[A-Za-z0-9_]))*")
_LATIN_BEFORE = re.compile(r"(?:[A-Za-z0-9_]|[./:%?&=#~+-])*[A-Za-z_][./:-]?$")
_WORD_BEFORE = re.compile("[A-Za-z]+(?:&[A-Za-z]+)?$")
_UPPER_BOUND = re.compile("[-－—–~～至到][0-9０-９]{1,9}(?:[.．][0-9０-９]{1,4})?")
_FIGURED_WORDS = frozenset(vocabulary.column("rule_phrases", "word", rule="figured_word"))
_MEASURED = frozenset(("mass", "area", "length", "volume", "power", "energy", "people"))
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|pdf|docx?|xlsx?|html?|txt|zip|rar)", re.IGNORECASE)
_SHORT_UNITS = frozenset(unit for unit, row in UNITS.items() if len(unit) == 1 and row["after"] != "arabic")
_LONE_MAGNITUDES = frozenset(["百", "千", "万", "亿", "萬", "億", "万万", "萬萬"])
_BETWEEN = frozenset("-－—–~～至到、又 ")
_SIGNS = ("负", "負", "-", "－", "−")
_LINE_STARTS = frozenset(("", "\n", "\r", " ", "\t", "\u3000"))
_NUMBERED_MONTH = re.compile("[0-9０-９]{1,3}[.．](?:1[0-2]|[1-9]|１[０-２]|[１-９])")
_NUMBERED_YEAR = re.compile("[0-9０-９]{1,3}[.．](?:19|20|１９|２０)[0-9０-９]{2}")
_THOUSANDS = {"k": 1e3, "K": 1e3, "Ｋ": 1e3, "M": 1e6, "G": 1e9}
# Resolutions of pictures, generations of networks: 4K, 8K are labels, 40K is an amount.
_LABELS_WITH_K = (2, 4, 8)


def find_quantities(text: str) -> list[Quantity]:
    """The quantities in `text`, in reading order, never overlapping; every digit lies in exactly one.

    Circled and Roman numerals (①, Ⅲ) number things and are letters here, not digits.

    >>> text = "新增市场主体1.7万家、服务业企业50家以上"
    >>> [(q.value, q.unit, q.operator, text[q.start : q.end]) for q in find_quantities(text)]
    [(1.7, '万家', 'eq', '1.7万家'), (50.0, '家', 'ge', '50家以上')]
    >>> [(q.value, q.value_high, q.unit, q.operator) for q in find_quantities("吸引22-25万人,占百分之九十五左右")]
    [(22.0, 25.0, '万人', 'range'), (95.0, None, '%', 'approx')]
    """
    found: list[Quantity] = []
    end = 0
    match = NUMBER.search(text)
    while match is not None:
        quantity = None if match.lastgroup == "word" else _read(text, match, end)
        if quantity is None:
            match = NUMBER.search(text, match.end())
            continue
        joined = join_quantities(text, found[-1], quantity) if found and quantity.start - end <= 3 else None
        if joined is None:
            found.append(quantity)
        else:
            found[-1] = quantity = joined
        end = quantity.end
        match = NUMBER.search(text, end)
    return found


def _read(text: str, match: re.Match[str], after: int) -> Quantity | None:
    """The quantity that begins with `match`, or None where Chinese numerals count nothing."""
    form = match.lastgroup
    start, end = match.span()
    if form == "chain":
        is_ratio = any(sign in match[0] for sign in RATIO_SIGNS)
        return _code(text, start, end, after, "ratio" if is_ratio else "chain")
    if form == "phrase":
        value, unit = PHRASES[match["phrase"]]
        return Quantity(value, None, unit, "eq", start, end, kind_of(unit), "chinese")
    if form != "figures":
        return _read_chinese(text, match)
    tail = read_tail(text, end)
    if _is_task_number(text, start, match["figures"], tail):
        end = start + match["figures"].replace("．", ".").index(".")
        return Quantity(read_numeral(text[start:end]), None, "", "eq", start, end)
    if _touches_latin(text, start, end, tail):
        return _read_latin(text, match, after, tail)
    return _assemble(text, match, read_numeral(match["figures"]), tail, "figures")


def _is_task_number(text: str, start: int, figures: str, tail: Tail) -> bool:
    """Whether a line begins with the number of a task, and a month or a year follows it: 21.6月底前, 3.2025年."""
    if tail.unit not in ("月", "年") or text[start - 1 : start] not in _LINE_STARTS:
        return False
    return bool((_NUMBERED_MONTH if tail.unit == "月" else _NUMBERED_YEAR).fullmatch(figures))


def _touches_latin(text: str, start: int, end: int, tail: Tail) -> bool:
    """Whether Latin letters stand before the figures, or behind them and are no unit."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before == "_"):
        bound = _UPPER_BOUND.match(text, end)
        return not _counts_after_word(text, start, read_tail(text, bound.end()) if bound else tail)
    if behind == ".":
        return _FILE_NAME.match(text, end) is not None
    if tail.unit == "G" and (end - start < 2 or "." in text[start:end]):
        return True
    if behind == " ":
        behind = text[end + 1 : end + 2] if text[end + 1 : end + 2] in _THOUSANDS else ""
    return (behind in _THOUSANDS or behind == "_" or (behind.isascii() and behind.isalpha())) and not tail.unit


def _counts_after_word(text: str, start: int, tail: Tail) -> bool:
    """Whether figures right behind a Latin word are an amount: GDP115亿元, R&D2.5%; not T3航站楼, G65公里, CO2吨."""
    unit = tail.unit or tail.magnitude + tail.counted
    word = _WORD_BEFORE.search(text, max(0, start - 20), start)
    if not unit or word is None or word[0] in _FIGURED_WORDS:
        return False
    kind = kind_of(unit)
    if kind in ("money", "share", "points"):
        return True
    if len(word[0]) < 2 or (unit in UNITS and UNITS[unit]["disposition"]):
        return False
    return kind in _MEASURED or (kind == "count" and (bool(tail.magnitude) or len(word[0]) > 2))


def _read_latin(text: str, match: re.Match[str], after: int, tail: Tail) -> Quantity:
    """40K is a number in thousands; other figures that touch letters are the code of something: 5G, G353."""
    start, end = match.span()
    letter = text[end : end + 2].strip()[:1]
    value = read_numeral(match["figures"])
    follows = text[end : end + 3].strip()[1:2]
    is_label = value in _LABELS_WITH_K or (letter == "G" and value is not None and value >= 1)
    if value is not None and letter in _THOUSANDS and not is_label and not (follows.isascii() and follows.isalnum()):
        tail = read_tail(text, text.index(letter, end) + 1)
        return _assemble(text, match, value * _THOUSANDS[letter], tail, "figures")
    return _code(text, start, end, after, "code", value)


def _code(text: str, start: int, end: int, after: int, form: str, value: float | None = None) -> Quantity:
    """A number of a document, a date in figures, a road: with the letters and signs that belong to it."""
    before = _LATIN_BEFORE.search(text, max(after, start - 80), start)
    match = _LATIN.match(text, end)
    return Quantity(value, None, "", "eq", before.start() if before else start, match.end() if match else end, "", form)


def _read_chinese(text: str, match: re.Match[str]) -> Quantity | None:
    """A numeral in Chinese characters, if it counts something, stands in a share or ordinal, or stands free."""
    start, end = match.span()
    tail = read_tail(text, end, after_chinese=True)
    form, word = str(match.lastgroup), match[0]
    if form == "vague":
        return _assemble(text, match, None, tail, "vague")
    if form == "half":
        return _assemble(text, match, 0.5, tail, "chinese")
    numeral = match["chinese"]
    if _PLANS.fullmatch(numeral) or (numeral in _QUOTED_PLANS and text[start - 1 : start] in ("“", '"')):
        return Quantity(None, None, "", "eq", start, end, "", "plan")
    counts = tail.unit or tail.counted or (tail.magnitude and tail.more) or tail.bound
    if not (counts or match["ordinal"] or match["share"]) and not _stands_free(text, start, end, word):
        # 三家庭: what looks like a measure word is none, but a reader of the ledger may look for it.
        seems_counted = text[end : end + 1] in _SHORT_UNITS
        return Quantity(read_numeral(numeral), None, "", "eq", start, end, "", "chinese") if seems_counted else None
    unit = tail.unit
    digits_only = len(numeral) > 1 and all(c in DIGITS for c in numeral)
    if digits_only and len(numeral) == 2 and unit != "折" and not match["share"] and not match["ordinal"]:
        return _assemble(text, match, None, tail, "vague")
    value = read_numeral(numeral)
    if value is None and (torn := FIRST_PART.match(numeral)):
        end = start + len(word) - len(numeral) + torn.end()
        return Quantity(read_numeral(torn[0]), None, "", "eq", start, end, "", "chinese")
    return _assemble(text, match, value, tail, "chinese" if value is not None else "vague")


def _stands_free(text: str, start: int, end: int, numeral: str) -> bool:
    """Whether a Chinese numeral without a measure word is one for sure: between signs, quoted, or of several places."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if numeral in _LONE_MAGNITUDES:
        return False
    if before in ("“", "‘", "「") and before:
        return True
    if not ("\u4e00" <= behind <= "\u9fff"):
        if not ("\u4e00" <= before <= "\u9fff") or before in "负負":
            return True
    elif behind == "是" and before in _SENTENCE_STARTS:
        return True
    if before in LAST_LETTERS and behind in "的，。、,;；" and leading_operator(text, start, end, "") != "eq":
        return True
    if behind in _BETWEEN and SECOND_NUMERAL.match(text, end):
        return True
    return (
        len(numeral) > 1
        and any(c in "十百千万亿" for c in numeral)
        and (any(c in DIGITS for c in numeral) or all(c in "百千万亿" for c in numeral))
    )


def _assemble(text: str, match: re.Match[str], value: float | None, tail: Tail, form: str) -> Quantity:
    """Number, unit and bound put together."""
    start, end = match.start(), tail.end
    unit = (tail.unit or tail.magnitude + tail.counted).replace("％", "%").replace(" ", "")
    if value is not None and not match["share"]:
        value, unit = magnitude_to_unit(value, match[0], unit)
    if value is not None and unit and (tail.half or unit.startswith("个半")):
        value, unit = value + 0.5, unit.removeprefix("个半")
    if match["ordinal"]:
        return Quantity(value, None, unit, "eq", start, end, kind_of(unit), "ordinal")
    if match["share"]:
        value, unit, form = share_value(match["share"], value, unit, form)
    elif unit in ("成", "折", "番"):
        value, unit, end = tenths(text, value, unit, end, tail.bound)
        if end > tail.end:
            tail = read_tail(text, end)
            end = tail.end
    sign = _sign(text, start)
    if sign:
        start, value = start - sign, -value if value is not None else None
    if unit == "大" and text[start - 1 : start] in ("比", " "):
        unit, end = "", end - 1
    more = tail.more or tail.more_inside
    operator = AFTER[tail.bound] if tail.bound else INSIDE[more] if more else None
    return Quantity(
        value, None, unit, operator or leading_operator(text, start, end, unit), start, end, kind_of(unit), form
    )


def _sign(text: str, start: int) -> int:
    """How many characters before `start` are the sign of a negative number; 减负3亿元 and 5-6月 have none."""
    if text[start - 1 : start] in _SIGNS and start:
        width = 1
    elif (
        text[start - 2 : start - 1] in _SIGNS
        and start > 1
        and text[start - 1] == " "
        and (start == 2 or text[start - 2] in "负負")
    ):
        width = 2
    else:
        return 0
    before = text[start - width - 1 : start - width]
    if text[start - width] in "负負":
        return width if not before or before not in "减担抱自肩欺辜胜" else 0
    return width if not before or before.isspace() or before in "(（:：，,、;；为达是降减幅长于到至速率" else 0

"""Quantities in Chinese text: value, bounds, unit as written, operator and place of every number.

A number is found where it is written in figures, and where Chinese numerals stand before a measure word, after 第, in
a fraction, free between signs, or at the head of a quotation. Whether it is an amount, a date, a name or something
else is decided by analysis.extraction.ledger; which goal it belongs to, by analysis.extraction.targets.
"""

import re
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction import numerals
from analysis.extraction.numerals import read_numeral, scale_of
from analysis.extraction.units import (
    HUNDRED,
    MAGNITUDE,
    SPACE,
    THOUSAND,
    base_value,
    by_first_letter,
    kind_of,
    split_unit,
    units_pattern,
)

__all__ = ["Quantity", "base_value", "find_quantities"]


class Quantity(NamedTuple):
    """A number with its unit. `value` is in the unit as written (1.7 with 万家); offsets are half-open code points.

    `value` is None for what has digits but no single amount (2023-02-21, 几十). `operator` is eq, ge, le, approx or
    range. `kind` is the unit's kind in vocabulary/units.csv. `form` is how it is written: figures, chinese, ordinal
    (第三), fraction, ratio, chain (2021-06-09), code (touching Latin letters: G353, 5G), plan (十四五) or vague (几十,
    三五个).
    """

    value: float | None
    value_high: float | None
    unit: str
    operator: str
    start: int
    end: int
    kind: str = ""
    form: str = "figures"


_QUALIFIERS = vocabulary.load("qualifiers")
_AFTER = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "after"}
_INSIDE = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "inside"}
_BEFORE = {row["phrase"]: row["operator"] for row in _QUALIFIERS if row["position"] == "before"}

_DIGIT = "[0-9０-９]"
_HAN = "[\u4e00-\u9fff]"
_ANY_UNIT = units_pattern(after_chinese=False)
_UNIT_AHEAD = f"(?={SPACE}?(?:{MAGNITUDE}|{_ANY_UNIT}))"
_PLAIN = f"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?!{_DIGIT})|{_DIGIT}+)(?:[.．]{_DIGIT}+)?"
_FIGURES = "|".join(
    (
        # 1亿2000万元, 5万4千亩
        f"{_DIGIT}+(?:[.．]{_DIGIT}+)?{SPACE}?[万亿萬億千]{SPACE}?"
        f"(?:{_DIGIT}+{SPACE}?(?:[万亿十萬億]|{THOUSAND}|{HUNDRED}){SPACE}?)+",
        # Torn in the middle of a sentence, with a unit behind: by a space or a line's end at the point (3.\n5%), by a
        # space at a thousand (1 000万元), by a line's end between figures (1\n50亿元; a year there stays alone).
        f"(?<={_HAN}){_DIGIT}{{1,9}}{SPACE}?[.．]{SPACE}?\n?{SPACE}?{_DIGIT}+{_UNIT_AHEAD}",
        f"(?<={_HAN}){_DIGIT}{{1,3}}(?: {_DIGIT}{{3}})+(?!{_DIGIT}){_UNIT_AHEAD}",
        f"(?<={_HAN})(?!(?:19|20){_DIGIT}{_DIGIT}\n){_DIGIT}{{1,9}}\n{_DIGIT}+(?:[.．]{_DIGIT}+)?{_UNIT_AHEAD}",
        _PLAIN,
        rf"(?<![\w.．])[.．]{_DIGIT}+",
    )
)
_CHAIN = f"{_DIGIT}+(?P<joint>[-./．·:：∶]){_DIGIT}+(?:(?P=joint){_DIGIT}+)+" + "|{n}(?:[:：∶]{n}){{2,}}".format(
    n=f"{_DIGIT}+(?:\\.{_DIGIT}+)?"
)
_CHARACTER = f"(?:[{numerals.DIGITS}{numerals.TENS}十拾万萬亿億]|{THOUSAND}|{HUNDRED}|兆(?![瓦字赫帕伏]))"
_FRACTION_DIGITS = f"{SPACE}?[{numerals.POINTS}](?:{SPACE}?[{numerals.DIGITS}]){{1,20}}"
# No numeral is longer; a bound keeps time linear on a megabyte of 一 with spaces.
_CHINESE = f"{_CHARACTER}(?:{SPACE}?{_CHARACTER}){{0,30}}(?:{_FRACTION_DIGITS})?"
_SHARE = f"(?:[百佰千万]|{_CHARACTER}{{1,9}}(?:[百佰千])?|{_DIGIT}{{1,9}}){SPACE}*分{SPACE}*之{SPACE}*[负負]?"
_PHRASES = {
    row["character"]: (float(row["value"]), row["plain"])
    for row in vocabulary.load("numerals")
    if row["kind"] == "phrase"
}
_WORDS = {row["word"]: row["not_before"] for row in vocabulary.load("numeral_words")}
NUMBER = re.compile(
    f"(?P<word>{by_first_letter(_WORDS)})"
    f"|(?P<ordinal>第{SPACE}?)?(?P<share>{_SHARE})?"
    f"(?:(?P<chain>{_CHAIN})|(?P<figures>{_FIGURES})|(?P<chinese>{_CHINESE})"
    "|(?P<half>半(?=数|成|折|年|天|个|小时|月|亩|公里|[百千万])|一半|(?<=过)半)"
    f"|(?P<vague>[几幾][十百千万亿]+|[几幾](?={_ANY_UNIT})"
    f"|(?<![人户总指系参分倍基多少半件次天级位岁款类票])[数數][十百千万亿]+)|(?P<phrase>{vocabulary.alternatives(_PHRASES)}))"
)


def _tail(units: str) -> re.Pattern[str]:
    """What follows a number: 余 or 多, the unit with its magnitude word, 半, and 以上 or 左右."""
    more = f"[{''.join(_INSIDE)}](?={SPACE}?(?:{MAGNITUDE}|{units}))|[余餘多]"
    return re.compile(
        f"{SPACE}{{0,4}}(?P<more>{more})?{SPACE}{{0,2}}"
        f"(?:(?P<unit>{units})|(?P<magnitude>{MAGNITUDE}){SPACE}{{0,2}}(?P<more_inside>{more})?(?P<counted>{units})?)?"
        f"(?P<half>半(?![导岛径山成挂数]))?"
        f"(?:{SPACE}?(?P<bound>{vocabulary.alternatives(_AFTER)})(?![游联功一两]))?"
    )


_TAIL = _tail(_ANY_UNIT)
_TAIL_AFTER_CHINESE = _tail(units_pattern(after_chinese=True))
_NO_TAIL = _TAIL.match("。")
_FIRST_PART = re.compile(f"[^ \t\u3000\u2002\xa0]+(?={SPACE})")
# 五至六家, 五、六家, 一又二分之一: the first of two numerals has no measure word of its own.
_SECOND_NUMERAL = re.compile(
    f"{SPACE}?(?:[-－—–~～至到、]{SPACE}?{_CHINESE}{SPACE}?(?:{units_pattern(after_chinese=True)})|又)"
)


def _leading_qualifiers() -> re.Pattern[str]:
    """A pattern that is searched in the few characters before a number and must reach it."""
    phrases = [
        (f"(?<![{row['not_after']}])" if row["not_after"] else "") + re.escape(row["phrase"])
        for row in sorted(_QUALIFIERS, key=lambda row: (-len(row["phrase"]), row["phrase"]))
        if row["position"] == "before"
    ]
    return re.compile(f"({'|'.join(phrases)})(?:了|到)?{SPACE}?$")


_LEADING = _leading_qualifiers()
# The last letters that a leading qualifier can have: a look at one letter spares most searches.
_LEADING_LAST = frozenset(phrase[-1] for phrase in _BEFORE) | frozenset("了到 ")
_LONGEST_LEADING = max(map(len, _BEFORE)) + 3
# 过百亿元, 上千家: these words qualify a number only where it is a round magnitude or money.
_ONLY_MAGNITUDE = frozenset("过上破")
_PLANS = re.compile("十[一二三四五六七]五")
_QUOTED_PLANS = frozenset(("七五", "八五", "九五", "十五"))
_SENTENCE_STARTS = frozenset("。；;，,：:、\n \u3000")
_LATIN = re.compile(r"(?:[A-Za-z0-9_]|[./:%?&=#~+-](?=[A-Za-z0-9_]))*")
_LATIN_BEFORE = re.compile(r"(?:[A-Za-z0-9_]|[./:%?&=#~+-])*[A-Za-z_][./:-]?$")
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|pdf|docx?|xlsx?|html?|txt|zip|rar)", re.IGNORECASE)
_RANGE_SIGNS = frozenset(("-", "－", "—", "——", "–", "~", "～", "〜", "―", "─", "−", "--", "至", "到", "～", "一"))
_LONE_MAGNITUDES = frozenset("百 千 万 亿 萬 億 万万 萬萬".split())
_BETWEEN = frozenset("-－—–~～至到、又 ")
_SIGNS = ("负", "負", "-", "－", "−")
_RATIO_SIGNS = frozenset(":：∶")
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
        joined = _join(text, found[-1], quantity) if found and quantity.start - end <= 3 else None
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
        is_ratio = text[end - len(text[start:end].rpartition(match["joint"] or ":")[2]) - 1] in _RATIO_SIGNS
        return _code(text, start, end, after, "ratio" if is_ratio else "chain")
    if form == "phrase":
        value, unit = _PHRASES[match["phrase"]]
        return Quantity(value, None, unit, "eq", start, end, kind_of(unit), "chinese")
    if form != "figures":
        return _read_chinese(text, match)
    tail = _TAIL.match(text, end)
    assert tail is not None, "a tail may be empty, so it always matches"
    if _touches_latin(text, start, end, tail):
        return _read_latin(text, match, after, tail)
    return _assemble(text, match, read_numeral(match["figures"]), tail, "figures")


def _touches_latin(text: str, start: int, end: int, tail: re.Match[str]) -> bool:
    """Whether Latin letters stand before the figures, or behind them and are no unit."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before == "_"):
        return tail["unit"] not in ("%", "％")
    if behind == ".":
        return _FILE_NAME.match(text, end) is not None
    if tail["unit"] == "G" and (end - start < 2 or "." in text[start:end]):
        return True
    if behind == " ":
        behind = text[end + 1 : end + 2] if text[end + 1 : end + 2] in _THOUSANDS else ""
    return (behind in _THOUSANDS or behind == "_" or (behind.isascii() and behind.isalpha())) and not tail["unit"]


def _read_latin(text: str, match: re.Match[str], after: int, tail: re.Match[str]) -> Quantity:
    """40K is a number in thousands; other figures that touch letters are the code of something: 5G, G353."""
    start, end = match.span()
    letter = text[end : end + 2].strip()[:1]
    value = read_numeral(match["figures"])
    follows = text[end : end + 3].strip()[1:2]
    is_label = value is None or value in _LABELS_WITH_K or (letter == "G" and value >= 1)
    if letter in _THOUSANDS and not is_label and not (follows.isascii() and follows.isalnum()):
        tail = _TAIL.match(text, text.index(letter, end) + 1) or tail
        return _assemble(text, match, value * _THOUSANDS[letter], tail, "figures", tail.start())
    return _code(text, start, end, after, "code", value)


def _code(text: str, start: int, end: int, after: int, form: str, value: float | None = None) -> Quantity:
    """A number of a document, a date in figures, a road: with the letters and signs that belong to it."""
    before = _LATIN_BEFORE.search(text, max(after, start - 80), start)
    match = _LATIN.match(text, end)
    return Quantity(value, None, "", "eq", before.start() if before else start, match.end() if match else end, "", form)


def _read_chinese(text: str, match: re.Match[str]) -> Quantity | None:
    """A numeral in Chinese characters, if it counts something, stands in a share or ordinal, or stands free."""
    start, end = match.span()
    tail = _TAIL_AFTER_CHINESE.match(text, end)
    assert tail is not None, "a tail may be empty, so it always matches"
    form, word = str(match.lastgroup), match[0]
    if form == "vague":
        return _assemble(text, match, None, tail, "vague")
    if form == "half":
        return _assemble(text, match, 0.5, tail, "chinese")
    numeral = match["chinese"]
    if _PLANS.fullmatch(numeral) or (numeral in _QUOTED_PLANS and text[start - 1 : start] in ("“", '"')):
        return Quantity(None, None, "", "eq", start, end, "", "plan")
    counts = tail["unit"] or tail["counted"] or (tail["magnitude"] and tail["more"]) or tail["bound"]
    if not (counts or match["ordinal"] or match["share"]) and not _stands_free(text, start, end, word):
        return None
    unit = tail["unit"]
    digits_only = len(numeral) > 1 and all(c in numerals.DIGITS for c in numeral)
    if digits_only and len(numeral) == 2 and unit != "折" and not match["share"] and not match["ordinal"]:
        return _assemble(text, match, None, tail, "vague")
    value = read_numeral(numeral)
    if value is None and (torn := _FIRST_PART.match(numeral)):
        end = start + len(word) - len(numeral) + torn.end()
        return _assemble(text, match, read_numeral(torn[0]), _NO_TAIL, "chinese", end)
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
    if before in _LEADING_LAST and behind in "的，。、,;；" and _leading(text, start, end, "") != "eq":
        return True
    if behind in _BETWEEN and _SECOND_NUMERAL.match(text, end):
        return True
    return (
        len(numeral) > 1
        and any(c in "十百千万亿" for c in numeral)
        and (any(c in numerals.DIGITS for c in numeral) or all(c in "百千万亿" for c in numeral))
    )


def _assemble(
    text: str, match: re.Match[str], value: float | None, tail: re.Match[str], form: str, number_end: int | None = None
) -> Quantity:
    """Number, unit and bound put together."""
    start, end = match.start(), number_end or match.end()
    more, unit, magnitude, more_inside, counted, half, bound = tail.groups()
    unit = (unit or (magnitude or "") + (counted or "")).replace("％", "%").replace(" ", "")
    if tail.lastgroup:
        end = tail.end(tail.lastgroup)
    if value is not None and not match["share"]:
        value, unit = _magnitude_to_unit(value, match[0], unit)
    if value is not None and unit and (half or unit.startswith("个半")):
        value, unit = value + 0.5, unit.removeprefix("个半")
    if match["ordinal"]:
        return Quantity(value, None, unit, "eq", start, end, kind_of(unit), "ordinal")
    if match["share"]:
        value, unit, form = _share(match["share"], value, unit, form)
    elif unit in ("成", "折", "番"):
        value, unit, end = _tenths(text, value, unit, end)
    sign = _sign(text, start)
    if sign:
        start, value = start - sign, -value if value is not None else None
    if unit == "大" and text[start - 1 : start] in ("比", " "):
        unit, end = "", end - 1
    operator = _AFTER[bound] if bound else _INSIDE[more or more_inside] if more or more_inside else None
    return Quantity(value, None, unit, operator or _leading(text, start, end, unit), start, end, kind_of(unit), form)


def _magnitude_to_unit(value: float, numeral: str, unit: str) -> tuple[float, str]:
    """两百万元 is 200 万元, as 200万元 is; a numeral without a unit keeps its magnitude (四千万 is 40000000)."""
    last = numeral.rstrip()[-1:]
    if unit and len(numeral) > 1 and last in "万亿萬億" and value % scale_of(last) == 0:
        return value / scale_of(last), last + unit
    if unit and numeral in ("万", "亿"):
        return 1.0, numeral + unit
    return value, unit


def _share(share: str, value: float | None, unit: str, form: str) -> tuple[float | None, str, str]:
    """百分之五 is 5 %, 千分之五 5 ‰; 三分之一 is the number 1/3, rounded to twelve figures."""
    below, _, sign = share.replace(" ", "").partition("分之")
    if value is not None and sign:
        value = -value
    if below in ("百", "佰"):
        return value, "%" + unit, form
    if below == "千":
        return value, "‰" + unit, form
    whole = read_numeral(below)
    if value is None or not whole:
        return None, unit, "vague"
    return float(f"{value / whole:.12g}"), unit, "fraction"


def _tenths(text: str, value: float | None, unit: str, end: int) -> tuple[float | None, str, int]:
    """八成 and 八折 are 80 %, 八成五 and 八五折 85 %; 翻一番 is 2 倍, 翻两番 4 倍."""
    if value is None:
        return None, "倍" if unit == "番" else "%", end
    if unit == "番":
        return 2.0**value if value < 10 else None, "倍", end
    rest = re.compile(f"{SPACE}?([{numerals.DIGITS}])(?!{_HAN})").match(text, end) if unit == "成" else None
    if rest:
        value, end = value + (read_numeral(rest[1]) or 0) / 10, rest.end()
    return float(f"{value if unit == '折' and value > 10 else value * 10:.12g}"), "%", end


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


def _leading(text: str, start: int, end: int, unit: str) -> str:
    """The operator that the words before the number give it; eq without any."""
    last = text[start - 1 : start]
    if unit != "年" and (last == "比" or (last == " " and text[start - 2 : start - 1] == "比")):
        behind = text[end : end + 2].lstrip()[:1]
        return "ge" if behind and behind in "大高多" else "le" if behind and behind in "小低少" else "eq"
    if last not in _LEADING_LAST:
        return "eq"
    match = _LEADING.search(text, max(0, start - _LONGEST_LEADING), start)
    if match is None:
        return "eq"
    phrase = match[1]
    if phrase in _ONLY_MAGNITUDE and not (text[start] in "百千万亿" or (phrase != "上" and kind_of(unit) == "money")):
        return "eq"
    return _BEFORE[phrase]


def _join(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Two quantities that are one: a range, a ratio, a fraction, a sum of a formula; else None."""
    gap = text[first.end : second.start].strip()
    if not gap:
        return None
    if "\n" in text[first.end : second.start]:
        return None
    if gap in _RANGE_SIGNS or (gap in "和与" and text.startswith("之间", second.end)):
        return _range(text, first, second, gap)
    if gap == "又" and second.form == "fraction" and first.value is not None and second.value is not None:
        return second._replace(
            value=first.value + (second.value if first.value >= 0 else -second.value), start=first.start
        )
    if first.unit or first.form != "figures" or second.form != "figures":
        return _formula(text, first, second) if gap in ("+", "＋") else None
    if gap in _RATIO_SIGNS and not second.unit:
        return _ratio(text, first, second)
    if gap in "/／" and second.value and first.value is not None and first.end - first.start <= 3:
        value = float(f"{first.value / second.value:.12g}")
        return Quantity(value, None, second.unit, first.operator, first.start, second.end, second.kind, "fraction")
    return _formula(text, first, second) if gap in ("+", "＋") else None


def _formula(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """1+2+N, 5+2: figures added up are the name of a scheme."""
    if first.unit or second.unit:
        return None
    end = second.end + 2 if text[second.end : second.end + 2] in ("+N", "＋N", "+X", "＋X") else second.end
    return Quantity(None, None, "", "eq", first.start, end, "", "formula")


def _ratio(text: str, first: Quantity, second: Quantity) -> Quantity:
    """2∶1 is 2 倍 by the guide; 9:30 is a time of day."""
    minutes = text[second.start : second.end]
    hours = first.value is not None and first.value <= 24 and text[first.start : first.end].isdigit()
    is_time = (
        len(minutes) == 2
        and minutes.isdigit()
        and int(minutes) < 60
        and "比" not in text[max(0, first.start - 12) : first.start]
    )
    if hours and is_time:
        return Quantity(None, None, "", "eq", first.start, second.end, "time", "chain")
    value = float(f"{first.value / second.value:.12g}") if first.value is not None and second.value else None
    operator = first.operator if second.operator == "eq" else second.operator
    return Quantity(value, None, "倍", operator, first.start, second.end, "multiple", "ratio")


def _range(text: str, first: Quantity, second: Quantity, gap: str) -> Quantity | None:
    """Two bounds; the first takes the unit of the second (22-25万人), both are given in it."""
    joined = Quantity(None, None, second.unit, "range", first.start, second.end, second.kind, second.form)
    if first.form == "ordinal" or second.form == "ordinal":
        return (
            joined._replace(value=first.value, value_high=second.value, form="ordinal", operator="eq")
            if first.form == "ordinal"
            else None
        )
    if first.value is None or second.value is None:
        return joined._replace(operator="eq", form=first.form) if first.form == second.form != "vague" else None
    if {first.form, second.form} - {"figures", "chinese", "fraction"} or text[first.end - 1] in "上下右内":
        return None
    if gap in "到至" and text[first.start - 1 : first.start] in ("由", "从") and first.start:
        return None
    digits = text[first.start : first.end]
    if (
        not first.unit
        and not second.unit
        and digits.isdigit()
        and (digits[0] == "0" or text[second.start] == "0" or len(digits) > 4)
    ):
        return joined._replace(operator="eq", form="chain")
    unit = second.unit or first.unit
    scale_first, base_first = split_unit(first.unit)
    scale, base = split_unit(unit)
    if base_first not in ("", base) and first.unit not in ("", unit):
        return None
    low = first.value * scale_first / scale if base_first or scale_first > 1 else first.value
    if not first.unit and low > second.value:
        low = first.value / scale
    if low > second.value:
        return joined._replace(operator="eq", form="chain") if not unit else None
    low = float(f"{low:.12g}")
    return joined._replace(value=low, value_high=second.value, unit=unit, kind=kind_of(unit))

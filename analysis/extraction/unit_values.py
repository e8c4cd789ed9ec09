"""Units that change the value: 八成 is 80 %, 翻一番 2 倍, 三分之一 a third, 两百万元 200 万元."""

import re

from analysis.extraction.numerals import DIGITS, read_numeral, scale_of
from analysis.extraction.units import SPACE

_FURTHER_TENTH = re.compile(f"{SPACE}?([{DIGITS}])(?![\u4e00-\u9fff])")


def magnitude_to_unit(value: float, numeral: str, unit: str) -> tuple[float, str]:
    """两百万元 is 200 万元, as 200万元 is; a numeral without a unit keeps its magnitude (四千万 is 40000000)."""
    last = numeral.rstrip()[-1:]
    if unit and len(numeral) > 1 and last in "万亿萬億" and value % scale_of(last) == 0:
        return value / scale_of(last), last + unit
    if unit and numeral in ("万", "亿"):
        return 1.0, numeral + unit
    return value, unit


def share_value(share: str, value: float | None, unit: str, form: str) -> tuple[float | None, str, str]:
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


def tenths(text: str, value: float | None, unit: str, end: int) -> tuple[float | None, str, int]:
    """八成 and 八折 are 80 %, 八成五 and 八五折 85 %; 翻一番 is 2 倍, 翻两番 4 倍."""
    if value is None:
        return None, "倍" if unit == "番" else "%", end
    if unit == "番":
        return 2.0**value if value < 10 else None, "倍", end
    rest = _FURTHER_TENTH.match(text, end) if unit == "成" else None
    if rest:
        value, end = value + (read_numeral(rest[1]) or 0) / 10, rest.end()
    return float(f"{_percent(value, unit):.12g}"), "%", end


def _percent(written: float, unit: str) -> float:
    """八折 is 80, 八五折 and 75折 are what they say, 半折 is half the price; 半成 is 5."""
    if unit == "折" and written == 0.5:
        return 50.0
    return written if unit == "折" and written > 10 else written * 10

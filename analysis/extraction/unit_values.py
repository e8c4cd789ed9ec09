"""Units that change the value: 八成五 is 8.5 成, 八折 80 %, 翻一番 2 倍, 三分之一 a third, 两百万元 200 万元."""

import re

from analysis.extraction.numerals import DIGITS, read_numeral, scale_of
from analysis.extraction.units import SPACE

_FURTHER_TENTH = re.compile(f"{SPACE}?([{DIGITS}])(?=以[上下内]|左右|的|[^\u4e00-\u9fff]|$)")


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


def tenths(text: str, value: float | None, unit: str, end: int, bound: str) -> tuple[float | None, str, int]:
    """八成 is 8 成 and 八成五 8.5 成, as written (80 % and 85 % in the base unit); 八折 is 80 %, 翻两番 4 倍."""
    if unit == "成":
        rest = None if value is None or bound else _FURTHER_TENTH.match(text, end)
        if value is None or rest is None:
            return value, unit, end
        return value + (read_numeral(rest[1]) or 0) / 10, unit, rest.end()
    if value is None:
        return None, "倍" if unit == "番" else "%", end
    if unit == "番":
        return 2.0**value if value < 10 else None, "倍", end
    return float(f"{_percent(value):.12g}"), "%", end


def _percent(written: float) -> float:
    """八折 is 80, 八五折 and 75折 are what they say, 半折 is half the price."""
    if written == 0.5:
        return 50.0
    return written if written > 10 else written * 10

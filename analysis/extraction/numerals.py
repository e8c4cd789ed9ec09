"""Numerals read to numbers: Arabic and full-width figures, Chinese characters in any of their forms, and mixtures.

The characters and their values are in vocabulary/numerals.csv. What stands around a number (units, bounds) is the
business of analysis.extraction.quantities.
"""

import re
from functools import lru_cache

from analysis import vocabulary

_ROWS = vocabulary.load("numerals")
DIGITS = "".join(row["character"] for row in _ROWS if row["kind"] == "digit")
MAGNITUDES = "".join(row["character"] for row in _ROWS if row["kind"] == "magnitude")
TENS = "".join(row["character"] for row in _ROWS if row["kind"] == "tens")
POINTS = "".join(row["character"] for row in _ROWS if row["kind"] == "point")
HALF = "".join(row["character"] for row in _ROWS if row["kind"] == "half")
_VALUE = {row["plain"]: float(row["value"]) for row in _ROWS if row["value"] and row["character"] == row["plain"]}
_SCALE = {row["character"]: int(row["value"]) for row in _ROWS if row["kind"] == "magnitude"}

# Formal, traditional and full-width forms become the plain ones; a torn number loses its spaces.
_PLAIN = str.maketrans(
    {row["character"]: row["plain"] for row in _ROWS if row["kind"] != "phrase"}
    | dict(zip("０１２３４５６７８９．，－＋", "0123456789.,-+", strict=True))
    | dict.fromkeys(" \t\u3000\u2002\xa0\n,，")
)
_ARABIC = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_PART = re.compile(r"(\d+(?:\.\d+)?)|([十百千万亿兆])|([零一二两三四五六七八九])|([廿卅])|(半)")
# Longer figures are numbers of documents, not amounts: a float would not keep their digits.
LONGEST_NUMBER = 18


def scale_of(magnitude: str) -> int:
    """The product of magnitude words; the empty text is 1.

    >>> scale_of("万亿"), scale_of("百万"), scale_of("")
    (1000000000000, 1000000, 1)
    """
    scale = 1
    for character in magnitude:
        scale *= _SCALE[character]
    return scale


@lru_cache(maxsize=4096)
def read_numeral(text: str) -> float | None:
    """The number that `text` writes, or None if it is not one number.

    Spaces, line ends and thousands separators inside are dropped. A bare last digit counts in the place below the one
    before it (四百五 = 450, 一万三 = 13000) unless 零 stands between (一千零五 = 1005). Digits in a row are read as
    figures (二〇三五 = 2035). A magnitude alone counts once (千 = 1000).

    >>> [read_numeral(t) for t in ("1,050.5", "１２", "两千四百五", "二〇三五", "十", "5万4千", "三点二五", "负六")]
    [1050.5, 12.0, 2450.0, 2035.0, 10.0, 54000.0, 3.25, -6.0]
    >>> read_numeral("三五十"), read_numeral("号")
    (None, None)
    """
    plain = text.translate(_PLAIN)
    if _ARABIC.fullmatch(plain):
        return float(plain) if len(plain) <= LONGEST_NUMBER else None
    if plain.startswith("负"):
        value = read_numeral(plain[1:])
        return None if value is None else -value
    whole, point, fraction = plain.partition("点")
    if not point:
        return _read_whole(whole)
    value, digits = _read_whole(whole), "".join(str(int(_VALUE[c])) for c in fraction if c in "零一二三四五六七八九")
    if value is None or len(digits) != len(fraction) or not digits:
        return None
    return float(f"{value:.0f}.{digits}")


def _read_whole(plain: str) -> float | None:
    """The value of a numeral without a point, in plain characters."""
    parts = _PART.findall(plain)
    if not plain or len(plain) > 2 * LONGEST_NUMBER or sum(len("".join(part)) for part in parts) != len(plain):
        return None
    if len(parts) > 1 and all(part[2] for part in parts):
        return float("".join(str(int(_VALUE[part[2]])) for part in parts))
    return _sum_of_parts(parts)


def _sum_of_parts(parts: list[tuple[str, str, str, str, str]]) -> float | None:
    """Digits and magnitudes added up: `total` of closed 亿 and 万 groups, `group` below them, `digit` still open."""
    total = group = 0.0
    digit: float | None = None
    last_scale, in_group, after_zero = 1.0, 0.0, False
    for figures, magnitude, character, tens, half in parts:
        if magnitude:
            scale = _VALUE[magnitude]
            if scale < 10_000:
                if group and scale >= in_group:
                    return None
                in_group = scale
                group += (1 if digit is None else digit) * scale
            else:
                below = group + (digit or 0)
                # 四万万 and 一百万亿: the magnitude multiplies what is already closed.
                if below == 0:
                    total = (total or 1) * scale
                elif total and total % scale:
                    total = (total + below) * scale
                else:
                    total += below * scale
                group = 0.0
            digit, last_scale, after_zero = None, scale, False
        elif tens:
            group, last_scale = group + _VALUE[tens], 10.0
        elif character == "零":
            after_zero, digit = True, digit or (None if group or total else 0.0)
        elif digit is not None and digit != 0:
            return None
        else:
            digit = 0.5 if half else float(figures) if figures else _VALUE[character]
    if digit is None:
        return total + group
    bare = parts[-1][2] and parts[-1][2] != "零" and last_scale > 10 and not after_zero
    return total + group + digit * (last_scale / 10 if bare else 1)

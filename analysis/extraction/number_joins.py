"""Two numbers that are one quantity: ranges, ratios, fractions, and figures added up in a name."""

from analysis.extraction.quantity import Quantity
from analysis.extraction.units import kind_of, split_unit

_RANGE_SIGNS = frozenset(("-", "－", "—", "——", "–", "~", "～", "〜", "―", "─", "−", "--", "至", "到"))
RATIO_SIGNS = frozenset(":：∶")


def join_quantities(text: str, first: Quantity, second: Quantity) -> Quantity | None:
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
    if gap in RATIO_SIGNS and not second.unit:
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

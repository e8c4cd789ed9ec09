"""The record of a number found in a text."""

from typing import NamedTuple


class Quantity(NamedTuple):
    """A number with its unit. `value` is in the unit as written (1.7 with 万家, 8 with 成); offsets are half-open code
    points.

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

"""The record of a goal or a reported value: what running text and indicator tables both yield."""

from typing import NamedTuple


class Target(NamedTuple):
    """A goal, or a reported or earlier planned value (`role`): the columns of the annotation guide, and its place.

    `value` and `value_high` are in `unit` as written; years are calendar years, both ends included, None where the text
    gives none. `start`..`end` is the anchor. `source` is text or table; `row` is where the row of a table stands, whose
    cells say what a sentence says elsewhere.
    """

    role: str
    indicator: str
    indicator_id: str
    measure: str
    operator: str
    value: float | None
    value_high: float | None
    unit: str
    period_start: int | None
    period_end: int | None
    binding: str
    commitment: str
    suspect: str
    start: int
    end: int
    source: str = "text"
    reviewed: str = ""
    row: tuple[int, int] | None = None

"""What every table holds: one sentence about its rows, the columns that identify one, all columns, and their order.

The checks on writing, the Parquet types and the data dictionary all come from here.
"""

from typing import NamedTuple

from analysis.tables.columns import ROLES, SECTION_KINDS, UNIT_KINDS


class Table(NamedTuple):
    """A table: what one row is, the columns that identify it, all columns in order, and the columns it is sorted by."""

    row: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    order: tuple[str, ...]


_GOAL = (
    "target_id doc_id district doc_type role task_no section_id path indicator indicator_id measure operator "
    "value value_high unit base_value base_value_high base_unit period_start period_end binding commitment suspect "
    "start end quote sentence source reviewed"
)


def _table(row: str, key: str, columns: str, order: str) -> Table:
    return Table(row, tuple(key.split()), tuple(columns.split()), tuple(order.split()))


TABLES: dict[str, Table] = {
    "documents": _table(
        "a document",
        "doc_id",
        "doc_id file format encoding sha256 district district_code doc_type title doc_number issuer written_date "
        "published_date period_start period_end source_name source_url complete characters note",
        "doc_id",
    ),
    "sections": _table(
        "a heading and the text under it, down to the next heading of its level or above",
        "doc_id section_id",
        "doc_id section_id parent_id level kind number heading path start end heading_start heading_end",
        "doc_id start level",
    ),
    "tasks": _table(
        "a numbered task", "doc_id task_no", "doc_id task_no section_id path text start end", "doc_id start"
    ),
    "responsibilities": _table(
        "a unit that a task names",
        "doc_id task_no role position",
        "doc_id task_no role position unit unit_name kind start end and_others",
        "doc_id start role position",
    ),
    "targets": _table("a numeric or headline goal", "target_id", _GOAL, "doc_id start target_id"),
    "reported": _table("a reported or earlier planned value", "target_id", _GOAL, "doc_id start target_id"),
    "quantities": _table(
        "a number in a document",
        "doc_id start",
        "doc_id start end quote value value_high unit disposition target_id operator reason",
        "doc_id start",
    ),
    "terms": _table("a word in a document", "doc_id term", "doc_id term count per_thousand pos", "doc_id -count term"),
    "theme_rates": _table(
        "a theme in a document",
        "doc_id theme",
        "doc_id theme hits tokens per_thousand low high interval",
        "doc_id theme",
    ),
    "section_themes": _table(
        "a theme in a section",
        "doc_id section_id theme",
        "doc_id section_id theme hits tokens per_thousand rank",
        "doc_id section_id rank theme",
    ),
    "keyness": _table(
        "a word that sets a document apart from the others",
        "doc_id term",
        "doc_id term count tokens reference_count reference_tokens g2 p_adjusted log_odds z log_ratio "
        "percent_difference sections dp_norm juilland_d headline",
        "doc_id -g2 term",
    ),
    "reuse": _table(
        "a passage that two documents share, word for word or nearly, of 13 signs or more",
        "doc_id start end other_doc_id other_start other_end",
        "doc_id start end quote other_doc_id other_start other_end other_quote kind relation similarity agreeing "
        "template numbers other_numbers districts formula",
        "doc_id start end other_doc_id other_start other_end",
    ),
    "sentences": _table(
        "a sentence of a document and where it comes from",
        "doc_id start",
        "doc_id start end quote origin covered other_doc_id other_start other_end formula",
        "doc_id start",
    ),
    "robustness": _table(
        "a finding about a document, and in how many settings of a fixed grid of choices it holds",
        "doc_id finding subject",
        "doc_id finding subject direction holds settings share broken_by",
        "doc_id finding -share subject",
    ),
    "trajectories": _table(
        "one goal followed through a district's documents",
        "series_id doc_id target_id",
        "series_id district indicator indicator_id measure base_unit doc_id role period_start period_end operator "
        "base_value target_id",
        "series_id period_end doc_id target_id",
    ),
    "repairs": _table(
        "a damaged place and its mending",
        "doc_id start rule",
        "doc_id start end raw repaired rule reason certainty",
        "doc_id start rule",
    ),
}

# The same column name may mean one closed list here and another there.
CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("sections", "kind"): SECTION_KINDS,
    ("responsibilities", "kind"): UNIT_KINDS,
    ("responsibilities", "role"): ("lead", "support"),
    ("targets", "role"): ("target",),
    ("reported", "role"): ("actual", "past_target"),
    ("trajectories", "role"): ROLES,
    ("reuse", "kind"): ("exact", "same_but_numbers", "near"),
}

"""Goals of many documents side by side: headline goals by document, in a word or with the sentence they come from."""

from typing import Any

import pandas

from analysis.vocabulary.labels import bilingual, is_fall, stated


def headline(targets: pandas.DataFrame) -> pandas.DataFrame:
    """The goals on headline concepts that carry a number."""
    return targets[(targets["indicator_id"] != "") & targets["value"].notna()]


def undamaged(targets: pandas.DataFrame) -> pandas.DataFrame:
    """The goals that stand where no damage of the text is known, for figures that shall rest on those only."""
    return targets[targets["suspect"] == ""]


def of_measure(targets: pandas.DataFrame, *measures: str) -> pandas.DataFrame:
    """The goals of these measures."""
    return targets[targets["measure"].isin(measures)]


def of_concept(targets: pandas.DataFrame, concept: str) -> pandas.DataFrame:
    """The goals on one headline concept."""
    return targets[targets["indicator_id"] == concept]


def years(row: Any) -> str:
    """The years that a goal is for: 2021, or 2021–2025.

    >>> from types import SimpleNamespace
    >>> years(SimpleNamespace(period_start=2021, period_end=2025))
    '2021–2025'
    """
    start, end = row.period_start, row.period_end
    return f"{start}" if start == end else f"{start}–{end}"


def value_in_words(row: Any) -> str:
    """A goal's value with the sign of its operator, and an arrow if it is a rate by which the indicator shall fall."""
    fall = row.measure == "growth" and is_fall(row.indicator)
    return ("↓" if fall else "") + stated(row.operator, row.value, row.value_high, row.unit)


def in_words(goals: pandas.DataFrame) -> str:
    """The goals in a sentence: district, years, value; the most demanding last."""
    ordered = goals.sort_values(["value", "district", "period_start"])
    return ", ".join(f"{row.district} {years(row)} {value_in_words(row)}" for row in ordered.itertuples())


def without(documents: pandas.DataFrame, goals: pandas.DataFrame) -> str:
    """The names of the documents that have none of these goals, in words."""
    names = documents[~documents["doc_id"].isin(goals["doc_id"])]["name"]
    return ", ".join(names) if len(names) else "No document"


def drawn(goals: pandas.DataFrame) -> pandas.DataFrame:
    """The columns that a figure of goals draws, and the row's id; a goal that a document states twice is drawn once."""
    columns = ["name", "district", "indicator_id", "indicator", "operator", "value", "value_high", "unit"]
    columns += ["period_start", "period_end"]
    apart = [column for column in columns if column != "indicator"]
    words = [value_in_words(row) for row in goals.itertuples()]
    return goals[[*columns, "target_id"]].assign(words=words).drop_duplicates(apart, ignore_index=True)


def by_document(goals: pandas.DataFrame) -> pandas.DataFrame:
    """A row a headline concept, a column a document: the values with their signs; several are joined by a semicolon."""
    words = bilingual("indicator_id")
    cells = goals.assign(
        concept=goals["indicator_id"].map(words),
        cell=[f"{value_in_words(row)} ({years(row)})" for row in goals.itertuples()],
    )
    wide = cells.pivot_table(
        index="concept", columns="name", values="cell", aggfunc=lambda values: "; ".join(dict.fromkeys(values))
    )
    ordered = wide.reindex([name for name in words.values() if name in wide.index])
    ordered = ordered[[name for name in dict.fromkeys(goals["name"]) if name in ordered.columns]]
    return ordered.fillna("").rename_axis(columns=None).reset_index().rename(columns={"concept": "指标 indicator"})


def answer(documents: pandas.DataFrame, targets: pandas.DataFrame) -> str:
    """How much was promised, and how much growth of GDP, in a paragraph."""
    numeric = headline(targets)
    gdp = of_concept(of_measure(numeric, "growth"), "gdp")
    said = f"Growth of GDP is promised as follows: {in_words(gdp)}. " if len(gdp) else ""
    return (
        f"**Answer.** {len(targets):,} goals in {targets['doc_id'].nunique()} documents, {len(numeric):,} of them on "
        f"{numeric['indicator_id'].nunique()} headline concepts. {said}{without(documents, gdp)} states none for GDP."
    )


def lost(documents: pandas.DataFrame, targets: pandas.DataFrame) -> str:
    """What of the goals is lost or damaged, in a sentence."""
    partial = documents[documents["partial"]]["name"]
    whole = "Every document is whole. "
    parts = f"Of {', '.join(partial)} only a part is there, and headline goals may be in the part that is lost. "
    numeric = headline(targets)
    damaged = len(numeric) - len(undamaged(numeric))
    return (
        f"{parts if len(partial) else whole}"
        f"{damaged} of {len(numeric)} headline goals stand where the text is likely damaged; "
        "`goals.undamaged(targets)` leaves them out of a figure."
    )


def with_words(goals: pandas.DataFrame) -> pandas.DataFrame:
    """The goals with the sentence that each was read from."""
    return goals[["name", "quote", "sentence", "target_id"]]


def measure_counts(targets: pandas.DataFrame) -> pandas.DataFrame:
    """A row a document and measure: name, measure, and the number of goals."""
    return targets.groupby(["name", "measure"], sort=False).size().rename("goals").reset_index()

"""What the corpus is: which documents, which years are missing, what the outlines hold, what became of the numbers."""

import pandas

from analysis.vocabulary.labels import bilingual, document_name

ANNUAL = ("task_breakdown", "work_report", "annual_plan")


def name_documents(documents: pandas.DataFrame) -> pandas.DataFrame:
    """The documents with a `name` (district, years, kind), in the order of district and year, and what is `partial`.

    A document of which nobody said whether it is whole counts as whole.
    """
    named = documents.assign(
        name=[document_name(row) for row in documents.to_dict("records")],
        partial=documents["complete"].astype("boolean").eq(False).fillna(False).astype(bool),
    )
    return named.sort_values(["district", "period_start", "period_end", "doc_id"], ignore_index=True)


def spans(documents: pandas.DataFrame) -> pandas.DataFrame:
    """The columns that the figure of the documents draws."""
    return documents[["doc_id", "name", "district", "doc_type", "period_start", "period_end", "partial"]]


def with_names(rows: pandas.DataFrame, documents: pandas.DataFrame) -> pandas.DataFrame:
    """The rows of any table with the `name` of their document, in the order of the documents."""
    order = {doc_id: place for place, doc_id in enumerate(documents["doc_id"])}
    named = rows.assign(name=rows["doc_id"].map(documents.set_index("doc_id")["name"]))
    return named.sort_values("doc_id", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def annual_years(documents: pandas.DataFrame) -> int:
    """How many pairs of a district and a year an annual document plans for."""
    annual = documents[documents["doc_type"].isin(ANNUAL)]
    return len(annual[["district", "period_start"]].drop_duplicates())


def missing_years(documents: pandas.DataFrame) -> pandas.DataFrame:
    """The pairs of district and year, from the corpus's first year to its last, that no annual document plans for."""
    annual = documents[documents["doc_type"].isin(ANNUAL)]
    there = set(zip(annual["district"], annual["period_start"], strict=True))
    years = range(int(documents["period_start"].min()), int(documents["period_end"].max()) + 1)
    pairs = [(name, year) for name in sorted(set(documents["district"])) for year in years if (name, year) not in there]
    return pandas.DataFrame(pairs, columns=["district", "year"])


def gaps(missing: pandas.DataFrame) -> str:
    """The missing years of each district, in words."""
    if missing.empty:
        return "No year is missing."
    joined = missing.groupby("district")["year"].agg(lambda years: ", ".join(map(str, years)))
    return "; ".join(f"{district}: {years}" for district, years in joined.items()) + "."


def answer(documents: pandas.DataFrame, quantities: pandas.DataFrame, repairs: pandas.DataFrame) -> str:
    """What there is and what is missing, in a paragraph."""
    missing, there = len(missing_years(documents)), annual_years(documents)
    first, last = documents["period_start"].min(), documents["period_end"].max()
    return (
        f"**Answer.** {len(documents)} documents of {documents['district'].nunique()} districts, "
        f"{documents['characters'].sum():,} characters, planning for {first}–{last}; of {documents['partial'].sum()} "
        f"of them only a part is there. They hold {len(quantities):,} numbers, each with a disposition, and "
        f"{len(repairs):,} damaged places. Of {missing + there} pairs of a district and a year, "
        f"{missing} have no annual document."
    )


def outline_counts(
    documents: pandas.DataFrame, sections: pandas.DataFrame, tasks: pandas.DataFrame, units: pandas.DataFrame
) -> pandas.DataFrame:
    """A row a document: how many sections of each kind, tasks and named units it has."""
    counted = sections.groupby(["doc_id", "kind"]).size().unstack(fill_value=0)
    counted = counted.drop(columns="task", errors="ignore")
    counted["tasks"] = tasks.groupby("doc_id").size()
    counted["units"] = units.groupby("doc_id").size()
    ordered = counted.reindex(documents["doc_id"]).fillna(0).astype(int)
    ordered.insert(0, "document", documents["name"].to_numpy())
    return ordered.reset_index(drop=True)


def lead_units(documents: pandas.DataFrame, units: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """The `most` units that lead most tasks of each document: name, unit_name, tasks; groups (各镇街) are left out."""
    leading = with_names(units[(units["role"] == "lead") & (units["kind"] != "group")], documents)
    counts = leading.groupby(["name", "unit_name"], sort=False)["task_no"].nunique().rename("tasks").reset_index()
    ordered = counts.sort_values(["tasks", "unit_name"], ascending=[False, True])
    chosen = ordered.groupby("name", sort=False).head(most)
    return chosen.sort_values(["name", "tasks", "unit_name"], ascending=[True, False, True], ignore_index=True)


def disposition_counts(documents: pandas.DataFrame, quantities: pandas.DataFrame) -> pandas.DataFrame:
    """A row a document and disposition: name, disposition, and the count of numbers."""
    named = with_names(quantities, documents)
    return named.groupby(["name", "disposition"], sort=False).size().rename("count").reset_index()


def goal_share(counts: pandas.DataFrame) -> str:
    """How many of all numbers state a goal, in words."""
    total = int(counts["count"].sum())
    if not total:
        return "The documents hold no numbers."
    goals = int(counts.loc[counts["disposition"] == "target", "count"].sum())
    return (
        f"{goals:,} of {total:,} numbers ({goals / total:.0%}) state a goal. "
        f"The commonest reasons for being none: {commonest(counts)}."
    )


def commonest(counts: pandas.DataFrame, most: int = 3) -> str:
    """The commonest reasons why a number is no row, in words with their counts."""
    others = counts[~counts["disposition"].isin(["target", "actual", "past_target"])]
    totals = others.groupby("disposition")["count"].sum().sort_values(ascending=False, kind="stable").head(most)
    words = bilingual("disposition")
    return ", ".join(f"{words[code]} ({count:,})" for code, count in totals.items())


def damage(documents: pandas.DataFrame, repairs: pandas.DataFrame) -> pandas.DataFrame:
    """A row a document and certainty: name, certainty, places, and places in ten thousand characters."""
    codes = ["sure", "likely", "ambiguous"]
    grid = pandas.MultiIndex.from_product([documents["doc_id"], codes], names=["doc_id", "certainty"])
    places = repairs.groupby(["doc_id", "certainty"]).size().reindex(grid, fill_value=0).rename("places").reset_index()
    merged = places.merge(documents[["doc_id", "name", "characters"]], on="doc_id")
    rates = merged["places"] / merged["characters"].astype(float) * 10_000
    return merged.assign(per_ten_thousand=rates.round(3)).drop(columns=["doc_id", "characters"])


def examples(documents: pandas.DataFrame, repairs: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` repairs, one of each rule before a second of any, in the order of the documents."""
    named = with_names(repairs, documents)
    turn = named.groupby("rule").cumcount()
    return named.assign(turn=turn).sort_values(["turn", "rule"], kind="stable").head(most).drop(columns="turn")

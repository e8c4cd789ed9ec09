"""How far the rows can be trusted: the scores of annotated documents in words, and the errors worth reading."""

import pandas

GRAVEST = ("missing", "not a row", "role", "measure", "operator", "period", "indicator_id", "indicator")
COLUMNS = ["doc_id", "table", "field", "right", "total", "rate", "low", "high"]


def named(scores: pandas.DataFrame, documents: pandas.DataFrame, table: str) -> pandas.DataFrame:
    """The scores of one table with the documents' names, in the order of the documents."""
    rows = scores.reindex(columns=COLUMNS)
    names = documents.set_index("doc_id")["name"]
    chosen = rows[(rows["table"] == table) & rows["doc_id"].isin(names.index)]
    order = {doc_id: place for place, doc_id in enumerate(names.index)}
    ordered = chosen.sort_values("doc_id", key=lambda column: column.map(order), kind="stable")
    return ordered.assign(name=ordered["doc_id"].map(names)).reset_index(drop=True)


def answer(scores: pandas.DataFrame, documents: pandas.DataFrame) -> str:
    """The answer in a paragraph: in how many documents, and from which to which rate, the rows are right."""
    goals = named(scores, documents, "targets")
    if goals.empty:
        return "**Answer.** No document of this corpus has been annotated by hand, so nothing can be said."
    found, whole = (goals[goals["field"] == field] for field in ("F1", "whole row F1"))
    return (
        f"**Answer.** In {goals['doc_id'].nunique()} annotated documents, goals are found with the right value with "
        f"an F1 of {found['rate'].min():.3f} to {found['rate'].max():.3f}, and rows are right in every column with "
        f"an F1 of {whole['rate'].min():.3f} to {whole['rate'].max():.3f}."
    )


def worst(misses: pandas.DataFrame, documents: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` misses, the gravest kind of fault first."""
    columns = ["doc_id", "table", "fault", "quote", "expected", "found", "sentence"]
    rows = misses.reindex(columns=columns)
    order = {fault: place for place, fault in enumerate(GRAVEST)}
    ordered = rows.sort_values("fault", key=lambda column: column.map(order), kind="stable").head(most)
    return ordered.assign(name=ordered["doc_id"].map(documents.set_index("doc_id")["name"]))


def limits(scores: pandas.DataFrame, documents: pandas.DataFrame) -> str:
    """Which documents nobody has annotated, in a sentence."""
    annotated = set(scores.reindex(columns=COLUMNS)["doc_id"])
    without = documents[~documents["doc_id"].isin(annotated)]["name"]
    if without.empty:
        return "Every document of this corpus has been annotated."
    return f"Nothing is known about {', '.join(without)}: nobody has annotated {'it' if len(without) == 1 else 'them'}."

"""What documents share word for word: the origins of their sentences, the passages, and where only a number changed."""

import pandas

from analysis.comparison.corpus import with_names
from analysis.language.passages import SHORTEST
from analysis.language.reuse import COVERED, FORMULA_DISTRICTS
from analysis.vocabulary.labels import bilingual

KINDS = {"exact": "逐字 exact", "same_but_numbers": "仅数字不同 but for numbers", "near": "近似 nearly"}


def origin_counts(documents: pandas.DataFrame, sentences: pandas.DataFrame) -> pandas.DataFrame:
    """A row a document and origin: name, origin, how many sentences, their share, and their share of characters."""
    sized = sentences.assign(characters=(sentences["end"] - sentences["start"]).astype(int))
    grouped = with_names(sized, documents).groupby(["name", "origin"], sort=False)["characters"].agg(["size", "sum"])
    counts = grouped.rename(columns={"size": "sentences", "sum": "characters"}).reset_index()
    totals = counts.groupby("name")[["sentences", "characters"]].transform("sum")
    return counts.assign(
        share=(counts["sentences"] / totals["sentences"]).round(6),
        share_of_characters=(counts["characters"] / totals["characters"]).round(6),
    )


def origins_by_document(counts: pandas.DataFrame) -> pandas.DataFrame:
    """A row a document: how many of its sentences have each origin, with their share."""
    words = bilingual("origin")
    cells = counts.assign(cell=[f"{row.sentences:,} ({row.share:.1%})" for row in counts.itertuples()])
    wide = cells.pivot(index="name", columns="origin", values="cell").reindex(list(dict.fromkeys(counts["name"])))
    named = wide[[origin for origin in words if origin in wide.columns]].fillna("0 (0.0%)").rename(columns=words)
    return named.rename_axis(columns=None).reset_index().rename(columns={"name": "文件 document"})


def shared_in_words(counts: pandas.DataFrame) -> str:
    """How many sentences are found elsewhere, and where most of them are, in a sentence."""
    total = int(counts["sentences"].sum())
    elsewhere = counts[~counts["origin"].isin(["new", "short"])]
    if elsewhere.empty:
        return f"None of {total:,} sentences is found in another document."
    found = int(elsewhere["sentences"].sum())
    by_name = elsewhere.groupby("name", sort=False)["share"].sum()
    return (
        f"{found:,} of {total:,} sentences ({found / total:.1%}) are found in another document too, word for word or "
        f"nearly; the largest share has {by_name.idxmax()} ({by_name.max():.1%})."
    )


def named(rows: pandas.DataFrame, documents: pandas.DataFrame) -> pandas.DataFrame:
    """The passages with the names of both documents and in words how they agree."""
    names = documents.set_index("doc_id")["name"]
    known = with_names(rows, documents)
    return known.assign(other_name=known["other_doc_id"].map(names), agreement=known["kind"].map(KINDS))


def longest(passages: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` passages with the most agreeing signs; a passage only once."""
    ordered = passages.sort_values(
        ["agreeing", "similarity", "doc_id", "start"], ascending=[False, False, True, True], ignore_index=True
    )
    return ordered.drop_duplicates(["doc_id", "start"]).drop_duplicates("quote").head(most).reset_index(drop=True)


def exchanged(passages: pandas.DataFrame) -> pandas.DataFrame:
    """A row for every two documents that share passages: how many of each kind, formulas apart, and their signs."""
    columns = ["name", "other_name", *KINDS, "formula", "agreeing"]
    if passages.empty:
        return pandas.DataFrame(columns=columns)
    own = passages.assign(
        formula=passages["formula"].astype(bool).astype(int),
        **{kind: (passages["kind"].eq(kind) & ~passages["formula"].astype(bool)).astype(int) for kind in KINDS},
    )
    summed = own.groupby(["name", "other_name"], sort=False)[[*KINDS, "formula", "agreeing"]].sum().reset_index()
    return summed.sort_values("agreeing", ascending=False, kind="stable", ignore_index=True)


def renumbered(passages: pandas.DataFrame) -> pandas.DataFrame:
    """The passages in which the numbers differ: of the same words first, then nearly the same ones."""
    changed = passages[(passages["numbers"] != passages["other_numbers"]) & (passages["numbers"] != "")]
    same = changed[changed["other_numbers"] != ""].assign(nearly=lambda rows: rows["kind"] != "same_but_numbers")
    ordered = same.sort_values(["nearly", "name", "start"], kind="stable").drop(columns="nearly")
    return ordered.drop_duplicates(["template", "numbers", "other_numbers"]).reset_index(drop=True)


def renumbered_in_words(rows: pandas.DataFrame) -> str:
    """How many passages differ in their numbers alone, in a sentence."""
    if rows.empty:
        return "No passage of two documents differs in its numbers."
    alone = int((rows["kind"] == "same_but_numbers").sum())
    return f"In {len(rows)} shared passages the numbers changed, in {alone} of them nothing else did."


def rule() -> str:
    """When a sentence counts as shared, in a paragraph."""
    return (
        f"A sentence is *shared* if {COVERED:.0%} of it or more lies in passages, of {SHORTEST} signs or more, that "
        "another document has too. One that stands in the district's own earlier plan as well as in another district's "
        "counts as its own. What is new here may be old elsewhere: only these documents are compared."
    )


def formulas(passages: pandas.DataFrame) -> str:
    """How many of the passages are formulas of the genre, in a sentence."""
    if passages.empty:
        return f"The documents share no passage of {SHORTEST} signs or more."
    count = int(passages["formula"].astype(bool).sum())
    return (
        f"{len(passages)} passages are shared; {count} of them stand in {FORMULA_DISTRICTS} districts or more and are "
        "taken for formulas."
    )

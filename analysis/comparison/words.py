"""Themes and words of many documents side by side: what marks which document, and how sure that is."""

from collections.abc import Callable

import numpy
import pandas

from analysis.comparison.corpus import with_names
from analysis.vocabulary.labels import bilingual

# A finding that holds in nine ways of ten is called firm here; what is less firm is shown all the same.
FIRM = 0.9
DOCUMENT = ["doc_id", "name", "district", "doc_type", "period_start", "period_end"]
FINDING = ["direction", "holds", "settings", "share", "broken_by"]
WAYS = {"more": "多 more", "less": "少 less"}


def rated(documents: pandas.DataFrame, rates: pandas.DataFrame) -> pandas.DataFrame:
    """The theme rates with what is known of their documents, in order; a document without any hit is left out."""
    named = documents[DOCUMENT].merge(rates, on="doc_id")
    speaks = named.groupby("doc_id")["hits"].transform("sum") > 0
    return named[speaks].reset_index(drop=True)


def theme_marks(rates: pandas.DataFrame, robustness: pandas.DataFrame) -> pandas.DataFrame:
    """The rates beside the rate of all other documents together, and the finding about it, if there is one.

    `log_ratio` is the binary logarithm of the two rates' ratio, a count of 0 taken as ½. `direction` is empty where
    the interval holds the others' rate. A document alone has no others: then there are no rows.
    """
    compared = rates if rates["doc_id"].nunique() > 1 else rates.iloc[:0]
    hits = compared.groupby("theme")["hits"].transform("sum") - compared["hits"]
    tokens = compared.groupby("theme")["tokens"].transform("sum") - compared["tokens"]
    ratio = (compared["hits"].clip(lower=0.5) / compared["tokens"]) / (hits.clip(lower=0.5) / tokens)
    marks = compared.assign(rest_per_thousand=1000 * hits / tokens, log_ratio=numpy.log2(ratio.astype(float)).round(6))
    return _with_findings(marks, robustness, "theme", "theme")


def _with_findings(rows: pandas.DataFrame, robustness: pandas.DataFrame, finding: str, column: str) -> pandas.DataFrame:
    """The rows with the finding about each and, in words, in how many settings it `holding`; – where there is none."""
    findings = robustness[robustness["finding"] == finding].rename(columns={"subject": column})
    joined = rows.merge(findings[["doc_id", column, *FINDING]], on=["doc_id", column], how="left")
    pairs = zip(joined["holds"], joined["settings"], strict=True)
    words = ["–" if pandas.isna(holds) else f"{holds:.0f} of {settings:.0f}" for holds, settings in pairs]
    return joined.assign(holding=words).fillna({"direction": "", "broken_by": "", "share": 0.0})


def theme_findings(marks: pandas.DataFrame) -> pandas.DataFrame:
    """The themes that a document speaks of more or less than the others do, the firmest of each document first."""
    marked = marks[marks["direction"] != ""]
    found = marked.assign(
        subject=marked["theme"].map(bilingual("theme")),
        way=marked["direction"].map(WAYS),
        rate=rates_in_words(marked),
    )
    order = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(marks["doc_id"]))}
    ranked = found.assign(place=found["doc_id"].map(order), weakness=-found["share"], strength=-found["log_ratio"])
    ordered = ranked.sort_values(["place", "direction", "weakness", "strength"], ascending=[True, False, True, True])
    return ordered.drop(columns=["place", "weakness", "strength"]).reset_index(drop=True)


def rates_in_words(rows: pandas.DataFrame, suffix: str = "") -> list[str]:
    """Each rate in a thousand tokens with its interval and the hits that it rests on.

    >>> rates_in_words(pandas.DataFrame({"per_thousand": [8.25], "low": [5.0], "high": [12.54], "hits": [21]}))
    ['8.2 [5.0–12.5], 21 hits']
    """
    columns = (rows[f"{name}{suffix}"] for name in ("per_thousand", "low", "high", "hits"))
    return [f"{rate:.1f} [{low:.1f}–{high:.1f}], {hits} hits" for rate, low, high, hits in zip(*columns, strict=True)]


def answer(
    documents: pandas.DataFrame, marks: pandas.DataFrame, headlines: pandas.DataFrame, quote: Callable[[str], str]
) -> str:
    """The answer as a list: of each document the themes and words that mark it, with the settings in which they do.

    `quote` makes words of a document fit for a paragraph.
    """
    if marks.empty:
        return "**Answer.** One document alone has nothing to be compared with, so nothing marks it."
    found = theme_findings(marks)
    more = found[found["direction"] == "more"]
    lines = []
    for doc_id, name in zip(documents["doc_id"], documents["name"], strict=True):
        themes = more[more["doc_id"] == doc_id]
        words = headlines[headlines["doc_id"] == doc_id].head(3)
        said = _listed(themes["subject"], themes["holding"]) or "no theme"
        lines.append(f"- **{name}**: {said}; words: {_listed(words['term'].map(quote), words['holding']) or 'none'}")
    head = "What each document speaks of more than the others do, with the ways to count in which that holds:"
    return "\n".join([f"**Answer.** {firmness(marks)} {head}", "", *lines])


def _listed(subjects: pandas.Series, holding: pandas.Series) -> str:
    return ", ".join(f"{subject} ({held})" for subject, held in zip(subjects, holding, strict=True))


def firmness(marks: pandas.DataFrame) -> str:
    """How many findings about themes there are, and how many of them are firm, in a sentence."""
    found = marks[marks["direction"] != ""]
    firm = int((found["share"] >= FIRM).sum())
    return (
        f"Of {len(marks)} pairs of a document and a theme, {len(found)} stand apart from the other documents; "
        f"{firm} of these do so in {FIRM:.0%} or more of the ways to count."
    )


def of_districts(rates: pandas.DataFrame) -> pandas.DataFrame:
    """The rates of the districts that have several documents."""
    return rates[rates.groupby("district")["doc_id"].transform("nunique") > 1].reset_index(drop=True)


def paired(rates: pandas.DataFrame, by: str) -> pandas.DataFrame:
    """Every two documents with the same `by` (district or doc_type) and each theme: their rates, and the ratio.

    The one that plans for earlier years comes first, the other's columns end in `_later`. `ratio` is the later rate
    over the earlier one, empty if that is 0. `apart` says whether the two 95 % intervals do not touch: a stricter test
    than one at 5 %.
    """
    placed = rates.assign(place=rates[["period_start", "period_end", "doc_id"]].apply(tuple, axis=1))
    both = placed.merge(placed, on=[by, "theme"], suffixes=("", "_later"))
    both = both[both["place"] < both["place_later"]].reset_index(drop=True)
    return both.assign(
        rate=rates_in_words(both),
        rate_later=rates_in_words(both, "_later"),
        ratio=(both["per_thousand_later"] / both["per_thousand"].where(both["per_thousand"] > 0)).astype(float),
        apart=(both["high"] < both["low_later"]) | (both["high_later"] < both["low"]),
        subject=both["theme"].map(bilingual("theme")),
    )


def differing(pairs: pandas.DataFrame) -> pandas.DataFrame:
    """The pairs whose intervals do not touch, the largest change of each two documents first."""
    found = pairs[pairs["apart"]]
    change = numpy.log2(found["ratio"].fillna(numpy.inf).clip(lower=2.0**-20)).abs()
    ordered = found.assign(change=-change).sort_values(["name", "name_later", "change", "theme"], ignore_index=True)
    return ordered.drop(columns="change")


def differences_in_words(pairs: pandas.DataFrame, among: str) -> str:
    """How many comparisons of two documents `among` (…) lie apart, in a sentence."""
    if pairs.empty:
        return f"There are no two documents {among}, so there is nothing to compare."
    return (
        f"{int(pairs['apart'].sum())} of {len(pairs)} comparisons of a theme in two documents {among} "
        "have intervals that do not touch."
    )


def headline_words(
    documents: pandas.DataFrame, keyness: pandas.DataFrame, robustness: pandas.DataFrame
) -> pandas.DataFrame:
    """The words that may stand for a document, with the settings in which they do: the firmest of each first."""
    columns = [*keyness.columns, "name", *FINDING, "holding"]
    named = with_names(keyness[keyness["headline"].astype(bool)], documents)
    rows = _with_findings(named, robustness, "keyness", "term")[columns]
    order = {doc_id: place for place, doc_id in enumerate(documents["doc_id"])}
    ranked = rows.assign(place=rows["doc_id"].map(order), weakness=-rows["share"], strength=-rows["z"])
    ordered = ranked.sort_values(["place", "weakness", "strength", "term"], ignore_index=True)
    return with_counts(ordered.drop(columns=["place", "weakness", "strength"]))


def with_counts(rows: pandas.DataFrame) -> pandas.DataFrame:
    """The rows of keyness in the words of a narrow table: counts and tokens `here` and `elsewhere`, p as `chance`."""
    here = zip(rows["count"], rows["tokens"], strict=True)
    elsewhere = zip(rows["reference_count"], rows["reference_tokens"], strict=True)
    return rows.assign(
        here=[f"{count:,} / {tokens:,}" for count, tokens in here],
        elsewhere=[f"{count:,} / {tokens:,}" for count, tokens in elsewhere],
        chance=["<0.001" if p < 0.001 else f"{p:.3f}" for p in rows["p_adjusted"]],
    )


def firmest(rows: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` rows of each document, the first of each."""
    return rows.groupby("doc_id", sort=False).head(most).reset_index(drop=True)


def found_in(rows: pandas.DataFrame, robustness: pandas.DataFrame) -> str:
    """How many words mark a document, and how many of them firmly, in a sentence."""
    if rows.empty:
        return "No word sets a document apart from the others."
    firm, all_ways = int((rows["share"] >= FIRM).sum()), int((rows["holds"] == rows["settings"]).sum())
    breaking = robustness["broken_by"][robustness["broken_by"] != ""].str.split("; ").explode().value_counts()
    worst = (
        f" What breaks most findings is the choice *{breaking.index[0]}* ({breaking.iloc[0]})." if len(breaking) else ""
    )
    return (
        f"{len(rows)} words set a document apart; {firm} of them in {FIRM:.0%} or more of the ways to count, "
        f"{all_ways} in all.{worst}"
    )


def survival(documents: pandas.DataFrame, robustness: pandas.DataFrame) -> pandas.DataFrame:
    """Every finding with the share of settings in which it holds: name, finding, subject, share, in order."""
    return with_names(robustness, documents)[["name", "finding", "subject", "direction", "holds", "settings", "share"]]

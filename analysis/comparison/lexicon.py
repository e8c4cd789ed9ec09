"""The words that a comparison rests on: which are split without our dictionary, which never occur, how they read."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pandas

from analysis.language.concordance import Line, concordance
from analysis.language.counting import Counted
from analysis.language.keyness import Keyness
from analysis.language.segmentation import Segmenter, place_names, user_dictionary, words_split
from analysis.language.selections import keyness, select
from analysis.language.theme_tables import ThemePrecision, theme_precision, unused_words
from analysis.vocabulary import column
from analysis.vocabulary.labels import bilingual

# What stands between the headings of a path.
BETWEEN = " > "


def split_words(documents: pandas.DataFrame, terms: pandas.DataFrame) -> pandas.DataFrame:
    """The words of the dictionary that the segmenter splits without it: the word, its pieces, its count in `terms`."""
    cut = words_split(user_dictionary(documents["district"]), Segmenter())
    counts = terms.groupby("term")["count"].sum()
    rows = [(word, " / ".join(pieces), int(counts.get(word, 0))) for word, pieces in cut]
    found = pandas.DataFrame(rows, columns=["word", "pieces", "count"])
    return found.sort_values(["count", "word"], ascending=[False, True], ignore_index=True)


def split_in_words(documents: pandas.DataFrame, split: pandas.DataFrame, terms: pandas.DataFrame) -> str:
    """How many of the dictionary's words the default splits, and how often they occur, in a paragraph."""
    words = len(user_dictionary(documents["district"]))
    used, tokens = split[split["count"] > 0], int(terms["count"].sum())
    share = f" ({split['count'].sum() / tokens:.1%} of all tokens)" if tokens else ""
    return (
        f"Without our dictionary, {len(split):,} of its {words:,} words ({len(split) / words:.0%}) are split. "
        f"{len(used):,} of these occur here, {split['count'].sum():,} times{share}."
    )


def district_names(documents: pandas.DataFrame) -> pandas.DataFrame:
    """The names of the districts and what the segmenter makes of them without our dictionary."""
    names = dict.fromkeys(name for district in documents["district"] for name in place_names(district))
    segmenter = Segmenter()
    return pandas.DataFrame([(name, " / ".join(segmenter.cut(name))) for name in names], columns=["word", "pieces"])


def unused_in_words(corpus: Sequence[Counted]) -> str:
    """How many words of the themes never occur in these documents, with the themes that miss most, in a paragraph."""
    unused = pandas.DataFrame(unused_words(corpus), columns=["word", "theme"])
    names = bilingual("theme")
    most = unused.groupby("theme").size().sort_values(ascending=False, kind="stable").head(3)
    missing = ", ".join(f"{names[theme]} ({count})" for theme, count in most.items())
    words = len(column("themes", "word"))
    return f"{len(unused):,} of the {words:,} words of the themes never occur here, most of them in {missing}."


def precision(documents: pandas.DataFrame, judged: pandas.DataFrame) -> pandas.DataFrame:
    """How many of each theme's hits, judged by hand, speak of it, with Wilson's interval; the least sure first."""
    here = judged[judged["doc_id"].isin(documents["doc_id"])]
    rows = pandas.DataFrame(theme_precision(here.to_dict("records")), columns=ThemePrecision._fields)
    ordered = rows.sort_values(["low", "theme"], ignore_index=True)
    return ordered.assign(theme=ordered["theme"].map(bilingual("theme"))).rename(columns={"right": "correct"})


def most_marking(headlines: pandas.DataFrame) -> pandas.DataFrame:
    """The one word that marks its document in most ways to count, of equals the one with the highest z; or no row."""
    return headlines.sort_values(["share", "z", "term"], ascending=[False, False, True]).head(1)


def in_words(headlines: pandas.DataFrame, quote: Callable[[str], str]) -> str:
    """How often the most marking word occurs in its document and elsewhere, in a sentence; `quote` as in `words`."""
    for row in most_marking(headlines).itertuples():
        return (
            f"{quote(str(row.term))}: {row.count:,} times in {row.name}, {row.reference_count:,} times in the others "
            f"together; it marks the document in {row.holding} ways to count."
        )
    return "No word sets a document apart, so there is none to look at."


def in_context(headlines: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` lines of the concordance of the most marking word in its document."""
    found = most_marking(headlines)
    if found.empty:
        return pandas.DataFrame(columns=[*Line._fields, "heading"])
    lines = concordance(select(doc_id=found["doc_id"].iloc[0]), found["term"].iloc[0]).head(most)
    return lines.assign(heading=lines["path"].str.split(BETWEEN).str[-1])


def between_districts(documents: pandas.DataFrame, most: int) -> pandas.DataFrame:
    """Up to `most` headline words of each document against each other district's document of the same kind.

    With the kind the same, what is left to differ is the district and the year.
    """
    found = [pandas.DataFrame(columns=["name", "other_name", *Keyness._fields])]
    for one, other in permutations(documents.to_dict("records"), 2):
        if one["doc_type"] == other["doc_type"] and one["district"] != other["district"]:
            rows = keyness(select(doc_id=one["doc_id"]), select(doc_id=other["doc_id"]))
            marked = rows[rows["headline"].astype(bool)].head(most)
            found.append(marked.assign(name=one["name"], other_name=other["name"]))
    filled = [rows for rows in found if len(rows)]
    return pandas.concat(filled, ignore_index=True) if filled else found[0]

"""How alike documents are in their words, two by two, and the topics that their sections fall into."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import pandas

from analysis.language.counting import Counted, words_by_stretch
from analysis.language.similarity import Likeness, likeness
from analysis.language.topics import find_topics
from analysis.language.words import NUMBER

# A stretch of fewer tokens has no subject that words could tell.
MIN_TOKENS = 20
# Topics need sections to tie together: fewer than this for each make them a matter of chance.
SECTIONS_A_TOPIC = 5
SHOWN_WORDS = 10
PAIR = ["name", "other_name", "same_district", "same_kind", "tokens", "other_tokens"]


def alike(documents: pandas.DataFrame, corpus: Sequence[Counted]) -> pandas.DataFrame:
    """A row for every two documents: TF-IDF cosine and Jensen–Shannon distance, each with its 95 % interval.

    A document without a word is like none and is left out. The most alike come first.
    """
    by_id = {each.document.listing.doc_id: each for each in corpus if each.tokens.words}
    known = documents[documents["doc_id"].isin(by_id)].to_dict("records")
    parts = {row["doc_id"]: words_by_stretch(by_id[row["doc_id"]]) for row in known}
    rows = []
    for one, other in combinations(known, 2):
        both = one["doc_id"], other["doc_id"]
        sizes = (len(by_id[doc_id].tokens.words) for doc_id in both)
        same = (one[column] == other[column] for column in ("district", "doc_type"))
        found = likeness(parts[both[0]], parts[both[1]], list(parts.values()))
        rows.append((one["name"], other["name"], *same, *sizes, *found))
    table = pandas.DataFrame(rows, columns=[*PAIR, *Likeness._fields])
    return table.sort_values("cosine", ascending=False, kind="stable", ignore_index=True)


def with_intervals(pairs: pandas.DataFrame) -> pandas.DataFrame:
    """The pairs with their two measures in words, and what they have in common beside their words."""
    common = {(True, True): "地区与体裁 both", (True, False): "地区 district", (False, True): "体裁 kind"}
    shared = zip(pairs["same_district"], pairs["same_kind"], strict=True)
    return pairs.assign(
        common=[common.get(both, "–") for both in shared],
        cosine_words=_in_words(pairs, "cosine"),
        distance_words=_in_words(pairs, "distance"),
    )


def _in_words(pairs: pandas.DataFrame, measure: str) -> list[str]:
    columns = (pairs[name] for name in (measure, f"{measure}_low", f"{measure}_high"))
    return [f"{value:.2f} [{low:.2f}–{high:.2f}]" for value, low, high in zip(*columns, strict=True)]


def most_alike(pairs: pandas.DataFrame) -> str:
    """Which two documents are most alike in their words, and which least, in a sentence."""
    if pairs.empty:
        return "There are no two documents to compare."
    shown = with_intervals(pairs)
    first, last = shown.iloc[0], shown.iloc[-1]
    most = f"The two documents most alike in their words are {first['name']} and {first['other_name']} "
    most += f"(cosine {first['cosine_words']})"
    if len(pairs) == 1:
        return f"{most}."
    close = int((pairs["cosine_high"].iloc[1:] >= first["cosine_low"]).sum())
    return (
        f"{most}, the two least alike {last['name']} and {last['other_name']} ({last['cosine_words']}). "
        f"The intervals of {close} of the {len(pairs) - 1} other pairs reach into that of the first."
    )


class Stretches(NamedTuple):
    """Stretches of text long enough to have a subject: the counts of each one's words, and its document's name."""

    counts: list[Counter[str]]
    names: list[str]


def stretches(documents: pandas.DataFrame, corpus: Sequence[Counted]) -> Stretches:
    """The stretches of MIN_TOKENS or more between two headings; numbers, which all have, are left out."""
    names = dict(zip(documents["doc_id"], documents["name"], strict=True))
    counts, owners = [], []
    for each in corpus:
        for words in words_by_stretch(each):
            kept = Counter({word: count for word, count in words.items() if word != NUMBER})
            if kept.total() >= MIN_TOKENS:
                counts.append(kept)
                owners.append(names[each.document.listing.doc_id])
    return Stretches(counts, owners)


def topics(found: Stretches, count: int) -> pandas.DataFrame:
    """A row a topic: its leading words, how many stretches it leads, and the document of which it leads most.

    `stability` is that of all `count` topics together. Without stretches enough there are no rows.
    """
    columns = ["topic", "words", "stretches", "most_of", "part", "stability"]
    if len(found.counts) < count * SECTIONS_A_TOPIC:
        return pandas.DataFrame(columns=columns)
    result = find_topics(found.counts, count)
    leading = result.weights.argmax(axis=1)
    sizes = Counter(found.names)
    rows = []
    for number, words in enumerate(result.words):
        owners = Counter(name for name, topic in zip(found.names, leading, strict=True) if topic == number)
        name = min(owners, key=lambda name: (-owners[name] / sizes[name], name)) if owners else ""
        part = f"{owners[name]} of {sizes[name]}"
        rows.append((number + 1, "、".join(words[:SHOWN_WORDS]), owners.total(), name, part, result.stability))
    return pandas.DataFrame(rows, columns=columns)


def stability(found: Stretches, tried: Sequence[pandas.DataFrame]) -> str:
    """How stable so many topics are over subsamples, in a sentence."""
    stretches_in_words = f"{len(found.counts)} stretches of {MIN_TOKENS} tokens or more"
    if any(rows.empty for rows in tried):
        return f"{stretches_in_words} are too few for topics."
    said = ", ".join(f"{rows['stability'].iloc[0]:.2f} for {len(rows)} topics" for rows in tried)
    return (
        f"{stretches_in_words} are sorted. Agreement with the topics of subsamples, which is 1 if the same topics come "
        f"back whatever is left out (Greene, O'Callaghan & Cunningham 2014): {said}."
    )

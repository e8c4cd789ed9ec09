"""What is said about themes, words and shared passages follows from their rows; without rows it says so."""

import pandas
import pytest

from analysis.comparison import corpus, lexicon, likeness, sharing, words
from analysis.language.counting import Counted
from analysis.tables.schema import TABLES
from analysis.vocabulary.labels import bilingual
from tests.five_documents import corpus as counted_documents

DOCUMENTS = corpus.name_documents(
    pandas.DataFrame(
        [
            ("a-2021", "甲区", "work_report", 2021, 2021, True),
            ("a-2023", "甲区", "annual_plan", 2023, 2023, True),
            ("b-2021", "乙区", "work_report", 2021, 2021, True),
        ],
        columns=["doc_id", "district", "doc_type", "period_start", "period_end", "complete"],
    )
)
RATES = words.rated(
    DOCUMENTS,
    pandas.DataFrame(
        [
            ("a-2021", "digital", 10, 1000, 10.0, 5.0, 18.0),
            ("a-2023", "digital", 40, 1000, 40.0, 29.0, 54.0),
            ("b-2021", "digital", 0, 2000, 0.0, 0.0, 2.0),
            ("a-2021", "health", 5, 1000, 5.0, 1.0, 12.0),
            ("a-2023", "health", 5, 1000, 5.0, 1.0, 12.0),
            ("b-2021", "health", 10, 2000, 5.0, 2.0, 9.0),
        ],
        columns=["doc_id", "theme", "hits", "tokens", "per_thousand", "low", "high"],
    ),
)
ROBUSTNESS = pandas.DataFrame(
    [
        ("a-2023", "theme", "digital", "more", 27, 30, 0.9, "level: sections"),
        ("b-2021", "theme", "digital", "less", 15, 30, 0.5, "level: sections; text: whole"),
        ("a-2023", "keyness", "数据", "more", 42, 42, 1.0, ""),
    ],
    columns=["doc_id", "finding", "subject", "direction", "holds", "settings", "share", "broken_by"],
)
MARKS = words.theme_marks(RATES, ROBUSTNESS)


def no_rows(table: str) -> pandas.DataFrame:
    """A table of the schema without rows."""
    return pandas.DataFrame(columns=list(TABLES[table].columns))


def test_a_theme_is_compared_with_all_other_documents_together() -> None:
    row = MARKS[(MARKS["doc_id"] == "a-2023") & (MARKS["theme"] == "digital")].iloc[0]
    assert row["rest_per_thousand"] == pytest.approx(1000 * 10 / 3000)
    assert row["log_ratio"] == pytest.approx(3.584963)
    assert row["holding"] == "27 of 30"
    none = MARKS[(MARKS["doc_id"] == "b-2021") & (MARKS["theme"] == "digital")].iloc[0]
    assert none["log_ratio"] == pytest.approx(-6.643856), "a count of 0 is taken as one half"
    assert set(MARKS.loc[MARKS["theme"] == "health", "holding"]) == {"–"}


def test_findings_are_ordered_by_document_and_firmness() -> None:
    found = words.theme_findings(MARKS)
    assert found[["doc_id", "way", "holding"]].to_numpy().tolist() == [
        ["b-2021", "少 less", "15 of 30"],
        ["a-2023", "多 more", "27 of 30"],
    ]
    assert words.firmness(MARKS) == (
        "Of 6 pairs of a document and a theme, 2 stand apart from the other documents; "
        "1 of these do so in 90% or more of the ways to count."
    )


def test_pairs_are_of_one_district_or_of_one_kind_and_the_earlier_comes_first() -> None:
    of_district = words.paired(RATES, "district")
    assert of_district[["doc_id", "doc_id_later", "theme", "apart"]].to_numpy().tolist() == [
        ["a-2021", "a-2023", "digital", True],
        ["a-2021", "a-2023", "health", False],
    ]
    assert of_district["ratio"].tolist() == [4.0, 1.0]
    differing = words.differing(words.paired(RATES, "doc_type"))
    assert differing["theme"].tolist() == ["digital"], "10 [5–18] and 0 [0–2] do not touch"
    assert words.differences_in_words(of_district, "of one district").startswith("1 of 2 comparisons")


def test_the_ratio_to_a_rate_of_zero_is_empty() -> None:
    pair = words.paired(RATES.assign(per_thousand=[0.0] * len(RATES)), "district")
    assert pair["ratio"].isna().all()
    assert len(words.differing(pair)) == 1


def test_headline_words_carry_how_often_they_hold() -> None:
    keyness = no_rows("keyness").reindex(range(2))
    keyness = keyness.assign(doc_id="a-2023", term=["数据", "平台"], headline=[True, False], z=[5.0, 4.0])
    keyness = keyness.assign(count=9, tokens=1000, reference_count=2, reference_tokens=3000, p_adjusted=0.0004)
    found = words.headline_words(DOCUMENTS, keyness, ROBUSTNESS)
    assert found[["term", "holding", "here", "elsewhere", "chance"]].to_numpy().tolist() == [
        ["数据", "42 of 42", "9 / 1,000", "2 / 3,000", "<0.001"]
    ]
    said = words.answer(DOCUMENTS, MARKS, found, lambda word: f"<{word}>")
    assert (
        said.splitlines()[-1] == "- **甲区 2023 经济社会发展计划**: 数字化 Digital (27 of 30); words: <数据> (42 of 42)"
    )
    assert lexicon.in_words(found, str).startswith("数据: 9 times in 甲区 2023")
    assert words.found_in(found, ROBUSTNESS).endswith("the choice *level: sections* (2).")


def test_without_rows_it_says_so() -> None:
    alone = RATES[RATES["doc_id"] == "a-2021"]
    marks = words.theme_marks(alone, no_rows("robustness"))
    headlines = words.headline_words(DOCUMENTS, no_rows("keyness"), no_rows("robustness"))
    assert marks.empty and headlines.empty and words.theme_findings(marks).empty
    assert "nothing marks it" in words.answer(DOCUMENTS, marks, headlines, str)
    assert words.differences_in_words(words.paired(alone, "district"), "of one district").startswith("There are no two")
    assert lexicon.in_context(headlines, most=3).empty
    assert likeness.topics(likeness.Stretches([], []), 5).empty
    assert likeness.most_alike(likeness.alike(DOCUMENTS, [])) == "There are no two documents to compare."
    passages = sharing.named(no_rows("reuse"), DOCUMENTS)
    assert sharing.exchanged(passages).empty and sharing.renumbered(passages).empty
    assert sharing.longest(passages, most=3).empty


def test_the_dictionary_keeps_words_that_the_segmenter_splits() -> None:
    terms = pandas.DataFrame({"term": ["专精特新", "专精特新"], "count": [3, 4]})
    split = lexicon.split_words(DOCUMENTS, terms)
    assert split.iloc[0].tolist() == ["专精特新", "专精 / 特 / 新", 7]
    assert "(100.0% of all tokens)" in lexicon.split_in_words(DOCUMENTS, split, terms)


def real_documents() -> tuple[pandas.DataFrame, tuple[Counted, ...]]:
    texts = counted_documents()
    rows = [each.document.listing._asdict() for each in texts]
    return corpus.name_documents(pandas.DataFrame(rows).assign(complete=True)), texts


def test_every_two_documents_are_compared_and_the_most_alike_come_first() -> None:
    documents, texts = real_documents()
    pairs = likeness.alike(documents, texts)
    assert len(pairs) == len(documents) * (len(documents) - 1) // 2
    assert pairs["cosine"].is_monotonic_decreasing
    assert ((pairs["cosine_low"] <= pairs["cosine"]) & (pairs["cosine"] <= pairs["cosine_high"])).all()


def test_stretches_leave_numbers_out() -> None:
    documents, texts = real_documents()
    found = likeness.stretches(documents, texts)
    assert min(words.total() for words in found.counts) >= likeness.MIN_TOKENS
    assert set(found.names) == set(documents["name"])
    assert not any("<number>" in words for words in found.counts)


def test_the_shares_of_origins_add_up_and_every_origin_has_a_name() -> None:
    sentences = pandas.DataFrame(
        [
            ("a-2023", 0, 10, "new"),
            ("a-2023", 10, 20, "own_earlier"),
            ("a-2023", 20, 25, "short"),
            ("b-2021", 0, 9, "new"),
        ],
        columns=["doc_id", "start", "end", "origin"],
    )
    counts = sharing.origin_counts(DOCUMENTS, sentences)
    assert counts.groupby("name")["share"].sum().tolist() == pytest.approx([1.0, 1.0], abs=1e-5)
    shown = sharing.origins_by_document(counts)
    assert shown.iloc[0][bilingual("origin")["own_earlier"]] == "0 (0.0%)"
    assert sharing.shared_in_words(counts).startswith("1 of 4 sentences (25.0%)")


def passage(**changes: object) -> dict[str, object]:
    row = dict.fromkeys(TABLES["reuse"].columns, "") | {
        "doc_id": "a-2023",
        "other_doc_id": "b-2021",
        "start": 5,
        "end": 20,
    }
    return row | {"kind": "exact", "formula": False, "agreeing": 14, "similarity": 1.0, "quote": "甲"} | changes


def test_passages_with_new_numbers_are_listed_once_those_that_differ_in_nothing_else_first() -> None:
    renumbered = {"template": "增长〈n〉%", "numbers": "8", "other_numbers": "6"}
    rows = [
        passage(kind="near", start=1, **renumbered | {"template": "〈…〉增长〈n〉%"}),
        passage(kind="same_but_numbers", **renumbered),
        passage(kind="same_but_numbers", start=90, **renumbered),
        passage(kind="exact", numbers="8", other_numbers="8"),
        passage(kind="near", numbers="8"),
    ]
    passages = sharing.named(pandas.DataFrame(rows), DOCUMENTS)
    found = sharing.renumbered(passages)
    assert found["kind"].tolist() == ["same_but_numbers", "near"]
    assert sharing.renumbered_in_words(found).startswith("In 2 shared passages the numbers changed, in 1 of them")
    assert sharing.exchanged(passages).loc[0, ["exact", "same_but_numbers", "near", "formula"]].tolist() == [1, 2, 2, 0]

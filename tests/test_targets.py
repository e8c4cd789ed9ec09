"""Targets in running text: sentences with the rows that they make, sentences that make none, and what holds for all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extraction.clauses import Span, sentences
from analysis.extraction.ledger import dispose
from analysis.extraction.lexicon import ACTIONS, HEADS, LEADS, RELATIONS
from analysis.extraction.quantities import find_quantities
from analysis.extraction.target import Target
from analysis.extraction.targets import find_targets
from analysis.reading.document import Document, Listing
from analysis.tables.columns import DISPOSITIONS, MEASURES, OPERATORS, ROLES
from analysis.vocabulary import load
from tests.growth import growth, repeated

CASES = Path(__file__).parent / "cases"
FIELDS = (
    "role",
    "indicator",
    "indicator_id",
    "measure",
    "operator",
    "value",
    "value_high",
    "unit",
    "period_start",
    "period_end",
)


def read(name: str) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """The rows of a file of cases by sentence, kind of document and year."""
    grouped: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grouped.setdefault((row["sentence"], row["doc_type"], row["years"]), []).append(row)
    return grouped


def extract(text: str, doc_type: str = "work_report", years: str = "2025") -> tuple[list[Target], list[str]]:
    """The rows that a text makes and the dispositions of its numbers."""
    first, _, last = years.partition("-")
    listing = Listing("case", "case.txt", "某某市", doc_type, int(first), int(last or first))
    quantities = find_quantities(text)
    rows, dispositions = find_targets(Document(listing, text, (), (), ()), quantities, dispose(text, quantities))
    return rows, [disposition.name for disposition in dispositions]


def plain(row: Target, text: str) -> dict[str, str]:
    """A row as the file of cases writes it."""
    written = {field: getattr(row, field) for field in FIELDS}
    numbers = {
        field: "" if v is None else f"{v:g}" for field, v in written.items() if isinstance(v, float | int | None)
    }
    return {**written, **numbers, "anchor": text[row.start : row.end]}


@pytest.mark.parametrize("case", read("targets.csv").items(), ids=lambda case: case[0][0][:24])
def test_sentences_make_their_rows(case):
    (sentence, doc_type, years), expected = case
    rows, _ = extract(sentence, doc_type, years)
    wanted = [{field: row[field] for field in (*FIELDS, "anchor")} for row in expected]
    assert [plain(row, sentence) for row in rows] == wanted


@pytest.mark.parametrize("case", read("not_targets.csv").items(), ids=lambda case: case[0][0][:24])
def test_sentences_without_goals_make_no_rows(case):
    (sentence, doc_type, years), _ = case
    rows, dispositions = extract(sentence, doc_type, years)
    assert rows == []
    assert not set(dispositions) & set(ROLES)


@pytest.mark.parametrize("case", read("known_failures.csv").items(), ids=lambda case: case[0][0][:24])
def test_known_failures_still_fail(case):
    (sentence, doc_type, years), expected = case
    rows, _ = extract(sentence, doc_type, years)
    wanted = [{field: row[field] for field in (*FIELDS, "anchor")} for row in expected]
    assert [plain(row, sentence) for row in rows] != wanted, "it works now: move the case to targets.csv"


PIECES = st.sampled_from(
    [
        *(
            "新增",
            "力争",
            "森林覆盖率",
            "达到",
            "增长",
            "分别",
            "其中",
            "完成投资",
            "了",
            "由",
            "企业",
            "的",
            "等",
            "和",
        ),
        *("5%", "120个", "1.7万家", "8%以上", "30亿元", "到2025年", "主要预期目标是：", "与经济增长同步"),
        *("、", "，", "。", "；", "（", "）", "“", "”", "\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_yields_valid_rows_and_leaves_no_number_open(text):
    rows, dispositions = extract(text)
    assert set(dispositions) <= set(DISPOSITIONS)
    for row in rows:
        assert 0 <= row.start < row.end <= len(text)
        assert row.role in ROLES and row.measure in MEASURES and row.operator in OPERATORS
        assert row.indicator and (row.value is not None or row.operator == "qualitative")
        assert set(row.indicator) <= set(text), "a name is made of words of the text"
    assert [(row.start, row.end) for row in rows] == sorted((row.start, row.end) for row in rows)


@given(st.text(alphabet="甲乙，。；\n（）“”1２、 ", max_size=200))
def test_sentences_cover_the_text(text):
    spans = list(sentences(text, ()))
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize("unit", ["1", "（", "、", "新增5家、", "增长", "甲和", "“", "到2025年"])
def test_time_grows_with_length_alone(unit):
    def read(length: int) -> tuple:
        text = repeated(unit)(length)
        quantities = find_quantities(text)
        document = Document(Listing("c", "c", "某某市", "work_report", 2025, 2025), text, (), (), ())
        return document, quantities, dispose(text, quantities)

    assert growth(lambda given: find_targets(*given), read) < 4


REVIEW_AND_PLAN = "一、2024年工作回顾。过去一年，{}二、2025年工作安排。今年的主要预期目标是：{}"


def test_a_text_that_has_lost_its_line_ends_keeps_its_review_apart():
    text = REVIEW_AND_PLAN.format("新建农村公路377公里。" * 200, "新建农村公路200公里。" * 200)
    rows, _ = extract(text)
    assert {(row.role, row.value) for row in rows} == {("actual", 377), ("target", 200)}


def test_a_wrapped_line_opens_no_plan():
    review = "一、2024年工作回顾\n全市新建农村公路377公里，农村饮水工程10处，圆满完成市委部署的\n"
    rows, _ = extract(review + "今年主要预期目标，新建学校8所。")
    assert {row.role for row in rows} == {"actual"}


def test_covered_spans_are_left_alone():
    text = "新增企业5家，改造小区3个。"
    quantities = find_quantities(text)
    document = Document(Listing("c", "c", "某某市", "annual_plan", 2025, 2025), text, (), (), ())
    rows, _ = find_targets(document, quantities, dispose(text, quantities), [Span(0, 7)])
    assert [row.indicator for row in rows] == ["改造小区"]


LISTS = [
    "actions",
    "afterwords",
    "heads",
    "indicators",
    "keeps",
    "leads",
    "pairs",
    "parts",
    "predicates",
    "relations",
    "synonyms",
    "undivided",
]


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_words_are_sorted_and_clean(name):
    words = [next(iter(row.values())) for row in load(name)]
    assert words == sorted(set(words))
    assert all(word and word == word.strip() for word in words)


def test_classes_of_words_are_the_known_ones():
    assert set(RELATIONS.classes.values()) <= {"growth", "fall", "reach", "do", "past", "each", "total", "aside", "aim"}
    assert set(LEADS.classes.values()) <= {
        "commitment",
        "hold",
        "push",
        "adverb",
        "region",
        "maybe",
        "at_least",
        "total",
    }
    assert set(ACTIONS.classes.values()) <= {"add", "benefit", "spur"}
    assert set(HEADS.classes.values()) <= {"share", "level", "growth"}

"""Rows are named by their place, placed in the outline, and quoted with what stands around them."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from analysis.build import extract
from analysis.reading.corpus import Source
from analysis.reading.document import Listing
from analysis.rows import Finder, sentence_span


class Span(NamedTuple):
    start: int
    end: int


def test_the_innermost_span_is_found() -> None:
    spans = [Span(0, 100), Span(10, 50), Span(20, 30), Span(60, 70)]
    find = Finder(spans)
    assert [find(offset) for offset in (5, 15, 25, 35, 55, 65, 99)] == [spans[i] for i in (0, 1, 2, 1, 0, 3, 0)]
    assert find(100) is None and Finder([])(3) is None


@given(st.text(alphabet="增长8%。；\n ,一", max_size=60), st.data())
def test_a_sentence_holds_what_it_is_the_sentence_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_span(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


def rows_of(text: str, doc_type: str = "work_report") -> dict[str, list[dict[str, object]]]:
    listing = Listing("d", "d.txt", "某县", doc_type, 2021, 2021)
    return extract(listing, Source(text, "utf-8", "")).tables


def test_rows_on_one_span_are_told_apart_by_a_letter_and_share_one_number() -> None:
    tables = rows_of("二、2021年工作安排\n力争项目开工率和投资完成率超过85%。")
    targets = tables["targets"]
    start = targets[0]["start"]
    assert [row["target_id"] for row in targets] == [f"d:{start}", f"d:{start}b"]
    ledger = [row for row in tables["quantities"] if row["start"] == start]
    assert [(row["disposition"], row["target_id"]) for row in ledger] == [("target", f"d:{start}")]


def test_a_goal_without_a_figure_has_no_value_in_any_unit() -> None:
    rows = rows_of("二、2021年主要预期目标\n居民收入增长与经济增长基本同步。")["targets"]
    assert [(row["value"], row["base_value"], row["base_unit"], row["operator"]) for row in rows] == [
        (None, None, "", "qualitative")
    ]


def test_a_value_is_given_as_written_and_in_the_base_unit() -> None:
    (row,) = rows_of("二、2021年工作安排\n新增市场主体1.7万家。")["targets"]
    assert (row["value"], row["unit"], row["base_value"], row["base_unit"]) == (1.7, "万家", 17000.0, "家")

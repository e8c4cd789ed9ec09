"""Numbers that a repair touched are read as they were meant, at the places of the text as it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extraction.mended import mend_quantities
from analysis.extraction.quantities import find_quantities
from analysis.reading.document import Repair
from analysis.reading.repairs import find_repairs

READ = [
    ("年均增长40亿元,到2025650亿元", [(40, None, "亿元"), (2025, None, "年"), (650, None, "亿元")]),
    ("年均增长分别达8.3%9.6%。", [(8.3, None, "%"), (9.6, None, "%")]),
    ("20212025年,每个村卫生室配备12名医生", [(2021, 2025, "年"), (1, 2, "名")]),
    ("到2O25年增长8。5%", [(2025, None, "年"), (8.5, None, "%")]),
    ("恢复567期项目", [(5, None, ""), (6, None, ""), (7, None, "期")]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_damaged_number_is_read_as_meant(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    mended = mend_quantities(text, find_quantities(text), find_repairs(text))
    found = [(q.value, q.value_high, q.unit) for q in mended if text[q.start : q.end] != "个"]
    assert found == expected


def test_an_ambiguous_repair_leaves_the_number_as_it_stands() -> None:
    text = "新增12家"
    doubtful = Repair(2, 4, "12", "1—2", "curated", "may be a range", "ambiguous")
    assert mend_quantities(text, find_quantities(text), [doubtful]) == find_quantities(text)
    likely = doubtful._replace(certainty="likely")
    assert [(q.value, q.value_high) for q in mend_quantities(text, find_quantities(text), [likely])] == [(1, 2)]


@given(
    st.lists(
        st.sampled_from(["到2025650亿元", "增长8%9%", "20212025年", ",", "到2O25年", "建设3个", "。", "家"]),
        max_size=12,
    )
)
def test_every_digit_stays_in_exactly_one_quantity(parts: list[str]) -> None:
    text = "".join(parts)
    mended = mend_quantities(text, find_quantities(text), find_repairs(text))
    assert all(left.end <= right.start for left, right in pairwise(mended))
    covered = {place for quantity in mended for place in range(quantity.start, quantity.end)}
    assert all(place in covered for place, sign in enumerate(text) if sign.isdigit())

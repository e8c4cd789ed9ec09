"""Quantities: the cases, what is no quantity, the vocabulary's own examples, and properties of all input."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import vocabulary
from analysis.extraction.ledger import unaccounted
from analysis.extraction.quantities import find_quantities
from analysis.extraction.units import UNITS, base_value, kind_of, split_unit
from tests.growth import growth, repeated

FOLDER = Path(__file__).parent
RAW = sorted((FOLDER.parent / "data" / "raw").glob("*.txt"))


def cases(name):
    with (FOLDER / "cases" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


@pytest.mark.parametrize("case", cases("quantities.csv"), ids=lambda case: f"{case['text']}-{case['quote']}")
def test_case(case):
    text = case["text"]
    found = {text[q.start : q.end]: (q.value, q.value_high, q.unit, q.operator) for q in find_quantities(text)}
    expected = (number(case["value"]), number(case["value_high"]), case["unit"], case["operator"])
    assert found.get(case["quote"]) == expected, found


@pytest.mark.parametrize("case", cases("not_quantities.csv"), ids=lambda case: case["text"])
def test_what_is_no_quantity(case):
    assert find_quantities(case["text"]) == []


# Letters that numbers are made of, and those that stand around them.
NUMBERISH = st.text(
    "0123456789０５．，.,:：∶/-—~～+% ％‰\n 　一二两三四五六七八九十百千万亿零〇半几数第余多来点分之成折倍番年月日"
    "个家项名元人亩级大条批位约近超不低于以上下左右至到〔〕“”()G5PMhttp:/。、达负又"
)


@given(NUMBERISH)
@settings(max_examples=400)
def test_quantities_are_in_order_apart_and_cover_every_number(text):
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert unaccounted(text, found) == []


@given(st.decimals(0, 10**6, places=2), st.sampled_from(sorted(u for u in UNITS if not u.isascii())))
def test_figures_and_unit_are_read_as_written(value, unit):
    text = f"完成{value}{unit}。"
    first = find_quantities(text)[0]
    if unit not in ("成", "折", "番", "％"):
        assert first.value is not None
        assert (round(first.value, 2), first.unit) in {(float(value), unit), (float(value) + 0.5, unit[2:])}


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_no_number_of_the_documents_is_missing(path):
    text = path.read_text(encoding="utf-8")
    assert unaccounted(text, find_quantities(text)) == []


def test_full_width_and_half_width_figures_are_the_same():
    wide = find_quantities("增长８．５％左右，建成１２０家")
    narrow = find_quantities("增长8.5%左右，建成120家")
    assert wide == narrow


def test_base_values():
    assert base_value(1.7, "万家") == (17000.0, "家")
    assert base_value(4.78, "万亿") == (4.78e12, "")
    assert base_value(35, "微克/立方米") == (35.0, "微克每立方米")
    assert base_value(3.8, "亿斤") == (3.8e8, "斤")
    assert split_unit("个百分点") == (1.0, "个百分点")
    assert kind_of("万平方米") == "area"


@pytest.mark.parametrize(
    "unit",
    ["7", "一", "、", "(", "1,", "1-", "1 ", "一 ", "1.", "中1\n", "a1", "“3”", "百分之", "第", "1+", "1:", "3家、"],
)
def test_time_grows_linearly_on_hostile_input(unit):
    assert growth(find_quantities, repeated(unit)) < 4


def test_vocabulary_of_units_is_clean():
    rows = vocabulary.load("units")
    names = [row["unit"] for row in rows]
    assert names == sorted(set(names))
    assert all(name == name.strip() and float(row["scale"]) > 0 for name, row in zip(names, rows, strict=True))
    assert all(row["base_unit"] for row in rows)


@pytest.mark.parametrize("name", ["qualifiers", "number_contexts", "numeral_words"])
def test_vocabularies_are_sorted_without_duplicates(name):
    rows = [tuple(row.values()) for row in vocabulary.load(name)]
    assert rows == sorted(set(rows))


def test_each_leading_and_trailing_qualifier_gives_its_operator():
    for row in vocabulary.load("qualifiers"):
        if row["note"].startswith("only before"):
            continue
        before, after = (row["phrase"], "") if row["position"] == "before" else ("", row["phrase"])
        text = f"达{before}50家{after}。" if row["position"] != "inside" else f"达50{row['phrase']}家。"
        assert find_quantities(text)[0].operator == row["operator"], text

"""Damage is found where it is, sound text is left alone, and the list that people keep says when it no longer fits."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import repairs
from analysis.reading.document import Repair, Section
from analysis.reading.repairs import RULES, curated_repairs, find_repairs, join_repairs
from analysis.tables.columns import COLUMNS
from analysis.vocabulary import load
from tests.growth import growth, repeated

CASES = Path(__file__).parent / "cases"
RAW = Path(__file__).parents[1] / "data" / "raw"
SIGNS = '经济发展年到2025650%8.3。，、；“”（）()[]〔〕\n " 营營Oand!！每12名第'


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [{key: value.replace("\\n", "\n") for key, value in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("case", cases("repairs.csv"), ids=lambda case: case["rule"])
def test_damage_is_found_and_mended(case: dict[str, str]) -> None:
    found = {(repair.raw, repair.repaired, repair.rule) for repair in find_repairs(case["text"])}
    assert (case["raw"], case["repaired"], case["rule"]) in found


@pytest.mark.parametrize("case", cases("not_damage.csv"), ids=lambda case: case["text"][:12])
def test_sound_text_is_left_alone(case: dict[str, str]) -> None:
    assert find_repairs(case["text"]) == []


def test_every_rule_has_a_case() -> None:
    named = {case["rule"] for case in cases("repairs.csv")}
    assert {rule.__name__ for rule in RULES} <= named


@given(st.text(alphabet=SIGNS, max_size=200))
def test_repairs_quote_the_text_in_order_and_never_overlap(text: str) -> None:
    found = find_repairs(text)
    assert all(text[repair.start : repair.end] == repair.raw != repair.repaired for repair in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(repair.certainty in COLUMNS["certainty"].codes and repair.raw and repair.reason for repair in found)


@given(st.text(alphabet=SIGNS, max_size=120), st.text(alphabet=SIGNS, max_size=120))
def test_what_rules_and_people_find_is_joined_without_overlap(one: str, other: str) -> None:
    text = one + other
    curated = [Repair(len(one), len(text), other, other + "。", "curated", "a reason", "sure")] if other else []
    joined = join_repairs(curated, find_repairs(text))
    assert set(curated) <= set(joined)
    assert all(left.end <= right.start for left, right in pairwise(joined))


def test_page_furniture_is_no_prose_but_its_numbers_are_numbers() -> None:
    text = "扫一扫 and 关注\n某府办发〔202021\n"
    furniture = Section("s1", "", 1, "furniture", "", "", "", 0, len(text), 0, 0)
    assert [repair.rule for repair in find_repairs(text)] == ["latin_word", "document_number_broken"]
    assert [repair.rule for repair in find_repairs(text, [furniture])] == ["document_number_broken"]


def test_a_text_wrapped_at_a_width_is_not_broken() -> None:
    first = "坚持稳中求进工作总基调。完整准确全面贯彻新发展理念，加快构建新发展格局着力推动高质量发"
    assert find_repairs(f"{first}\n展，统筹发展和安全。\n" * 10) == []


def test_a_number_at_a_full_line_that_is_over_there_is_not_broken() -> None:
    full = "坚持稳中求进工作总基调，扎实推进乡村振兴，\n" * 10
    whole = ["新建的农村公路里程达50公里\n，方便群众出行。", "全年粮食产量稳定在20万吨，\n20个项目开工。"]
    assert [find_repairs(full + "守牢红线，" + words) for words in [*whole, "我们把目标定在20\n1.抓投资。"]] == [
        [],
        [],
        [],
    ]
    assert [repair.rule for repair in find_repairs("全区耕地保有量稳定在147\n.5万亩。")] == []


HOSTILE = ["1", "(", ")", "“", "“啊", "、", "\n", "经 ", "2025", "深化改革", "2O", "每", "10KV20KV", "經"]


@pytest.mark.parametrize("sign", HOSTILE)
def test_time_grows_with_length_on_hostile_input(sign: str) -> None:
    assert growth(find_repairs, repeated(sign)) < 4


# --- the curated list


def test_every_listed_place_is_found_once_in_its_document() -> None:
    documents = sorted({row["doc_id"] for row in load("repairs")})
    assert [problem for doc_id in documents for problem in curated_repairs(doc_id, read(doc_id))[1]] == []


def test_the_list_is_in_the_order_of_the_documents_and_says_why() -> None:
    rows = load("repairs")
    places = [(row["doc_id"], read(row["doc_id"]).index(row["raw"])) for row in rows]
    assert places == sorted(places)
    assert all(row["reason"] and row["certainty"] in COLUMNS["certainty"].codes for row in rows)
    assert all(row["raw"] != row["repaired"] for row in rows)


def read(doc_id: str) -> str:
    return (RAW / f"{doc_id}.txt").read_text(encoding="utf-8")


def test_a_listed_repair_is_narrowed_to_the_damaged_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    listed(monkeypatch, "将路環城市副中心打造", "将珞璜城市副中心打造", "配备12名", "配备1—2名")
    found, problems = curated_repairs("x", "推动发展，将路環城市副中心打造成为新城。每村配备12名医生。")
    assert [(repair.start, repair.end, repair.raw, repair.repaired) for repair in found] == [
        (6, 8, "路環", "珞璜"),
        (24, 25, "1", "1—"),
    ]
    assert problems == []


def test_words_that_are_not_found_exactly_once_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    listed(monkeypatch, "路環", "珞璜", "新城", "新区")
    found, problems = curated_repairs("x", "建设新城，扩建新城。")
    assert found == []
    assert problems == [
        "vocabulary/repairs.csv, line 2: the words '路環' occur 0 times in x, not once; quote more of the text around "
        "them, or delete the line if the text was mended",
        "vocabulary/repairs.csv, line 3: the words '新城' occur 2 times in x, not once; quote more of the text around "
        "them, or delete the line if the text was mended",
    ]


def listed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Have the list hold these pairs of words, as they stand and as they are read, for the document x."""
    rows = [
        {"doc_id": "x", "raw": raw, "repaired": repaired, "reason": "a reason", "certainty": "sure"}
        for raw, repaired in zip(words[::2], words[1::2], strict=True)
    ]
    monkeypatch.setattr(repairs, "load", lambda name: tuple(rows))


def test_the_table_of_traditional_characters_is_one_to_one_and_outside_gb2312() -> None:
    rows = load("traditional_characters")
    assert len({row["traditional"] for row in rows}) == len(rows)
    for row in rows:
        with pytest.raises(UnicodeEncodeError):
            row["traditional"].encode("gb2312")
        assert row["simplified"].encode("gb2312")


def test_no_rule_fires_on_a_document_that_is_whole() -> None:
    text = re.sub(r"[^\n]*各镇街 。[^\n]*", "", read("jiangjin-2023-tasks"))
    assert find_repairs(text) == []

"""Passages that documents share: every planted one is found, to the character, and nothing that was not planted."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.origins import find_origins
from analysis.language.reuse import find_reuse, relation
from analysis.reading.document import Document, Listing
from tests.five_documents import RAW, documents

CASE_FILE = Path(__file__).parent / "cases" / "reuse.csv"
CASES = tuple(csv.DictReader(io.StringIO(CASE_FILE.read_text(encoding="utf-8"), newline="")))
PLANTED = 30
# The carrier and the source have no stretch of so many characters in common.
NEUTRAL = 8
# A planted sentence has no stretch of so many characters that the source repeats, whatever the numbers.
UNREPEATED = 9
SYNONYMS = {
    "加快": "加速",
    "推进": "推动",
    "完善": "健全",
    "加强": "强化",
    "提升": "提高",
    "建设": "打造",
    "实施": "落实",
    "支持": "鼓励",
    "积极": "大力",
    "发展": "壮大",
}


def document(name: str, text: str, district: str = "甲区", year: int = 2021) -> Document:
    return Document(Listing(name, f"{name}.txt", district, "work_report", year, year), text, (), (), ())


def sentences(name: str) -> list[str]:
    """The sentences of a raw file's prose: a line's parts up to a full stop."""
    text = (RAW / f"{name}.txt").read_text(encoding="utf-8")
    return [part for line in text.splitlines() for part in re.findall(r"[^。\s][^。]*。", line)]


def stretches(text: str, size: int) -> set[str]:
    words = "".join(filter(str.isalnum, text))
    return {words[place : place + size] for place in range(len(words) - size + 1)}


def moved(sentence: str) -> str:
    return sentence


def renumbered(sentence: str) -> str:
    """Every number one larger in its last digit: 8.5 becomes 8.6, 2025 becomes 2026."""
    return re.sub(r"[0-9](?![0-9.])", lambda digit: str((int(digit.group()) + 1) % 10), sentence)


def reworded(sentence: str) -> str:
    """Two words replaced by others of their sense, the rest as it was."""
    left = 2
    for word, other in SYNONYMS.items():
        if left and word in sentence:
            sentence, left = sentence.replace(word, other, 1), left - 1
    return sentence


def shortened(sentence: str) -> str:
    """Two characters left out behind the second comma."""
    places = [match.end() for match in re.finditer("[,，、]", sentence)]
    cut = places[1] if len(places) > 1 else len(sentence) // 2
    return sentence[:cut] + sentence[cut + 2 :]


def lengthened(sentence: str) -> str:
    """An adverb put in the middle."""
    middle = len(sentence) // 2
    return sentence[:middle] + "进一步" + sentence[middle:]


def set_anew(sentence: str) -> str:
    """Full-width digits and commas, and a line that breaks in the middle."""
    wide = sentence.translate({ord(","): "，", **{ord(str(digit)): 0xFF10 + digit for digit in range(10)}})
    return wide[: len(wide) // 3] + "\n" + wide[len(wide) // 3 :]


def all_at_once(sentence: str) -> str:
    return set_anew(lengthened(renumbered(reworded(sentence))))


EDITS: tuple[Callable[[str], str], ...] = (
    moved,
    renumbered,
    reworded,
    shortened,
    lengthened,
    set_anew,
    all_at_once,
)


def is_apt(sentence: str, source: str) -> bool:
    """Long enough for a passage after edits, with a number and a word to change, and said only once in the source."""
    words = any(word in sentence for word in SYNONYMS)
    if not (words and 40 <= len(sentence) <= 160 and re.search(r"[0-9]", sentence) and source.count(sentence) == 1):
        return False
    rest = stretches(re.sub("[0-9]+", "0", source.replace(sentence, "\n")), UNREPEATED)
    return rest.isdisjoint(stretches(re.sub("[0-9]+", "0", sentence), UNREPEATED))


def plant() -> tuple[Document, Document, dict[tuple[int, int], tuple[int, int]]]:
    """A document with planted passages, the one they are from, and the places: there → where from."""
    source = (RAW / "jiangjin-fyp14.txt").read_text(encoding="utf-8")
    known = stretches(source, NEUTRAL)
    carrier = [part for part in sentences("yubei-2020-plan") if known.isdisjoint(stretches(part, NEUTRAL))]
    apt = [part for part in sentences("jiangjin-fyp14") if is_apt(part, source)]
    chosen = apt[:: len(apt) // PLANTED][:PLANTED]
    assert len(chosen) == PLANTED, "too few sentences with numbers in the five-year plan"
    assert len(carrier) > 2 * PLANTED, "too little neutral text in the annual plan"
    places: dict[tuple[int, int], tuple[int, int]] = {}
    text = ""
    # Backwards, so that every passage is moved, with two sentences of carrier between one and the next.
    for number, sentence in enumerate(reversed(chosen)):
        text += "".join(carrier[2 * number : 2 * number + 2])
        edited = EDITS[number % len(EDITS)](sentence)
        start = source.index(sentence)
        places[len(text), len(text) + len(edited)] = (start, start + len(sentence))
        text += edited
    return document("new", text, "乙区", 2025), document("old", source), places


def test_every_planted_passage_is_found_to_the_character_and_no_other() -> None:
    new, old, places = plant()
    found = {(row.start, row.end): (row.other_start, row.other_end) for row in find_reuse([old, new])}
    assert found == places


def test_planted_passages_are_told_apart_by_what_was_done_to_them() -> None:
    new, old, places = plant()
    rows = {row.start: row for row in find_reuse([new, old])}
    kinds = [rows[start].kind for start, _ in sorted(places)]
    expected = {moved: "exact", renumbered: "same_but_numbers", set_anew: "exact"}
    assert kinds == [expected.get(EDITS[number % len(EDITS)], "near") for number in range(PLANTED)]


def test_same_sentence_new_number() -> None:
    old = document("old", "今年。完成农村公路改造120公里,新建高标准农田3.5万亩。", year=2021)
    new = document("new", "明年。完成农村公路改造８０公里，新建高标准农田４万亩。", year=2022)
    (row,) = find_reuse([new, old])
    assert (row.doc_id, row.other_doc_id, row.relation) == ("new", "old", "own_earlier")
    assert row.quote == "完成农村公路改造８０公里，新建高标准农田４万亩。"
    assert row.kind == "same_but_numbers" and row.similarity == 1
    assert row.template == "完成农村公路改造〈n〉公里,新建高标准农田〈n〉万亩"
    assert (row.numbers, row.other_numbers) == ("80; 4", "120; 3.5")


def test_marks_go_with_the_words_that_they_belong_to() -> None:
    """A quotation mark with its partner, a full stop where both have one, if not the same one; no line break."""
    old = document("old", "去年,“一件事”应用谋划攻坚战,新开发“一件事”应用。", year=2021)
    new = document("new", "打好“一件事”应用谋划攻坚战,新开发“一件事”应用；\n", year=2022)
    (row,) = find_reuse([new, old])
    assert row.quote == "打好“一件事”应用谋划攻坚战,新开发“一件事”应用；"
    assert row.other_quote == "“一件事”应用谋划攻坚战,新开发“一件事”应用。"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["comment"])
def test_cases(case: dict[str, str]) -> None:
    """A sentence, one of another document, and what their rows are: kind, template and numbers; nothing for no row."""
    rows = find_reuse([document("new", case["sentence"], year=2022), document("old", case["other"], year=2021)])
    found = [(row.kind, row.template, row.numbers, row.other_numbers) for row in rows]
    expected = (case["kind"], case["template"], case["numbers"], case["other_numbers"])
    assert found == ([expected] if case["kind"] else [])


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        (("甲区", 2023, 2023), ("甲区", 2021, 2025), "own_earlier"),
        (("甲区", 2021, 2021), ("甲区", 2021, 2025), "own_earlier"),
        (("甲区", 2021, 2021), ("甲区", 2021, 2021), "own_same_period"),
        (("甲区", 2023, 2023), ("乙区", 2021, 2025), "other_district"),
        (("", 2023, 2023), ("", 2021, 2025), "other_district"),
    ],
)
def test_whose_the_other_document_is(later: tuple[str, int, int], earlier: tuple[str, int, int], expected: str) -> None:
    made = [Listing("d", "d.txt", district, "work_report", *years) for district, *years in (later, earlier)]
    assert relation(*made) == expected


def test_a_phrase_of_three_districts_is_a_formula_and_shared_all_the_same() -> None:
    phrase = "坚持以习近平新时代中国特色社会主义思想为指导"
    rows = find_reuse([document(name, f"{name}说,{phrase}。", name) for name in ("甲区", "乙区", "丙区")])
    assert len(rows) == 3
    assert all(row.formula and row.districts == 3 for row in rows)
    rows = find_reuse([document(name, f"{name}说,{phrase}。", name) for name in ("甲区", "乙区")])
    assert [(row.formula, row.districts) for row in rows] == [(False, 2)]


def test_where_sentences_come_from() -> None:
    own = "完成农村公路改造120公里,新建高标准农田3.5万亩。"
    foreign = "深入开展城市更新提升行动,改造老旧小区28个。"
    made = [
        document("old", own, "甲区", 2021),
        document("foreign", foreign, "乙区", 2021),
        document("new", f"{own}{foreign}大力发展夜间经济,打造特色商业街区。增长8%。", "甲区", 2022),
    ]
    sentences_found = find_origins(made, find_reuse(made))
    origins = {row.quote: row for row in sentences_found if row.doc_id == "new"}
    assert [row.origin for row in origins.values()] == ["own_earlier", "other_district", "new", "short"]
    assert (origins[own].other_doc_id, origins[own].other_start, origins[own].other_end) == ("old", 0, len(own))
    older = [row.origin for row in sentences_found if row.doc_id == "old"]
    assert older == ["new"], "what a later plan of the same district repeats was new when it was written"


def test_responsibility_lines_and_contents_are_no_shared_passages() -> None:
    line = "责任单位:区发展改革委、区经济信息委、区住房城乡建委、区农业农村委、区规划自然资源局"
    rows = find_reuse([document(name, f"1.做好各项工作。\n{line}\n", name) for name in ("甲区", "乙区")])
    assert rows == []


def test_real_documents_share_what_they_share() -> None:
    rows = find_reuse(documents())
    by_kind = Counter(row.kind for row in rows)
    assert all(by_kind[kind] for kind in ("exact", "same_but_numbers", "near"))
    assert rows == find_reuse(documents()[::-1]), "the order in which documents are listed is none of their properties"


CHARACTERS = st.sampled_from("推进建设产业农村城市改革开放")
TEXTS = st.text(st.one_of(CHARACTERS, st.sampled_from("12。, \n")), max_size=120)
WORDS = st.text(CHARACTERS, min_size=13, max_size=40)
RUNS = st.lists(st.sampled_from("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"), min_size=13, unique=True)


@given(TEXTS, TEXTS, RUNS, TEXTS, TEXTS)
def test_every_run_of_thirteen_characters_is_found(
    before: str, after: str, run: list[str], other_before: str, other_after: str
) -> None:
    shared = "".join(run)
    one, other = f"{before}{shared}{after}", f"{other_before}{shared}{other_after}"
    rows = find_reuse([document("new", one, year=2022), document("old", other)])
    start, other_start = len(before), len(other_before)
    assert any(
        row.start <= start
        and row.end >= start + len(shared)
        and row.other_start <= other_start
        and row.other_end >= other_start + len(shared)
        for row in rows
    )


@given(st.lists(st.one_of(TEXTS, WORDS), max_size=6), st.lists(st.one_of(TEXTS, WORDS), max_size=6))
def test_quotes_are_slices_and_both_sides_are_alike(one: list[str], other: list[str]) -> None:
    texts = {"new": "。".join([*one, *other]), "old": "。".join([*other, *one])}
    made = [document("new", texts["new"], year=2022), document("old", texts["old"])]
    rows = find_reuse(made)
    assert rows == find_reuse(made[::-1])
    for row in rows:
        assert row.quote == texts[row.doc_id][row.start : row.end] != ""
        assert row.other_quote == texts[row.other_doc_id][row.other_start : row.other_end] != ""
        assert 0.75 <= row.similarity <= 1
        assert len(row.numbers.split("; ")) == len(row.other_numbers.split("; "))
    for sentence in find_origins(made, rows):
        assert sentence.quote == texts[sentence.doc_id][sentence.start : sentence.end] != ""
        assert 0 <= sentence.covered <= 1


@pytest.mark.parametrize("unit", ["7", "一", "(", "、", "1、", "增长8%、", "推进建设1个项目\n"])
def test_text_that_repeats_itself_gives_few_rows(unit: str) -> None:
    """Pairs of places grow with the square of the repeats; the rows must not, and the stretch must still be found."""
    rows = find_reuse([document("new", unit * 3000, year=2022), document("old", unit * 1000)])
    assert len(rows) <= 10
    if len(set(unit) - set("0123456789(、,%\n")) > 1:
        assert sum(row.end - row.start for row in rows) >= 2900 * len(unit), "every place has a partner"

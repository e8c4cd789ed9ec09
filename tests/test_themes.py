"""Where the themes' words stand, and which longer words hide them."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.themes import find_hits
from analysis.tables.columns import THEMES
from analysis.vocabulary import column, load
from tests.five_documents import corpus

CASES = Path(__file__).parent / "cases"


def cases() -> list[dict[str, str]]:
    with (CASES / "theme_hits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_hits(case: dict[str, str]) -> None:
    assert "|".join(f"{hit.word}:{hit.theme}" for hit in find_hits(case["text"])) == case["expected"]


def test_the_longest_word_is_taken_first_wherever_it_begins() -> None:
    """基础设施 begins earlier in 新型基础设施建设, but the word that is longest wins and hides what it overlaps."""
    hits = find_hits("加快新型基础设施建设")
    assert [(hit.word, hit.theme) for hit in hits] == [("新型基础设施", "digital")]


def test_each_theme_has_ten_to_sixty_words_and_a_word_one_theme() -> None:
    sizes = Counter(row["theme"] for row in load("themes"))
    assert set(sizes) == set(THEMES)
    assert all(10 <= size <= 60 for size in sizes.values())
    assert max(Counter(column("themes", "word")).values()) == 1
    assert not set(column("themes", "word")) & set(column("theme_exceptions", "word"))


def test_every_exception_hides_a_word_of_a_theme() -> None:
    words = column("themes", "word")
    for exception in column("theme_exceptions", "word"):
        assert any(word in exception for word in words), exception


def test_no_word_of_a_theme_names_a_district_of_the_corpus() -> None:
    districts = {counted.document.listing.district for counted in corpus()}
    names = {district.rstrip("区县市") for district in districts}
    assert not [word for word in column("themes", "word") if any(name in word for name in names)]


LEXICON = sorted((*column("themes", "word"), *column("theme_exceptions", "word")))


@given(st.lists(st.sampled_from([*LEXICON, "的", "，", "委", "局", "城", "生"]), max_size=12).map("".join))
def test_hits_are_words_of_the_lexicon_in_order_and_share_no_character(text: str) -> None:
    hits = find_hits(text)
    themes = {row["word"]: row["theme"] for row in load("themes")}
    reach = 0
    for hit in hits:
        assert text[hit.start : hit.end] == hit.word and themes[hit.word] == hit.theme
        assert hit.start >= reach
        reach = hit.end


@given(st.lists(st.sampled_from(LEXICON), max_size=8).map("".join))
def test_hits_are_those_of_a_plain_search(text: str) -> None:
    """The same rule, slowly: of all matches the longest, of equals the first; then what does not overlap it."""
    themes = dict.fromkeys(column("theme_exceptions", "word"), "")
    themes |= dict.fromkeys(column("departments", "alias"), "")
    themes |= dict.fromkeys(column("dictionary", "word", category="department"), "")
    themes |= {row["word"]: row["theme"] for row in load("themes")}
    matches = [
        (start, start + length)
        for length in range(1, 20)
        for start in range(len(text) - length + 1)
        if text[start : start + length] in themes
    ]
    taken: list[tuple[int, int]] = []
    for start, end in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
    found = {(hit.start, hit.end) for hit in find_hits(text)}
    expected = {span for span in taken if themes[text[slice(*span)]]}
    # A word before 局 or 委员会 is part of an office's name; no word of the lexicon begins with these.
    assert found <= expected
    assert all(text[end : end + 1] in "局办委执综应开发服监管" for _, end in expected - found)

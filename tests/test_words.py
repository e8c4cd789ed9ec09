"""Tokens that are counted: words, and numbers with their units as one class."""

import time
from collections import Counter

import pytest

from analysis.language.body import narrowed
from analysis.language.segmentation import Segmenter, user_dictionary
from analysis.language.words import NUMBER, count_terms, find_words, stop_words
from tests.five_documents import corpus, documents, tables

SEGMENTER = Segmenter(user_dictionary(["江津区"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("新增企业1.7万家", ["新增", "企业", NUMBER]),
        ("增长８．５％", ["增长", NUMBER]),
        ("增长8.5%，就业率90%以上", ["增长", NUMBER, "就业率", NUMBER]),
        ("2025年3月中旬", [NUMBER, NUMBER, "中旬"]),
        ("粮食1,234.5万吨", ["粮食", NUMBER]),
        ("约30余万亩", ["约", NUMBER]),
        ("三个平台", [NUMBER, "平台"]),
        ("百分之九十五", [NUMBER]),
        ("第十二章", [NUMBER]),
        ("“十四五”末", ["十四五", "末"]),
        ("第一产业", ["第一产业"]),
        ("12.加强绿化", [NUMBER, "加强", "绿化"]),
        ("5G基站600个", ["5G", "基站", NUMBER]),
        ("22—25万人", [NUMBER, NUMBER]),
        ("年均增速(%)", ["年均", "增速"]),
        ("三农", ["三农"]),
        ("一带一路", ["一带一路"]),
        ("（一）、……“”", [NUMBER]),
    ],
)
def test_numbers_and_their_units_are_one_class(text: str, words: list[str]) -> None:
    assert find_words(narrowed(text), SEGMENTER).words == words


def test_full_and_half_width_texts_count_alike() -> None:
    half = "规上工业增加值增长8.5%,达1.7万家(GDP)"
    full = "规上工业增加值增长８．５％，达１．７万家（ＧＤＰ）"
    assert find_words(narrowed(full), SEGMENTER) == find_words(half, SEGMENTER)


def test_stop_words_and_punctuation_are_aside_unless_another_list_is_given() -> None:
    assert find_words("工业和农业的发展", SEGMENTER).words == ["工业", "农业", "发展"]
    assert find_words("工业和农业", SEGMENTER, frozenset()).words == ["工业", "和", "农业"]
    assert "的" in stop_words()


def test_offsets_are_those_of_the_words() -> None:
    text = "到2025年，新增企业1.7万家。"
    tokens = find_words(text, SEGMENTER)
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        assert text[start].isdigit() if word == NUMBER else text.startswith(word, start)


def test_terms_of_a_document_add_up() -> None:
    rows = tables()["terms"]
    for counted in corpus():
        mine = [row for row in rows if row["doc_id"] == counted.document.listing.doc_id]
        assert sum(row["count"] for row in mine) == len(counted.tokens.words)  # type: ignore[misc]
        assert [(-row["count"], row["term"]) for row in mine] == sorted(  # type: ignore[operator]
            (-row["count"], row["term"])
            for row in mine  # type: ignore[operator]
        )


def test_rates_are_a_thousand_tokens() -> None:
    first, second = count_terms("d", ["水库", "水库", "河长制"], SEGMENTER)
    assert (first.term, first.count, first.per_thousand, first.pos) == ("水库", 2, 666.666667, "n")
    assert (second.term, second.per_thousand, second.pos) == ("河长制", 333.333333, "")


def test_segmenting_and_counting_three_megabytes_stays_near_jiebas_own_time() -> None:
    text = "\n".join(narrowed(read.text) for read in documents())
    text *= round(3_000_000 / len(text.encode()))
    reference = Segmenter(SEGMENTER.words, "jieba")
    start = time.perf_counter()
    reference.cut(text)
    middle = time.perf_counter()
    counts = Counter(find_words(text, SEGMENTER).words)
    assert counts[NUMBER] > 1000
    assert time.perf_counter() - middle < 1.3 * (middle - start)

"""Findings under other choices: the grid is what it says, and its first setting is that of the tables."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.grid import TEXTS, Setting, find_theme_hits, lay_out, tokens_of, ways
from analysis.language.keyness import benjamini_hochberg, g2_four_cell, p_value
from analysis.language.reuse import find_reuse
from analysis.language.robustness import (
    breaking_choices,
    is_discovery,
    robustness,
    signed_g2,
    theme_verdicts,
    word_verdicts,
)
from analysis.language.segmentation import Segmenter
from analysis.language.tables import corpus_segmenter
from analysis.language.theme_tables import theme_rates
from analysis.reading.document import Document, Listing, Section
from analysis.tables.columns import THEMES
from tests.five_documents import corpus, documents, tables


@pytest.fixture(scope="module")
def layout():
    return lay_out(documents(), find_reuse(documents()))


@pytest.fixture(scope="module")
def tokens(layout):
    return tokens_of(layout, corpus_segmenter(documents()))


def test_the_first_way_makes_the_tokens_of_the_tables(layout, tokens) -> None:
    made = tokens[0][ways()[0]]
    places = made.places[layout.inside["body"][made.places]]
    owners = layout.owner[layout.stretch[places]]
    expected = [len(counted.tokens.words) for counted in corpus()]
    found = numpy.bincount(owners, minlength=len(expected)).tolist()
    # The body is cut before it is segmented there and after it here, so a word at the edge of an aside may differ.
    assert found == pytest.approx(expected, rel=0.001)


def test_hits_of_themes_are_those_of_the_tables(layout) -> None:
    hits = find_theme_hits(layout)
    inside = layout.inside["body"][hits.start]
    owners = layout.owner[layout.stretch[hits.start[inside]]]
    found = numpy.bincount(owners * len(THEMES) + hits.word[inside], minlength=len(documents()) * len(THEMES))
    expected = [row.hits for counted in corpus() for row in theme_rates(counted)]
    assert found.tolist() == expected


def test_theme_findings_are_those_that_the_table_of_rates_shows(layout, tokens) -> None:
    verdicts = theme_verdicts(layout, tokens[0])[Setting(ways()[0], "body", "occurrences")]
    rates = [theme_rates(counted) for counted in corpus()]
    close = 0
    for place, mine in enumerate(rates):
        for number, row in enumerate(mine):
            others = [each[number] for each in rates if each is not mine]
            rest = 1000 * sum(other.hits for other in others) / sum(other.tokens for other in others)
            expected = int(row.low > rest) - int(row.high < rest)
            # The bootstrap here draws stretches of which a few are cut otherwise: its bounds may differ by a little.
            close += expected != verdicts[place, number]
    assert close <= 2


def test_headline_words_hold_in_the_setting_of_the_tables(layout, tokens) -> None:
    found = [(row["doc_id"], row["term"]) for row in tables()["keyness"] if row["headline"]]
    words = sorted({*tokens[1], *(term for _, term in found)})
    verdicts = word_verdicts(layout, tokens[0], words)[Setting(ways()[0], "body", "occurrences")]
    order = [document.listing.doc_id for document in documents()]
    held = sum(int(verdicts[order.index(doc_id), words.index(term)]) for doc_id, term in found)
    assert held >= 0.95 * len(found) > 0


def test_the_grid_has_the_settings_that_it_says() -> None:
    rows = tables()["robustness"]
    assert {row["finding"]: row["settings"] for row in rows} == {"theme": 30, "keyness": 42}
    assert all(0 <= row["holds"] <= row["settings"] for row in rows)
    assert all(row["share"] == round(row["holds"] / row["settings"], 4) for row in rows)


def document(name: str, paragraphs: list[str], district: str) -> Document:
    """A document with a section for every paragraph."""
    text = "\n".join(paragraphs)
    starts = [sum(len(part) + 1 for part in paragraphs[:number]) for number in range(len(paragraphs))]
    sections = tuple(
        Section(f"s{number}", "", 1, "heading", "", "", "", start, start + len(part) + 1, start, start)
        for number, (start, part) in enumerate(zip(starts, paragraphs, strict=True))
    )
    return Document(Listing(name, f"{name}.txt", district, "work_report", 2021, 2021), text, sections, (), ())


def test_a_word_that_only_the_dictionary_keeps_whole_still_counts_from_edge_to_edge() -> None:
    """Without the dictionary 专精特新 is 专精|特新, which begins and ends where tokens do: the finding holds."""
    pair = [document("a", ["推广专精特新产品。"] * 20, "甲区"), document("b", ["改造老旧小区。"] * 20, "乙区")]
    laid_out = lay_out(pair, [])
    verdicts = word_verdicts(laid_out, tokens_of(laid_out, corpus_segmenter(pair))[0], ["专精特新"])
    assert len(verdicts) == 42
    assert all(verdict[:, 0].tolist() == [1, 0] for verdict in verdicts.values())


def test_passages_that_are_shared_are_left_out_of_the_text_unshared() -> None:
    shared = "深入开展城市更新提升行动,改造老旧小区28个。"
    pair = [document("a", [shared, "发展工业。"], "甲区"), document("b", ["发展农业。", shared], "乙区")]
    laid_out = lay_out(pair, find_reuse(pair))
    signs, owner = numpy.array([*laid_out.text]), laid_out.owner[laid_out.stretch]
    kept = ["".join(signs[laid_out.inside["unshared"] & (owner == number)]) for number in (0, 1)]
    assert [words.split() for words in kept] == [["发展工业。"], ["发展农业。"]]


def test_a_document_alone_has_no_findings() -> None:
    assert robustness([document("a", ["培育专精特新企业。"], "甲区")], Segmenter(), {"a": ["企业"]}, []) == []


def test_empty_documents_have_no_findings() -> None:
    assert robustness([document("a", [""], "甲区"), document("b", [""], "乙区")], Segmenter(), {}, []) == []


def test_which_choices_break_a_finding() -> None:
    holds = {
        Setting(way, text, "occurrences"): way.stop_list is not False and text != "whole"
        for way in ways()
        for text in TEXTS
    }
    assert breaking_choices(holds) == ["stop_list: off", "text: whole"]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=40))
def test_g2_of_all_words_at_once_is_that_of_each(pairs: list[tuple[int, int]]) -> None:
    count, reference = (numpy.array(column) for column in zip(*pairs, strict=True))
    found = signed_g2(count, reference, 1000, 3000)
    expected = [g2_four_cell(*pair, 1000, 3000) for pair in pairs]
    assert numpy.abs(found) == pytest.approx(expected, abs=1e-6)
    assert all((value >= -1e-9) == (3 * one >= other) for value, (one, other) in zip(found, pairs, strict=True))


@given(st.lists(st.floats(0, 40), min_size=1, max_size=40))
def test_discoveries_are_those_of_benjamini_and_hochberg(values: list[float]) -> None:
    adjusted = benjamini_hochberg([p_value(value) for value in values])
    clear = [abs(p - 0.05) > 1e-9 for p in adjusted]
    found = is_discovery(numpy.array(values))
    assert all(bool(found[place]) == (p < 0.05) for place, p in enumerate(adjusted) if clear[place])

"""Rates with intervals, the theme that marks a section, and how right the lexicon is."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from analysis.language.theme_tables import rank_themes, theme_precision, theme_rates, theme_totals, unused_words
from analysis.tables.columns import THEMES
from analysis.vocabulary import column, load
from tests.five_documents import corpus, tables

GOLD = Path(__file__).parent / "gold" / "theme_hits.csv"


def judged() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_judged_sample_is_of_the_documents_and_of_400_hits() -> None:
    texts = {counted.document.listing.doc_id: counted.document.text for counted in corpus()}
    rows = judged()
    assert len(rows) == 400
    assert all(texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["word"] for row in rows)
    assert {row["right"] for row in rows} <= {"yes", "no"}


def test_nine_in_ten_judged_hits_of_every_theme_are_right() -> None:
    rows = theme_precision(judged())
    assert {row.theme for row in rows} == set(THEMES)
    assert [(row.theme, row.precision) for row in rows if row.judged >= 20 and row.precision < 0.9] == []


def test_the_judged_hits_are_still_hits() -> None:
    """A lexicon that lost or gained many words needs a new sample."""
    found = {
        (counted.document.listing.doc_id, counted.body.origin(hit.start), hit.theme)
        for counted in corpus()
        for hit in counted.hits
    }
    still = sum((row["doc_id"], int(row["start"]), row["theme"]) in found for row in judged())
    assert still >= 0.97 * 400


def test_rates_hold_the_wider_interval_and_every_theme() -> None:
    for counted in corpus():
        rates = theme_rates(counted)
        assert [rate.theme for rate in rates] == list(THEMES)
        for rate in rates:
            assert rate.low <= rate.per_thousand <= rate.high
            assert rate.per_thousand == round(1000 * rate.hits / rate.tokens, 6)
    assert {row["interval"] for row in tables()["theme_rates"]} == {"poisson", "bootstrap"}


def test_hits_of_sections_are_those_of_the_document() -> None:
    """The chapters and what stands outside them add up to the document, their headings apart."""
    for counted in corpus():
        whole = Counter(hit.theme for hit in counted.hits)
        parts: Counter[str] = Counter()
        for stretch in counted.stretches:
            parts += counted.count_hits(*stretch)
        assert all(parts[theme] <= whole[theme] for theme in THEMES)
        assert sum(whole.values()) - sum(parts.values()) <= 2


def test_the_first_theme_of_headed_parts_is_what_the_heading_says() -> None:
    """Headings of the five documents, each with the theme or themes that it promises; its words are not counted."""
    with (GOLD.parent / "section_themes.csv").open(encoding="utf-8", newline="") as file:
        promised = {
            (row["doc_id"], row["number"], row["heading"]): row["themes"].split() for row in csv.DictReader(file)
        }
    first = {(row["doc_id"], row["section_id"]): row["theme"] for row in tables()["section_themes"] if row["rank"] == 1}
    verdicts = [
        first.get((doc_id, section.section_id)) in promised[doc_id, section.number, section.heading]
        for counted in corpus()
        for doc_id in [counted.document.listing.doc_id]
        for section in counted.document.sections
        if (doc_id, section.number, section.heading) in promised
    ]
    assert len(verdicts) >= 170
    assert sum(verdicts) >= 0.93 * len(verdicts)


def test_ranks_of_a_section_count_up_from_one() -> None:
    ranks: dict[tuple[object, object], list[object]] = {}
    for row in tables()["section_themes"]:
        ranks.setdefault((row["doc_id"], row["section_id"]), []).append(row["rank"])
    assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())


def test_a_rare_theme_marks_a_section_more_than_a_common_one_of_as_many_hits() -> None:
    background = Counter(dict.fromkeys(THEMES, 100)) + Counter(rural=3000)
    assert rank_themes({"rural": 5, "health": 5, "urban": 1}, background)[:2] == ["health", "urban"]


def test_one_document_alone_is_ranked_against_the_usual_shares() -> None:
    """A text about nothing but farms is about farms, though nothing in it stands out from the rest of it."""
    assert rank_themes({"rural": 40, "urban": 1}, {"rural": 40, "urban": 1})[0] == "rural"


@pytest.mark.parametrize("theme", THEMES)
def test_the_usual_shares_are_those_of_the_documents(theme: str) -> None:
    totals = theme_totals(corpus())
    shares = {row["theme"]: float(row["share"]) for row in load("theme_shares")}
    assert shares[theme] == pytest.approx(totals[theme] / sum(totals.values()), abs=0.006)
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)


def test_words_that_never_occur_are_listed() -> None:
    unused = {word for word, _ in unused_words(corpus())}
    used = {hit.word for counted in corpus() for hit in counted.hits}
    assert unused | used == set(column("themes", "word")) and not unused & used

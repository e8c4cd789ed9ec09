"""Topics are the same each time, and their stability is measured as published."""

import pytest

from analysis.language.topics import agreement, average_jaccard, find_topics


def test_average_jaccard_of_the_paper() -> None:
    """Greene, O'Callaghan & Cunningham 2014, table 1: 0 + 0 + 1/5 + 1/7 + 3/7 over five depths."""
    first, second = ["album", "music", "best", "award", "win"], ["sport", "best", "win", "medal", "award"]
    assert average_jaccard(first, second) == pytest.approx(0.154286, abs=5e-7)


def test_agreement_matches_topics_one_to_one() -> None:
    topics = [["农业", "粮食"], ["城市", "小区"]]
    assert agreement(topics, topics[::-1]) == 1
    assert agreement(topics, [["农业", "粮食"], ["水库", "堤防"]]) == 0.5


def test_topics_of_sections_with_two_subjects() -> None:
    farms = [{"农业": 5, "粮食": 3, "耕地": 2 + number % 2} for number in range(12)]
    towns = [{"城市": 4, "小区": 3, "公园": 1 + number % 3} for number in range(12)]
    found = find_topics([*farms, *towns], 2)
    assert {frozenset(words[:3]) for words in found.words} == {
        frozenset(("农业", "粮食", "耕地")),
        frozenset(("城市", "小区", "公园")),
    }
    assert found.stability > 0.6
    again = find_topics([*farms, *towns], 2)
    assert again.words == found.words and (again.weights == found.weights).all()

"""Headline concepts: names over twenty years that stand for one, and near misses that stand for none."""

import csv
from pathlib import Path

import pytest

from analysis.extraction.concepts import concept
from analysis.vocabulary import column

with (Path(__file__).parent / "cases" / "concepts.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["indicator"])
def test_a_name_stands_for_its_concept(case):
    assert concept(case["indicator"], "某某市") == case["indicator_id"]


def test_each_concept_is_one_of_the_guide():
    assert set(column("indicators", "indicator_id")) == set(column("headline_concepts", "indicator_id"))


def test_the_words_of_the_list_stand_for_their_concepts():
    strays = [
        phrase
        for phrase, indicator_id in zip(
            column("indicators", "phrase"), column("indicators", "indicator_id"), strict=True
        )
        if concept(phrase) != indicator_id
    ]
    assert strays == []

"""Numerals: every spelling of a value is read to it, and what is spelled by a plain speller is read back."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import vocabulary
from analysis.extraction.numerals import read_numeral, scale_of

with (Path(__file__).parent / "cases" / "numerals.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))
DIGITS, PLACES, GROUPS = "零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿", "万亿")


def spell(number: int) -> str:
    """`number` in Chinese characters, the plain way of a schoolbook: 10040 is 一万零四十."""
    if number == 0:
        return "零"
    words, zero = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if zero else "") + DIGITS[digit] + PLACES[place % 4]
            zero = False
        else:
            zero = bool(words)
        group = place // 4
        if place % 4 == 0 and group and number // 10 ** (4 * group) % 10_000:
            words, zero = words + GROUPS[group], False
    return words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["spelling"])
def test_a_spelling_is_read_to_its_value(case):
    assert read_numeral(case["spelling"]) == float(case["value"])


@given(st.integers(0, 10**8 - 1))
def test_a_number_written_in_chinese_and_read_back_is_itself(number):
    assert read_numeral(spell(number)) == number


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_figures_with_thousands_separators_are_read(whole, hundredths):
    assert read_numeral(f"{whole:,}.{hundredths:02d}") == float(f"{whole}.{hundredths:02d}")


@pytest.mark.parametrize("text", ["", "号", "三五十", "二三十", "一点", "点五点五", "9" * 40])
def test_what_is_not_one_number_is_none(text):
    assert read_numeral(text) is None


def test_magnitudes_multiply():
    assert [scale_of(word) for word in ("", "万", "百万", "万亿")] == [1, 10**4, 10**6, 10**12]


def test_the_vocabulary_of_numerals_has_each_character_once():
    characters = [row["character"] for row in vocabulary.load("numerals")]
    assert len(characters) == len(set(characters))

"""What two passages that agree do not agree in: other numbers, or other words; and the template that they share."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from analysis.language.alignment import Passage
from analysis.language.body import narrowed
from analysis.language.signs import ITEM, NUMBER, Signs
from analysis.vocabulary import column

NUMBER_MARK, CHANGE_MARK = "〈n〉", "〈…〉"


class Difference(NamedTuple):
    """Signs [a, a_end) and [b, b_end) of two passages that do not agree; `numbers` if they are numbers and no more."""

    a: int
    a_end: int
    b: int
    b_end: int
    numbers: bool


@cache
def _numerals() -> frozenset[int]:
    """The signs that make a number; 分之 and the like, which stand between two, are words."""
    return frozenset({NUMBER, *(ord(word) for word in column("numerals", "character") if len(word) == 1)})


def differences(passage: Passage, one: Signs, other: Signs) -> list[Difference]:
    """What does not agree, in order; a Chinese numeral is taken whole, so 十三五 and 十四五 differ in a number.

    >>> from analysis.language.signs import read_signs
    >>> one, other = read_signs("实施十三五规划"), read_signs("实施十四五规划")
    >>> from analysis.language.alignment import Block
    >>> passage = Passage(0, 1, 0, 7, 0, 7, (Block(0, 0, 3), Block(4, 4, 3)))
    >>> differences(passage, one, other)
    [Difference(a=2, a_end=5, b=2, b_end=5, numbers=True)]
    """
    gaps = list(passage.gaps())
    found: list[Difference] = []
    for number, (a, a_end, b, b_end) in enumerate(gaps):
        numbers = _numerals().issuperset({*one.codes[a:a_end].tolist(), *other.codes[b:b_end].tolist()})
        if numbers:
            low, low_b = (found[-1].a_end, found[-1].b_end) if found else (passage.a, passage.b)
            high = gaps[number + 1][0] if number + 1 < len(gaps) else passage.a_end
            while a > low and b > low_b and _same_numeral(one, a - 1, other, b - 1):
                a, b = a - 1, b - 1
            while a_end < high and _same_numeral(one, a_end, other, b_end):
                a_end, b_end = a_end + 1, b_end + 1
            numbers = a < a_end and b < b_end
        if numbers and found and found[-1].numbers and (found[-1].a_end, found[-1].b_end) == (a, b):
            a, _, b, _, _ = found.pop()
        found.append(Difference(a, a_end, b, b_end, numbers))
    return found


def _same_numeral(one: Signs, a: int, other: Signs, b: int) -> bool:
    return one.codes[a] == other.codes[b] and int(one.codes[a]) in _numerals() and one.codes[a] != NUMBER


def describe(
    passage: Passage, changes: Iterable[Difference], one: Signs, other: Signs
) -> tuple[str, list[tuple[str, str]]]:
    """The words that both passages share, 〈n〉 for a number and 〈…〉 for other words, and the pairs of numbers."""
    parts: list[str] = []
    pairs: list[tuple[str, str]] = []
    a, shift = passage.a, passage.b - passage.a
    for change in [*changes, Difference(passage.a_end, passage.a_end, passage.b_end, passage.b_end, False)]:
        for index in range(a, change.a):
            parts.append(_between(one, index) if index > passage.a else "")
            if one.codes[index] == NUMBER:
                pairs.append((one.word(index), other.word(index + shift)))
            parts.append(NUMBER_MARK if one.codes[index] == NUMBER else one.word(index))
        if change.a < change.a_end or change.b < change.b_end:
            parts.append(_between(one, change.a) if passage.a < change.a < passage.a_end else "")
            parts.append(NUMBER_MARK if change.numbers else CHANGE_MARK)
        if change.numbers:
            pairs.append((one.words(change.a, change.a_end), other.words(change.b, change.b_end)))
        a, shift = change.a_end, change.b_end - change.a_end
    return "".join(parts), pairs


def _between(signs: Signs, index: int) -> str:
    """The punctuation before a sign, without spaces, line ends and the numbers of items."""
    between = narrowed(signs.text[signs.ends[index - 1] : signs.starts[index]])
    return "".join(mark for mark in ITEM.sub("", between) if not mark.isspace() and not mark.isalnum())

"""Passages that documents share: every planted one is found, to the character, and nothing that was not planted."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.origins import find_origins
from analysis.language.reuse import Reuse, find_reuse, relation
from analysis.reading.document import Document, Listing

RAW = Path(__file__).parents[1] / "data" / "raw"
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
    """Long enough for a passage after edits, with a number that can be changed, and said only once in the source."""
    if not (40 <= len(sentence) <= 160 and re.search(r"[0-9]", sentence) and source.count(sentence) == 1):
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

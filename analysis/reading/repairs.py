"""The damaged places of a text: found by rules where a rule can be general, from a list where it takes knowledge.

The text is never changed. A repair says which characters are damaged, how they are read, why, and how sure that is;
later stages read the numbers as mended (analysis.extraction.mended) and say so in `suspect`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from analysis.reading.damaged_lines import LINE_RULES
from analysis.reading.damaged_numbers import NUMBER_RULES
from analysis.reading.damaged_signs import SIGN_RULES
from analysis.reading.document import Repair, Section
from analysis.reading.wrapped_lines import number_broken
from analysis.vocabulary import FOLDER, load

# The order decides where two rules see one place: the more exact first.
RULES = (*NUMBER_RULES, *SIGN_RULES, number_broken, *LINE_RULES)
# Contents and page furniture have lines without a stop, addresses, and words of menus: nothing there is prose.
_NO_PROSE = ("contents", "furniture")


def find_repairs(text: str, sections: Sequence[Section] = ()) -> list[Repair]:
    """The damaged places that rules find, in the text's order, never overlapping.

    `sections` tell contents and page furniture apart, where only damage inside numbers is looked for.

    >>> [(repair.rule, repair.repaired) for repair in find_repairs("激发民營经济活力。到2025650亿元。")]
    [('traditional_character', '营'), ('year_glued_to_number', '2025年650')]
    """
    asides = sorted((section.start, section.end) for section in sections if section.kind in _NO_PROSE)
    found = [
        repair for rule in RULES for repair in rule(text) if rule in NUMBER_RULES or not _lies_in(repair.start, asides)
    ]
    return _first_of_each_place(found)


def _lies_in(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (place + 1,)) - 1
    return at >= 0 and place < spans[at][1]


def _first_of_each_place(repairs: Iterable[Repair]) -> list[Repair]:
    """The repairs in the text's order; of those that overlap, the one named first."""
    kept: list[tuple[int, int, Repair]] = []
    for order, repair in enumerate(repairs):
        kept.append((repair.start, order, repair))
    kept.sort(key=lambda entry: entry[:2])
    chosen: list[tuple[int, Repair]] = []
    for _, order, repair in kept:
        if chosen and repair.start < chosen[-1][1].end:
            if order < chosen[-1][0]:
                chosen[-1] = (order, repair)
            continue
        chosen.append((order, repair))
    return [repair for _, repair in chosen]


def curated_repairs(doc_id: str, text: str) -> tuple[list[Repair], list[str]]:
    """The repairs that people have listed for this document in vocabulary/repairs.csv, and what is wrong with the list.

    An entry gives the words as they stand, long enough to occur once, and how they are read; the repair is the part
    in which the two differ. Words that are no longer found exactly once are a problem, said with file, line and remedy.

    >>> curated_repairs("no-such-document", "any text")
    ([], [])
    """
    repairs, problems = [], []
    for line, row in enumerate(load("repairs"), start=2):
        if row["doc_id"] != doc_id:
            continue
        count = text.count(row["raw"])
        if count != 1:
            problems.append(
                f"{FOLDER.name}/repairs.csv, line {line}: the words {row['raw']!r} occur {count} times in {doc_id}, "
                "not once; quote more of the text around them, or delete the line if the text was mended"
            )
            continue
        repairs.append(_curated(text, row))
    return sorted(repairs), problems


def _curated(text: str, row: dict[str, str]) -> Repair:
    """The repair of one entry, narrowed to what differs, with one character beside what is put in."""
    raw, repaired = row["raw"], row["repaired"]
    head = _common(raw, repaired)
    tail = _common(raw[head:][::-1], repaired[head:][::-1])
    # A character is shown beside a pure insertion, for a repair of nothing can't be seen.
    if head + tail == len(raw) and head:
        head -= 1
    elif head + tail == len(raw) and tail:
        tail -= 1
    start = text.index(raw) + head
    end = text.index(raw) + len(raw) - tail
    mended = repaired[head : len(repaired) - tail]
    return Repair(start, end, text[start:end], mended, "curated", row["reason"], row["certainty"])


def _common(one: str, other: str) -> int:
    """How many characters the two share at their beginning."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length


def join_repairs(curated: Sequence[Repair], found: Sequence[Repair]) -> list[Repair]:
    """All repairs in the text's order; where a curated one covers a place, the rule's is left out."""
    spans = sorted((repair.start, repair.end) for repair in curated)
    kept = []
    for repair in found:
        at = bisect_left(spans, (repair.end,)) - 1
        if at < 0 or spans[at][1] <= repair.start:
            kept.append(repair)
    return sorted([*curated, *kept])

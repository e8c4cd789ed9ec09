"""What the target stage knows of a sentence, of the words around a number in it, and of a number once read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.clauses import last_boundary, next_boundary
from analysis.extraction.indicators import AFTERWORDS, Head, Tail, split_tail, strip_leads, tidy
from analysis.extraction.lexicon import LEADS, RELATIONS, verb_of
from analysis.extraction.quantities import Quantity

COUNTS = frozenset({"count", "people", ""})
REACHING = frozenset({"reach", "growth", "fall", "past", "total"})
_CHANGED_BY = frozenset({"增加", "净增", "减少", "提高", "提升"})
_CHANGE = frozenset({"growth", "fall"})
_PURE_GAP = re.compile(r"\s*(?:[、和与及]|以及)\s*")
_SAME_UNIT_GAP = re.compile(r"[，,]")
_STOPS = frozenset(("", *"，。；、,;！\n "))


def phrases(rule: str) -> tuple[str, ...]:
    """The words that a rule looks for: vocabulary/rule_phrases.csv."""
    return vocabulary.column("rule_phrases", "word", rule=rule)


_FROM = re.compile(rf"[由从](?:{vocabulary.alternatives(phrases('base_qualifier'))}|(?:19|20)\d\d年(?:底|末)?的?)*$")
_TO = re.compile(rf"\s*(?:分别)?(?:{vocabulary.alternatives(phrases('raise'))})[到至为]")


class Reading(NamedTuple):
    """A number read: the names it measures (several: a row for each) and what it leaves to the numbers behind it.

    `classes` and `relation` are the words between name and number, `aim` the verb of commitment, `clause` where the
    words before it begin. `action` and `thing` are the verb and the noun of the name. `reason` says why the number is
    no row, with the disposition before the colon; else it is empty. `base` marks the first of 由A提高到B. `after` are
    the words behind the number that it counts, `counted` says that it counts them, `deed` that something is done with
    them. `bracket` is where the bracket around it opens, or -1.
    """

    quantity: Quantity
    names: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    relation: tuple[str, ...] = ()
    aim: str = ""
    clause: int = 0
    action: str = ""
    thing: str = ""
    reason: str = ""
    base: bool = False
    after: str = ""
    counted: bool = False
    deed: bool = True
    bracket: int = -1


class Sentence(NamedTuple):
    """A sentence: the document's text, where the sentence starts in it, and its masked characters."""

    text: str
    start: int
    masked: str

    @property
    def end(self) -> int:
        return self.start + len(self.masked)

    def boundary_before(self, cursor: int, place: int) -> int:
        """The offset behind the last clause boundary between `cursor` and `place`, or `cursor`."""
        return self.start + last_boundary(self.masked, cursor - self.start, place - self.start)

    def boundary_after(self, place: int, limit: int) -> int:
        """The offset of the first clause boundary from `place` on, or `limit`."""
        return self.start + next_boundary(self.masked, place - self.start, limit - self.start)

    def bracket_around(self, place: int) -> int:
        """Where the open bracket around a place stands in the sentence, or -1."""
        before = self.masked[: place - self.start]
        opened = max(before.rfind("（"), before.rfind("("))
        return -1 if opened < max(before.rfind("）"), before.rfind(")")) else opened

    def is_pure_gap(self, one: Quantity, other: Quantity) -> bool:
        """Whether nothing but a joining mark stands between two numbers, and no noun behind the second."""
        gap = self.text[one.end : other.start]
        if not gap and one.unit == other.unit == "%":
            return True
        if _SAME_UNIT_GAP.fullmatch(gap):
            return one.unit == other.unit and self.text[other.end : other.end + 1] in _STOPS
        if not 0 < len(gap) <= 6 or not _PURE_GAP.fullmatch(gap):
            return False
        behind = self.text[other.end : other.end + 8]
        counted = other.kind in COUNTS and behind[:1] not in _STOPS and not AFTERWORDS.start(behind.strip())
        return not counted or not "\u4e00" <= behind[:1] <= "\u9fff" or bool(_PURE_GAP.match(behind))

    def words_after(self, quantity: Quantity, following: Quantity | None) -> str:
        """The words right behind a number, up to the next boundary or number; past a 、 only if a noun goes on."""
        end = self.boundary_after(quantity.end, following.start if following else self.end)
        words = self.text[quantity.end : end]
        masked = self.masked[quantity.end - self.start : end - self.start]
        cut = masked.find("、")
        up_to_number = following is not None and end == following.start
        while cut > 0 and not up_to_number:
            rest = words[cut + 1 :].lstrip()
            if verb_of(rest) or LEADS.start(rest):
                break
            cut = masked.find("、", cut + 1)
        return words[:cut] if cut >= 0 else words


class Clause(NamedTuple):
    """The words around a number, or around a group of numbers that stand side by side.

    `start` is where the clause begins, `cursor` where the words begin that no number before has claimed, `core` the
    words from `start` to the number, taken apart into `head` and `tail`; `name` the name in them, perhaps empty.
    `joined` says that no boundary stands between the last number and this one, `opened` that a bracket opens the
    clause. `ahead` is the number that the words behind (`after`) run up to.
    """

    group: tuple[Quantity, ...]
    start: int
    cursor: int
    core: str
    tail: Tail
    head: Head
    name: str
    after: str
    following: Quantity | None
    ahead: Quantity | None
    joined: bool
    opened: bool
    base: bool

    @property
    def quantity(self) -> Quantity:
        return self.group[0]

    @property
    def aim(self) -> str:
        """The verb of commitment: before the name, else among the words of relation."""
        return self.head.aim or next((word for word in self.tail.relation if RELATIONS.classes[word] == "aim"), "")

    @property
    def changes(self) -> frozenset[str]:
        """growth and fall among the words of relation."""
        return self.tail.classes & _CHANGE


def read_clause(sentence: Sentence, cursor: int, group: Sequence[Quantity], following: Quantity | None) -> Clause:
    """The words around the numbers of `group`, `following` being the next number of the sentence."""
    first, last = group[0], group[-1]
    start = sentence.boundary_before(cursor, first.start)
    core = sentence.text[start : first.start].rstrip()
    base = bool(_FROM.search(core)) and bool(_TO.match(sentence.text, first.end, first.end + 8))
    tail = split_tail(_FROM.sub("", core) if base else core)
    after = sentence.words_after(last, following)
    if tail.body in _CHANGED_BY and cursor > sentence.start and not after.strip():
        # After a number, an amount of change: 收入达7.7亿元，增加1.6亿元.
        tail = Tail("", (tail.body, *tail.relation), tail.classes | {RELATIONS.classes[tail.body]})
    head = strip_leads(tail.body)
    ahead = following if following and last.end + len(after) == following.start else None
    opened = start > sentence.start and sentence.text[start - 1] in "（("
    return Clause(
        tuple(group),
        start,
        cursor,
        core,
        tail,
        head,
        tidy(head.name),
        after,
        following,
        ahead,
        start == cursor,
        opened,
        base,
    )


def classes_after(after: str) -> frozenset[str]:
    """growth or fall where the words behind the number say so.

    >>> classes_after("的增长"), classes_after("的目标")
    (frozenset({'growth'}), frozenset())
    """
    kind = AFTERWORDS.classes.get(AFTERWORDS.start(after.strip()), "tail")
    return frozenset() if kind == "tail" else frozenset({kind})

"""Targets and reported values in running text: each measured amount with its indicator, measure, period and role.

The stage takes the numbers that the ledger left open, reads each sentence from left to right (readings), decides
whether it speaks of the past or the future (roles) and for which years (periods), and gives every number that makes no
row a disposition with its reason.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from analysis import vocabulary
from analysis.extraction.clauses import Span, sentences
from analysis.extraction.concepts import concept
from analysis.extraction.headline import Listing, headline_spans, qualitative_goals
from analysis.extraction.ledger import Disposition
from analysis.extraction.measures import measure_of
from analysis.extraction.periods import Timed, find_periods
from analysis.extraction.quantities import Quantity
from analysis.extraction.readings import read_sentence
from analysis.extraction.roles import Stretch, role_and_years, stretch_at, tenses
from analysis.extraction.sentence import Reading, phrases
from analysis.extraction.target import Target
from analysis.extraction.topics import MACRO_CONCEPTS, RATE_CONCEPTS, topic_of
from analysis.reading.document import Document
from analysis.tables.columns import ROLES


def find_targets(
    document: Document,
    quantities: Sequence[Quantity],
    dispositions: Sequence[Disposition],
    covered: Sequence[Span] = (),
) -> tuple[list[Target], list[Disposition]]:
    """The rows of running text in the order of their places, and the dispositions with every open one filled.

    `quantities` and `dispositions` are parallel; a number inside a `covered` span (an indicator table) is left alone.
    """
    text = document.text
    final = list(dispositions)
    stretches = tenses(document)
    asides = [Span(s.start, s.end) for s in document.sections if s.kind in ("letter", "contents", "furniture")]
    notes = _notes(text)
    headlines = headline_spans(text, document.sections)
    rows: list[Target] = []
    position = 0
    for span in sentences(text, document.sections):
        chosen = []
        while position < len(quantities) and quantities[position].start < span.end:
            quantity = quantities[position]
            is_open = not final[position].name or (
                is_index(text, quantity) and final[position].name in ("identifier", "unread")
            )
            if is_open and not _inside(quantity, covered):
                final[position] = _given_away(text, quantities, final, position, asides)
                if not final[position].name:
                    chosen.append(position)
            position += 1
        if not chosen:
            continue
        stretch = stretch_at(stretches, span.start)
        periods = _mended(
            find_periods(text[span.start : span.end], document.listing.period_start), span, chosen, quantities
        )
        measured = [_with_unit(text, quantities, place) for place in chosen]
        for place, reading in zip(chosen, read_sentence(text, span, measured), strict=True):
            made: list[Target] = []
            if not reading.reason and (reading.deed or stretch.tense != "future"):
                made = _rows(document, span, reading, stretch, periods)
                if made[0].role == "target" and _inside(quantities[place], notes):
                    made, reading = [], reading._replace(reason="context: in a note")
            rows.extend(made)
            final[place] = _settled(reading, made)
    rated = [q for q, d in zip(quantities, final, strict=True) if d.name in ROLES]
    taken = sorted([*(Span(q.start, q.end) for q in rated), *(Span(*cells) for cells in covered)])
    rows.extend(_goals(document, headlines, taken, stretches))
    return sorted(rows, key=lambda row: (row.start, row.end)), final


def _settled(reading: Reading, made: Sequence[Target]) -> Disposition:
    """The disposition of a number that has been read, `made` being its rows."""
    if made:
        return Disposition(made[0].role, "a measured amount with its indicator")
    name, _, reason = (reading.reason or "context: nothing is said to be done with what it counts").partition(": ")
    return Disposition(name, reason)


_GLOSSARY = re.compile(
    r"^[^\n。]{0,20}(?:名词解释|名词注释|名词说明|用语解释|用语说明|注释)[^\n。]{0,6}$", re.MULTILINE
)
_NOTE = re.compile(
    r"^[\s\u3000]*(?:[〔\[【［]注?[0-9]{1,3}[〕\]】］]|[①-⑳]|注[0-9]{0,2}[：:]|备注[：:])[^\n]*", re.MULTILINE
)


def _notes(text: str) -> list[Span]:
    """Footnotes and the glossary at the end, in order: they explain and report, they promise nothing."""
    notes = [Span(match.start(), match.end()) for match in _NOTE.finditer(text)]
    glossary = _GLOSSARY.search(text, len(text) // 2)
    if glossary:
        notes = [note for note in notes if note.start < glossary.start()] + [Span(glossary.start(), len(text))]
    return notes


def _mended(periods: Sequence[Timed], span: Span, chosen: Sequence[int], quantities: Sequence[Quantity]) -> list[Timed]:
    """The periods, a year glued to a number being one only where a quantity begins right behind it."""
    starts = {quantities[place].start - span.start for place in chosen}
    return [
        timed._replace(period=timed.period._replace(kind="point")) if timed.period.kind == "glued" else timed
        for timed in periods
        if timed.period.kind != "glued" or timed.end in starts
    ]


def _given_away(
    text: str,
    quantities: Sequence[Quantity],
    dispositions: Sequence[Disposition],
    position: int,
    asides: Sequence[Span],
) -> Disposition:
    """The disposition that an open number has from its place: an aside, a list of names, a number without a unit."""
    quantity = quantities[position]
    if _inside(quantity, asides):
        return Disposition("context", "in a letter, a table of contents or page furniture")
    before = quantities[position - 1] if position else None
    alike = before is not None and before.unit == quantity.unit and dispositions[position - 1].name in _SPREADING
    if before and alike and text[before.end : quantity.start] in ("、", "和", "与", "及", "以及"):
        return dispositions[position - 1]
    if (
        quantity.unit
        and _PART_OF_RATIO.match(text, quantity.end)
        and ":" in text[quantity.start : quantity.end].translate(_COLONS)
    ):
        return Disposition("unread", "a part of a ratio of three")
    if not quantity.unit and not is_index(text, quantity) and not _takes_next_unit(text, quantities, position):
        return Disposition("unread", "a number without a unit")
    return Disposition("", "")


def _takes_next_unit(text: str, quantities: Sequence[Quantity], position: int) -> bool:
    """Whether a number without a unit shares the next one's: 提高0.4、0.5个百分点."""
    if position + 1 >= len(quantities):
        return False
    this, following = quantities[position], quantities[position + 1]
    joined = text[this.end : following.start] in ("、", "和", "与", "及")
    return joined and bool(following.unit) and text[this.start : this.end].replace(".", "").isdigit()


def _with_unit(text: str, quantities: Sequence[Quantity], position: int) -> Quantity:
    """The number, with the unit of the next one if it shares that."""
    this = quantities[position]
    if this.unit or not _takes_next_unit(text, quantities, position):
        return this
    return this._replace(unit=quantities[position + 1].unit, kind=quantities[position + 1].kind)


_PART_OF_RATIO = re.compile(r"\s*[:：∶][0-9０-９]")
_COLONS = str.maketrans("：∶", "::")
_TREND_WORDS = frozenset(phrases("trend_kept"))
_SPREADING = frozenset({"policy", "name", "magnitude", "rating", "ordinal"})
_INDEX = re.compile(
    f"(?:{vocabulary.alternatives(phrases('index'))})(?:稳定|保持|控制|维持|提高|提升|降低|下降|扩大|缩小)?(?:在|到|至|为|达到|达|以内)?$"
)


def is_index(text: str, quantity: Quantity) -> bool:
    """Whether a number without a unit is the value of an index or a coefficient: 融合指数达48左右."""
    before = text[max(0, quantity.start - 12) : quantity.start].rstrip()
    return not quantity.unit and quantity.value is not None and bool(_INDEX.search(before))


def _inside(quantity: Quantity, spans: Sequence[Span]) -> bool:
    """Whether a number lies in one of the sorted spans."""
    place = bisect_left(spans, (quantity.start + 1, 0)) - 1
    return place >= 0 and quantity.end <= spans[place][1]


def _rows(document: Document, span: Span, reading: Reading, stretch: Stretch, periods: Sequence[Timed]) -> list[Target]:
    """A row for each name that the number measures."""
    quantity = reading.quantity
    rows = []
    for name in reading.names:
        classes = reading.classes
        if not reading.action and reading.clause and _at_a_date(periods, reading, span):
            classes = classes | {"reach"}
        measure = measure_of(quantity.kind, quantity.unit, name, classes)
        if reading.counted and quantity.kind in ("count", "people") and not classes & {"reach", "total"}:
            measure = "increment"
        role, start, end = role_and_years(document, span, reading, measure, stretch, periods)
        name = _with_trend(name, measure, reading)
        identifier = concept(name, document.listing.district)
        if quantity.kind == "points" and identifier not in RATE_CONCEPTS:
            identifier = ""  # points of a growth rate, not of the concept
        topic = topic_of(document, span, reading.clause) if identifier in MACRO_CONCEPTS else ""
        rows.append(
            Target(
                role=role,
                indicator=topic + name,
                indicator_id="" if topic else identifier,
                measure=measure,
                operator=quantity.operator,
                value=quantity.value,
                value_high=quantity.value_high,
                unit=quantity.unit,
                period_start=start,
                period_end=end,
                binding=_binding(document, span, reading),
                commitment=reading.aim,
                suspect=_suspect(document, quantity),
                start=quantity.start,
                end=quantity.end,
            )
        )
    return rows


def _at_a_date(periods: Sequence[Timed], reading: Reading, span: Span) -> bool:
    """Whether the sentence gives a date by which a state is to be reached (到2025年) before the number."""
    before = [timed for timed in periods if timed.end <= reading.quantity.start - span.start and not timed.compared]
    return bool(before) and before[-1].period.kind == "point" and not reading.classes & {"growth", "fall"}


def _with_trend(name: str, measure: str, reading: Reading) -> str:
    """The name with the word of a fall, or of a change by an amount (优良天数增加8天)."""
    trend = [word.removesuffix("了") for word in reading.relation if word.removesuffix("了") in _TREND_WORDS]
    kept = measure == "increment" or (measure == "growth" and "fall" in reading.classes)
    return name + trend[-1] if trend and kept and not name.endswith(trend[-1]) else name


_BINDING = re.compile("(约束性|预期性)(?:指标|目标)(?:为|是|：|:|方面|分别)")


def _binding(document: Document, span: Span, reading: Reading) -> str:
    """约束性 or 预期性, where the sentence says so before the number."""
    found = _BINDING.findall(document.text, span.start, reading.quantity.start)
    return found[-1] if found else ""


def _suspect(document: Document, quantity: Quantity) -> str:
    """The reasons of the repairs that touch the number; repairs are in order and never overlap."""
    first = bisect_left(document.repairs, quantity.start + 1, key=lambda repair: repair.end)
    touching = takewhile(lambda repair: repair.start < quantity.end, islice(document.repairs, first, None))
    return "; ".join(repair.reason for repair in touching)


def _goals(
    document: Document, headlines: Sequence[Listing], taken: Sequence[Span], stretches: Sequence[Stretch]
) -> list[Target]:
    """The headline goals without a figure."""
    rows: list[Target] = []
    seen: set[int] = set()
    for span in headlines:
        inside = [place for place in taken if place.start < span.end and span.start < place.end]
        stretch = stretch_at(stretches, span.start)
        if stretch.tense == "past":
            continue
        for goal in qualitative_goals(document.text, span, inside):
            if goal.start in seen:
                continue
            seen.add(goal.start)
            binding = "约束性" if "约束性指标" in document.text[max(0, goal.start - 12) : goal.start] else ""
            rows.extend(
                Target(
                    "target",
                    name,
                    concept(name, document.listing.district),
                    "qualitative",
                    "qualitative",
                    None,
                    None,
                    "",
                    stretch.period_start,
                    stretch.period_end,
                    binding,
                    "",
                    "",
                    goal.start,
                    goal.end,
                )
                for name in goal.names
            )
    return rows

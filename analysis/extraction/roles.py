"""Whether a place in a document speaks of what was done or of what is to be done, and for which years by default."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.clauses import Span
from analysis.extraction.periods import Period, Timed, find_periods
from analysis.extraction.sentence import Reading
from analysis.reading.document import Document

_CUES = vocabulary.load("tense_cues")


def _cues(tense: str, scope: str) -> re.Pattern[str]:
    words = [row["word"] for row in _CUES if row["class"] == tense and row["scope"] == scope]
    return re.compile(vocabulary.alternatives(words))


_HEADING = {tense: _cues(tense, "heading") for tense in ("past", "future")}
_OPENING = {tense: _cues(tense, "opening") for tense in ("past", "future")}
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
# A line at least this long that ends without a stop goes on in the next.
_BROKEN_OFF = 25
_LINE_END = frozenset("。！？：；;:.!?…”）)】》")
_LABELLED = re.compile("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章节部]|—|--|●|■|◆|▲")
_SENTENCE_END = re.compile(r"[。！]\s*")
_SPAN_AHEAD = re.compile("^.{0,8}(?:今后五年|未来五年|今后三年|未来三年)")
_TITLE = re.compile("报告$|报告[（(]|纲要$|方案$|通知$|计划$|决议$")
_HEADING_KINDS = ("chapter", "section", "heading")
_PERFECT = re.compile("同比|比上年|较上年|荣获|获评|[成到现破过建动高加获增大展化了]了|已经|累计")
_INTENT = re.compile("力争|确保|争取|努力|要[加坚把以深着推]|必须|奋力")
_OPENING_LENGTH = 45
_HEADING_LENGTH = 36
# A paragraph of more characters is a text that has lost its line ends: its sentences open like paragraphs.
_WHOLE_TEXT = 3000
_PAST_CUE_WITHIN = 14


class Stretch(NamedTuple):
    """From `start` on the text speaks in this tense of these years, by default."""

    start: int
    tense: str
    period_start: int
    period_end: int


def tenses(document: Document) -> list[Stretch]:
    """The stretches of a document, in order, from offset 0 on.

    A heading decides by its words (工作回顾, 主要目标) and by its year, seen from the first year that the document
    plans for, up to the end of its section; so does the opening of a paragraph (过去一年, 今年是, 主要预期目标). What
    stands before the first cue of a work report is decided by its verbs. A task list has no past.
    """
    first, last = document.listing.period_start, document.listing.period_end
    if document.listing.doc_type == "task_breakdown":
        return _by_heading_years(document)
    found: list[Stretch] = []
    for place, words, is_heading in _openings(document):
        tense = _tense(words, first, is_heading)
        if not tense:
            continue
        stretch = _stretch(place, tense, words if is_heading else _own_years(words), first, last)
        if is_heading or not found or found[-1].tense != tense or (tense == "future" and stretch[2:] != found[-1][2:]):
            found.append(stretch)
    if not found or found[0].start > 0:
        before = document.text[: found[0].start if found else len(document.text)]
        found.insert(0, _stretch(0, _tense_before(document, before, found), "", first, last))
    return _with_ends(found, document)


def _with_ends(found: list[Stretch], document: Document) -> list[Stretch]:
    """The stretches with a return to planning where the section of a review ends."""
    starts = [stretch.start for stretch in found]
    ends = []
    for section in document.sections:
        at = bisect_right(starts, section.heading_start) - 1
        if section.kind in _HEADING_KINDS and found[at].start == section.heading_start and found[at].tense == "past":
            after = bisect_right(starts, section.end - 1)
            if section.end < len(document.text) and all(s.tense == "past" for s in found[at:after]):
                ends.append(Stretch(section.end, "future", document.listing.period_start, document.listing.period_end))
    return sorted({stretch.start: stretch for stretch in (*ends, *found)}.values())


def stretch_at(stretches: Sequence[Stretch], place: int) -> Stretch:
    """The stretch that holds a place."""
    return stretches[bisect_right(stretches, place, key=lambda stretch: stretch.start) - 1]


def _by_heading_years(document: Document) -> list[Stretch]:
    """The stretches of a document that only plans: headings change the years, not the tense."""
    first, last = document.listing.period_start, document.listing.period_end
    found = [Stretch(0, "future", first, last)]
    found += [
        _stretch(section.heading_start, "future", section.heading, first, last)
        for section in document.sections
        if section.level == 1 and section.kind in _HEADING_KINDS
    ]
    return sorted(found)


def _openings(document: Document) -> list[tuple[int, str, bool]]:
    """The headings and the first words of the paragraphs, in order; titles and the cells of boxes are neither."""
    headings = {
        s.heading_start: document.text[s.heading_start : s.heading_end]
        for s in document.sections
        if s.kind in _HEADING_KINDS and s.level <= 2
    }
    asides = sorted((s.start, s.end) for s in document.sections if s.kind in ("box", "contents", "furniture", "letter"))
    found = [(place, words, True) for place, words in headings.items() if not _TITLE.search(words)]
    line_before = ""
    for match in _PARAGRAPH.finditer(document.text):
        words = match.group()[:_OPENING_LENGTH]
        wrapped = _goes_on(line_before, words)
        line_before = match.group()
        if wrapped or match.start() in headings or _inside(match.start(), asides):
            continue
        short = match.end() - match.start() <= _HEADING_LENGTH and words[-1] not in "。；;，,：:、"
        if not (short and _TITLE.search(words)):
            found.append((match.start(), words, short))
        if match.end() - match.start() > _WHOLE_TEXT:
            starts = (sentence.end() for sentence in _SENTENCE_END.finditer(document.text, match.start(), match.end()))
            found += [
                (place, document.text[place : place + _OPENING_LENGTH].partition("。")[0], False) for place in starts
            ]
    return sorted(found)


def _goes_on(line: str, words: str) -> bool:
    """Whether a line breaks off in mid-sentence, so that the next one, which begins with `words`, opens nothing."""
    return len(line) >= _BROKEN_OFF and line.rstrip()[-1:] not in _LINE_END and not _LABELLED.match(words)


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return at >= 0 and place < spans[at][1]


def _tense(words: str, first: int, is_heading: bool) -> str:
    """past, future or the empty text, from a heading or from the opening of a paragraph."""
    cues = _HEADING if is_heading else _OPENING
    years = [t.period for t in find_periods(words, first) if t.period.kind in ("year", "span", "point")]
    past, future = cues["past"].search(words), cues["future"].search(words)
    if past and not is_heading and past.start() > _PAST_CUE_WITHIN:
        past = None
    if is_heading and not past and not future:
        return ""
    if years and (past or future):
        return "past" if max(period.end for period in years) < first else "future"
    if past and future:
        return "past" if past.start() < future.start() else "future"
    return "past" if past else "future" if future else ""


def _own_years(words: str) -> str:
    """The opening of a paragraph as far as it says which years follow: 今年是“十四五”规划的开局之年 names no plan."""
    named = _SPAN_AHEAD.search(words)
    return named.group() if named else ""


def _stretch(place: int, tense: str, words: str, first: int, last: int) -> Stretch:
    """A stretch with the years that its cue names, else the years that the document plans for or reviews."""
    years = [t.period for t in find_periods(words, first) if t.period.kind in ("year", "span", "point")]
    if tense == "future":
        plans = [p for p in years if (p.end >= first and p.kind != "year") or p.start >= first]
        if plans:
            return Stretch(place, tense, plans[0].start, plans[0].end)
        ahead = re.search("(?:今后|未来)([三五])年", words)
        if ahead:
            return Stretch(place, tense, first, first + (4 if ahead[1] == "五" else 2))
        return Stretch(place, tense, first, last)
    past = [p for p in years if p.end < first]
    if past:
        # Of 2025年和“十四五”工作回顾 the year: the numbers of the plan say so.
        period = next((p for p in past if p.start == p.end), past[-1])
        return Stretch(place, tense, period.start, period.end)
    if re.search("五年|十[一二三四]五", words) or last > first:
        return Stretch(place, tense, first - 5, first - 1)
    return Stretch(place, tense, first - 1, first - 1)


def _tense_before(document: Document, text: str, following: Sequence[Stretch]) -> str:
    """The tense of the text before the first cue: a work report's verbs of deeds done against its verbs of intent."""
    if document.listing.doc_type != "work_report":
        return "future"
    if following and following[0].tense == "past":
        return "past"
    return "past" if len(_PERFECT.findall(text)) > len(_INTENT.findall(text)) else "future"


_DONE = re.compile("(?:已(?!经批准)|现有|目前|截[至止]|业已)[^的]*$")
_JUST_DONE = re.compile("了[\\s\u3000]*(?:近|约|超过|超|共|共计)?$")
_EARLIER_GOAL_AFTER = re.compile("\\s*的?(?:奋斗|预期|规划|年度|任务)?目标")
_EARLIER_GOAL = re.compile(
    "(?<![于过成])(?:目标|预期目标|规划目标|计划目标)(?:值|数|是|为|要求)?[\\s\u3000]*(?:增长|达到)?$"
)
_OVER_YEARS = re.compile("累计|年均|共|五年")
_WILL = re.compile("力争|确保|争取|努力|将达|要达")


def role_and_years(
    document: Document, span: Span, reading: Reading, measure: str, stretch: Stretch, periods: Sequence[Timed]
) -> tuple[str, int | None, int | None]:
    """The role of a number's row and the years it is about: its sentence's words first, then the stretch it lies in."""
    first = document.listing.period_start
    clause = document.text[reading.clause : reading.quantity.start]
    timed = _period_before(periods, reading.quantity.start - span.start)
    if timed and timed.period.kind == "sum" and measure != "increment":
        between = document.text[span.start + timed.end : reading.quantity.start]
        timed = None if _DIGIT.search(between) and "，" in between else timed
    period = timed.period if timed else None
    if reading.base:
        place = reading.quantity.start - span.start
        named = next((t.period for t in periods if 0 <= place - t.end <= _NEAR and t.period.start), None)
        if named:
            return "actual", named.start, named.end
    if stretch.tense == "past" and reading.base:
        return "actual", stretch.period_start - 1, stretch.period_start - 1
    if stretch.tense == "past":
        earlier_goal = ("超" not in clause and _EARLIER_GOAL.search(clause)) or _EARLIER_GOAL_AFTER.match(
            document.text, reading.quantity.end
        )
        if timed and period and period.end >= first and period.kind != "now":
            between = document.text[span.start + timed.end : reading.quantity.start]
            if not _DIGIT.search(between):
                return "past_target" if earlier_goal else "target", *_planned(
                    period, measure, stretch, clause, document
                )
            period = None
        if (
            timed
            and timed.start > _OPENS
            and _DIGIT.search(document.text[span.start + timed.end : reading.quantity.start])
        ):
            period = None
        return "past_target" if earlier_goal else "actual", *_reported(period, measure, stretch, clause)
    if reading.base:
        return "actual", first - 1, first - 1
    past = period is not None and period.end < first
    if (past or "past" in reading.classes or _DONE.search(clause) or _JUST_DONE.search(clause)) and not _WILL.search(
        clause
    ):
        if past and period:
            return "actual", period.start, period.end
        return "actual", first - 1, first - 1
    return "target", *_planned(None if past else period, measure, stretch, clause, document)


# A year that opens a sentence holds for all of it; another one for the number behind it.
_OPENS = 6
# Between 2010年 and its number: 由2010年的77亿元.
_NEAR = 2
_DIGIT = re.compile("[0-9０-９]")


def _period_before(periods: Sequence[Timed], place: int) -> Timed | None:
    """The last period named before a place of the sentence; one that a value is only compared with does not count."""
    found = None
    for timed in periods:
        if timed.end > place:
            break
        if not timed.compared:
            found = timed
    return found


def _planned(period: Period | None, measure: str, stretch: Stretch, clause: str, document: Document) -> tuple[int, int]:
    """The years of a goal."""
    first, last = document.listing.period_start, document.listing.period_end
    if period is None or period.kind == "now":
        if period and first == last:
            return first, first
        return stretch.period_start, stretch.period_end
    if period.kind in ("point", "year") and "年均" in clause and period.end > first:
        return (stretch.period_start if stretch.period_start < period.end else first), period.end
    return period.start, period.end


def _reported(period: Period | None, measure: str, stretch: Stretch, clause: str) -> tuple[int, int]:
    """The years of a reported value; a state that a review of several years reports is that of the last."""
    if period is None or period.kind == "now":
        state = measure in ("level", "share") and not _OVER_YEARS.search(clause)
        return (stretch.period_end if state else stretch.period_start), stretch.period_end
    return period.start, period.end

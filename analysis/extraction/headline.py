"""Headline goals: the sentences that list them, and those goals that have no figure (paragraph 1 of the guide)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.clauses import BULLETS, Span, is_soft_break
from analysis.extraction.indicators import conjuncts, strip_leads, tidy
from analysis.reading.document import Section

_GOALS = re.compile(
    "(?:主要)?(?:预期|奋斗|预期性)?(?:目标|指标)(?:任务)?(?:值)?(?:安排|建议|拟定|确定|初步|拟安排|考虑|暂定|拟)?(?:是|为|：|:|如下"
    rf"|\s*(?=[{BULLETS}]))"
)
_NAMED = re.compile("预期目标|主要目标|奋斗目标|主要指标|发展目标|目标是")
_HEADED = re.compile("预期目标|主要目标|奋斗目标|预期指标")
_PREDICATE = re.compile(vocabulary.alternatives(vocabulary.column("predicates", "phrase", kind="start")))
_DONE = re.compile(
    r"^[\s　]*(?:[0-9]+[.．、])?(?:全面|确保|如期|圆满|超额|力争|必须|要|努力|并|按期|较好|高质量)*"
    r"完成(?:国家|自治区|省|市|区|州|上级|国省)?(?:里|委)?(?:下达|规定|确定|考核|分解|要求)?的?"
    r"(?P<name>(?!年度|各项|全年|既定|[省市国]定|[省市]级)[^，,完成下达]{2,16}?)(?:约束性)?"
    r"(?:目标任务|目标|任务|指标)[\s　]*$"
)
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(
    rf"\s*(?:——|—|--|[-•·{BULLETS}]|[（(]?[0-9０-９一二三四五六七八九十]{{1,2}}[)）.．、]|[一二三四五六七八九十]是)"
)
_LONGEST_LIST = 1500
_AGAINST = re.compile("与.{2,12}(?:同步|持平)|和.{2,12}同步|不低于|高于|快于|优于|低于|完成.{2,10}(?:任务|目标)")
_CLAUSE = re.compile(rf"[^，,；;。：:\n{BULLETS}]+(?:\n(?=[\u4e00-\u9fff])[^，,；;。：:\n{BULLETS}]+)*")
_LISTED = re.compile(r"(?:等)?(?:约束性|预期性|主要|各项)?指标$|等$")


class Listing(NamedTuple):
    """A place where goals are listed; in a `general` one (发展目标) only goals set against something else count."""

    start: int
    end: int
    general: bool = False


class Goal(NamedTuple):
    """A headline goal without a figure: the names it is about, the predicate, its place."""

    names: tuple[str, ...]
    start: int
    end: int


def headline_spans(text: str, sections: Sequence[Section]) -> list[Listing]:
    """The places where headline goals are listed: headed sections, and paragraphs from 主要预期目标是 on."""
    spans = [
        Listing(s.heading_end, s.end, not _HEADED.search(s.heading))
        for s in sections
        if s.kind in ("heading", "section", "chapter", "run_in")
        and _NAMED.search(s.heading)
        and s.end - s.start < 6000
        and s.level > 0
        and not re.search("任务|措施|重点", s.heading)
    ]
    for match in _GOALS.finditer(text):
        line = text.rfind("\n", max(0, match.start() - 80), match.start()) + 1
        lead = text[max(line, match.start() - 40) : match.end()]
        if _NAMED.search(lead) and ("发展" in lead or "预期" in lead or "主要" in lead):
            spans.append(Listing(match.end(), _end_of_list(text, match.end())))
    return sorted(set(spans), key=lambda span: (span.general, span))


def _end_of_list(text: str, start: int) -> int:
    """Where the list of goals that begins at `start` ends: with its paragraph, or with the last line of a list."""
    end = start
    for line in _LINE.finditer(text, start, min(len(text), start + _LONGEST_LIST)):
        ends_paragraph = line.end() < len(text) and not is_soft_break(text, line.end(), set())
        if line.group().strip():
            if end > start and ends_paragraph and not _ITEM.match(line.group()) and _is_closed(text, end):
                break
            end = line.end()
            if ends_paragraph and not _ITEM.match(text, line.end(), line.end() + 12) and line.group().strip(" ：:"):
                break
    return max(end, start)


def _is_closed(text: str, end: int) -> bool:
    """Whether the line before has ended its sentence."""
    return text[end - 1] in "。！"


def qualitative_goals(text: str, span: Listing, taken: Sequence[Span]) -> list[Goal]:
    """The clauses of text[span] that state a goal without a figure; `taken` are the places of numbers.

    >>> [(g.names, "粮食生产、节能减排完成市里下达任务"[g.start:g.end]) for g in
    ...  qualitative_goals("粮食生产、节能减排完成市里下达任务", Listing(0, 17), ())]
    [(('粮食生产', '节能减排'), '完成市里下达任务')]
    """
    goals = []
    for match in _CLAUSE.finditer(text, span.start, span.end):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        goal = _goal(match.group(), match.start())
        if goal and not (span.general and not _AGAINST.match(text, goal.start)):
            goals.append(goal)
    return goals


def _goal(clause: str, offset: int) -> Goal | None:
    """The goal of one clause: a name, then a predicate of the vocabulary to the clause's end."""
    done = _DONE.search(clause)
    if done:
        return Goal(tuple(conjuncts(done["name"])), offset + done.start(), offset + len(clause.rstrip()))
    found = _PREDICATE.search(clause)
    if not found or not found.start():
        return None
    name = strip_leads(tidy(clause[: found.start()])).name
    name = _strip_adverbs(name)
    if not 2 <= len(name) <= 40:
        return None
    listed = _LISTED.sub("", name)
    names = [name] if "等" in listed or "、" not in listed else conjuncts(listed)
    return Goal(tuple(names), offset + found.start(), offset + len(clause.rstrip()))


def _strip_adverbs(name: str) -> str:
    return re.sub("(?:力争|确保|全面|继续|持续|进一步|要|均|全部|争取|努力)+$", "", name)

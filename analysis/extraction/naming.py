"""The name of what a number measures, from the words before it and from the numbers before it.

What a name lacks it takes from its neighbours: a bare noun its subject (项目80个,完成投资80亿元), a noun in a list the
verb before the list (新增甲1家、乙2家), a grade its noun (国家级示范社5家、省级10家).
"""

import re
from collections.abc import Sequence

from analysis import vocabulary
from analysis.extraction.clauses import BULLET
from analysis.extraction.counted import GRADE, IS_GRADE
from analysis.extraction.indicators import (
    conjuncts,
    divide,
    head_of,
    is_bare,
    limit,
    split_tail,
    stem_of,
    strip_leads,
    tidy,
)
from analysis.extraction.lexicon import ACTIONS, HEADS, verb_of
from analysis.extraction.quantities import Quantity
from analysis.extraction.reasons import has_deed
from analysis.extraction.sentence import REACHING, Clause, Reading, Sentence, phrases

_TREND = re.compile(vocabulary.alternatives(vocabulary.column("predicates", "phrase", kind="trend")))
_ACTOR = re.compile(f"^.{{0,6}}(?:{vocabulary.alternatives(phrases('actor'))})(?=.{{4}})")
_RESULT = re.compile(vocabulary.alternatives(phrases("result")))
_AGAINST = phrases("against")
_COMPARISON = re.compile(f"(?<=.)(?:{vocabulary.alternatives(_AGAINST)}).*$")
_AT_LEAST = frozenset(phrases("at_least"))
_COVERAGE = re.compile("覆盖[率面]|占比|比[重例]|[^效]率")
# A share of what was planned: 完成年度计划的105.7%.
_OF_PLAN = re.compile(
    "(?:^|[，,、])?(?:均|分别|已|均已|达到?)*((?:完成|占|为)(?:年度|全年|全县|全市|年初|调整|当年|年|投资)*(?:预算|计划|任务|目标任务|目标)数?)的?$"
)
_BEYOND_GOAL = re.compile("((?:超额完成|超过|超出|高于|好于|超)[^，,、]*(?:目标|任务|计划|进度|要求))(?:值|数)?$")
_TOWARDS = re.compile("对.{2,12}(?:贡献|拉动)")
_YIELDS = ("产值", "税收", "利税", "收入", "利润", "产量")
_PER_HEAD = re.compile("每[百千万](?:名|人口|人|户|常住人口)?(?:老年?人)?(?:口)?(?=.{3})")
_LACK = re.compile("(?:还|仍|依然)?(?:不够|不|偏|较)[大强高优多低小少]$")
_BROKEN_THROUGH = re.compile("^.*(?:零的?突破|清零|全覆盖|双下降)[、，]")
_STAGE = re.compile("(?:新|续|在|已)?(?:开工|投产|建|竣工|签约|落地|入库|开业)项目")
_COUNT = re.compile(r"[0-9０-９.．]+[万亿千百]*(?:个|所|名|户|人|家|座|条|套|公里|亩|处|村|项)")
_DEED_BEHIND = re.compile(rf"(\w{{0,6}}(?:{vocabulary.alternatives(phrases('deed'))}))(?:工程|任务|工作|目标)?")
_DIGIT = re.compile("[0-9０-９]")
_CLAUSE_END = re.compile(rf"[，,；;：:。\n]|(?<!\d)\.|\.(?!\d)|{BULLET}")
_COUNTED = frozenset({"count", "people", "area", "length", "volume", "mass", "data", ""})
# A name of more characters may begin with who did it; one of fewer may lack what it shares with the name before it.
_LONG, _SHORT, _SHARING = 16, 4, 8


def names_before(sentence: Sentence, clause: Clause, done: Sequence[Reading]) -> list[str]:
    """The name, or the names of a group, from the words before the number; several names are conjuncts."""
    previous = done[-1] if done else None
    plan = _OF_PLAN.search(clause.core) if clause.quantity.kind == "share" else None
    if plan and done:
        return [name + plan[1] for name in _inherited(done, len(clause.group), False)]
    beyond = _BEYOND_GOAL.search(clause.core) if clause.quantity.kind == "points" else None
    if beyond and previous:
        return [previous.names[-1] + beyond[1]]
    if not clause.name:
        return _names_elsewhere(sentence, clause, done)
    if verb_of(clause.name) == clause.name and previous and previous.thing and not clause.changes:
        return [previous.thing + clause.name]
    whole = _not_a_part(sentence, clause, done)
    name = _with_neighbour(sentence, clause, whole) if whole else _with_subject(sentence, clause)
    name = _BROKEN_THROUGH.sub("", name) or name
    if previous and not head_of(name) and not verb_of(name) and len(name) <= _SHORT + 2:
        name += _head_of_series(done, clause.quantity)
    name = _with_deed_behind(_last_of_deeds(name, clause), clause)
    if len(clause.group) > 1 and is_bare(name) and not previous:
        subjects = conjuncts(subject_of(sentence.text[clause.cursor : clause.start]), len(clause.group))
        if len(subjects) == len(clause.group):
            return [subject + clause.name for subject in subjects]
    return _divided(limit(_without_examples(_from_result(_ACTOR.sub("", name) or name))), clause)


def _names_elsewhere(sentence: Sentence, clause: Clause, done: Sequence[Reading]) -> list[str]:
    """The names of the numbers before, or the subject of the clause before."""
    if done:
        names = _inherited(done, len(clause.group), bool(clause.changes))
        if done[-1].quantity.kind == "points" != clause.quantity.kind:
            return [_COMPARISON.sub("", name) for name in names]
        return names
    subject = subject_of(sentence.text[clause.cursor : clause.start])
    return conjuncts(subject, len(clause.group)) if subject else []


def _with_neighbour(sentence: Sentence, clause: Clause, previous: Reading) -> str:
    """The name with what it takes from the number before."""
    name = clause.name
    if name.startswith("占"):
        return previous.names[-1].partition("占")[0] + name
    if _TOWARDS.match(name) or (clause.quantity.kind == "points" and name.startswith(_AGAINST)):
        return previous.names[-1] + name
    if clause.joined or not verb_of(name):
        return _completed(clause, previous)
    return _with_subject(sentence, clause)


def _not_a_part(sentence: Sentence, clause: Clause, done: Sequence[Reading]) -> Reading | None:
    """The number before; for a bare noun in another clause not one that 其中 makes a part of the one before it."""
    if not done or clause.joined or not is_bare(clause.name):
        return done[-1] if done else None
    return next((r for r in reversed(done) if not sentence.text.startswith("其中", r.clause)), done[-1])


def _with_subject(sentence: Sentence, clause: Clause) -> str:
    """A bare noun with the subject of the clause before it, else of the one behind it."""
    if not is_bare(clause.name) and not clause.name.startswith("占全"):
        return clause.name
    before = subject_of(sentence.text[clause.cursor : clause.start])
    return (before or _subject_behind(sentence, clause.quantity)) + clause.name


def _completed(clause: Clause, previous: Reading) -> str:
    """A name with the subject, the noun or the verb that it shares with the name before."""
    name, quantity, before = clause.name, clause.quantity, previous.names[-1]
    shared = _shared_rate(clause, previous)
    if shared:
        return shared
    if is_bare(name):
        whole = previous.thing or before
        yields = name.endswith(_YIELDS) and before.endswith("投资")
        stem = "" if clause.head.part or yields or head_of(whole) == whole else stem_of(whole)
        return stem + name if len(stem) > 1 and stem not in name else name
    if clause.opened and previous.bracket < 0 and len(name) < _SHORT and not head_of(name):
        return name + before
    rate = _PER_HEAD.match(before)
    if rate and clause.joined and quantity.kind in _COUNTED and not name.startswith("每") and not head_of(name):
        return rate[0] + name
    if IS_GRADE.fullmatch(name) and previous.thing and quantity.kind == previous.quantity.kind:
        name += GRADE.sub("", previous.thing)
    elif _lacks_prefix(name, clause, previous):
        name = previous.thing[: -len(name)] + name
    return _with_verb(name, clause, previous)


def _shared_rate(clause: Clause, previous: Reading) -> str:
    """The name of a rate that the one before states in full: 国控断面水质优良率100%、省控断面95%; else empty."""
    name, before = clause.name, previous.names[-1]
    if not clause.joined or clause.quantity.kind != "share" or head_of(name):
        return ""
    place = before.find(name[-2:]) if len(name) >= 2 else -1
    if place > 0 and HEADS.classes.get(head_of(before)) == "share":
        return name + before[place + 2 :]
    covered = _COVERAGE.search(before)
    if covered and clause.quantity.unit == previous.quantity.unit == "%" and not clause.tail.relation:
        return before[: covered.end()] + name
    return ""


def _lacks_prefix(name: str, clause: Clause, previous: Reading) -> bool:
    """Whether a short noun in a list shares the front of the long one before it: 和美乡村引领镇3个、先行村20个."""
    short = clause.joined and len(name) <= _SHORT and len(previous.thing) >= _SHARING
    return short and not verb_of(name) and not head_of(name) and not clause.tail.classes & REACHING


def _with_verb(name: str, clause: Clause, previous: Reading) -> str:
    """A name with the verb of adding before it in the list."""
    if not previous.action or clause.quantity.kind not in _COUNTED or verb_of(name) or HEADS.classes.get(head_of(name)):
        return name
    if "新增" in name or ACTIONS.end(name) or (_STAGE.match(name) and not clause.joined):
        return name
    bounded = clause.joined and set(clause.tail.relation) <= _AT_LEAST
    if (clause.tail.classes & REACHING and not bounded) or clause.head.leads & {"commitment", "hold"}:
        return name
    return previous.action + name


def _head_of_series(done: Sequence[Reading], quantity: Quantity) -> str:
    """产量 where 电解铝产量23万吨 … 煤炭1915万吨 leaves it out the second time."""
    for reading in reversed(done):
        if reading.quantity.unit == quantity.unit and quantity.kind == "mass":
            return head_of(reading.names[-1]) if not reading.action else ""
    return ""


def _last_of_deeds(name: str, clause: Clause) -> str:
    """Of 启动甲建设、完成乙治理 the last, where the words before it are a deed of their own."""
    if "push" not in clause.head.leads or "、" not in name:
        return name
    last = name.rpartition("、")[2]
    return strip_leads(last).name if verb_of(last) or last.startswith(("完成", "实现")) else name


def _with_deed_behind(name: str, clause: Clause) -> str:
    """A thing with the deed behind the number: 完成老旧小区1000万平方米环境综合整治."""
    deed = _DEED_BEHIND.fullmatch(clause.after.strip())
    if not deed or clause.head.aim != "完成" or clause.quantity.kind not in _COUNTED or has_deed(name):
        return name
    return name + deed[1]


def _from_result(name: str) -> str:
    """A long name that starts with who did it, from the verb of the result on: 某某运动员参加大赛夺得金牌."""
    if len(name) <= _LONG or verb_of(name) or head_of(name):
        return name
    found = list(_RESULT.finditer(name, 4))
    return name[found[-1].start() :] if found and len(name) - found[-1].end() >= 2 else name


def _without_examples(name: str) -> str:
    """新签约某某等项目 without the examples before 等."""
    action = verb_of(name)
    if not action or "等" not in name or head_of(name):
        return name
    kept = name.rpartition("等")[2]
    return action + kept if len(kept) >= 2 else name


def _divided(name: str, clause: Clause) -> list[str]:
    """The names that share one value, or that pair with the values of a group."""
    if len(clause.group) > 1:
        return conjuncts(name, len(clause.group))
    if "each" in clause.tail.classes:
        return conjuncts(name)
    if clause.quantity.kind not in ("share", "points", "multiple") and not clause.changes:
        return [name]
    whole = all(head_of(part) and len(part) > 2 for part in divide(name))
    return conjuncts(name) if whole or name.endswith("保险参保率") else [name]


def _inherited(done: Sequence[Reading], count: int, growing: bool) -> list[str]:
    """The name of the number before, or of the last `count` numbers with names of their own."""
    done = [reading for reading in done if not _OF_PLAN.search(reading.names[-1])] or done
    if count == 1:
        if growing and len(done) > 1 and done[-1].quantity.kind == "share" and "占" in "".join(done[-1].names):
            return list(done[-2].names)
        return list(done[-1].names)
    names: list[str] = []
    for reading in reversed(done):
        names += [name for name in reversed(reading.names) if name not in names]
        if len(names) >= count:
            return list(reversed(names[:count]))
    return list(done[-1].names)


def subject_of(before: str) -> str:
    """The subject of the last clause of `before`, for a number whose own clause names nothing.

    >>> subject_of("生活垃圾分类覆盖面不断扩大，")
    '生活垃圾分类覆盖面'
    """
    clauses = [part for part in _CLAUSE_END.split(before) if part.strip()]
    if not clauses:
        return ""
    clause = split_tail(clauses[-1]).body
    clause = _LACK.sub("", clause)
    trend = _TREND.search(clause)
    if trend and trend.start() >= 2:
        clause = clause[: trend.start()]
    name = tidy(strip_leads(clause).name)
    if name.isascii():
        return ""  # the number of a task
    if name.startswith("在") and name.endswith(("方面", "上", "领域")):
        name = re.sub("方面$|上$|领域$", "", name[1:])
    return limit(name)


def _subject_behind(sentence: Sentence, quantity: Quantity) -> str:
    """What the next clause is about, for a bare noun that opens the sentence: 投资1.4亿元,完成移民搬迁7236人."""
    if quantity.end >= sentence.end:
        return ""
    start = quantity.end + (sentence.text[quantity.end] in "，,")
    words = _COUNT.sub("", sentence.text[start : sentence.boundary_after(start, sentence.end)])
    return "" if _DIGIT.search(words) else limit(tidy(strip_leads(words).name))

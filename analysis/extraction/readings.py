"""A sentence's numbers, each with the name of what it measures: before it, behind it, or inherited from its neighbours.

Numbers are read from left to right. What one number leaves behind (its name, its verb, the thing it counts) is what the
next one may inherit: 新增甲1家、乙2家; 达450亿元、增长8%; 甲、乙分别增长5%、7%; 项目80个,完成投资80亿元.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.clauses import Span, last_boundary, mask, next_boundary
from analysis.extraction.indicators import (
    AFTERWORDS,
    LONGEST_NAME,
    Head,
    Tail,
    conjuncts,
    divide,
    head_of,
    is_bare,
    split_tail,
    stem_of,
    strip_leads,
    tidy,
)
from analysis.extraction.lexicon import HEADS, LEADS, RELATIONS, verb_of
from analysis.extraction.quantities import Quantity
from analysis.extraction.reasons import has_deed, why_no_row

_PURE_GAP = re.compile(r"\s*(?:[、和与及]|以及)\s*")
_SAME_UNIT_GAP = re.compile(r"[，,]")
_TREND = re.compile(vocabulary.alternatives(vocabulary.column("predicates", "phrase", kind="trend")))
_FROM = re.compile(r"[由从](?:每人每[月年]|年?人均|目前的?|原来的?|原先的?|上年的?|去年的?|(?:19|20)\d\d年(?:底|末)?的?|现在的?|平均|约|不足|年初的?|当前的?)*$")
_TO = re.compile(r"\s*(?:分别)?(?:提高|增加|提升|上升|扩大|增长|下降|降低|减少|压缩|缩短|调整|调|精简|降|升|增|减|缩|压减|拓展|发展|跃升|变|恢复)[到至为]")
_GRADE = re.compile(r"^(?:国家级?|省部?级?|市级?|区级?|县级?|州级?|自治区级?|部级?|国际级?|世界级?|镇级?|乡级?|村级?|[ABCD甲乙丙一二三]级|[AＡ]+级|及以上|以上)+(?:以上|及以上)?")
_IS_GRADE = re.compile(r"(?:.{0,6}级|国家|省|市|县|区)$")
_COUNTED = frozenset({"count", "people", "area", "length", "volume", "mass", "data", ""})
_COUNTS = frozenset({"count", "people", ""})
_REACHING = frozenset({"reach", "growth", "fall", "past", "total"})


_NAMELESS = "context: no words say what it measures"
_LONG = 16
_ACTOR = re.compile("^.{0,6}(?:部门|机关|领导带头|干部职工|民警)(?=.{4})")
_RESULT = re.compile("夺得|获得|荣获|获评|新引进|引进|新增|建成|出台|发放|实现")
_AGAINST = ("高于", "低于", "快于", "慢于", "高出", "超出", "优于", "领先", "超过", "比", "较")
_STOPS = frozenset(("", *"，。；、,;！\n "))
_AT_LEAST = frozenset(("不少于", "不低于", "不小于", "至少"))
_BY_YEAR = re.compile("[到至](?:19|20)[0-9]{2}")
_COVERAGE = re.compile("覆盖[率面]|占比|比[重例]|[^效]率")
_COUNT = re.compile(r"[0-9０-９.．]+[万亿千百]*(?:个|所|名|户|人|家|座|条|套|公里|亩|处|村|项)")


class Reading(NamedTuple):
    """A number read: the names it measures (several: a row for each), its words of relation, where its clause begins.

    `reason` says why the number is no row, with the disposition before the colon; else it is empty. `base` marks the
    first of 由A提高到B, `paired` a number among several that stand for several names in order.
    """

    quantity: Quantity
    names: tuple[str, ...]
    classes: frozenset[str]
    relation: tuple[str, ...]
    aim: str
    clause: int
    action: str = ""
    thing: str = ""
    reason: str = ""
    base: bool = False
    paired: bool = False
    after: str = ""
    counted: bool = False
    deed: bool = True
    bracket: int = -1


def read_sentence(text: str, span: Span, quantities: Sequence[Quantity]) -> list[Reading]:
    """The readings of a sentence's `quantities`, in order, one for each.

    >>> from analysis.extraction.quantities import find_quantities
    >>> def names(s): return [r.names for r in read_sentence(s, Span(0, len(s)), find_quantities(s))]
    >>> names("新增市场主体1.7万家、规上工业企业30家")
    [('新增市场主体',), ('新增规上工业企业',)]
    >>> names("固投完成100亿元、增长8%，其中工业投资增长10%以上")
    [('固投',), ('固投',), ('工业投资',)]
    """
    masked = mask(text, span, [quantity.start for quantity in quantities])
    sentence = _Sentence(text, span.start, masked)
    readings: list[Reading] = []
    first = 0
    while first < len(quantities):
        last = first
        while last + 1 < len(quantities) and sentence.is_pure_gap(quantities[last], quantities[last + 1]):
            last += 1
        cursor = _cursor(readings, span)
        group = quantities[first : last + 1]
        following = quantities[last + 1] if last + 1 < len(quantities) else None
        bracket = sentence.bracket_around(quantities[first].start)
        done = [reading for reading in readings if reading.bracket in (-1, bracket) and not reading.reason]
        made = _read_group(sentence, cursor, group, following, done)
        readings.extend(reading._replace(bracket=bracket) for reading in made)
        first = last + 1
    return _share_nouns(_named_by_next(readings))


class _Sentence(NamedTuple):
    """A sentence: the document's text, where the sentence starts in it, and its masked characters."""

    text: str
    start: int
    masked: str

    def is_pure_gap(self, one: Quantity, other: Quantity) -> bool:
        """Whether nothing but a joining mark stands between two numbers."""
        gap = self.text[one.end : other.start]
        if not gap and one.unit == other.unit == "%":
            return True
        if _SAME_UNIT_GAP.fullmatch(gap):
            return one.unit == other.unit and self.text[other.end : other.end + 1] in _STOPS
        if not 0 < len(gap) <= 6 or not _PURE_GAP.fullmatch(gap):
            return False
        behind = self.text[other.end : other.end + 8]
        counted = other.kind in _COUNTS and behind[:1] not in _STOPS and not AFTERWORDS.start(behind.strip())
        return not counted or not "\u4e00" <= behind[:1] <= "\u9fff" or bool(_PURE_GAP.match(behind))

    def boundary_before(self, cursor: int, place: int) -> int:
        return self.start + last_boundary(self.masked, cursor - self.start, place - self.start)

    def boundary_after(self, place: int, limit: int) -> int:
        return self.start + next_boundary(self.masked, place - self.start, limit - self.start)

    def bracket_around(self, place: int) -> int:
        """Where the open bracket around a place stands, or -1."""
        before = self.masked[: place - self.start]
        opened = max(before.rfind("（"), before.rfind("("))
        return -1 if opened < max(before.rfind("）"), before.rfind(")")) else opened

    @property
    def end(self) -> int:
        return self.start + len(self.masked)


def _cursor(readings: Sequence[Reading], span: Span) -> int:
    """Where the words that may name the next number begin: behind the last number and what it counts."""
    for reading in reversed(readings):
        if not reading.reason:
            return reading.quantity.end + len(reading.after)
    return span.start


def _read_group(
    sentence: _Sentence, cursor: int, group: Sequence[Quantity], following: Quantity | None, done: Sequence[Reading]
) -> list[Reading]:
    """The readings of numbers that stand side by side; mostly there is one."""
    quantity = group[0]
    clause = sentence.boundary_before(cursor, quantity.start)
    core = sentence.text[clause : quantity.start]
    core = core.rstrip()
    base = bool(_FROM.search(core)) and bool(_TO.match(sentence.text, quantity.end, quantity.end + 8))
    tail = split_tail(_FROM.sub("", core) if base else core)
    head = strip_leads(tail.body)
    after = _words_after(sentence, group[-1], following)
    joined = clause == cursor
    counts = _counts_what_follows(tail, head, after, group[-1])
    before_number = following is not None and group[-1].end + len(after) == following.start
    opened = clause > sentence.start and sentence.text[clause - 1] in "（("
    ahead = following if before_number else None
    reason = why_no_row(core, tail, head, after, group[-1], counts and len(group) == 1, ahead, opened)
    if reason:
        return [Reading(quantity, (), frozenset(), (), "", clause, reason=reason) for quantity in group]
    if len(group) == 1 and _is_part_of_a_name(after, quantity, following):
        return [Reading(quantity, (), frozenset(), (), "", clause, reason="name: a number in an indicator's name")]
    if quantity.kind == "share" and len(group) == 1 and after.strip() and not tail.classes & (_REACHING - {"total"}) and not _classes_after(after):
        core_noun = tidy(after)
        if AFTERWORDS.start(core_noun) != core_noun and not head_of(tidy(head.name)) and not verb_of(core_noun) and not core_noun.startswith("的"):
            name = tidy(head.name) or _subject(sentence.text[cursor:clause])
            return [Reading(quantity, (_limit(name + core_noun),), frozenset(), tail.relation, head.aim or _aim(tail), clause, after=after)]
    if len(group) == 1 and counts:
        counted = _read_counted(sentence, quantity, clause, tail, head, after, done, core)
        runs_on = before_number and not after.rstrip().endswith(("和", "与", "及"))
        return [counted._replace(after="") if runs_on else counted]
    classes = tail.classes | _classes_after(after) | ({"reach", "hold"} if "hold" in head.leads else set()) | ({"total"} & head.leads)
    names = _names_before(sentence, cursor, clause, tail, head, quantity, done, joined, len(group))
    return _distribute(sentence.text, joined, core, group, names, classes, tail, head, clause, done, base, after)


def _words_after(sentence: _Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """The words right behind a number, up to the next boundary, 、 or number."""
    limit = following.start if following else sentence.end
    end = sentence.boundary_after(quantity.end, limit)
    words = sentence.text[quantity.end : end]
    masked = sentence.masked[quantity.end - sentence.start : end - sentence.start]
    cut = masked.find("、")
    if cut > 0 and not (following and end == following.start):
        rest = words[cut + 1 :].lstrip()
        while cut > 0 and not (verb_of(rest) or LEADS.start(rest)):
            cut = masked.find("、", cut + 1)
            rest = words[cut + 1 :].lstrip()
    return words[:cut] if cut >= 0 else words


def _classes_after(after: str) -> frozenset[str]:
    """growth or fall where the words behind the number say so: 5%以上的增长."""
    kind = AFTERWORDS.classes.get(AFTERWORDS.start(after.strip()), "tail")
    return frozenset() if kind == "tail" else frozenset({kind})


def _counts_what_follows(tail: Tail, head: Head, after: str, quantity: Quantity) -> bool:
    """Whether the number counts the noun behind it (成立5个农会) and not the one before (农会5个)."""
    words = after.strip()
    if head.name and tail.classes & _REACHING and words.startswith("的"):
        return False
    if not words or AFTERWORDS.start(words) == words or _classes_after(words) or words[0] in "和与及并，" or words.startswith("以及"):
        return False
    if RELATIONS.start(words) and not words.startswith(("有", "为", "在", "占", "预期", "目标", "共有")):
        return bool(not head.name and quantity.kind in _COUNTS)
    name, action = tidy(head.name), verb_of(tidy(head.name))
    if not name or name == action or words.startswith("的"):
        return not tail.classes & {"growth", "fall"} or words.startswith("的") or quantity.kind in _COUNTS and not verb_of(words)
    if name.endswith("等"):
        return True
    if quantity.kind not in _COUNTS or tail.classes & _REACHING:
        return False
    return not verb_of(words) or len(name) <= 3 or name.endswith("内")


def _read_counted(
    sentence: _Sentence, quantity: Quantity, clause: int, tail: Tail, head: Head, after: str, done: Sequence[Reading], core: str
) -> Reading:
    """The reading of a number that counts the noun behind it."""
    noun = tidy(re.sub(r"^的|[和与及以]+$", "", split_tail(after.strip()).body or after.strip()))
    name = tidy(head.name)
    previous = done[-1] if done else None
    if previous and not name and noun.startswith(("全部", "均已", "全都")) and previous.thing:
        noun = previous.thing + noun
    if len(noun) <= 3:
        noun += _deed_after(sentence, quantity.end + len(after))
    action = verb_of(name)
    previous = done[-1] if done else None
    if not name and not head.leads and previous and previous.counted and clause == quantity.start - len(core) and not tail.relation:
        action = previous.action
    listed = "、" in name or core[len(tail.body) :].lstrip()[:1] in ("、", "和", "与", "及") or name.endswith("等")
    if not name and tail.classes & {"growth", "fall"}:
        action = tail.relation[-1].removesuffix("了")
    place = "" if name == action or listed else name[len(action) :]
    whole = _limit(action + place + noun)
    deed = bool(action or tail.relation or head.leads & {"commitment", "push", "hold"} or has_deed(name + noun))
    deed = deed or quantity.kind == "share" or bool(previous and previous.deed and not core.strip(" 和与及、"))
    classes = tail.classes - {"reach"} if not name else tail.classes
    if quantity.operator == "eq" and "至少" in core:
        quantity = quantity._replace(operator="ge")
    return Reading(quantity, (whole,), classes, tail.relation, head.aim or _aim(tail), clause, action, noun, after=after, counted=True, deed=deed)


def _deed_after(sentence: _Sentence, place: int) -> str:
    """The verb of the clause behind a bare noun: 20个项目,力争尽快开工建设."""
    if place >= sentence.end or sentence.text[place] not in "，,":
        return ""
    clause = sentence.text[place + 1 : sentence.boundary_after(place + 1, sentence.end)]
    return verb_of(strip_leads(clause).name)


def _is_part_of_a_name(after: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Whether a count belongs to the name of a rate: 22个国控断面水质优良率、…均达100%."""
    if following is None or following.kind != "share" or quantity.kind not in _COUNTS or quantity.end + len(after) == following.start:
        return False
    return HEADS.classes.get(head_of(tidy(after))) == "share"


def _aim(tail: Tail) -> str:
    """The verb of commitment among the words of relation."""
    return next((word for word in tail.relation if RELATIONS.classes[word] == "aim"), "")


def _names_before(
    sentence: _Sentence, cursor: int, clause: int, tail: Tail, head: Head, quantity: Quantity, done: Sequence[Reading], joined: bool, count: int
) -> list[str]:
    """The name, or the names of a group, from the words before the number."""
    name = tidy(head.name)
    previous = done[-1] if done else None
    opens = clause > sentence.start and sentence.text[clause - 1] in "（("
    if not name:
        if previous:
            return _inherited(done, count, bool(tail.classes & {"growth", "fall"}))
        subject = _subject(sentence.text[cursor:clause])
        return conjuncts(subject, count) if subject else []
    if verb_of(name) == name and previous and previous.thing and not tail.classes & {"growth", "fall"}:
        return [previous.thing + name]
    if previous and name.startswith("占"):
        name = previous.names[-1].partition("占")[0] + name
    elif previous and quantity.kind == "points" and name.startswith(_AGAINST):
        name = previous.names[-1] + name
    elif previous and (joined or not verb_of(name)):
        name = _completed(name, previous, joined, opens, head, tail, quantity)
    elif is_bare(name):
        name = (_subject(sentence.text[cursor:clause]) or _subject_after(sentence, quantity)) + name
    if previous and not head_of(name) and not verb_of(name) and len(name) <= 6:
        name += _head_of_series(done, quantity)
    if "push" in head.leads and "、" in name:
        last = name.rpartition("、")[2]
        name = strip_leads(last).name if verb_of(last) or last.startswith(("完成", "实现")) else name
    if count > 1 and is_bare(name) and not previous:
        subjects = conjuncts(_subject(sentence.text[cursor:clause]), count)
        if len(subjects) == count:
            return [subject + tidy(head.name) for subject in subjects]
    name = _shorten(_ACTOR.sub("", name) or name)
    action = verb_of(name)
    if action and "等" in name and not head_of(name):
        kept = name.rpartition("等")[2]
        name = action + kept if len(kept) >= 2 else name
    return _split(_limit(name), count, tail, quantity)


def _shorten(name: str) -> str:
    """A long name that starts with who did it, from the verb of the result on: 某某运动员参加大赛夺得金牌."""
    if len(name) <= _LONG or verb_of(name) or head_of(name):
        return name
    found = list(_RESULT.finditer(name, 4))
    return name[found[-1].start() :] if found and len(name) - found[-1].end() >= 2 else name


def _split(name: str, count: int, tail: Tail, quantity: Quantity) -> list[str]:
    """The names that share one value, or that pair with the values of a group."""
    if count > 1:
        return conjuncts(name, count)
    if "each" in tail.classes:
        return conjuncts(name)
    if quantity.kind not in ("share", "points") and not tail.classes & {"growth", "fall"}:
        return [name]
    parts = conjuncts(name)
    raw = divide(name)
    if len(parts) > 1 and (all(HEADS.end(part) and len(part) > 2 for part in raw) or name.endswith("保险参保率")):
        return parts
    return [name]


def _completed(
    name: str, previous: Reading, joined: bool, sentence_opens: bool, head: Head, tail: Tail, quantity: Quantity) -> str:
    """A name with what it inherits from the number before: subject of a bare noun, verb, or the noun of a grade."""
    if joined and quantity.kind == "share" and not head_of(name) and len(name) >= 2 and previous.names:
        place = previous.names[-1].find(name[-2:])
        if 0 < place and HEADS.classes.get(head_of(previous.names[-1])) == "share":
            return name + previous.names[-1][place + 2 :]
    covered = _COVERAGE.search(previous.names[-1]) if previous.names else None
    if joined and covered and quantity.unit == previous.quantity.unit == "%" and not tail.relation and not head_of(name):
        return previous.names[-1][: covered.end()] + name
    if is_bare(name) and head.part:
        return name
    if is_bare(name):
        stem = stem_of(previous.thing or previous.names[-1]) if previous.names else ""
        return stem + name if stem and stem not in name else name
    if not joined and len(name) <= 3 and previous.bracket < 0 and sentence_opens and not head_of(name):
        return name + previous.names[-1]
    if _IS_GRADE.fullmatch(name) and previous.thing and quantity.kind == previous.quantity.kind:
        name += _GRADE.sub("", previous.thing)
    elif joined and len(name) <= 4 and not verb_of(name) and len(previous.thing) >= 8 and not head_of(name) and not tail.classes & _REACHING:
        name = previous.thing[: -len(name)] + name
    reaching = tail.classes & _REACHING and not (joined and set(tail.relation) <= _AT_LEAST)
    adds = previous.action and quantity.kind in _COUNTED and not reaching and not verb_of(name)
    if adds and HEADS.classes.get(head_of(name)) not in ("level", "share", "growth") and not head.leads & {"commitment", "hold"}:
        name = previous.action + name
    return name


def _head_of_series(done: Sequence[Reading], quantity: Quantity) -> str:
    """产量 where 电解铝产量23万吨 … 煤炭1915万吨 leaves it out the second time."""
    for reading in reversed(done):
        if reading.quantity.unit == quantity.unit and quantity.kind == "mass":
            return head_of(reading.names[-1]) if reading.names and not reading.action else ""
    return ""


def _inherited(done: Sequence[Reading], count: int, growing: bool) -> list[str]:
    """The name of the number before, or of the last `count` numbers with names of their own."""
    if count == 1:
        if growing and len(done) > 1 and done[-1].quantity.kind == "share" and "占" in "".join(done[-1].names):
            return list(done[-2].names)
        return list(done[-1].names)
    names: list[str] = []
    for reading in reversed(done):
        for name in reversed(reading.names):
            if name not in names:
                names.append(name)
        if len(names) >= count:
            return list(reversed(names[:count]))
    return list(done[-1].names)


def _subject(before: str) -> str:
    """The subject of the clause before, for a number whose own clause names nothing."""
    clauses = [part for part in re.split(r"[，,；;：:。\n]|(?<!\d)\.|\.(?!\d)", before) if part.strip()]
    if not clauses:
        return ""
    clause = split_tail(clauses[-1]).body
    trend = _TREND.search(clause)
    if trend and trend.start() >= 2:
        clause = clause[: trend.start()]
    name = tidy(strip_leads(clause).name)
    if name.startswith("在") and name.endswith(("方面", "上", "领域")):
        name = name[1:].removesuffix("方面").removesuffix("领域").removesuffix("上")
    return _limit(name)


def _subject_after(sentence: _Sentence, quantity: Quantity) -> str:
    """What the next clause is about, for a bare noun that opens the sentence: 投资1.4亿元,完成移民搬迁7236人."""
    if quantity.end >= sentence.end:
        return ""
    start = quantity.end + (sentence.text[quantity.end] in "，,")
    end = sentence.boundary_after(start, sentence.end)
    clause = _COUNT.sub("", sentence.text[start:end])
    return _limit(tidy(strip_leads(clause).name))


def _limit(name: str) -> str:
    """A name no longer than names are; of a longer one the end."""
    return name if len(name) <= LONGEST_NAME else name[-LONGEST_NAME:]


def _distribute(
    text: str,
    joined: bool,
    core: str,
    group: Sequence[Quantity],
    names: list[str],
    classes: frozenset[str],
    tail: Tail,
    head: Head,
    clause: int,
    done: Sequence[Reading],
    base: bool,
    after: str,
) -> list[Reading]:
    """A reading for each number of a group: names in order if there are as many, else every name for each."""
    previous = done[-1] if done else None
    if previous and not head.name and not classes & {"growth", "fall", "reach", "past"}:
        if previous.quantity.kind == group[0].kind and not _BY_YEAR.search(core):
            classes = classes | previous.classes & {"growth", "fall"}
    paired = len(group) > 1 and len(names) == len(group)
    if joined and previous and not tail.relation and not verb_of(names[0] if names else "") and not previous.action and previous.quantity.unit == group[0].unit:
        classes = classes | previous.classes & {"reach"}
    leading = group[0].operator
    anchor = text[group[0].start : group[0].end]
    if len(group) > 1 and leading in ("ge", "le") and anchor[-1] not in "上下内":
        group = [group[0], *(q._replace(operator=leading) if q.operator == "eq" else q for q in group[1:])]
    shared = group[-1].operator if len(group) > 1 and all(q.operator == "eq" for q in group[:-1]) else ""
    if len(group) == 1 and group[0].operator == "eq" and "至少" in core:
        shared = "ge"
    readings = []
    for position, quantity in enumerate(group):
        if shared in ("ge", "le", "approx"):
            quantity = quantity._replace(operator=shared)
        own = (names[position],) if paired else tuple(names)
        action = verb_of(own[0]) if own else ""
        thing = own[-1][len(action) :] if own else ""
        if previous and previous.thing and thing[: len(previous.thing)] == previous.thing and verb_of(thing[len(previous.thing) :]) == thing[len(previous.thing) :]:
            thing = previous.thing
        reason = "" if own and own[0] else _NAMELESS
        readings.append(
            Reading(quantity, own, classes, tail.relation, head.aim or _aim(tail), clause, action, thing, reason, base, len(group) > 1)
        )
    return readings


def _named_by_next(readings: list[Reading]) -> list[Reading]:
    """Readings with the name of the next one where nothing stands between (2500公里3460个入河排污口), or with its reason."""
    for position in range(len(readings) - 2, -1, -1):
        one, other = readings[position], readings[position + 1]
        if one.reason == _NAMELESS and other.names and one.quantity.end == other.quantity.start:
            readings[position] = one._replace(names=other.names, thing=other.thing, deed=other.deed, reason="", counted=True)
        elif other.reason.startswith("rating") and not one.reason and one.quantity.unit == other.quantity.unit:
            if other.quantity.start - one.quantity.end == 1:
                readings[position] = one._replace(names=(), reason=other.reason)
    return readings


def _share_nouns(readings: list[Reading]) -> list[Reading]:
    """Readings with the noun that 15个市级、150个区级重点项目 share."""
    for position in range(len(readings) - 2, -1, -1):
        one, other = readings[position], readings[position + 1]
        if one.counted and other.counted and _IS_GRADE.fullmatch(one.thing) and _GRADE.match(other.thing):
            thing = one.thing + _GRADE.sub("", other.thing)
            readings[position] = one._replace(thing=thing, names=(one.action + thing,))
    return readings

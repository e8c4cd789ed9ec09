"""Numbers that count the noun behind them: 成立5个镇级农会, 15个市级、150个区级重点项目, 90%的行政村通客车."""

import re
from collections.abc import Sequence

from analysis import vocabulary
from analysis.extraction.indicators import AFTERWORDS, head_of, limit, split_tail, strip_leads, tidy
from analysis.extraction.lexicon import HEADS, RELATIONS, verb_of
from analysis.extraction.reasons import has_deed
from analysis.extraction.sentence import COUNTS, REACHING, Clause, Reading, Sentence, classes_after, phrases

GRADE = re.compile(rf"^(?:{vocabulary.alternatives(phrases('grade'))})+")
IS_GRADE = re.compile(r"(?:.{0,6}级|国家|省|市|县|区)$")
# Words of relation that may stand right behind a number and still begin a noun or a clause about what is counted.
_NO_RELATION = ("有", "为", "在", "占", "预期", "目标", "共有")
_JOINERS = ("、", "和", "与", "及")
# 5万套（间）: another word for the unit.
_OTHER_UNIT = re.compile(r"^\s*[（(][^（）()]{1,4}[）)]")
# 10个重点项目完成投资50亿元: what the number behind the noun measures.
_SUM = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:已|累计|共|总共|全部|[0-9][0-9\-—至]*月份?|上半年)*(?:完成|实现|到位)(?:固定资产)?(?:投资|产值|税收|资金)$"
)
_FLOORS = ("红线", "底线", "保有量", "基本农田")
_SIZED = frozenset({"money", "mass", "area", "length", "power", "volume"})
_SIZE = re.compile(rf"(?:{vocabulary.alternatives(phrases('capacity'))})(?:达|达到|超|超过)?")
_OF_THAT_SIZE = re.compile("的?([\u4e00-\u9fff]{2,12})")
_ALL = phrases("all")
_SHORT_NOUN = 3


def counts_what_follows(clause: Clause) -> bool:
    """Whether the number counts the noun behind it (成立5个农会) and not the one before (农会5个)."""
    words, tail, name, kind = _OTHER_UNIT.sub("", clause.after).strip(), clause.tail, clause.name, clause.group[-1].kind
    if not words or words[0] in "和与及并，" or words.startswith("以及") or AFTERWORDS.start(words) == words:
        return False
    if classes_after(words) or (name and tail.classes & REACHING and words.startswith("的")):
        return False
    if RELATIONS.start(words) and not words.startswith(_NO_RELATION):
        return not name and kind in COUNTS
    if not name or name == verb_of(name) or words.startswith("的"):
        return not clause.changes or words.startswith("的") or (kind in COUNTS and not verb_of(words))
    if name.endswith("等"):
        return True
    if kind not in COUNTS or tail.classes & REACHING:
        return False
    return not verb_of(words) or len(name) <= _SHORT_NOUN or name.endswith("内")


def read_counted(sentence: Sentence, clause: Clause, done: Sequence[Reading]) -> Reading:
    """The reading of a number that counts the noun behind it."""
    quantity, tail, head, name, core = clause.quantity, clause.tail, clause.head, clause.name, clause.core
    previous = done[-1] if done else None
    noun = _noun(sentence, clause, previous)
    several = [part for part in re.split("[、和]", name) if part]
    action = name if several and all(verb_of(part) == part for part in several) else verb_of(name)
    listed_before = previous is not None and (previous.counted or previous.names == (previous.action,))
    in_list = previous and listed_before and clause.joined and not name and not head.leads and not tail.relation
    if previous and in_list:
        action = previous.action
    if not name and clause.changes:
        action = tail.relation[-1].removesuffix("了")
    listed = "、" in name or core[len(tail.body) :].lstrip()[:1] in _JOINERS or name.endswith("等")
    place = "" if name == action or listed else name[len(action) :]
    deed = bool(action or tail.relation or head.leads & {"commitment", "push", "hold"} or has_deed(name + noun))
    deed = deed or quantity.kind == "share" or bool(previous and previous.deed and not core.strip(" 和与及、"))
    if quantity.operator == "eq" and "至少" in core:
        quantity = quantity._replace(operator="ge")
    runs_on = clause.ahead and not clause.after.rstrip().endswith(_JOINERS)
    return Reading(
        quantity,
        (limit(action + place + noun),),
        tail.classes if name or noun.endswith(_FLOORS) else tail.classes - {"reach"},
        tail.relation,
        clause.aim,
        clause.start,
        action,
        noun,
        after="" if runs_on else clause.after,
        counted=True,
        deed=deed,
    )


def _noun(sentence: Sentence, clause: Clause, previous: Reading | None) -> str:
    """The noun behind the number; a bare one with the verb of the clause behind it."""
    words = clause.after.strip()
    noun = tidy(re.sub(r"^的|[和与及以]+$", "", split_tail(_OTHER_UNIT.sub("", words)).body or words))
    if clause.ahead and clause.ahead.kind == "money" and _SUM.search(noun):
        noun = _SUM.sub("", noun)
    if clause.ahead and clause.ahead.kind in _SIZED and _SIZE.fullmatch(words):
        sized = _OF_THAT_SIZE.match(sentence.text, clause.ahead.end, sentence.end)
        noun = sized[1] if sized else noun
    if previous and previous.thing and not clause.name and noun.startswith(_ALL):
        noun = previous.thing + noun
    if len(noun) > _SHORT_NOUN or (clause.name and clause.name == verb_of(clause.name)) or "、" in clause.name:
        return noun
    place = clause.quantity.end + len(clause.after)
    if place >= sentence.end or sentence.text[place] not in "，,":
        return noun
    behind = sentence.text[place + 1 : sentence.boundary_after(place + 1, sentence.end)]
    return noun + verb_of(strip_leads(behind).name)


def read_share_of(clause: Clause, subject: str) -> Reading | None:
    """The reading of a percentage that finishes a deed (实现100%销号), or None if it is not that."""
    noun = tidy(clause.after)
    if clause.quantity.kind != "share" or len(clause.group) > 1 or not noun or noun.startswith("的"):
        return None
    if clause.tail.classes & (REACHING - {"total"}) or classes_after(clause.after) or AFTERWORDS.start(noun) == noun:
        return None
    if head_of(clause.name) or verb_of(noun):
        return None
    name = limit((clause.name or subject) + noun)
    return Reading(
        clause.quantity, (name,), frozenset(), clause.tail.relation, clause.aim, clause.start, after=clause.after
    )


def is_part_of_a_name(clause: Clause) -> bool:
    """Whether a count belongs to the name of a rate: 22个国控断面水质优良率、…均达100%."""
    following = clause.following
    if following is None or clause.ahead or following.kind != "share" or clause.quantity.kind not in COUNTS:
        return False
    return HEADS.classes.get(head_of(tidy(clause.after))) == "share"

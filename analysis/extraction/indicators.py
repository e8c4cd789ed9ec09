"""What a number measures: the words before it (or behind it) cut down to the indicator's name.

Paragraph 2 of the annotation guide: the name is made of words of the text in reading order, without value, unit, time
or verb of commitment; it keeps the verb that says what is added (新增, 建设, 改造) and the word of a fall (下降).
"""

import re
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.clauses import BULLETS
from analysis.extraction.lexicon import ACTIONS, BARE_HEADS, HEADS, KEEPS, LEADS, RELATIONS, verb_of, words

AFTERWORDS = words("afterwords")
_PAIRS = {row["word"]: (row["first"], row["second"]) for row in vocabulary.load("pairs")}

_YEAR = "(?:19|20)[0-9]{2}|(?:１９|２０)[０-９]{2}|[一二][〇零○Ｏ九][一二三四五六七八九〇零○Ｏ]{2}"
_TIME = re.compile(
    rf"(?:到|至|截至|截止|在|从|自|以|于)?(?:(?:{_YEAR})(?:[-—－~～至到](?:{_YEAR}|[0-9]{{2}}))?年?(?:年(?:底|末|初|前|度|内|来|以来|起|间)*)?(?:底|末|初|前|度|内|以来|起|间)*"
    r"|[“\"]?十[一二三四五六]?五[”\"]?(?:规划)?(?:时期|期间|末期|期末|收官|以来|末|期)*"
    r"|[0-9０-９]{1,2}月(?:份|底|末|初|中旬|上旬|下旬)*(?:之?前)?"
    r"|(?:近|未来|今后|过去|前|这|用)?[0-9一二两三四五六七八九十]{1,2}(?:[-—－~～至到][0-9一二两三四五六七八九十]{1,2})?年(?:来|内|间|时间|之?内)?(?:累计|共计)?)"
)
_COMPARED = re.compile(
    rf"(?:比|较|同比|与|在|以|按|是|为|相当于|达到)(?:上一?年度?|去年|前年|年初|上年同期|(?:{_YEAR})年?|[“\"]?十[一二三四五六]?五[”\"]?)(?:底|末|初|同期|实绩|实际|全年|期末|末期|年均|为基数|的?基础上?|相比|最低时?|的)*(?:增加|提高)?$"
    r"|(?:在|以)[^，,、。；;]{2,16}(?<!创新)(?:的?基础上|为基数)$"
)
_LABEL = re.compile(
    r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]\s*(?:(?=[0-9]{1,2}月|(?:19|20)[0-9]{2}年)|(?![0-9０-９]|[二三两四][、产]))"
)
_JOINTS = "和与及暨并且"
_BEGINS_WITH_JOINT = re.compile(
    vocabulary.alternatives(
        word for word in vocabulary.column("undivided", "word") if word[0] in _JOINTS and not word.startswith("及以")
    )
)
_EDGE = " \t\n\u3000\u2002\xa0、—-–－·•※*" + _JOINTS + BULLETS
_MARKS = "、，,；;：:。.—-–－·•*=＝ " + BULLETS
_SPACES = re.compile(r"[\s\u3000\xa0]+")
_FOOTNOTE = re.compile(
    r"[（(〔\[【［]注?[0-9]{1,3}[）)〕\]】］]|[①-⑳]|[（(](?:下同|预计数?|快报数?|现价|可比价|不变价|当年价)[）)]|^[（(][^（）()]{1,4}[）)](?=[、，,])"
)
_CONJUNCTION = re.compile(rf"({vocabulary.alternatives(vocabulary.column('undivided', 'word'))})|、|以及|和|与|及")
# 财力达, 能力达 … are nouns before 达; elsewhere 力达 is short for 力争达到.
_WILL_DO = re.compile("[\u4e00-\u9fff]{2,4}[省市区县州旗镇乡](?:将|拟|要|计划|力争)(?=[\u4e00-\u9fff]{2})")
_POWERS = tuple("财能人动实电运算活潜")
# Where the tail begins that several names share: 养老、医疗、失业保险参保人数.
_TAIL = re.compile("产业|行业|保险|排放|增加值|产量|产值|参保|入学|保健")
_KINDS = ("产业", "行业", "领域")
_GRADE = re.compile(r".*(?:级|国家|国家级|省|市|县|区)")
LONGEST_NAME = 44


_OF_YEAR = re.compile(rf"(?:(?:{_YEAR})年(?:底|末)?|今年|目前|去年|上年|现在)的?$")


class Tail(NamedTuple):
    """The words between a name and its value: how they relate the two, and what stands before them."""

    body: str
    relation: tuple[str, ...]
    classes: frozenset[str]


class Head(NamedTuple):
    """A name without what stands before it; `leads` are the classes of the words taken away, `aim` their verb."""

    name: str
    leads: frozenset[str]
    aim: str
    part: bool


def split_tail(core: str) -> Tail:
    """The words that join a name to its value, taken off the end of `core`.

    >>> split_tail("森林覆盖率提高到")
    Tail(body='森林覆盖率', relation=('提高到',), classes=frozenset({'reach'}))
    >>> split_tail("单位GDP能耗比上年下降").body, split_tail("新增").body
    ('单位GDP能耗', '新增')
    """
    body, relation = _FOOTNOTE.sub("", core).rstrip(_EDGE + "了"), []
    while body:
        word = RELATIONS.end(body)
        if word == "力达" and body[-3:-2] in _POWERS:
            word = "达"
        if word and not _belongs_to_name(body, word):
            relation.append(word)
            body = body[: -len(word)].rstrip(_EDGE + "了")
            continue
        compared = _COMPARED.search(body[-24:]) or _OF_YEAR.search(body[-9:])
        if not compared:
            break
        body = body[: len(body) - len(compared.group())].rstrip(_EDGE)
    return Tail(body, tuple(reversed(relation)), frozenset(RELATIONS.classes[w] for w in relation))


def _belongs_to_name(body: str, word: str) -> bool:
    """Whether a word of relation at the end is part of a longer verb or noun (新增, 人均)."""
    if word == "均" and body[-2:-1] in "人户亩地年日":
        return True
    action = ACTIONS.end(body)
    if len(action) > len(word) or len(HEADS.end(body)) > len(word):
        return True
    return bool(action) and len(action) == len(word) == len(body)


def _from_edge(body: str) -> str:
    """`body` without the signs and joining words in front of it; 和谐 and 及时 begin with none.

    >>> _from_edge("、和谐社区"), _from_edge("和社区")
    ('和谐社区', '社区')
    """
    name = body.lstrip(_EDGE)
    joint = len(body) - len(name) - 1
    if joint >= 0 and body[joint] in _JOINTS and (_BEGINS_WITH_JOINT.match(body, joint) or KEEPS.start(body[joint:])):
        return body[joint:]
    return name


def strip_leads(body: str) -> Head:
    """`body` without the words of time, commitment and manner before the name.

    >>> strip_leads("到2025年,力争全市森林覆盖率".split(",")[1]).name
    '森林覆盖率'
    >>> strip_leads("高标准建设5G基站").name, strip_leads("高标准农田").name
    ('建设5G基站', '高标准农田')
    """
    name, leads, aim, part = _from_edge(body), set(), "", False
    label = _LABEL.match(name)
    name = name[label.end() :] if label else name
    while name:
        if KEEPS.start(name):
            break
        time = _TIME.match(name)
        if time and time.group():
            name = _from_edge(name[time.end() :])
            continue
        actor = _WILL_DO.match(name)
        if actor:
            name = _from_edge(name[actor.end() :])
            continue
        word = LEADS.start(name)
        if not word or len(verb_of(name)) > len(word) or verb_of(name) == name:
            break
        kind = LEADS.classes[word]
        rest = _from_edge(name[len(word) :])
        if kind == "maybe" and rest and not (verb_of(rest) or LEADS.start(rest) or RELATIONS.classes.get(rest)):
            break
        if kind in ("commitment", "hold"):
            aim = aim or word
        part = part or word == "其中"
        leads.add(kind)
        name = rest
    return Head(name, frozenset(leads), aim, part)


def tidy(name: str) -> str:
    """A name without blanks, line ends, footnote marks and stray punctuation at its ends.

    >>> tidy(" 全员劳动\\n生产率 ")
    '全员劳动生产率'
    """
    name = _SPACES.sub("", name).replace("分别", "")
    name = _FOOTNOTE.sub("", name)
    name = name.rstrip("的").strip(_MARKS)
    name = name.replace("“”", "")
    for opening, closing in ("“”", "（）", "()", "《》"):
        if name.count(opening) != name.count(closing):
            name = name.strip(opening + closing)
    return name


def head_of(name: str) -> str:
    """The noun of measure that ends a name: 率, 增加值, 产量 …; the longest in the vocabulary, or the empty text."""
    return HEADS.end(name)


def stem_of(name: str) -> str:
    """A name without its noun of measure, its verb and its brackets: what a bare noun later on is about.

    >>> stem_of("规模以上工业总产值"), stem_of("新签约亿元以上项目")
    ('规模以上工业', '亿元以上项目')
    """
    name = name[len(verb_of(name)) :] or name
    head = head_of(name)
    return name[: -len(head)] if head and len(head) < len(name) else name


def is_bare(name: str) -> bool:
    """Whether a name needs the subject before it: 增加值, 到位资金, 完成投资."""
    return name in BARE_HEADS


def divide(name: str) -> list[str]:
    """The parts of a name between 、和与及, words that only look like them left whole.

    >>> divide("研究与试验发展经费、和美乡村和学校")
    ['研究与试验发展经费', '和美乡村', '学校']
    """
    parts, start = [], 0
    for match in _CONJUNCTION.finditer(name):
        if not match[1]:
            parts.append(name[start : match.start()])
            start = match.end()
    parts.append(name[start:])
    return [part for part in parts if part]


def conjuncts(name: str, count: int = 0) -> list[str]:
    """The names joined by 、和与及 in `name`, each made whole with what they share.

    With `count` the parts must be that many, else the name is returned undivided.

    >>> conjuncts("文化产业增加值、旅游产业增加值占GDP比重", 2)
    ['文化产业增加值占GDP比重', '旅游产业增加值占GDP比重']
    >>> conjuncts("粮食播种面积和产量", 2), conjuncts("项目开工率和投资完成率")
    (['粮食播种面积', '粮食产量'], ['项目开工率', '投资完成率'])
    """
    if count == 2:
        for word, (first, second) in _PAIRS.items():
            if name.count(word) == 1 and len(divide(name.replace(word, ""))) == 1:
                return [name.replace(word, first), name.replace(word, second)]
    parts = divide(name)
    if count and len(parts) != count:
        parts = [part for part in name.split("、") if part]
    if len(parts) < 2 or (count and len(parts) != count):
        return [name]
    return _make_whole(parts)


def _make_whole(parts: list[str]) -> list[str]:
    """Each part with the verb and prefix of the first and the tail of the last that it shares."""
    action = verb_of(parts[0])
    stem = stem_of(parts[0])
    whole = []
    for position, part in enumerate(parts):
        if position and is_bare(part) and stem != parts[0]:
            part = stem + part
        elif position < len(parts) - 1:
            with_head = (other for other in parts[position + 1 :] if head_of(other))
            part += _shared_tail(part, parts[-1] if head_of(part) else next(with_head, parts[-1]))
        if position and action and not ACTIONS.start(part) and not head_of(part):
            part = action + part
        whole.append(part)
    return whole


def _shared_tail(part: str, last: str) -> str:
    """What `last` has behind the piece that corresponds to `part`."""
    head, last_head = head_of(part), head_of(last)
    tail = _TAIL.search(last, 1)
    if tail and tail[0] not in part and (not head or (tail[0] == "排放" and part.endswith("氧量"))):
        return last[tail.start() :]
    if head:
        place = last.find(head)
        return last[place + len(head) :] if place > 0 else ""
    place = last.find(part[-1])
    if 0 < place < len(last) - 1:
        return last[place + 1 :]
    action = verb_of(part)
    if action == part:
        return last[len(ACTIONS.start(last)) :] if ACTIONS.start(last) else ""
    kind = last[len(part) - len(action) :]
    if kind.startswith(_KINDS):
        return kind
    rest = last[len(part) :]
    if last_head and len(last_head) < len(last) and len(rest) <= len(last_head) + 1:
        return last_head
    return rest if last_head or _GRADE.fullmatch(part) else ""


def limit(name: str) -> str:
    """A name no longer than names are; of a longer one the end."""
    return name if len(name) <= LONGEST_NAME else name[-LONGEST_NAME:]

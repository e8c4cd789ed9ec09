"""Why a measured amount is no row: a size, a condition, the ground of a goal (guide, section 1, "Not a row")."""

import re
from functools import lru_cache

from analysis import vocabulary
from analysis.extraction.indicators import AFTERWORDS, head_of, tidy
from analysis.extraction.lexicon import HEADS, verb_of
from analysis.extraction.sentence import REACHING, Clause, phrases

_SIZES = frozenset({"power", "physical", "energy", "temperature", "mass", "volume", "data"})
_BOUNDED = frozenset({"money", "power", "volume", "mass"})
_SORTING = frozenset({"area", "length", "people", "count"})
_THING = 10
_BACKGROUND, _ASPECTS, _LIVESTOCK = phrases("background"), phrases("aspect"), phrases("livestock")
_TIME_HEADS, _LISTED_AMONG, _ARRANGED = phrases("time_head"), phrases("listed_among"), phrases("arranged")
_ADDRESSED = phrases("people_addressed")
_CAPACITY = re.compile(f"(?:{vocabulary.alternatives(phrases('capacity'))})$")
_PROJECT = re.compile(f"(?:{vocabulary.alternatives(phrases('project'))})(?:建设)?$")
_GRANTED = re.compile(vocabulary.alternatives(phrases("granted")))
_GIVEN = re.compile("给予|予以|(?:奖励|罚款|兑现)$")
_AWARD = re.compile("的?(?:一次性)?(?:启动资金|奖励|奖补|补助|补贴|资助|资金支持|资金补助|奖金)")
_AWARDING = re.compile("不超过|最高|给予|上限|单个|每[个家户人]")
_UP_TO = re.compile("(?:按照?|给予|补助|补贴)不超过[^，,。]{0,24}的$")
_CEILING = re.compile("(?:最高|上限)(?:不超过|为|可达|达)?$")
_PORTION = re.compile(
    r"^[\s\u3000]*(?:省级|市级|县级|区级|财政)?按照?|(?:不超过|购置|投资|合同|实际|收入)[^，,。]{0,12}额?的?$"
)
_CENTRE = re.compile("(?:重心|重点|精力|力量|目光|着力点)(?:放|聚焦|集中)(?:在|到|于)$")
_RANK = re.compile("稳居|位居|居全")
_RANKED = re.compile("[前后]$")
_DEED = re.compile(
    vocabulary.alternatives(
        word
        for word in (*vocabulary.column("actions", "word"), *vocabulary.column("leads", "word", **{"class": "push"}))
        if len(word) > 1
    )
)


def why_no_row(clause: Clause, counts: bool) -> str:
    """The disposition and, behind a colon, the reason; or the empty text if the number makes a row.

    `counts` says whether the number counts what follows.
    """
    quantity, noun = clause.group[-1], tidy(clause.after)
    follows = bool(noun) and AFTERWORDS.start(noun) != noun
    if _CENTRE.search(clause.core):
        return "context: what attention is given to"
    if quantity.unit in ("期", "届"):
        return "ordinal: a stage or session"
    if quantity.unit.endswith(_ASPECTS):
        return "context: a part of a whole"
    if follows and quantity.kind == "money" and clause.head.name.rstrip().endswith(_ARRANGED):
        return "policy: a fund already arranged"
    if (_RANKED.search(clause.core) and quantity.unit in ("名", "位", "强", "个")) or (
        counts and noun.endswith(("后", "前"))
    ):
        return "context: a ranking"
    if quantity.kind == "time":
        return _why_no_time(clause, follows)
    return _why_no_thing(clause, noun, follows) or (_why_no_count(clause, noun) if counts else "")


def _why_no_time(clause: Clause, follows: bool) -> str:
    """A length of time is a goal only if something is to last, or to be done, that long."""
    name = clause.name
    if clause.tail.classes & {"reach", "growth", "fall", "past"} and not follows:
        return ""
    if head_of(name).endswith(_TIME_HEADS) or (name.endswith(_TIME_HEADS) and not follows):
        return ""
    return "rating: a length of time that describes the thing behind it" if follows else "context: a length of time"


def _why_no_thing(clause: Clause, noun: str, follows: bool) -> str:
    """A condition, a size, a grant or a remark."""
    if follows and not clause.name.endswith("总投资") and (_is_condition(clause) or _sorts(clause, noun)):
        return "rating: a condition of the thing behind it"
    if _is_grant(clause):
        return "policy: a grant or its ceiling"
    if not clause.core.strip() and clause.opened and not clause.after:
        return "context: a remark in brackets"
    if _sizes_the_next(clause):
        return "rating: a condition of the things that the next number counts"
    if follows and _is_size(clause, noun):
        return "rating: a size of the thing behind it"
    return ""


def _sizes_the_next(clause: Clause) -> bool:
    """产值亿元以上10个, 千亩以上示范园区5个: a bound that the number of the things it sorts follows."""
    quantity, following = clause.group[-1], clause.ahead
    if quantity.operator not in ("ge", "le") or clause.tail.classes & REACHING or following is None:
        return False
    between = clause.after.strip()
    if following.kind == "share":
        return quantity.kind in _SORTING and HEADS.classes.get(head_of(between)) == "share"
    if following.kind != "count" or following.unit == quantity.unit:
        return False
    return (not between and quantity.kind in _BOUNDED) or (
        quantity.kind in _SORTING and 1 < len(between) <= _THING and not verb_of(between) and "、" not in between
    )


def _is_condition(clause: Clause) -> bool:
    """500万元以上项目, 160千伏安以下接电, 对投资1000万元以上的: a bound right before the thing that it sorts."""
    quantity = clause.group[-1]
    if clause.core.lstrip().startswith("对") and clause.after.strip() == "的" and quantity.operator in ("ge", "le"):
        return True
    bounded = quantity.operator in ("ge", "le") and quantity.kind in _BOUNDED
    return (
        bounded and not clause.tail.classes & REACHING and not clause.after.lstrip().startswith(("的", "用于", "专项"))
    )


def _sorts(clause: Clause, noun: str) -> bool:
    """产值超500亿元的企业达到2家, 收入5万元以上的村达到80%: the first number says which things the second counts."""
    if clause.ahead is None or noun in ("", "的") or clause.ahead.kind not in ("count", "people", "share"):
        return False
    if clause.after.lstrip().startswith("的"):
        return True
    beyond = clause.core.rstrip().endswith("超") or clause.core.rstrip().endswith("超过")
    thing = len(noun) <= _THING and not verb_of(noun) and not head_of(noun)
    return beyond and thing and clause.group[-1].kind == "money" and clause.ahead.kind == "count"


def _is_grant(clause: Clause) -> bool:
    """给予最高100万元补助, 按设备购置额的10%给予奖补: what a firm gets, not what the place reaches."""
    kind = clause.group[-1].kind
    if kind == "money":
        awarded = _AWARD.match(clause.after) and _AWARDING.search(clause.core)
        return bool(_GIVEN.search(clause.core) or _CEILING.search(clause.core) or awarded)
    if kind == "share" and _UP_TO.search(clause.core):
        return True
    return kind == "share" and bool(_PORTION.search(clause.core)) and bool(_GRANTED.search(clause.after))


def _is_size(clause: Clause, noun: str) -> bool:
    """日产4500吨水泥生产线, 3万吨铝合金棒, 总投资150亿元的产业园项目."""
    quantity, classes = clause.group[-1], clause.tail.classes
    if verb_of(noun) or clause.base:
        return False
    describes = clause.after.lstrip().startswith("的")
    if _CAPACITY.search(clause.name) and (describes or not classes & {"reach", "past"}):
        sum_of_several = clause.ahead is not None and clause.ahead.kind in ("count", "people")
        return not (sum_of_several and quantity.kind == "money")
    if classes & (REACHING | {"do"}):
        return False
    return quantity.kind in _SIZES or (quantity.unit.endswith(_LIVESTOCK) and bool(_PROJECT.search(noun)))


def _why_no_count(clause: Clause, noun: str) -> str:
    """A counted noun that the goal starts from, a part of a whole, a ranking."""
    start = clause.core.lstrip(" \u3000\n、，")
    name = clause.name
    if (start.startswith(_BACKGROUND) and not verb_of(name)) or (start.startswith("以") and not _DEED.match(name)):
        return "context: what the goal starts from"
    if noun.endswith("基础上"):
        return "context: what the goal starts from"
    if _RANK.search(noun) or (start.startswith(("在", "全国", "全省")) and ("排名" in noun or noun.endswith("中"))):
        return "context: a ranking"
    if noun.startswith(_ADDRESSED):
        return "context: the people addressed"
    if (
        noun.startswith(_ASPECTS)
        or noun.endswith("之一")
        or (name.startswith(_LISTED_AMONG) and name not in _LISTED_AMONG)
    ):
        return "context: a part of a whole"
    return ""


@lru_cache(maxsize=4096)
def has_deed(words: str) -> bool:
    """Whether the words name a deed of building, adding or renewing.

    >>> has_deed("应急预案更新"), has_deed("区域小微企业创业园")
    (True, False)
    """
    return bool(_DEED.search(words)) or bool(HEADS.classes.get(head_of(words)))

"""Why a measured amount is no row: a size of a thing, a condition, the ground of a goal (guide, section 1, "Not a row")."""

import re

from analysis import vocabulary
from analysis.extraction.indicators import AFTERWORDS, Head, Tail, head_of, tidy
from analysis.extraction.lexicon import HEADS, verb_of
from analysis.extraction.quantities import Quantity

_BACKGROUND = ("围绕", "依托", "针对", "根据", "按照", "聚焦", "立足", "借助", "发挥", "对照", "落实")
_REACHING = frozenset({"reach", "growth", "fall", "past", "total", "do"})
_SIZES = frozenset({"power", "physical", "energy", "temperature", "mass", "volume", "data"})
_CAPACITY = re.compile(r"(?:[年日月]产|[年日]处理|[年日]加工|[年日]供|装机|产能|规模|总?投资|总面积|占地|建筑面积)$")
_ASPECTS = ("方面", "领域", "层面", "维度", "环节", "角度", "方向", "步骤")
_LIVESTOCK = ("羽", "头", "只", "尾", "口", "株", "枚", "万套", "万件", "万台", "万辆", "万支")
_PROJECT = re.compile(r"(?:项目|生产线|基地|工程|扩建|技改|扩能|养殖场|牧场)(?:建设)?$")
_LISTED_AMONG = ("入选", "列入", "跻身", "成为", "纳入全国", "纳入全省")
_GRANTED = re.compile(r"给予|予以|奖补|贴息|奖励|资助|补助|补贴|入股支持|启动资金")
_GIVEN = re.compile(r"给予|予以|(?:奖励|罚款|兑现)$")
_CEILING = re.compile(r"(?:最高|上限)(?:不超过|为|可达|达)?$")
_PORTION = re.compile(r"^[\s　]*(?:省级|市级|县级|区级|财政)?按照?|(?:不超过|购置|投资|合同|实际|收入)[^，,。]{0,12}额?的?$")
_RANKED = re.compile(r"[前后]$")
_DEED = re.compile(
    vocabulary.alternatives(
        word
        for word in (*vocabulary.column("actions", "word"), *vocabulary.column("leads", "word", **{"class": "push"}))
        if len(word) > 1
    )
)
_TIME_HEADS = ("时间", "天数", "时限", "时长", "寿命", "年限", "工期", "周期", "日数", "时延")


def why_no_row(
    core: str,
    tail: Tail,
    head: Head,
    after: str,
    quantity: Quantity,
    counts: bool,
    following: Quantity | None,
    opened: bool = False,
) -> str:
    """The disposition and, behind a colon, the reason; or the empty text if the number makes a row.

    `core` is the number's clause before it, `after` the words behind it, `counts` whether it counts what follows,
    `following` the number that the words behind it run up to, `opened` says that its clause begins at an opening bracket.
    """
    noun, name = tidy(after), tidy(head.name)
    follows = bool(noun) and AFTERWORDS.start(noun) != noun
    if quantity.unit in ("期", "届"):
        return "ordinal: a stage or session"
    if quantity.unit.endswith(_ASPECTS):
        return "context: a part of a whole"
    if follows and name.endswith(("安排的", "签订的", "设立的", "确定的")) and quantity.kind == "money":
        return "policy: a fund already arranged"
    if _RANKED.search(core) and quantity.unit in ("名", "位", "强", "个") or counts and noun.endswith(("后", "前")):
        return "context: a ranking"
    if quantity.kind == "time":
        return _time(tail, name, follows, noun)
    if follows and not name.endswith("总投资") and (_is_condition(quantity, tail, after) or _sorts(after, noun, following)):
        return "rating: a condition of the thing behind it"
    if quantity.kind in ("money", "share") and _is_grant(core, after, quantity):
        return "policy: a grant or its ceiling"
    if core.strip() == "" and opened and after == "":
        return "context: a remark in brackets"
    if follows and _is_size(quantity, tail, name, noun, following):
        return "rating: a size of the thing behind it"
    return _background(core, head, noun, name, quantity) if counts else ""


def _time(tail: Tail, name: str, follows: bool, noun: str) -> str:
    """A length of time is a goal only if something is to last, or to be done, that long."""
    if tail.classes & {"reach", "growth", "fall", "past"} and name and not follows:
        return ""
    if head_of(name).endswith(_TIME_HEADS) or name.endswith(_TIME_HEADS) and not follows:
        return ""
    return "rating: a length of time that describes the thing behind it" if follows else "context: a length of time"


def _is_condition(quantity: Quantity, tail: Tail, after: str) -> bool:
    """500万元以上项目, 160千伏安以下接电, 1万元以下脱贫人口: a bound right before the thing that it sorts."""
    bounded = quantity.operator in ("ge", "le") and quantity.kind in ("money", "power", "volume", "mass")
    return bounded and not tail.classes & _REACHING and not after.lstrip().startswith(("的", "用于", "专项"))


def _is_grant(core: str, after: str, quantity: Quantity) -> bool:
    """给予最高100万元补助, 按设备购置额的10%给予奖补: what a firm gets, not what the place reaches."""
    plain = core.rstrip()
    if quantity.kind == "money" and (_GIVEN.search(plain) or _CEILING.search(plain)):
        return True
    return quantity.kind == "share" and bool(_PORTION.search(plain)) and bool(_GRANTED.search(after))


def _sorts(after: str, noun: str, following: Quantity | None) -> bool:
    """产值超500亿元的企业达到2家, 收入5万元以上的村达到80%: the first number says which things the second counts."""
    return bool(following) and after.lstrip().startswith("的") and following.kind in ("count", "people", "share") and noun != "的"


def _is_size(quantity: Quantity, tail: Tail, name: str, noun: str, following: Quantity | None) -> bool:
    """日产4500吨水泥生产线, 3万吨铝合金棒, 总投资150亿元的产业园项目."""
    if verb_of(noun):
        return False
    if _CAPACITY.search(name) and not tail.classes & {"reach", "past"}:
        return not (following and quantity.kind == "money" and following.kind in ("count", "people"))
    if quantity.kind in _SIZES:
        return not tail.classes & _REACHING
    return quantity.unit.endswith(_LIVESTOCK) and bool(_PROJECT.search(noun)) and not tail.classes & _REACHING


def _background(core: str, head: Head, noun: str, name: str, quantity: Quantity) -> str:
    """A counted noun that the goal starts from, a part of a whole, a ranking."""
    start = core.lstrip(" \u3000\n、，")
    if start.startswith(_BACKGROUND) and not verb_of(name) or start.startswith("以") and not _DEED.match(name):
        return "context: what the goal starts from"
    if noun.startswith(("人民", "父老")) or "稳居" in noun or "位居" in noun or "居全" in noun:
        return "context: a ranking" if "居" in noun else "context: the people addressed"
    if name.startswith(_LISTED_AMONG) and name not in _LISTED_AMONG:
        return "context: a part of a whole"
    if noun.startswith(_ASPECTS) or noun.endswith("之一"):
        return "context: a part of a whole"
    if start.startswith(("在", "全国", "全省")) and ("排名" in noun or noun.endswith("中")):
        return "context: a ranking"
    return ""


def has_deed(words: str) -> bool:
    """Whether the words name a deed of building, adding or renewing.

    >>> has_deed("应急预案更新"), has_deed("区域小微企业创业园")
    (True, False)
    """
    return bool(_DEED.search(words)) or bool(HEADS.classes.get(head_of(words)))

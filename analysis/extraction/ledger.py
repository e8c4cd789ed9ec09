"""The ledger: what became of every number. Each gets a disposition with a reason; an amount is left to the targets.

The dispositions follow the annotation guide, section 1, "Not a row". Words that decide are in
vocabulary/number_contexts.csv. `unaccounted` looks for numbers in a different, plainer way than the reader does, so
that a number which the reader misses is noticed.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.quantities import Quantity
from analysis.extraction.units import by_first_letter
from analysis.reading.document import Section


class Disposition(NamedTuple):
    """What became of a number, and the rule that says so. An empty name: a measured amount, a candidate for a target.

    date: a year, month, day, period or time of day. ordinal: 第三, 二期, the number of a heading, task or row.
    identifier: of a document, road or record. name: part of a name, slogan or fixed phrase (5G, “三个1000亩”, 三级医院),
    or the denominator of a rate (每万人). magnitude: a label of size (千亿级, 亿元以上项目). rating: a technical rating or
    condition (110千伏, 50年一遇). count_of_set: the number of parts of a named set (五大环境). vague: 一批, 几十. age:
    3岁以下. policy: 市20条. contact: a telephone number or postcode. heading: the unit in a table's heading (万元).
    furniture: a counter on a web page. context: the weight of a task in an assessment (3分).
    """

    name: str
    reason: str


AMOUNT = Disposition("", "")
_CONTEXTS = vocabulary.load("number_contexts")


def _contexts(position: str) -> dict[str, Disposition]:
    return {
        row["phrase"]: Disposition(row["disposition"], row["reason"])
        for row in _CONTEXTS
        if row["position"] == position
    }


_AFTER, _BEFORE, _AT, _SET = (_contexts(position) for position in ("after", "before", "at", "set"))
_AFTER_BARE = tuple(_contexts("after_bare"))
_AFTER_PATTERN = re.compile(vocabulary.alternatives(_AFTER))
_AFTER_FIRST = frozenset(phrase[0] for phrase in _AFTER)
_AT_PATTERN = re.compile(vocabulary.alternatives(_AT))
_SET_PATTERN = re.compile(f"[\u4e00-\u9fff]{{0,4}}?(?:{vocabulary.alternatives(_SET)})")
_BEFORE_PATTERN = re.compile(f"({vocabulary.alternatives(_BEFORE)})[:：\\s]*$")
_BEFORE_LAST = frozenset(phrase[-1] for phrase in _BEFORE) | frozenset(":： \u3000\n\t")
_VERBS = vocabulary.column("number_contexts", "phrase", position="verb")
_VERB_PATTERN = re.compile(f"(?:{vocabulary.alternatives(_VERBS)})[了出好到]?$")
_QUOTES = dict(zip("“‘「『", "”’」』", strict=True))
_LONGEST_QUOTED_NAME = 18
_MAGNITUDES = frozenset("百千万亿")
_DATE_UNITS = frozenset(
    "年 月 日 月份 季度 个季度 年度 周年 学年 世纪 年代 旬 时 点 点钟 周 个月 个半月 个年头 星期 个星期 晚 夜 昼夜 个昼夜".split()
)
_STEPS = frozenset(("期", "届", "轮", "版", "标段", "阶段"))
_SIZED = frozenset(("mass", "power", "length", "area", "volume", "people"))
_SIZED_THINGS = re.compile(
    "的?[^，。；、,;\n]{0,4}?(?:项目|企业|固定资产|投资|工业|产业|设备|主体|园区|公司|大户|基地|设施|码头|船舶|泊位|锅炉|水库|机组|"
    "建筑|电站|场所|商场|村|景区|医院|贷款|工程|老年人|老人|人员|儿童|人口|单位|商贸|法人|税收)"
)
_MEASURED = re.compile("(?:投资|产值|收入|税收|资金|营收|利润|贷款|余额|总额|规模|[达到至破超为])$")
_NUMBER_SIGNS = frozenset(".、．﹒)）:：,，")
_LINE_STARTS = frozenset("\n\r(（。；;:：，, \u3000\t")
_CLAUSE_ENDS = frozenset("，。；、,;!！?？)）》\n：: ”")
_DATE_CHAIN = re.compile(
    "[01]?[0-9]-[0-3][0-9]$|(?:19|20)[0-9]{2}([-./．·])[01]?[0-9](?:\\1[0-3]?[0-9])?$|[0-2]?[0-9][:：∶][0-9]{2}([:：∶][0-9]{2})?$"
)
_YEAR = re.compile("(?:19[4-9]|20[0-6])[0-9]$")
_HOTLINES = frozenset("110 119 120 12345 12315 12348 12328 12320 12333 12355 12388 96333".split())
# 六次、七次全会: sessions are numbered.
_SESSION = re.compile("(?:[、和][一二三四五六七八九十]+次)*(?:全会|全体|会议|党代|代表|全委|人大|大会)")
_CIRCLE = re.compile("“?[^，。；、,;“]{0,12}圈|覆盖")
_OUTPUT = re.compile("[日年]产(?:能|量)?$")
_PROPERTIES = ("预期性", "约束性")
_RATES = ("地区生产", "生产总值", "GDP", "产值", "工业增加", "增加值")
_ABSTRACT = ("方面", "维度", "层面", "环节", "目标任务")
# A numeral before one of these counts buildings, firms or people; 个 and 项 also count ideas.
_THINGS = frozenset("家 所 座 处 户 名 台 辆 栋 套 场 口 眼 艘 架 列 间 幢 盏 株 头 匹 只 亩 人 位 宗 起".split())
_ROADS = re.compile("[GSXYC][0-9]+$")
_POLICY = re.compile("[国省市区县州](?:[0-9一二三四五六七八九十]+条[、和及])*$")
_REFERENCES = frozenset("这那该此前后另其上述这余各每")

# In a flattened table the numbers of rows go up by one, or by a little more where a row has no number.
_LOST_ROWS = 3

DATE = Disposition("date", "a year, month, day or period")
ORDINAL = Disposition("ordinal", "the number of a heading, task or part")
NAME = Disposition("name", "part of a quoted name or slogan")
VAGUE = Disposition("vague", "a vague amount")
COUNT_OF_SET = Disposition("count_of_set", "counts the parts of a named set")
MAGNITUDE = Disposition("magnitude", "a label of magnitude")
RATING = Disposition("rating", "a technical rating or condition")
DENOMINATOR = Disposition("name", "the denominator of a rate, part of an indicator's name")
IDENTIFIER = Disposition("identifier", "the number of a document, record or road")


def dispose(text: str, quantities: Sequence[Quantity], sections: Sequence[Section] = ()) -> list[Disposition]:
    """A disposition for each quantity, in their order; an empty name means an amount.

    `sections` may be empty; with them, numbers in page furniture are told apart.

    >>> from analysis.extraction.quantities import find_quantities
    >>> text = "2023年新增市场主体1.7万家,建设5G基站600个,打造“五大环境”。"
    >>> [d.name for d in dispose(text, find_quantities(text))]
    ['date', '', 'name', '', 'name']
    """
    furniture = sorted((s.start, s.end) for s in sections if s.kind == "furniture")
    found = []
    row = 0
    for quantity in quantities:
        disposition = _FORMS[quantity.form](text, quantity)
        if not quantity.unit and quantity.value and _heads_a_row(text, quantity):
            if quantity.value == 1 or row < quantity.value <= row + _LOST_ROWS + 1:
                disposition, row = ORDINAL, int(quantity.value)
        if furniture and disposition is AMOUNT:
            place = bisect_right(furniture, (quantity.start, len(text))) - 1
            if place >= 0 and quantity.start < furniture[place][1]:
                disposition = Disposition("furniture", "in the page's furniture")
        found.append(disposition)
    return found


def _heads_a_row(text: str, quantity: Quantity) -> bool:
    """Whether the number stands alone on its line and words that could name an indicator stand on the next."""
    if text[quantity.start - 1 : quantity.start] != "\n" or text[quantity.end : quantity.end + 1] != "\n":
        return False
    line = text[quantity.end : quantity.end + 40].lstrip().partition("\n")[0]
    return len(line) > 1 and "\u4e00" <= line[0] <= "\u9fff" and line not in _PROPERTIES


def _code(text: str, quantity: Quantity) -> Disposition:
    """G353 is a road; a long run of letters and figures or an address the number of a record; 5G, PM2.5, 4A are names."""
    word = text[quantity.start : quantity.end]
    return (
        IDENTIFIER
        if len(word) > 8 or _ROADS.match(word) or "/" in word
        else Disposition("name", "figures that touch letters")
    )


def _chain(text: str, quantity: Quantity) -> Disposition:
    """2023-02-21 is a date, 9:30 a time; other joined figures are numbers of telephones, records or versions."""
    if quantity.kind == "time" or _DATE_CHAIN.match(text[quantity.start : quantity.end]):
        return DATE
    before = _before(text, quantity)
    return before if before is not None and before.name in ("contact", "furniture") else IDENTIFIER


def _number(text: str, quantity: Quantity) -> Disposition:
    """An amount, unless its unit, its neighbours or the quotation marks around it say otherwise."""
    unit, kind = quantity.unit, quantity.kind
    if kind == "share" or kind == "points":
        return NAME if _quoted(text, quantity) else AMOUNT
    behind = _behind(text, quantity)
    if unit in _DATE_UNITS or kind == "time" and unit.endswith("年"):
        return behind if behind is not None and behind.name == "rating" else DATE
    if not unit:
        return _bare(text, quantity, behind)
    if behind is not None and behind.name != "identifier":
        return behind
    if _quoted(text, quantity):
        return NAME
    before = _before(text, quantity)
    if before is not None and before.name in ("name", "rating"):
        return before
    special = _KINDS.get(kind)
    if special is not None and (disposition := special(text, quantity)) is not AMOUNT:
        return disposition
    if unit in _UNITS and (disposition := _UNITS[unit](text, quantity)) is not AMOUNT:
        return disposition
    if quantity.form in ("chinese", "vague"):
        return _chinese(text, quantity)
    return COUNT_OF_SET if kind == "count" and text.startswith(_ABSTRACT, quantity.end) else AMOUNT


def _behind(text: str, quantity: Quantity) -> Disposition | None:
    """What the words right behind the number make of it: 级, 一遇, 生活圈."""
    if text[quantity.end : quantity.end + 1] not in _AFTER_FIRST:
        return None
    match = _AFTER_PATTERN.match(text, quantity.end)
    disposition = _AFTER[match[0]] if match else None
    if disposition is not None and disposition.name == "magnitude" and quantity.kind in ("count", "grade"):
        return None
    return disposition


def _before(text: str, quantity: Quantity) -> Disposition | None:
    """What the words right before the number make of it: 每, 电话, 防洪标准."""
    if text[quantity.start - 1 : quantity.start] not in _BEFORE_LAST:
        return None
    match = _BEFORE_PATTERN.search(text, max(0, quantity.start - 14), quantity.start)
    return _BEFORE[match[1]] if match else None


def _quoted(text: str, quantity: Quantity) -> bool:
    """Whether the number stands inside a short quotation, and so belongs to a name."""
    window = text[max(0, quantity.start - _LONGEST_QUOTED_NAME) : quantity.start]
    place, mark = max((window.rfind(mark), mark) for mark in _QUOTES)
    if place < 0 or _QUOTES[mark] in window[place:]:
        return False
    close = text.find(_QUOTES[mark], quantity.start, quantity.end + _LONGEST_QUOTED_NAME)
    return close >= 0 and close - quantity.start + len(window) - place <= _LONGEST_QUOTED_NAME


def _bare(text: str, quantity: Quantity, behind: Disposition | None) -> Disposition:
    """A number without a unit."""
    start, end = quantity.start, quantity.end
    before, after = text[start - 1 : start], text[end : end + 1]
    word = text[start:end]
    if (not before or before in _LINE_STARTS) and (after in _NUMBER_SIGNS and after or after == "是"):
        return DATE if _YEAR.match(word) else ORDINAL
    if behind is not None or text.startswith(_AFTER_BARE, end):
        return behind or Disposition("name", "a rank list")
    if before == "〔":
        return IDENTIFIER if _YEAR.match(word[:4]) else Disposition("ordinal", "the number of a note")
    if before and before in "［【[(（" and _YEAR.match(word):
        return IDENTIFIER if re.match("[］】\\])）][0-9第]", text[end : end + 2]) else DATE
    if _quoted(text, quantity) or word in _HOTLINES or (before and before in "+＋×") or (after and after in "+＋×"):
        return NAME
    if (label := _before(text, quantity)) is not None:
        return label
    if (
        _YEAR.match(word)
        and before not in "达增超破约近值额"
        or quantity.value_high is not None
        and _YEAR.match(word[:4])
    ):
        return DATE
    if quantity.form == "chinese" and "、" in (before, after) and quantity.value is not None and quantity.value < 20:
        return ORDINAL
    if quantity.operator == "range" and _DATE_CHAIN.match(word) and before == after == "\n":
        return DATE
    if (
        quantity.form == "figures"
        and quantity.operator == "eq"
        and len(word) > 2
        and word.isdigit()
        and "\u4e00" <= after <= "\u9fff"
    ):
        return Disposition("name", "figures that begin a name")
    if quantity.form == "figures":
        return IDENTIFIER if len(word) >= 7 and word.isdigit() and quantity.operator == "eq" else AMOUNT
    return _chinese(text, quantity)


def _sized(text: str, quantity: Quantity) -> Disposition:
    """亿元以上项目 and 500吨以上污水处理设施 say what kind of thing is meant; 投资300亿元以上 is an amount."""
    if quantity.unit.endswith("级"):
        return RATING
    if "\u4e00" <= text[quantity.end : quantity.end + 1] <= "\u9fff" and _OUTPUT.search(
        text, max(0, quantity.start - 3), quantity.start
    ):
        return RATING
    if text[quantity.end - 2 : quantity.end] not in ("以上", "以下", "以内") or not _SIZED_THINGS.match(
        text, quantity.end
    ):
        return AMOUNT
    if _MEASURED.search(text, max(0, quantity.start - 4), quantity.start):
        return AMOUNT
    if quantity.kind == "money":
        return MAGNITUDE
    verb = quantity.kind != "mass" and _VERB_PATTERN.search(text, max(0, quantity.start - 6), quantity.start)
    return AMOUNT if verb else RATING


def _age(text: str, quantity: Quantity) -> Disposition:
    """3岁以下 is a group of people; 预期寿命79.3岁 an amount."""
    window = text[max(0, quantity.start - 14) : quantity.start]
    return AMOUNT if "寿命" in window or "年龄达" in window else Disposition("age", "a group of people by age")


def _grade(text: str, quantity: Quantity) -> Disposition:
    """三级医院 is a name; 二级公路, 4级 a rating; 千亿级 a magnitude."""
    if quantity.unit != "级":
        return MAGNITUDE
    if quantity.form == "chinese" and not re.match(
        "以上|公路|航道|标准|防护|资质|地震|水质|风", text[quantity.end : quantity.end + 2]
    ):
        return Disposition("name", "a grade, part of a name")
    return RATING


def _set(text: str, quantity: Quantity) -> Disposition:
    """五大环境 counts a set; 二十大 is a congress."""
    is_congress = quantity.form == "chinese" and quantity.value is not None and quantity.value > 11
    return Disposition("ordinal", "a congress or session") if is_congress else COUNT_OF_SET


def _power(text: str, quantity: Quantity) -> Disposition:
    return RATING if quantity.unit in ("千伏", "kV", "KV", "kv", "伏") else _sized(text, quantity)


def _time(text: str, quantity: Quantity) -> Disposition:
    """24小时 is a way of working; 15分钟便民生活圈 a name; 压缩到3小时 an amount."""
    if text[quantity.start : quantity.end] == "24小时":
        return RATING
    return Disposition("name", "a label named by a time") if _CIRCLE.match(text, quantity.end) else AMOUNT


def _session(text: str, quantity: Quantity) -> Disposition:
    """九次全会 is an ordinal without 第."""
    is_session = quantity.form == "chinese" and _SESSION.match(text, quantity.end)
    return Disposition("ordinal", "a congress or session") if is_session else AMOUNT


def _score(text: str, quantity: Quantity) -> Disposition:
    """(3分) behind a task is its weight in an assessment."""
    if text[quantity.start - 1 : quantity.start] in ("(", "（") and text[quantity.end : quantity.end + 1] in (
        ")",
        "）",
    ):
        return Disposition("context", "the weight of a task in an assessment")
    return AMOUNT


def _class(text: str, quantity: Quantity) -> Disposition:
    return RATING if text.startswith(("水质", "水体", "标准", "以上水"), quantity.end) else AMOUNT


def _policy(text: str, quantity: Quantity) -> Disposition:
    """市20条 is the name of a policy, not a number of things."""
    after = text[quantity.end : quantity.end + 1]
    if _POLICY.search(text, max(0, quantity.start - 8), quantity.start) and (
        not after or after in "、，,;；。等政及和”措以"
    ):
        return Disposition("policy", "a policy named by its number of articles")
    return AMOUNT


def _step(text: str, quantity: Quantity) -> Disposition:
    """二期 and 一轮 are ordinals; 举办培训3期 is an amount."""
    return Disposition("ordinal", "a phase or session") if quantity.form == "chinese" else AMOUNT


def _chinese(text: str, quantity: Quantity) -> Disposition:
    """A count written in Chinese characters: a commitment only if a verb, a bound or its place at the end says so."""
    start, end = quantity.start, quantity.end
    if quantity.form == "vague":
        return VAGUE
    match = _AT_PATTERN.match(text, start)
    if match and match.end() >= end:
        return _AT[match[0]]
    if quantity.form != "chinese" or quantity.kind == "multiple" or quantity.operator != "eq":
        return AMOUNT
    word = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if word[0] in _MAGNITUDES:
        return _round_magnitude(text, quantity, before, after)
    verb = _VERB_PATTERN.search(text, max(0, start - 7), start)
    if not quantity.unit and not verb and after not in _CLAUSE_ENDS:
        return Disposition("name", "a numeral in a name")
    if word[0] == "一" and quantity.value == 1 and quantity.kind in ("count", "people", ""):
        return AMOUNT if verb and verb[0] in ("至少有", "各有", "均有", "至少", "不少于") else VAGUE
    if before and before in _REFERENCES:
        return COUNT_OF_SET
    if quantity.unit in _THINGS:
        return AMOUNT
    if quantity.kind in ("count", "people", "") and _SET_PATTERN.match(text, end):
        return COUNT_OF_SET
    if verb or quantity.kind not in ("count", "people", "") or not after or after in _CLAUSE_ENDS:
        return AMOUNT
    return COUNT_OF_SET


def _round_magnitude(text: str, quantity: Quantity, before: str, after: str) -> Disposition:
    """千亿产业集群 is a label, 万元GDP能耗 and 万人发明专利 are rates; 抽调千名干部 is an amount."""
    if before in ("(", "（") and after in (")", "）", "/", ",", "，"):
        return Disposition("heading", "the unit in a heading, without a number")
    ends = not after or after in _CLAUSE_ENDS or text.startswith(("大关", "台阶", "目标", "的目标"), quantity.end)
    verb = _VERB_PATTERN.search(text, max(0, quantity.start - 7), quantity.start)
    if text.startswith(_RATES, quantity.end):
        return DENOMINATOR
    if quantity.kind in ("money", ""):
        return (
            AMOUNT
            if ends and (verb or _MEASURED.search(text, max(0, quantity.start - 4), quantity.start))
            else MAGNITUDE
        )
    if verb:
        return AMOUNT
    return DENOMINATOR if quantity.kind in ("people", "count") and not ends else VAGUE


_KINDS: dict[str, Callable[[str, Quantity], Disposition]] = {
    **dict.fromkeys(_SIZED, _sized),
    "money": _sized,
    "power": _power,
    "grade": _grade,
    "set": _set,
    "time": _time,
}
_UNITS: dict[str, Callable[[str, Quantity], Disposition]] = {
    **dict.fromkeys(_STEPS, _step),
    "岁": _age,
    "周岁": _age,
    "条": _policy,
    "次": _session,
    "类": _class,
    "分": _score,
    "号": lambda text, quantity: IDENTIFIER,
    "些": lambda text, quantity: VAGUE,
    "部分": lambda text, quantity: VAGUE,
    "系列": lambda text, quantity: VAGUE,
}
_FORMS: dict[str, Callable[[str, Quantity], Disposition]] = {
    "figures": _number,
    "chinese": _number,
    "vague": _number,
    "fraction": _number,
    "ratio": lambda text, quantity: AMOUNT,
    "ordinal": lambda text, quantity: Disposition("ordinal", "第 makes it an ordinal"),
    "plan": lambda text, quantity: Disposition("date", "a five-year plan by its number"),
    "formula": lambda text, quantity: Disposition("name", "figures added up name a scheme"),
    "chain": _chain,
    "code": _code,
}

# The plain scan's own list, kept apart from vocabulary/units.csv on purpose: a second pair of eyes.
_NO_NUMBERS = re.compile(by_first_letter({row["word"]: row["not_before"] for row in vocabulary.load("numeral_words")}))
_COMMON_MEASURE_WORDS = frozenset("个项家名条座处所台套辆列次批件种户亩元吨人年月天岁倍番场张级类期届位支只头艘栋")
_PLAIN_NUMERALS = frozenset("一二两三四五六七八九十百千万亿")


def unaccounted(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Numbers that lie in no quantity: runs of digits, and Chinese numerals that stand before a common measure word.

    Looks at one character after the other, with a list of measure words of its own. Words of vocabulary/numeral_words.csv
    (统一, 进一步) are no numbers.

    >>> unaccounted("新增3家、两座", [])
    [(2, 3), (5, 6)]
    """
    covered = bytearray(len(text))
    for start, end in [(q.start, q.end) for q in quantities] + [m.span() for m in _NO_NUMBERS.finditer(text)]:
        covered[start:end] = b"\1" * (end - start)
    missing: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        end = place
        while end < len(text) and (text[end] in "0123456789０１２３４５６７８９"):
            end += 1
        if end == place:
            while end < len(text) and text[end] in _PLAIN_NUMERALS:
                end += 1
            if end == len(text) or text[end] not in _COMMON_MEASURE_WORDS:
                place = max(end, place + 1)
                continue
        if not all(covered[place:end]):
            missing.append((place, end))
        place = max(end, place + 1)
    return missing

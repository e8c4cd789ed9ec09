"""What became of a number: the record, and what its neighbours in the text make of it.

The words that decide are in vocabulary/number_contexts.csv, each with the place where it stands (before the number,
after it, …), the disposition and the reason.
"""

import re
from typing import NamedTuple

from analysis import vocabulary
from analysis.extraction.quantity import Quantity


class Disposition(NamedTuple):
    """What became of a number, and the rule that says so. An empty name: an amount, a candidate for a target.

    date: a year, month, day, period or time of day. ordinal: 第三, 二期, the number of a heading, task, note or row.
    identifier: of a document, road or record. name: part of a name, slogan or fixed phrase (5G, “三个1000亩”,
    三级医院), or the denominator of a rate (每万人). magnitude: a label of size (千亿级, 亿元以上项目). rating: a
    technical rating or condition (110千伏, 50年一遇). count_of_set: the number of parts of a named set (五大环境).
    vague: 一批, 几十. age: 3岁以下. policy: 市20条. contact: a telephone number or postcode. heading: the unit in a
    table's heading (万元). furniture: a counter on a web page. context: the weight of a task in an assessment (3分).
    """

    name: str
    reason: str


AMOUNT = Disposition("", "")
DATE = Disposition("date", "a year, month, day or period")
ORDINAL = Disposition("ordinal", "the number of a heading, task or part")
NAME = Disposition("name", "part of a quoted name or slogan")
VAGUE = Disposition("vague", "a vague amount")
COUNT_OF_SET = Disposition("count_of_set", "counts the parts of a named set")
MAGNITUDE = Disposition("magnitude", "a label of magnitude")
RATING = Disposition("rating", "a technical rating or condition")
DENOMINATOR = Disposition("name", "the denominator of a rate, part of an indicator's name")
IDENTIFIER = Disposition("identifier", "the number of a document, record or road")

CLAUSE_ENDS = frozenset("，。；、,;!！?？)）》\n：: ”")
_QUOTES = dict(zip("“‘「『", "”’」』", strict=True))
# “三个1000亩”, “两不愁三保障”: a longer quotation is a sentence, whose numbers may be amounts.
_LONGEST_QUOTED_NAME = 18


def contexts(position: str) -> dict[str, Disposition]:
    """The phrases of vocabulary/number_contexts.csv for one position, each with its disposition."""
    return {
        row["phrase"]: Disposition(row["disposition"], row["reason"])
        for row in vocabulary.load("number_contexts")
        if row["position"] == position
    }


def phrases(position: str) -> str:
    """The phrases for one position as alternatives of a pattern."""
    return vocabulary.alternatives(vocabulary.column("number_contexts", "phrase", position=position))


_AFTER, _BEFORE, _AT = contexts("after"), contexts("before"), contexts("at")
_AFTER_PATTERN, _AT_PATTERN = re.compile(phrases("after")), re.compile(phrases("at"))
_BEFORE_PATTERN = re.compile(f"({phrases('before')})[:：\\s]*$")
# A look at one letter spares most searches.
_AFTER_FIRST = frozenset(phrase[0] for phrase in _AFTER)
_BEFORE_LAST = frozenset(phrase[-1] for phrase in _BEFORE) | frozenset(":： \u3000\n\t")
_LONGEST_BEFORE = max(map(len, _BEFORE)) + 6
_VERB = re.compile(f"(?:{phrases('verb')})[了出好到]?$")
_LONGEST_VERB = 7
_MEASURED = re.compile(f"(?:{phrases('measured')})$")


def behind_of(text: str, quantity: Quantity) -> Disposition | None:
    """What the words right behind the number make of it: 千亿 级, 50年 一遇, 15分钟 生活圈."""
    if text[quantity.end : quantity.end + 1] not in _AFTER_FIRST:
        return None
    match = _AFTER_PATTERN.match(text, quantity.end)
    disposition = _AFTER[match[0]] if match else None
    if disposition is not None and disposition.name == "magnitude" and quantity.kind in ("count", "grade"):
        return None
    return disposition


def before_of(text: str, quantity: Quantity) -> Disposition | None:
    """What the words right before the number make of it: 每 万人, 电话:, 防洪标准."""
    if text[quantity.start - 1 : quantity.start] not in _BEFORE_LAST:
        return None
    match = _BEFORE_PATTERN.search(text, max(0, quantity.start - _LONGEST_BEFORE), quantity.start)
    return _BEFORE[match[1]] if match else None


def phrase_at(text: str, quantity: Quantity) -> Disposition | None:
    """What a fixed phrase that begins with the number makes of it: 八项规定, 一次性, 两位数."""
    match = _AT_PATTERN.match(text, quantity.start)
    return _AT[match[0]] if match and match.end() >= quantity.end else None


def is_quoted(text: str, quantity: Quantity) -> bool:
    """Whether the number stands inside a short quotation, and so belongs to a name."""
    window = text[max(0, quantity.start - _LONGEST_QUOTED_NAME) : quantity.start]
    place, mark = max((window.rfind(mark), mark) for mark in _QUOTES)
    if place < 0 or _QUOTES[mark] in window[place:]:
        return False
    close = text.find(_QUOTES[mark], quantity.start, quantity.end + _LONGEST_QUOTED_NAME)
    return close >= 0 and close - quantity.start + len(window) - place <= _LONGEST_QUOTED_NAME


def verb_before(text: str, start: int) -> str:
    """The verb that takes an amount and stands right before `start` (新建, 办好, 至少有); empty if there is none."""
    match = _VERB.search(text, max(0, start - _LONGEST_VERB), start)
    return match[0] if match else ""


def is_measured(text: str, start: int) -> bool:
    """Whether what is measured stands right before `start`, or a verb of reaching: 完成投资, 总产值, 达."""
    return _MEASURED.search(text, max(0, start - 4), start) is not None


def is_han(character: str) -> bool:
    """Whether `character` is a Chinese character; false for the empty text at the end."""
    return "\u4e00" <= character <= "\u9fff"

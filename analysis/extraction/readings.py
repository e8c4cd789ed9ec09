"""A sentence's numbers, each with the name of what it measures: before it, behind it, or inherited from its neighbours.

Numbers are read from left to right. What one number leaves behind (its name, its verb, the thing it counts) is what the
next one may inherit: 新增甲1家、乙2家; 达450亿元、增长8%; 甲、乙分别增长5%、7%; 项目80个,完成投资80亿元.
"""

import re
from collections.abc import Sequence

from analysis.extraction.clauses import Span, mask
from analysis.extraction.counted import (
    GRADE,
    IS_GRADE,
    counts_what_follows,
    is_part_of_a_name,
    read_counted,
    read_share_of,
)
from analysis.extraction.lexicon import verb_of
from analysis.extraction.naming import names_before, subject_of
from analysis.extraction.quantities import Quantity
from analysis.extraction.reasons import why_no_row
from analysis.extraction.sentence import Clause, Reading, Sentence, classes_after, read_clause

_NAMELESS = "context: no words say what it measures"
_PART_OF_A_NAME = "name: a number in an indicator's name"
_BY_YEAR = re.compile("[到至](?:19|20)[0-9]{2}")
_OWN_BOUND = "上下内"


def read_sentence(text: str, span: Span, quantities: Sequence[Quantity]) -> list[Reading]:
    """The readings of a sentence's `quantities`, in order, one for each.

    >>> from analysis.extraction.quantities import find_quantities
    >>> def names(s): return [r.names for r in read_sentence(s, Span(0, len(s)), find_quantities(s))]
    >>> names("新增市场主体1.7万家、规上工业企业30家")
    [('新增市场主体',), ('新增规上工业企业',)]
    >>> names("固投完成100亿元、增长8%，其中工业投资增长10%以上")
    [('固投',), ('固投',), ('工业投资',)]
    """
    sentence = Sentence(text, span.start, mask(text, span, [quantity.start for quantity in quantities]))
    readings: list[Reading] = []
    first = 0
    while first < len(quantities):
        last = first
        while last + 1 < len(quantities) and sentence.is_pure_gap(quantities[last], quantities[last + 1]):
            last += 1
        following = quantities[last + 1] if last + 1 < len(quantities) else None
        clause = read_clause(sentence, _cursor(readings, span), quantities[first : last + 1], following)
        bracket = sentence.bracket_around(quantities[first].start)
        # What stands in a bracket that has closed says nothing of the numbers behind it.
        done = [reading for reading in readings if reading.bracket in (-1, bracket) and not reading.reason]
        readings.extend(reading._replace(bracket=bracket) for reading in _read_group(sentence, clause, done))
        first = last + 1
    return _share_nouns(_like_the_next(readings))


def _cursor(readings: Sequence[Reading], span: Span) -> int:
    """Where the words that may name the next number begin: behind the last number and what it counts."""
    for reading in reversed(readings):
        if not reading.reason:
            return reading.quantity.end + len(reading.after)
    return span.start


def _read_group(sentence: Sentence, clause: Clause, done: Sequence[Reading]) -> list[Reading]:
    """The readings of numbers that stand side by side; mostly there is one."""
    counts = counts_what_follows(clause) and len(clause.group) == 1
    reason = why_no_row(clause, counts)
    if not reason and len(clause.group) == 1 and is_part_of_a_name(clause):
        reason = _PART_OF_A_NAME
    if reason:
        return [Reading(quantity, (), clause=clause.start, reason=reason) for quantity in clause.group]
    share = read_share_of(clause, subject_of(sentence.text[clause.cursor : clause.start]))
    if share:
        return [share]
    if counts:
        counted = read_counted(sentence, clause, done)
        return [counted if counted.names[0] else counted._replace(reason=_NAMELESS)]
    return _distribute(sentence, clause, names_before(sentence, clause, done), done)


def _distribute(sentence: Sentence, clause: Clause, names: Sequence[str], done: Sequence[Reading]) -> list[Reading]:
    """A reading for each number of a group: names in order if there are as many, else every name for each."""
    previous = done[-1] if done else None
    classes = _classes(clause, names, previous)
    paired = len(clause.group) > 1 and len(names) == len(clause.group)
    readings = []
    for position, quantity in enumerate(_with_shared_bounds(sentence.text, clause)):
        own = (names[position],) if paired else tuple(names)
        action = verb_of(own[0]) if own else ""
        thing = own[-1][len(action) :] if own else ""
        readings.append(
            Reading(
                quantity,
                own,
                classes,
                clause.tail.relation,
                clause.aim,
                clause.start,
                action,
                _thing(thing, previous),
                "" if own and own[0] else _NAMELESS,
                clause.base,
            )
        )
    return readings


def _thing(thing: str, previous: Reading | None) -> str:
    """The noun of a name, without the verb behind it that the name has only from this number: 住房竣工, 住房交付."""
    if previous and previous.thing and thing.startswith(previous.thing):
        rest = thing[len(previous.thing) :]
        if rest and verb_of(rest) == rest:
            return previous.thing
    return thing


def _classes(clause: Clause, names: Sequence[str], previous: Reading | None) -> frozenset[str]:
    """How the words relate name and number, with what the number before says for both."""
    classes = clause.tail.classes | classes_after(clause.after) | clause.head.leads & {"hold", "total"}
    if "hold" in classes or clause.base:
        classes |= {"reach"}
    if previous is None:
        return classes
    silent = not clause.head.name and not classes & {"growth", "fall", "reach", "past"}
    if silent and previous.quantity.kind == clause.quantity.kind and not _BY_YEAR.search(clause.core):
        classes |= previous.classes & {"growth", "fall"}
    in_list = clause.joined and not clause.tail.relation and previous.quantity.unit == clause.quantity.unit
    if in_list and not previous.action and not (names and verb_of(names[0])):
        classes |= previous.classes & {"reach"}
    return classes


def _with_shared_bounds(text: str, clause: Clause) -> list[Quantity]:
    """The numbers of a group with the bound that all of them share (paragraph 4 of the guide).

    不低于5%、6% binds both, as does 145万亩、64万吨以上 under one verb.
    """
    group = list(clause.group)
    first, last = group[0], group[-1]
    if len(group) == 1:
        return [first._replace(operator="ge")] if first.operator == "eq" and "至少" in clause.core else group
    if first.operator in ("ge", "le") and text[first.end - 1] not in _OWN_BOUND:
        group = [q._replace(operator=first.operator) if q.operator == "eq" else q for q in group]
    if last.operator in ("ge", "le", "approx") and all(q.operator == "eq" for q in clause.group[:-1]):
        group = [q._replace(operator=last.operator) for q in group]
    return group


def _like_the_next(readings: list[Reading]) -> list[Reading]:
    """Readings with the name of the next one where nothing stands between (2500公里3460个排污口), or its reason."""
    for position in range(len(readings) - 2, -1, -1):
        one, other = readings[position], readings[position + 1]
        gap = other.quantity.start - one.quantity.end
        if one.reason == _NAMELESS and other.names and gap == 0:
            readings[position] = one._replace(
                names=other.names, thing=other.thing, deed=other.deed, reason="", counted=True
            )
        same_unit = one.quantity.unit == other.quantity.unit
        if other.reason.startswith("rating") and not one.reason and gap == 1 and same_unit:
            readings[position] = one._replace(names=(), reason=other.reason)
    return readings


def _share_nouns(readings: list[Reading]) -> list[Reading]:
    """Readings with the noun that 15个市级、150个区级重点项目 share, or 解决1.2万户、4.5万人饮水问题."""
    for position in range(len(readings) - 2, -1, -1):
        one, other = readings[position], readings[position + 1]
        if one.counted and other.counted and IS_GRADE.fullmatch(one.thing) and GRADE.match(other.thing):
            thing = one.thing + GRADE.sub("", other.thing)
            readings[position] = one._replace(thing=thing, names=(one.action + thing,))
        elif one.action and one.names == (one.action,) and other.counted and other.names == (one.action + other.thing,):
            readings[position] = one._replace(thing=other.thing, names=other.names, counted=True)
    return readings

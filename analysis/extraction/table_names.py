"""The names of indicators in a table: the unit in brackets, words of change, shares."""

import re

from analysis.extraction.indicators import head_of
from analysis.extraction.lexicon import HEADS
from analysis.extraction.units import UNITS
from analysis.vocabulary import alternatives

SHARES = ("%", "％", "‰")
UNIT = rf"(?:个?百分点|[十百千万亿]{{0,2}}(?:{alternatives([*UNITS, '％'])})(?:[/／][\u4e00-\u9fff]{{1,4}})?)"
UNIT_IN_NAME = re.compile(
    rf"[(（]\s*(?:{UNIT}|‰|[^()（）\d]{{0,6}}/[^()（）\d]{{1,6}})(?:[,，;；、][^()（）]*)?\s*[)）]?"
)
_CHANGE = re.compile(r"增速|(?<!自然)增长|增幅|下降|降低|削减|减少|降幅|提升幅度|提高幅度")
_MARKS = re.compile(r"^(?:[#＃*＊△]|其中[:：]?|\d{1,2}[.．、])+")
_SPELLINGS = {"百分点": "个百分点", "／": "", "/": ""}


def split_unit_of_name(name: str) -> tuple[str, str]:
    """An indicator's name and its unit, from a name that has the unit in brackets, closed or not.

    >>> split_unit_of_name("城区细颗粒物(PM2.5)浓度下降(%"), split_unit_of_name("人均地区生产总值(万元,2020年价)")
    (('城区细颗粒物(PM2.5)浓度下降', '%'), ('人均地区生产总值', '万元'))
    """
    name = _MARKS.sub("", name)
    found = list(UNIT_IN_NAME.finditer(name))
    if not found:
        return name, ""
    last = found[-1]
    unit = re.split(r"[,，;；、]", last[0].strip("(（)） "))[0].strip()
    rest = name[last.end() :]
    rest = "" if re.fullmatch(r"[(（].*", rest.strip()) else rest
    return (name[: last.start()] + rest).strip(), _SPELLINGS.get(unit, unit)


def is_change(name: str) -> bool:
    """Whether the name says that something grows or falls: 年均增速, 降低率."""
    return _CHANGE.search(name) is not None


def is_share(name: str, unit: str) -> bool:
    """Whether the value is a part of a whole, or a rate such as 失业率, and no change.

    >>> is_share("城镇登记失业率", "%"), is_share("地区生产总值", "亿元"), is_share("单位GDP能耗降低率", "%")
    (True, False, False)
    """
    rate = HEADS.classes.get(head_of(name)) == "share" or name.endswith(("率", "比重", "占比", "比例", "比率", "强度"))
    return unit in SHARES and rate and not is_change(name)

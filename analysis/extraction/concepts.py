"""The headline concept that an indicator's name stands for (paragraph 3 of the annotation guide)."""

import re
from functools import lru_cache

from analysis import vocabulary
from analysis.extraction.indicators import strip_leads
from analysis.extraction.lexicon import ACTIONS, KEEPS, LEADS, verb_of

_SYNONYMS = [(row["word"], row["canonical"]) for row in vocabulary.load("synonyms")]
_SYNONYM = re.compile(vocabulary.alternatives(word for word, _ in _SYNONYMS))
_CANONICAL = dict(_SYNONYMS)


def _canonical(name: str) -> str:
    """The name in the words of the list of concepts."""
    return _SYNONYM.sub(lambda match: _CANONICAL[match.group()], name)


_CONCEPTS = {_canonical(row["phrase"]): row["indicator_id"] for row in vocabulary.load("indicators")}
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_QUOTES = str.maketrans("", "", "“”\"'‘’ \u3000\n的")
_TREND = re.compile(
    "(?:的?(?:同比|年均|年|平均)?(?:增长|增加|提高|提升|上升|增收|下降|降低|减少|削减|回落)(?:率|幅度|速度|目标)?|增速|增幅|涨幅|降幅|总量|总数|数量|指标|目标|户数|人数|总值|实际|年均增速|年均增长率|增长率)$"
)
_REGION = re.compile(r"^(?:全[区市县省州盟旗国]|我[区市县省]|本[区市县省州旗])")
# Verbs that add to one of these concepts leave it what it is (新增高新技术企业), with others a part is meant.
_COUNTED = frozenset(
    {
        "high_tech_firms",
        "market_entities",
        "corridor_trains",
        "new_urban_jobs",
        "grain_output",
        "tourism_revenue",
        "inward_investment",
        "fdi",
        "foreign_trade",
    }
)


@lru_cache(maxsize=8192)
def concept(name: str, district: str = "") -> str:
    """The concept's id, or the empty text: a part of a concept is not the concept.

    >>> concept("全区旅游综合收入"), concept("单位GDP能耗下降"), concept("德感工业园规模工业总产值")
    ('tourism_revenue', 'energy_intensity', '')
    >>> concept("新培育高新技术企业"), concept("地区生产总值(GDP)"), concept("规模以上工业实现增加值")
    ('high_tech_firms', 'gdp', 'industrial_value_added')
    """
    plain = _BRACKETS.sub("", name).translate(_QUOTES)
    for form in _forms(plain, district):
        if form in _CONCEPTS:
            return _CONCEPTS[form]
    counted = _without_verb(_canonical(plain))
    found = _CONCEPTS.get(counted, "")
    return found if found in _COUNTED else ""


def _forms(name: str, district: str) -> list[str]:
    """The name in one spelling, with and without region, words of trend and leading words."""
    forms = []
    place = district[:-1] if len(district) > 2 else district
    inside = name.replace(place, "", 1) if place and place in name[2:] else name
    verb = verb_of(name)
    spurred = name[len(verb) :] if verb and ACTIONS.classes[verb] == "spur" else name
    for start in (name, strip_leads(name).name, _without_region(name, district), inside, spurred):
        canonical = _canonical(start)
        forms.append(canonical)
        trimmed = _TREND.sub("", canonical)
        if trimmed and trimmed != canonical:
            forms.append(trimmed)
    return forms


def _without_region(name: str, district: str) -> str:
    """The name without the district in front: 全市, 江津区, 江津."""
    name = _REGION.sub("", name)
    for prefix in (district, district[:-1]):
        if len(prefix) > 1 and name.startswith(prefix):
            return name[len(prefix) :]
    return name


def _without_verb(name: str) -> str:
    """The name without the verbs in front of it."""
    while True:
        word = verb_of(name)
        if word and ACTIONS.classes[word] == "benefit":
            return name
        if not word and not KEEPS.start(name):
            word = LEADS.start(name)
        if not word or len(word) == len(name):
            return _TREND.sub("", name) or name
        name = name[len(word) :]

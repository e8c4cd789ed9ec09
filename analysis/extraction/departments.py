"""Which department a unit's name means: short forms, places before the name, slips; and what kind of unit it is."""

import re
from functools import cache

from analysis.vocabulary import alternatives, load

# A name may be off by one character and still be understood if it has at least this many.
SHORTEST_SLIP = 4
# How many characters of a name may say where the department is: 大足区, 自治州…
LONGEST_PLACE = 8
LONGEST_BARE_PLACE = 3
SHORTEST_BEHIND_BARE = 3
_LEVELS = "区县市省州旗盟"

_LAST_BRACKETS = re.compile(r"(?<=.)[(（〔][^()（）〔〕]{1,60}[)）〕]$")
_GROUP = re.compile(
    r"各|有关|相关|其他|其它|全体|所有|[市区县省州旗][直级属](?:各|有关|相关)"
    r"|.{0,12}(?:各|有关|相关)[^局委办厅]{1,12}$|.{2,40}成员单位$"
)
_BRANCH = re.compile(r".{0,4}(?:分局|支局|分中心|支队|大队|中队|所|站|分行|支行|中心支行)")
_BANK = re.compile(r"(?:中国)?人民银行|人行")
_PARK_ENDING = re.compile(r"管委会?$")
_TOWN_ENDING = re.compile(r"(?<=[镇乡])(?:人民)?政府$|(?<=街道)(?:办事处|办)$")


def canonical(unit: str, district: str = "") -> tuple[str, str]:
    """The name that a unit has in every district, and its kind.

    In this order: a group (各镇街); a department of the vocabulary behind a level or a place's whole name; a park, town
    or company by its ending; a department behind two or three characters more (安徽证监局) or off by one character;
    else the unit's own words without the level they begin with.

    >>> canonical("区发展改革委"), canonical("江津区规划自然资源局", "江津区"), canonical("区经济信委")
    (('发展和改革委员会', 'department'), ('规划和自然资源局', 'department'), ('经济和信息化委员会', 'department'))
    >>> canonical("双桂新城管委"), canonical("珞璜镇"), canonical("区委宣传部")
    (('双桂新城管理委员会', 'park'), ('珞璜镇', 'town'), ('宣传部', 'party'))
    """
    main = _LAST_BRACKETS.sub("", unit)
    if _GROUP.match(main):
        return _without_level(unit, district), "group"
    known = _known(main, district)
    if known:
        return known
    kind = kind_by_ending(main)
    stripped = _without_level(main, district)
    if kind in ("park", "town", "company", "group"):
        return _TOWN_ENDING.sub("", _PARK_ENDING.sub("管理委员会", stripped)), kind
    return _known(main, district, LONGEST_BARE_PLACE) or _slip(stripped) or (stripped, kind or "other")


def _known(unit: str, district: str, longest_bare: int = 0) -> tuple[str, str] | None:
    """The department that a unit's name is, behind the name of its place.

    A place's name without 区 or 市 is believed if it has two characters or more and at most `longest_bare`.
    """
    if _BANK.match(unit):
        return _departments()["人行"]
    for cut in range(min(len(unit) - 1, LONGEST_PLACE)):
        is_bare = 2 <= cut <= longest_bare and len(unit) - cut >= SHORTEST_BEHIND_BARE
        if not is_bare and not _is_place(unit[:cut], district):
            continue
        rest = unit[cut:]
        if rest in _departments():
            return _departments()[rest]
        branch = _alias_at_start(rest)
        if branch and _BRANCH.fullmatch(rest, len(branch)):
            return _departments()[branch]
    return None


def _is_place(words: str, district: str) -> bool:
    """Whether what stands before a department's name says where it is: 区, 江津区, 江津 in its own papers, 市委."""
    if not words or words[-1] in _LEVELS or (district and words == district[:-1]):
        return True
    return words[-1] == "委" and words[-2:-1] in tuple(_LEVELS)


def _alias_at_start(words: str) -> str:
    """The longest name of a department that `words` begin with."""
    for length in range(min(len(words), _longest_alias()), 2, -1):
        if words[:length] in _departments():
            return words[:length]
    return ""


def _without_level(words: str, district: str) -> str:
    if district and words.startswith(district) and len(words) > len(district) + 1:
        return words[len(district) :]
    return words[1:] if len(words) > 3 and words[0] in "区县市省州旗" and words[1] not in "级直属委" else words


def _slip(words: str) -> tuple[str, str] | None:
    """The one department whose name differs from `words` by a character left out or put in."""
    if len(words) < SHORTEST_SLIP:
        return None
    known = _departments()
    shortened = {words[:at] + words[at + 1 :] for at in range(len(words))}
    meant = {known[name] for name in sorted(shortened) if name in known} | set(_shortened().get(words, ()))
    return next(iter(meant)) if len(meant) == 1 else None


def is_department(unit: str) -> bool:
    return _known(unit.strip(), "") is not None


@cache
def _departments() -> dict[str, tuple[str, str]]:
    return {row["alias"]: (row["name"], row["kind"]) for row in load("departments")}


@cache
def _longest_alias() -> int:
    return max(map(len, _departments()))


@cache
def _shortened() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every department's names with one character left out, and whose they are."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for alias, meant in _departments().items():
        for at in range(len(alias)):
            short = alias[:at] + alias[at + 1 :]
            if len(short) >= SHORTEST_SLIP and meant not in found.get(short, ()):
                found[short] = (*found.get(short, ()), meant)
    return found


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["ending"]: row["kind"] for row in load("unit_endings")}
    return re.compile(rf"(?:{alternatives(kinds)})$"), kinds


def kind_by_ending(unit: str) -> str:
    """The kind of unit that the longest known ending of its name says, or ""."""
    pattern, kinds = _endings()
    match = pattern.search(unit)
    return kinds[match.group()] if match else ""

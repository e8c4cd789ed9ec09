"""The years that a value is about: read from the words before it, else from the section, else from the document."""

import re
from typing import NamedTuple

_DIGITS = str.maketrans("０１２３４５６７８９〇零○Ｏ一二三四五六七八九－—~～至到", "01234567890000123456789------")
_YEAR = r"(?:(?:19|20)[0-9]{2}|(?:１９|２０)[０-９]{2}|[一二][〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]{2})"
_NUMERAL = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_PLAN = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "九": 9, "八": 8}
_SEARCH = re.compile(
    rf"(?P<compared>(?:比|较|与|以|按|在|同|是|为)\s*(?:(?:{_YEAR})\s*年?|去年|上一?年度?|前年|[“\"]?十[一二三四五六]?五[”\"]?(?:期?末)?)(?:底|末|初)?(?:的?基础|为基|同期|相比|增|下降|提高|降低|减少|翻|年均|增长|不变价|可比价)?)"
    rf"|(?P<span>(?P<from>{_YEAR})\s*年?\s*[-—－~～至到]{{1,2}}\s*(?P<to>{_YEAR})\s*年?)"
    rf"|(?P<glued>(?<=[到至])20[0-9]{{2}}(?=[0-9]))"
    rf"|(?P<by>(?:到|至|截至|截止|截止到)?\s*(?P<year>{_YEAR})\s*年(?P<when>底|末|年底|前|以前|初|年末)?)"
    r"|(?P<plan>[“\"]?(?P<which>十[一二三四五六]?|九|八)五[”\"]?(?:规划)?(?:(?P<end>期?末|收官)|时期|期间|以来|(?=[，,。；：:]|年均|期|力争|累计|新增|$)))"
    r"|(?P<ahead>(?:未来|今后|近|用|力争用|利用|在)?\s*(?P<count>[0-9一二两三四五六七八九十]{1,2})\s*(?:[-—－~～至到][0-9一二两三四五六七八九十]{1,2})?\s*年(?P<inside>之?内|累计|共|时间|左右的?时间|的努力|期间)?)"
    r"|(?P<now>今年|本年度?|年内|当年|年底前|全年)|(?P<next>明年)|(?P<last>去年|上一?年(?!度工作))"
)


class Period(NamedTuple):
    """Years, both included.

    `kind` is point (到2025年, “十四五”末), span (“十四五”时期, 2021—2025年), sum (五年累计), year (2025年), now (今年),
    compared (比2020年) or glued: a year that may have lost its 年 before a number (到2025650亿元).
    """

    start: int
    end: int
    kind: str


class Timed(NamedTuple):
    """A period and where the words for it begin and end in the sentence."""

    period: Period
    start: int
    end: int
    compared: bool = False


def plan_years(number: int) -> tuple[int, int]:
    """The first and last year of the N-th five-year plan, from the sixth (1981) on.

    >>> plan_years(14)
    (2021, 2025)
    """
    start = 1981 + 5 * (number - 6)
    return start, start + 4


def find_periods(sentence: str, year: int) -> list[Timed]:
    """The periods that a sentence names, in order; `year` is the first year that the document plans for.

    >>> [p.period for p in find_periods("到2025年，总量达10万户；“十五五”时期年均增长5%", 2023)]
    [Period(start=2025, end=2025, kind='point'), Period(start=2026, end=2030, kind='span')]
    """
    found = []
    for match in _SEARCH.finditer(sentence):
        period = _read(match, year)
        if period:
            found.append(
                Timed(period, match.start(), match.end(), bool(match["compared"]) or _is_base(sentence, match.start()))
            )
    return found


def _is_base(sentence: str, place: int) -> bool:
    """Whether a year is where a change starts from: 由2010年的77亿元增加到161亿元."""
    return sentence[max(0, place - 1) : place] in ("由", "从")


def _read(match: re.Match[str], year: int) -> Period | None:
    """The period of one expression."""
    if match["compared"]:
        return Period(0, 0, "compared")
    if match["span"]:
        return Period(_number(match["from"]), _number(match["to"]), "span")
    if match["glued"]:
        return Period(int(match["glued"]), int(match["glued"]), "glued")
    if match["by"]:
        value = _number(match["year"])
        reached = match["by"].lstrip().startswith(("到", "至")) or match["when"] in (
            "底",
            "末",
            "前",
            "年底",
            "以前",
            "年末",
        )
        return Period(value, value, "point" if reached else "year")
    if match["plan"]:
        if match["which"] == "十" and not (match["plan"].startswith(("“", '"')) or match["end"]):
            return None
        start, end = plan_years(_PLAN[match["which"]])
        return Period(end, end, "point") if match["end"] in ("末", "期末", "收官") else Period(start, end, "span")
    if match["ahead"]:
        return _ahead(match, year)
    if match["now"]:
        return Period(year, year, "now")
    offset = 1 if match["next"] else -1
    return Period(year + offset, year + offset, "year")


def _ahead(match: re.Match[str], year: int) -> Period | None:
    """N年内, 未来N年, 五年累计: from the document's first year on."""
    words, count = match["ahead"], match["count"]
    count_years = _NUMERAL.get(count) or (int(count) if count.isdigit() else 0)
    forward = words.startswith(("未来", "今后", "力争用", "用", "利用")) or match["inside"]
    if not forward or not 1 < count_years <= 10:
        return None
    return Period(year, year + count_years - 1, "sum" if match["inside"] in ("累计", "共") else "span")


def _number(year: str) -> int:
    return int(year.translate(_DIGITS))

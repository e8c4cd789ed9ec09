"""What a document's text says about itself: title, number, issuer and dates. Nothing is known but what stands there.

A date that is damaged is read only if there is one way to read it (2020711 can be the 11th of July only); a document
number is given as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from analysis.reading.document import Section
from analysis.reading.headings import Line, is_numbered, split_lines
from analysis.reading.layout import SIGNATURE_DATE
from analysis.vocabulary import alternatives, column

# How far from the beginning a text speaks about itself, letter and page head included.
HEAD = 6000
LONGEST_TITLE = 80
LONGEST_ISSUER = 40

_TITLE = re.compile(
    rf".*(?:{alternatives(column('title_endings', 'word'))})"
    r"\s*(?:[(（][^()（）]{1,20}[)）])?\s*(?:的(?:通知|意见|决定|批复|函))?"
)
_NOT_TITLE = re.compile(r"[。；;:：>|\[\]【】]|https?|www\.|\.(?:png|jpg)|^[一二三四五六七八九十\d]+\s*[、.．]|^[—―─-]")
_FORWARDS = re.compile(r"通知$|^关于印发|印发.{0,60}的通知")
_SENDS = re.compile(r"关于(?:印发|转发|批转|下达)\s*《?([^《》]{4,80}?)》?\s*的\s*通知")
_YEAR_SIGN = r"[〔\[［（(【﹝]\s*(?:19|20)\d\d\s*[〕\]］）)】﹞]"
_DOC_NUMBER = re.compile(rf"[一-龥]{{2,12}}\s*{_YEAR_SIGN}\s*第?\s*\d{{1,4}}\s*号")
_DAMAGED_NUMBER = re.compile(
    r"[一-龥]{1,10}[发函办文字令]\s*[〔\[［（(【﹝]\s*(?:19|20)\d{2}[〕\]］）)】﹞\s\d]{0,8}号?"
)
_LABELLED_NUMBER = re.compile(rf"(?:发文字号|文\s*号|文件编号)\s*[\]】]?\s*[:：]?\s*({_DOC_NUMBER.pattern})")
_LABELS = {
    "written": r"成文日期|成文时间|生成日期|发文日期|印发日期|签发日期",
    "published": r"发布日期|发布时间|公开日期|公布日期|发文时间|更新时间|(?<![一-龥])时\s*间|(?<![一-龥])日\s*期",
}
_LABELLED_DATE = {
    name: re.compile(rf"(?:{words})\s*[\]】]?\s*[:：]?\s*([^\s\[【]{{6,20}})") for name, words in _LABELS.items()
}
_LABELLED_ISSUER = re.compile(r"(?:发布机构|发文机关|发文机构|制发机关|印发机关)\s*[\]】]?\s*[:：]?\s*([一-龥]{4,40})")
_ISSUER = re.compile(r"[一-龥]{2,30}(?:政府|办公室|办公厅|委员会|局|部|厅|委)")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_CHINESE_DATE = re.compile(
    r"(二[〇○零ＯOo0０一二三四五六七八九]{3})年([一二三四五六七八九十元]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_GLUED_DATE = re.compile(r"(20[0-4]\d)(\d{3,4})")
_NUMERALS = {sign: digit for digit, signs in enumerate(["〇○零ＯOo0０", *"一二三四五六七八九"]) for sign in signs}


class Metadata(NamedTuple):
    """What a text says about itself; an empty text or None where it says nothing that can be read."""

    title: str
    doc_number: str
    issuer: str
    written_date: date | None
    published_date: date | None


def read_metadata(text: str, sections: Sequence[Section]) -> Metadata:
    """The document's title, number, issuer and dates, from its head, its letter and the page's labels.

    The title is the plan's own, not that of the letter that sends it out. The date of writing is the page's 成文日期 or
    the letter's; the date of publication is the page's (发布日期, 时间).
    """
    head = text[:HEAD]
    letter = _lines_of(text, sections, "letter")
    return Metadata(
        _title(text, sections, letter),
        _doc_number(head),
        _issuer(letter, head),
        _labelled_date(head, "written") or _letter_date(letter),
        _labelled_date(head, "published"),
    )


def _lines_of(text: str, sections: Sequence[Section], kind: str) -> list[Line]:
    """The lines of the sections of a kind; offsets count from each section's start."""
    return [
        line
        for section in sections
        if section.kind == kind and section.start < HEAD
        for line in split_lines(text[section.start : section.end])
    ]


def _title(text: str, sections: Sequence[Section], letter: Sequence[Line]) -> str:
    own = _longest(_titles(_joined(text, _lines_before_text(text, sections))))
    pages = [title for title in _titles(_lines_of(text, sections, "furniture")) if not _FORWARDS.search(title)]
    fuller = [title for title in pages if own and title.endswith(own)]
    if own or pages:
        return _longest([own, *(fuller if own else pages)])
    sent = _SENDS.search("".join(line.words for line in letter))
    return sent.group(1) if sent else ""


def _longest(titles: Sequence[str]) -> str:
    return max(titles, key=len, default="")


def _lines_before_text(text: str, sections: Sequence[Section]) -> list[Line]:
    """The lines that belong to the body and stand before its first heading and first paragraph."""
    outside = [section for section in sections if section.kind in ("furniture", "letter", "contents")]
    first = min((section.start for section in sections if section not in outside), default=HEAD)
    lines = []
    for line in split_lines(text[: min(first, HEAD)]):
        if any(section.start <= line.start < section.end for section in outside):
            continue
        if is_numbered(line.words) or len(line.words) > LONGEST_TITLE or "。" in line.words:
            break
        lines.append(line)
    return lines


def _titles(lines: Sequence[Line]) -> list[str]:
    """The titles among lines: those that end as a plan's name does."""
    return [
        _one_line(line.words)
        for line in lines
        if len(line.words) <= LONGEST_TITLE and _TITLE.fullmatch(line.words) and not _NOT_TITLE.search(line.words)
    ]


def _joined(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with a title that is broken over two put together: no blank line, no mark and no ending parts them."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and text.count("\n", above.end, line.start) == 1 and _goes_on(above.words, line.words):
            joined[-1] = Line(above.start, line.end, above.words + line.words)
        else:
            joined.append(line)
    return joined


def _goes_on(above: str, words: str) -> bool:
    is_part = not _NOT_TITLE.search(above) and not _TITLE.fullmatch(above) and above[-1] not in "）)”》！"
    return is_part and bool(_TITLE.fullmatch(words)) and len(above) + len(words) <= LONGEST_TITLE


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(' "')


def _doc_number(head: str) -> str:
    labelled = _LABELLED_NUMBER.search(head)
    if labelled:
        return re.sub(r"\s", "", labelled.group(1))
    for line in split_lines(head):
        words = line.words.strip("()（） ")
        if _DOC_NUMBER.fullmatch(words) or _DAMAGED_NUMBER.fullmatch(words):
            return re.sub(r"\s", "", words)
    return ""


def _issuer(letter: Sequence[Line], head: str) -> str:
    """Who signed the letter, in the line before its date; else whom the page or the letter's title names."""
    for at, line in enumerate(letter):
        if at and SIGNATURE_DATE.fullmatch(line.words):
            words = re.sub(r"\s", "", letter[at - 1].words)
            if len(words) <= LONGEST_ISSUER and _ISSUER.fullmatch(words):
                return words
    labelled = _LABELLED_ISSUER.search(head)
    if labelled:
        return labelled.group(1)
    named = (_ISSUER.match(line.words) for line in letter if _FORWARDS.search(line.words))
    return next((match.group() for match in named if match and match.string.startswith("关于", match.end())), "")


def _labelled_date(head: str, name: str) -> date | None:
    return next((day for match in _LABELLED_DATE[name].finditer(head) if (day := read_date(match.group(1)))), None)


def _letter_date(letter: Sequence[Line]) -> date | None:
    days = (read_date(line.words) for line in letter if SIGNATURE_DATE.fullmatch(line.words))
    return next((day for day in days if day), None)


def read_date(words: str) -> date | None:
    """The day that words such as 2023年2月21日, 2021-06-09, 二〇二一年六月九日 name; None if there is none or two.

    Digits whose signs were lost are read if one reading only is a date.

    >>> read_date("2023年2月21日"), read_date("2020711"), read_date("2021112")
    (datetime.date(2023, 2, 21), datetime.date(2020, 7, 11), None)
    """
    written = _DATE.search(words)
    if written:
        return _day(*map(int, written.groups()))
    chinese = _CHINESE_DATE.search(words)
    if chinese:
        year, month, day = chinese.groups()
        return _day(int("".join(str(_NUMERALS[sign]) for sign in f"{year}")), _count(month), _count(day))
    glued = _GLUED_DATE.fullmatch(words.strip("()（） "))
    if not glued:
        return None
    days = list(_glued(int(glued.group(1)), glued.group(2)))
    return days[0] if len(days) == 1 else None


def _glued(year: int, digits: str) -> Iterator[date]:
    """The days that month and day written without a sign between them may mean; neither begins with a lost zero."""
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if 1 <= len(day) <= 2 and (len(digits) == 4 or not (month + day).startswith("0")) and not day.startswith("00"):
            found = _day(year, int(month), int(day))
            if found:
                yield found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _count(words: str) -> int:
    """A numeral up to 三十一 as a number."""
    if words == "元":
        return 1
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)

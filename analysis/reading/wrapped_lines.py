"""Numbers cut in two by the end of a line, in a text whose lines are wrapped at a width.

Such line ends are the copy's layout, no damage (damaged_lines lets them be); but a number that they cut has to be read
whole: 147 / .5万亩, 8万 / 户, 10— / 20个.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from analysis.reading.document import Repair
from analysis.reading.headings import split_lines
from analysis.vocabulary import alternatives, column

# A text is wrapped if it has this many lines, this share of them is full and very few are longer; a line is full from
# this share of the width on, for a wrapped line ends where the next sign would not fit or where a word may be parted.
_FEWEST_LINES = 10
_FULL_LINES = 0.25
_LONGER_LINES = 0.05
_FULL = 0.85
_NARROWEST = 15
# How far from its end a line is searched for a number, and how much of the next is read.
_NEAR = 24

_DIGIT = "0-9０-９"
_NUMBER = rf"[{_DIGIT}]+(?:[.．,][{_DIGIT}]+)*"
_UNIT = alternatives(column("units", "unit"))
_QUALIFIER = alternatives(column("qualifiers", "phrase", position="after"))
_MEASURED = rf"{_NUMBER}\s*[百千万亿]{{0,2}}(?:{_UNIT})?"
_AMOUNT = re.compile(rf"{_MEASURED}(?:[—–~～至\-]+{_MEASURED})?(?:{_QUALIFIER})?")
_LAST_NUMBER = re.compile(rf"(?<![{_DIGIT}.．])[{_DIGIT}][{_DIGIT}.．,—–~～至\-]{{0,15}}[^{_DIGIT}、，,；;。]{{0,5}}$")
_ITEM = re.compile(rf"[{_DIGIT}]{{1,3}}[.．、](?![{_DIGIT}])")


def number_broken(text: str) -> Iterator[Repair]:
    """A number, or a number and its unit, broken over two full lines of a text that is wrapped at a width.

    >>> full = "坚持稳中求进工作总基调，扎实推进乡村振兴，"
    >>> page = (full + "\\n") * 12 + "守牢耕地保护红线，全区的耕地保有量为147\\n.5万亩。"
    >>> [(repair.raw, repair.repaired) for repair in number_broken(page)]
    [('147\\n.', '147.')]
    """
    lines = split_lines(text)
    is_full = full_lines([line.words for line in lines])
    if not is_full:
        return
    for line, following in pairwise(lines):
        start = _number_start(line.words, following.words)
        if start >= 0 and is_full(line.words):
            at, end = line.start + start, following.start + 1
            yield Repair(
                at, end, text[at:end], text[at : line.end] + text[end - 1], "number_broken",
                "a number is broken over two lines", "sure",
            )  # fmt: skip


def _number_start(words: str, following: str) -> int:
    """Where the number begins that goes on in the following line; -1 if none does."""
    tail = words[-_NEAR:]
    last = _LAST_NUMBER.search(tail)
    if not last or _ITEM.match(following):
        return -1
    amount = _AMOUNT.match(tail + following[:_NEAR], last.start())
    return len(words) - len(tail) + last.start() if amount and amount.end() > len(tail) else -1


def full_lines(lines: Sequence[str]) -> Callable[[str], bool] | None:
    """Whether a line is full, for lines wrapped at a width in characters or in columns; None if they are not wrapped.

    >>> is_full = full_lines(["深入实施创新驱动发展战略推动高质量发展"] * 10)
    >>> is_full("加快转型"), is_full("加快转型升级步伐，建设现代产业体系，力"), full_lines(["短句。"] * 10)
    (False, True, None)
    """
    for length in (len, _columns):
        lengths = sorted(length(line) for line in lines)
        if len(lengths) < _FEWEST_LINES:
            continue
        width = lengths[int(len(lengths) * (1 - _LONGER_LINES))]
        least = _FULL * width
        longer = sum(size > width / _FULL for size in lengths)
        full = sum(size >= least for size in lengths) - longer
        if width >= _NARROWEST and full >= _FULL_LINES * len(lengths):
            return lambda words, length=length, least=least: length(words) >= least  # type: ignore[misc]
    return None


def _columns(words: str) -> int:
    """How wide words are in columns: two for a Chinese sign, one for a Latin one."""
    return len(words.encode("gb18030", "replace"))

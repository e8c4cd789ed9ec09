"""What a number looks like in Chinese text: the patterns of the reader of quantities, composed of named parts."""

import re

from analysis import vocabulary
from analysis.extraction import numerals
from analysis.extraction.units import HUNDRED, MAGNITUDE, SPACE, SPACES, THOUSAND, by_first_letter, unit_ahead_pattern

_DIGIT = "[0-9０-９]"
HAN = "[\u4e00-\u9fff]"
_UNIT_AHEAD = unit_ahead_pattern(after_chinese=False)
_PLAIN = f"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?!{_DIGIT})|{_DIGIT}+)(?:[.．]{_DIGIT}+)?"
_FIGURES = "|".join(
    (
        # 1亿2000万元, 5万4千亩
        f"{_DIGIT}+(?:[.．]{_DIGIT}+)?{SPACE}?[万亿萬億千]{SPACE}?"
        f"(?:{_DIGIT}+{SPACE}?(?:[万亿十萬億]|{THOUSAND}|{HUNDRED}){SPACE}?)+",
        # Torn in the middle of a sentence, with a unit behind: by a space or a line's end at the point (3.\n5%), by a
        # space at a thousand (1 000万元), by a line's end between figures (1\n50亿元; a year there stays alone).
        f"(?<={HAN})(?:{_DIGIT}{{1,9}}{SPACE}?[.．]{SPACE}?\n?{SPACE}?{_DIGIT}+"
        f"|{_DIGIT}{{1,3}}(?: {_DIGIT}{{3}})+(?!{_DIGIT})"
        f"|(?!(?:19|20){_DIGIT}{_DIGIT}\n){_DIGIT}{{1,9}}\n{_DIGIT}+(?:[.．]{_DIGIT}+)?"
        f")(?={SPACE}?(?:{MAGNITUDE}|{_UNIT_AHEAD}))",
        _PLAIN,
        rf"(?<![\w.．])[.．]{_DIGIT}+",
    )
)
_CHAIN = f"{_DIGIT}+(?P<joint>[-./．·:：∶]){_DIGIT}+(?:(?P=joint){_DIGIT}+)+" + "|{n}(?:[:：∶]{n}){{2,}}".format(
    n=f"{_DIGIT}+(?:[.．]{_DIGIT}+)?"
)
_CHARACTER = f"(?:[{numerals.DIGITS}{numerals.TENS}十拾万萬亿億]|{THOUSAND}|{HUNDRED}|兆(?![瓦字赫帕伏]))"
_FRACTION_DIGITS = f"{SPACE}?[{numerals.POINTS}](?:{SPACE}?[{numerals.DIGITS}]){{1,20}}"
# No numeral is longer; a bound keeps time linear on a megabyte of 一 with spaces.
_CHINESE = f"{_CHARACTER}(?:{SPACE}?{_CHARACTER}){{0,30}}(?:{_FRACTION_DIGITS})?"
_SHARE = f"(?:[百佰千万]|{_CHARACTER}{{1,9}}(?:[百佰千])?|{_DIGIT}{{1,9}}){SPACE}*分{SPACE}*之{SPACE}*[负負]?"
PHRASES = {
    row["character"]: (float(row["value"]), row["plain"])
    for row in vocabulary.load("numerals")
    if row["kind"] == "phrase"
}
_WORDS = {row["word"]: row["not_before"] for row in vocabulary.load("numeral_words")}
# What a number begins with: a look at one character spares most of a text a try at all that follows.
_FIRST = {word[0] for word in (*_WORDS, *vocabulary.column("numerals", "character"))} | set("第.．")
NUMBER = re.compile(
    f"(?=[{re.escape(''.join(sorted(_FIRST)))}]|{_DIGIT})(?:(?P<word>{by_first_letter(_WORDS)})"
    f"|(?P<ordinal>第{SPACE}?)?(?P<share>{_SHARE})?"
    f"(?:(?P<chain>{_CHAIN})|(?P<figures>{_FIGURES})"
    "|(?P<half>半数|一半|半(?=成|折|年|天|个|小时|月|亩|公里|[百千万])|(?<=过)半)"
    f"|(?P<chinese>{_CHINESE})"
    f"|(?P<vague>[几幾][十百千万亿]+|[几幾](?={_UNIT_AHEAD})"
    f"|(?<![人户总指系参分倍基多少半件次天级位岁款类票])[数數][十百千万亿]+)|(?P<phrase>{vocabulary.alternatives(PHRASES)})))"
)


FIRST_PART = re.compile(f"[^{SPACES}]+(?={SPACE})")
# 五至六家, 五、六家, 一又二分之一: the first of two numerals has no measure word of its own.
SECOND_NUMERAL = re.compile(
    f"{SPACE}?(?:[-－—–~～至到、]{SPACE}?{_CHINESE}{SPACE}?{unit_ahead_pattern(after_chinese=True)}|又)"
)

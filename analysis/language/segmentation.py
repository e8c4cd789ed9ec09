"""jieba's segmentation in an object of our own: no shared state, no cache file, nothing printed.

The algorithm is jieba's: the most probable path through its dictionary of 349,046 words, without the hidden Markov
model unless it is asked for. Two engines compute it: rjieba (Rust, the default, about fifteen times faster) and jieba
itself. Without the Markov model they give the same tokens, which the tests prove on every document of the corpus. With
it they differ in runs of Latin letters and digits (2021-06-09, www.jiangjin.gov.cn), which rjieba keeps whole.
"""

import logging
import re
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from analysis.vocabulary import column

# What a word of the user dictionary is given for a frequency: (883,634 / 60,101,967)² × 60,101,967, rounded up. 883,634
# is the count of 了, the most frequent entry of jieba's dictionary, 60,101,967 the sum of all; so no two of its entries
# together are as probable as the word, and nothing splits it that does not reach over its edge. Both engines are given
# this number, for each computes another one by itself for a word that jieba knows already.
USER_FREQUENCY = 12_992
ENGINES = ("rjieba", "jieba")
# jieba cuts at every other character before it looks into a dictionary.
_IS_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9.+&]+")
# What follows the name proper in the name of a county, a district or a city.
PLACE_SUFFIXES = ("自治县", "自治旗", "自治州", "新区", "林区", "特区", "省", "市", "区", "县", "旗", "州", "盟")


class Segmenter:
    """Cuts text into words; `words` is the user dictionary, `hmm` whether jieba's hidden Markov model guesses others.

    >>> Segmenter().cut("地区生产总值")
    ['地区', '生产总值']
    >>> Segmenter(["地区生产总值"]).cut("地区生产总值增长8%")
    ['地区生产总值', '增长', '8', '%']
    """

    def __init__(self, words: Iterable[str] = (), engine: str = "rjieba", hmm: bool = False) -> None:
        if engine not in ENGINES:
            raise ValueError(f"no segmentation engine {engine!r}: it is one of {', '.join(ENGINES)}")
        self.words = tuple(sorted(set(words)))
        self.engine = engine
        self.hmm = hmm
        self._cutter = _rjieba(self.words) if engine == "rjieba" else _jieba(self.words)

    def cut(self, text: str) -> list[str]:
        """The tokens of `text`, in order, spaces and punctuation among them; joined they are `text` again."""
        return self._cutter.cut(text, self.hmm) if self.engine == "rjieba" else self._cutter.lcut(text, HMM=self.hmm)

    def with_hmm(self, hmm: bool) -> "Segmenter":
        """A segmenter with the same dictionary, which is not read again, with or without the hidden Markov model."""
        other = object.__new__(Segmenter)
        other.__dict__.update(self.__dict__, hmm=hmm)
        return other

    def keeps(self, word: str) -> bool:
        """Whether `word`, standing alone, is one token."""
        return self.cut(word) == [word]

    def part_of_speech(self, word: str) -> str:
        """The part of speech of `word` in jieba's dictionary (ICTCLAS letters: n, v, ns, …); empty if it is not there.

        >>> Segmenter().part_of_speech("工业"), Segmenter().part_of_speech("专精特新")
        ('n', '')
        """
        if self.engine == "jieba":
            return _parts_of_speech().get(word, "")
        tags = [tag for _, tag in self._cutter.tag(word, False)]
        return tags[0] if len(tags) == 1 and self._cutter.has_word(word) else ""

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...], str, bool]]:
        return Segmenter, (self.words, self.engine, self.hmm)


def _rjieba(words: tuple[str, ...]) -> Any:
    """rjieba with `words` in its dictionary; without any, the tokenizer that it makes when it is imported."""
    import rjieba

    if not words:
        return rjieba
    cutter = rjieba.Jieba()
    for word in words:
        # suggest_freq gives the word's own frequency or what its parts suggest, which is below USER_FREQUENCY.
        if cutter.suggest_freq(word) < USER_FREQUENCY:
            cutter.add_word(word, USER_FREQUENCY, None)
    return cutter


def _jieba(words: tuple[str, ...]) -> Any:
    """jieba with `words` in its dictionary, read anew: jieba's own start writes a cache that every user shares."""
    cutter = _new_jieba()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    for word in words:
        known = cutter.FREQ.get(word, 0)
        if known < USER_FREQUENCY:
            cutter.add_word(word, USER_FREQUENCY)
            # jieba adds the new frequency to the total and leaves the old one in.
            cutter.total -= known
    return cutter


def _new_jieba() -> Any:
    """A tokenizer of jieba that has read nothing yet."""
    with warnings.catch_warnings():
        # Invalid escapes in jieba's source; pkg_resources, where an old setuptools is about.
        warnings.simplefilter("ignore")
        import jieba
    logging.getLogger("jieba").setLevel(logging.WARNING)
    return jieba.Tokenizer()


@cache
def _parts_of_speech() -> dict[str, str]:
    """The part of speech of every word in jieba's dictionary."""
    with _new_jieba().get_dict_file() as file:
        entries = [line.decode("utf-8").split() for line in file]
    return {entry[0]: entry[2] for entry in entries if len(entry) == 3}


def user_dictionary(districts: Iterable[str] = ()) -> tuple[str, ...]:
    """The words that must stay whole: the vocabulary's, and the names of `districts` with and without 区, 县, 市.

    jieba knows some districts' names with 区 and others without: a comparison that left that alone would start biased.

    >>> "江津区" in user_dictionary(["江津区"]), "专精特新" in user_dictionary()
    (True, True)
    """
    # 委办公室 follows 区 in a list of units: a piece of a name, no word.
    offices = [alias for alias in column("departments", "alias") if len(alias) > 2 and alias[0] not in "委府"]
    lists = (
        column("dictionary", "word"),
        offices,
        column("themes", "word"),
        column("headline_concepts", "chinese"),
        *(place_names(district) for district in districts),
    )
    return tuple(sorted({word for words in lists for word in words if _IS_WORD.fullmatch(word)}))


def place_names(district: str) -> tuple[str, ...]:
    """A district's name, and its name without 区, 县, 市, … if two characters or more are left.

    >>> place_names("江津区"), place_names("矿区")
    (('江津区', '江津'), ('矿区',))
    """
    for suffix in PLACE_SUFFIXES:
        if district.endswith(suffix) and len(district) - len(suffix) >= 2:
            return district, district.removesuffix(suffix)
    return (district,) if district else ()


def words_split(words: Iterable[str], segmenter: Segmenter) -> list[tuple[str, tuple[str, ...]]]:
    """Those of `words` that `segmenter` splits when they stand alone, each with its pieces.

    >>> words_split(["专精特新", "工业"], Segmenter())
    [('专精特新', ('专精', '特', '新'))]
    """
    cuts = ((word, tuple(segmenter.cut(word))) for word in words)
    return [(word, pieces) for word, pieces in cuts if len(pieces) > 1]

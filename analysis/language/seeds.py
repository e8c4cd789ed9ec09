"""Where two texts may share a passage: stretches of signs that stand in both, found by an index of all short ones.

The index is a sorted array of hashes, so finding is near linear in the length of all texts together.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from analysis.language.signs import Signs, is_han

# Six signs: of 30 signs with three edited, some 6 in a row are left as they were, wherever the edits fall (27 / 4 > 6).
SEED = 6
# A column of a table is number after number; four characters of six make it language.
SEED_CHARACTERS = 4
# Each occurrence of a stretch is held against every other, up to so many occurrences; a commoner one (a formula, or a
# text that repeats itself) is linked by rounds instead: the r-th occurrence in a document with the r-th in the next
# document that has it, and in the one before, counted round where these have fewer. So pairs stay linear in the length,
# and every occurrence still has a partner in each neighbour.
MOST_PAIRED = 24

_FACTOR = numpy.uint64(0x9E3779B97F4A7C15)
_SPREAD = numpy.uint64(0xBF58476D1CE4E5B9)

Places = NDArray[numpy.int64]


class Seed(NamedTuple):
    """The same `length` signs in text `first` from `a` and in text `second` from `b`; `first` < `second`."""

    first: int
    second: int
    a: int
    b: int
    length: int


def find_seeds(texts: Sequence[Signs]) -> Iterator[Seed]:
    """Every stretch of SEED or more signs that two of `texts` share, ordered by texts and place.

    >>> from analysis.language.signs import read_signs
    >>> [*find_seeds([read_signs("推进粮食生产功能区建设"), read_signs("抓好粮食生产功能区")])]
    [Seed(first=0, second=1, a=2, b=2, length=7)]
    """
    codes = numpy.concatenate([text.codes for text in texts]) if texts else numpy.zeros(0, numpy.uint32)
    sizes = [len(text.codes) for text in texts]
    owner = numpy.repeat(numpy.arange(len(sizes)), sizes)
    places, groups = _index(codes, _crossings(texts, owner))
    first, second = _pairs(places, groups, owner)
    base = numpy.cumsum([0, *sizes])
    return _joined(first, second, owner, base)


def _crossings(texts: Sequence[Signs], owner: NDArray[numpy.int64]) -> NDArray[numpy.bool_]:
    """Whether a sign is the first of its text or of a span of it: no stretch runs over that."""
    if not len(owner):
        return numpy.zeros(0, bool)
    piece = numpy.concatenate([text.pieces for text in texts])
    crossing = numpy.ones(len(owner), bool)
    crossing[1:] = (owner[1:] != owner[:-1]) | (piece[1:] != piece[:-1])
    return crossing


def _index(codes: NDArray[numpy.uint32], crossings: NDArray[numpy.bool_]) -> tuple[Places, Places]:
    """The places where a stretch starts that occurs again, ordered by stretch and place, and the stretches' numbers."""
    count = len(codes) - SEED + 1
    if count < 1:
        return numpy.zeros(0, numpy.int64), numpy.zeros(0, numpy.int64)
    hashes = numpy.zeros(count, numpy.uint64)
    for offset in range(SEED):
        hashes = hashes * _FACTOR + codes[offset : offset + count].astype(numpy.uint64) * _SPREAD
    characters = _sums(is_han(codes))
    crossed = _sums(crossings)
    usable = characters[SEED:] - characters[:-SEED] >= SEED_CHARACTERS
    usable &= crossed[SEED:] == crossed[1 : count + 1]
    places = numpy.nonzero(usable)[0]
    order = numpy.argsort(hashes[places], kind="stable")
    places = places[order]
    groups = _numbered(hashes[places])
    repeated = numpy.bincount(groups, minlength=1)[groups] > 1
    return places[repeated], _numbered(groups[repeated])


def _sums(flags: NDArray[numpy.bool_]) -> Places:
    """The running sums of `flags`, from 0."""
    return numpy.concatenate([[0], numpy.cumsum(flags)])


def _numbered(values: NDArray) -> Places:
    """For sorted `values` the number of the run of equal values that each is in."""
    if not len(values):
        return numpy.zeros(0, numpy.int64)
    return numpy.concatenate([[0], numpy.cumsum(values[1:] != values[:-1])])


def _pairs(places: Places, groups: Places, owner: Places) -> tuple[Places, Places]:
    """Pairs of places with the same stretch in different texts, the first in the earlier text."""
    counts = numpy.bincount(groups, minlength=1)[groups] if len(groups) else groups
    rare = counts <= MOST_PAIRED
    firsts, seconds = _all_pairs(places[rare], groups[rare], owner)
    some, other = _linked(places[~rare], groups[~rare], owner)
    # One integer for a pair: what is linked by rounds from both sides is one pair.
    pairs = numpy.unique(numpy.concatenate([firsts, some]) * len(owner) + numpy.concatenate([seconds, other]))
    return pairs // max(1, len(owner)), pairs % max(1, len(owner))


def _all_pairs(places: Places, groups: Places, owner: Places) -> tuple[Places, Places]:
    firsts, seconds = [numpy.zeros(0, numpy.int64)], [numpy.zeros(0, numpy.int64)]
    for distance in range(1, min(MOST_PAIRED, len(places))):
        first, second = places[:-distance], places[distance:]
        paired = (groups[distance:] == groups[:-distance]) & (owner[first] != owner[second])
        firsts.append(first[paired])
        seconds.append(second[paired])
    return numpy.concatenate(firsts), numpy.concatenate(seconds)


def _linked(places: Places, groups: Places, owner: Places) -> tuple[Places, Places]:
    """The pairs of common stretches, by rounds (see MOST_PAIRED)."""
    if not len(places):
        return places, places
    block = _numbered(groups * (int(owner.max()) + 1) + owner[places])
    starts = numpy.searchsorted(block, numpy.arange(block[-1] + 1))
    sizes = numpy.diff(numpy.append(starts, len(places)))
    rank = numpy.arange(len(places)) - starts[block]
    firsts, seconds = [], []
    for step in (1, -1):
        neighbour = numpy.clip(block + step, 0, block[-1])
        partner = starts[neighbour] + rank % sizes[neighbour]
        valid = (neighbour != block) & (groups[partner] == groups)
        ends = numpy.sort(numpy.stack([places[valid], places[partner[valid]]]), axis=0)
        firsts.append(ends[0])
        seconds.append(ends[1])
    return numpy.concatenate(firsts), numpy.concatenate(seconds)


def _joined(first: Places, second: Places, owner: Places, base: Places) -> Iterator[Seed]:
    """The pairs joined where they follow one another in both texts."""
    if not len(first):
        return
    shift = second - first
    order = numpy.lexsort((first, shift, owner[second], owner[first]))
    first, second, shift = first[order], second[order], shift[order]
    opens = numpy.ones(len(first), bool)
    opens[1:] = (shift[1:] != shift[:-1]) | (first[1:] != first[:-1] + 1) | (owner[second[1:]] != owner[second[:-1]])
    starts = numpy.nonzero(opens)[0]
    lengths = numpy.diff(numpy.append(starts, len(first))) + SEED - 1
    first, second = first[starts], second[starts]
    order = numpy.lexsort((second, first, owner[second], owner[first]))
    one, other = owner[first], owner[second]
    columns = (one, other, first - base[one], second - base[other], lengths)
    yield from map(Seed._make, zip(*(column[order].tolist() for column in columns), strict=True))

"""Passages that two texts share, word for word or nearly: seeds are chained, extended, cut to sentences and judged.

Seed, chain and extend is how near-copies are found in genomes (Altschul et al. 1990) and in books; the thresholds are
named below with their reasons. Everything is counted in signs (analysis.language.signs): a character is one, a number
is one whatever its value, punctuation and layout are none.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy

from analysis.language.alignment import Block, agreeing, best_beginning
from analysis.language.seeds import SEED, Seed, find_seeds
from analysis.language.signs import SENTENCE, Signs, is_han

# A run shorter than 13 characters is a set phrase (推动成渝地区双城经济圈建设 has 13) rather than a passage.
SHORTEST = 13
# Of those 13 signs so many are characters: numbers and Latin letters alone are no language.
FEWEST_CHARACTERS = 10
# A near-copy without a run of 13: more must agree, or two sentences made of the same set phrases would do.
SHORTEST_NEAR = 18
# 2 × agreeing signs / signs of both; below three quarters a reader does not take one sentence for a copy of the other.
LEAST_SIMILAR = 0.75
# Between two seeds of a passage lie at most so many signs in each text, which is a clause reworded …
WIDEST_GAP = 16
# … and at most so many more in one of them than in the other: the band of the alignment.
BAND = 8
# A chain of seeds is looked at from so many signs on; a near-copy of 18 signs with two edits has more.
FEWEST_SEEDED = 9
# A passage is extended by no more than so many signs beyond its seeds: a text that repeats itself would be aligned time
# and again.
REACH = 2000
# A first or last word that was exchanged belongs to the passage if the clause begins or ends so near, and if the signs
# exchanged are no more than one to so many that agree.
EDGE, EDGE_SHARE = 4, 5
# What reaches over the edge of a sentence (a clause) by fewer signs agrees by chance: 「……建设。」 before it.
STRAY_SENTENCE, STRAY_CLAUSE = 6, 3


class Passage(NamedTuple):
    """The signs [a, a_end) of text `first` and [b, b_end) of text `second`, and the blocks of them that agree."""

    first: int
    second: int
    a: int
    a_end: int
    b: int
    b_end: int
    blocks: tuple[Block, ...]

    @property
    def agreeing(self) -> int:
        """How many signs agree."""
        return sum(block.length for block in self.blocks)

    @property
    def similarity(self) -> float:
        """2 × agreeing signs over the signs of both passages (Dice's coefficient), numbers counting as agreeing."""
        return 2 * self.agreeing / (self.a_end - self.a + self.b_end - self.b)

    def gaps(self) -> Iterator[tuple[int, int, int, int]]:
        """What does not agree, as [a, a_end) and [b, b_end), either of which may be empty."""
        edges = [Block(self.a, self.b, 0), *self.blocks, Block(self.a_end, self.b_end, 0)]
        for before, after in pairwise(edges):
            gap = (before.a + before.length, after.a, before.b + before.length, after.b)
            if gap[0] < gap[1] or gap[2] < gap[3]:
                yield gap


def find_passages(texts: Sequence[Signs]) -> list[Passage]:
    """The passages that two of `texts` share, ordered by texts and place; none lies inside another of the same texts.

    >>> from analysis.language.signs import read_signs
    >>> one = read_signs("一是有序推进粮食生产功能区建设,新建高标准农田3万亩。")
    >>> two = read_signs("夏天很热。抓好粮食生产功能区建设，新建高标准农田２.５万亩。")
    >>> [(one.words(p.a, p.a_end), two.words(p.b, p.b_end), p.similarity) for p in find_passages([one, two])]
    [('粮食生产功能区建设新建高标准农田3万亩', '粮食生产功能区建设新建高标准农田2.5万亩', 1.0)]
    """
    found: list[Passage] = []
    for (first, second), seeds in groupby(find_seeds(texts), key=lambda seed: (seed.first, seed.second)):
        pair = _Pair(texts[first], texts[second])
        passages: list[Passage] = []
        for chain in chains(seeds):
            # A repeat inside a repeat says nothing new, and would be extended to the same passage.
            if not (passages and _holds(passages[-1], chain[0].a, chain[-1].a, chain[0].b, chain[-1].b)):
                passages += [passage._replace(first=first, second=second) for passage in pair.passages(chain)]
        found += _outermost(passages)
    return found


def chains(seeds: Iterable[Seed]) -> list[list[Block]]:
    """Seeds of one pair of texts, joined where they follow one another within WIDEST_GAP and BAND; short ones dropped.

    >>> chains([Seed(0, 1, 5, 9, 7), Seed(0, 1, 14, 17, 6), Seed(0, 1, 90, 40, 6)])
    [[Block(a=5, b=9, length=7), Block(a=14, b=17, length=6)]]
    """
    made: list[list[Block]] = []
    latest: dict[int, list[Block]] = {}
    for seed in seeds:
        band = (seed.b - seed.a) // BAND
        near = [latest[key] for key in (band, band - 1, band + 1) if key in latest]
        chain = next((chain for chain in near if _follows(chain[-1], seed)), None)
        if chain is None:
            chain = []
            made.append(chain)
        # Two seeds may share their border signs, where the same sign stands before and behind an edit.
        shared = (
            max(0, chain[-1].a + chain[-1].length - seed.a, chain[-1].b + chain[-1].length - seed.b) if chain else 0
        )
        chain.append(Block(seed.a + shared, seed.b + shared, seed.length - shared))
        latest[band] = chain
    return [chain for chain in made if sum(block.length for block in chain) >= FEWEST_SEEDED]


def _follows(last: Block, seed: Seed) -> bool:
    """Whether the seed may be the next of a chain that ends in `last`."""
    a_gap, b_gap = seed.a - last.a - last.length, seed.b - last.b - last.length
    return (
        min(a_gap, b_gap) > -SEED
        and max(a_gap, b_gap) <= WIDEST_GAP
        and abs(a_gap - b_gap) <= BAND
        and min(seed.a - last.a, seed.b - last.b) > 0
        and seed.length + min(a_gap, b_gap, 0) > 0
    )


class _Pair:
    """Two texts and how their signs compare; `mirrored` is the pair read backwards, so that left is right."""

    def __init__(self, one: Signs, other: Signs) -> None:
        self.a, self.b = one.codes, other.codes
        self.a_breaks, self.b_breaks = one.breaks, other.breaks
        self.a_pieces, self.b_pieces = one.pieces, other.pieces
        self.characters = numpy.concatenate([[0], numpy.cumsum(is_han(one.codes))])

    def mirrored(self) -> "_Pair":
        pair = object.__new__(_Pair)
        pair.a, pair.b = self.a[::-1], self.b[::-1]
        pair.a_breaks, pair.b_breaks = self.a_breaks[::-1], self.b_breaks[::-1]
        pair.a_pieces, pair.b_pieces = self.a_pieces[::-1], self.b_pieces[::-1]
        return pair

    def mirror(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks as the mirrored pair counts them; twice is as before."""
        a, b = len(self.a), len(self.b)
        return [Block(a - x.a - x.length, b - x.b - x.length, x.length) for x in reversed(blocks)]

    def passages(self, chain: Sequence[Block]) -> Iterator[Passage]:
        """The passages that a chain of seeds grows into: extended, filled, split where too little agrees, trimmed."""
        backwards = self.mirrored()
        blocks = self.filled(self.extended(chain))
        blocks = self.mirror(backwards.extended(self.mirror(blocks)))
        for part in _split(blocks):
            part = self.mirror(backwards.trimmed(self.mirror(self.trimmed(part))))
            if part:
                passage = self.with_edges(part, backwards)
                if self.is_passage(passage):
                    yield passage

    def extended(self, chain: Sequence[Block]) -> list[Block]:
        """The chain with what follows it in both texts, as long as enough agrees, in the same spans of the texts."""
        blocks = list(chain)
        limit = blocks[-1].a + blocks[-1].length + REACH
        while blocks[-1].a < limit:
            last = self.lengthened(blocks[-1])
            blocks[-1] = last
            a, b = last.a + last.length, last.b + last.length
            added = best_beginning(
                self.window(self.a, self.a_pieces, a).tolist(), self.window(self.b, self.b_pieces, b).tolist()
            )
            if not added:
                break
            blocks += [Block(a + block.a, b + block.b, block.length) for block in added]
        return blocks

    def lengthened(self, block: Block) -> Block:
        """The block with the signs that agree right behind it."""
        a, b, step = block.a + block.length, block.b + block.length, 8
        length = block.length
        while step <= REACH:
            one = self.window(self.a, self.a_pieces, a, step)
            other = self.window(self.b, self.b_pieces, b, step)
            size = min(len(one), len(other))
            differ = numpy.nonzero(one[:size] != other[:size])[0]
            agree = int(differ[0]) if len(differ) else size
            length, a, b, step = length + agree, a + agree, b + agree, step * 2
            if agree < step // 2:
                break
        return Block(block.a, block.b, length)

    @staticmethod
    def window(codes: numpy.ndarray, pieces: numpy.ndarray, start: int, size: int = WIDEST_GAP) -> numpy.ndarray:
        """Up to `size` signs from `start` on that lie in the span of the sign before."""
        return codes[start : start + size][pieces[start : start + size] == pieces[start - 1]]

    def filled(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, and what agrees between them."""
        full = [blocks[0]]
        for before, after in pairwise(blocks):
            a, b = before.a + before.length, before.b + before.length
            inner = agreeing(self.a[a : after.a].tolist(), self.b[b : after.b].tolist())
            full += [Block(a + block.a, b + block.b, block.length) for block in inner]
            full.append(after)
        return full

    def trimmed(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks without a stray beginning: what agrees by chance before a sentence or clause begins in both."""
        if self.a_breaks[blocks[0].a] and self.b_breaks[blocks[0].b]:
            return list(blocks)
        before = 0
        cut: tuple[int, int] | None = None
        for number, block in enumerate(blocks):
            if number and before < STRAY_SENTENCE:
                last = blocks[number - 1]
                a_break = self.a_breaks[last.a + last.length : block.a + 1].max()
                b_break = self.b_breaks[last.b + last.length : block.b + 1].max()
                if _is_stray(before, a_break, b_break):
                    cut = (number, 0)
            for inside in range(1, min(block.length, STRAY_SENTENCE - before)):
                if _is_stray(before + inside, self.a_breaks[block.a + inside], self.b_breaks[block.b + inside]):
                    cut = (number, inside)
            before += block.length
            if before >= STRAY_SENTENCE:
                break
        if cut is None:
            return list(blocks)
        number, inside = cut
        block = blocks[number]
        return [Block(block.a + inside, block.b + inside, block.length - inside), *blocks[number + 1 :]]

    def with_edges(self, blocks: Sequence[Block], backwards: "_Pair") -> Passage:
        """The passage from clause to clause, if its first or last word was exchanged; else from block to block."""
        first, last = blocks[0], self.mirror(blocks)[0]
        most = sum(block.length for block in blocks) // EDGE_SHARE
        a, b = self.edge(first, most)
        a_stop, b_stop = backwards.edge(last, most)
        return Passage(0, 0, a, len(self.a) - a_stop, b, len(self.b) - b_stop, tuple(blocks))

    def edge(self, block: Block, most: int) -> tuple[int, int]:
        """Where the clauses begin that the block lies in, if that is near in both texts (EDGE); else the block."""
        a = next((a for a in range(block.a, max(-1, block.a - EDGE - 1), -1) if self.a_breaks[a]), -1)
        b = next((b for b in range(block.b, max(-1, block.b - EDGE - 1), -1) if self.b_breaks[b]), -1)
        exchanged = block.a - a + block.b - b
        return (a, b) if a >= 0 and b >= 0 and exchanged <= most else (block.a, block.b)

    def is_passage(self, passage: Passage) -> bool:
        """Whether enough agrees: SHORTEST signs with nothing but numbers changed, or SHORTEST_NEAR in a near-copy."""
        if passage.similarity < LEAST_SIMILAR:
            return False
        characters = sum(self.characters[x.a + x.length] - self.characters[x.a] for x in passage.blocks)
        longest = max(block.length for block in passage.blocks)
        return characters >= FEWEST_CHARACTERS and (longest >= SHORTEST or passage.agreeing >= SHORTEST_NEAR)


def _is_stray(signs: int, a_break: int, b_break: int) -> bool:
    """Whether so few signs before a place where both texts break are there by chance."""
    if not (a_break and b_break):
        return False
    return signs < (STRAY_SENTENCE if max(a_break, b_break) == SENTENCE else STRAY_CLAUSE)


def _split(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks, cut at the widest gaps until what is left is similar enough."""
    waiting = [list(blocks)]
    while waiting:
        part = waiting.pop()
        whole = Passage(
            0, 0, part[0].a, part[-1].a + part[-1].length, part[0].b, part[-1].b + part[-1].length, tuple(part)
        )
        if len(part) == 1 or whole.similarity >= LEAST_SIMILAR:
            yield part
            continue
        widths = [
            after.a - before.a - before.length + after.b - before.b - before.length for before, after in pairwise(part)
        ]
        cut = widths.index(max(widths)) + 1
        waiting += [part[cut:], part[:cut]]


def _holds(passage: Passage, a: int, a_end: int, b: int, b_end: int) -> bool:
    return passage.a <= a and a_end <= passage.a_end and passage.b <= b and b_end <= passage.b_end


def _outermost(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that lie in no other, each once, in order."""
    kept: list[Passage] = []
    open_ones: list[Passage] = []
    for passage in sorted(set(passages), key=lambda x: (x.a, -x.a_end, x.b, -x.b_end)):
        open_ones = [other for other in open_ones if other.a_end > passage.a]
        if not any(_holds(other, passage.a, passage.a_end, passage.b, passage.b_end) for other in open_ones):
            kept.append(passage)
            open_ones.append(passage)
    return kept

"""Passages that two texts share, word for word or nearly: seeds are chained, extended, cut to sentences and judged.

Seed, chain and extend is how near-copies are found in genomes (Altschul et al. 1990) and in books; the thresholds are
named below with their reasons. Everything is counted in signs (analysis.language.signs): a character is one, a number
is one whatever its value, punctuation and layout are none.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy

from analysis.language.alignment import GAIN, Block, Passage, agreeing, best_beginning, merged
from analysis.language.chains import WIDEST_GAP, chains
from analysis.language.seeds import find_seeds
from analysis.language.signs import NUMBER, SENTENCE, Signs, is_han

# A run shorter than 13 characters is a set phrase (推动成渝地区双城经济圈建设 has 13) rather than a passage.
SHORTEST = 13
# Of those 13 signs so many are characters: numbers and Latin letters alone are no language.
FEWEST_CHARACTERS = 10
# A near-copy without a run of 13 that is no whole sentence: more must agree, or the same set phrases would do.
SHORTEST_NEAR = 18
# 2 × agreeing signs / signs of both; below three quarters a reader does not take one sentence for a copy of the other.
LEAST_SIMILAR = 0.75
# A whole sentence in which nothing but numbers changed is looked for from so many signs on: 固定资产投资增长12%。
SHORTEST_SENTENCE = 8
# A passage is extended by no more than so many signs beyond its seeds: a text that repeats itself would be aligned time
# and again.
REACH = 2000
# A clause that the passage nearly fills belongs to it as a whole, so that an exchanged first or last word does: if it
# begins or ends so near, and so few signs there are exchanged, at most one to so many that agree.
EDGE, MOST_EXCHANGED, EDGE_SHARE = 12, 8, 4
# The clause before or behind belongs to it too if no more than this share of its signs is exchanged.
CLAUSE_EXCHANGED = 0.4
# What reaches over the edge of a sentence (a clause) by fewer signs agrees by chance: 「……建设。」 before it.
STRAY_SENTENCE, STRAY_CLAUSE = 6, 3


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
        for chain in chains(seeds, texts[first].pieces, texts[second].pieces):
            # A repeat inside a repeat says nothing new, and would be extended to the same passage.
            last = chain[-1]
            place = (chain[0].a, last.a + last.length, chain[0].b, last.b + last.length)
            if not (passages and _holds(passages[-1], *place)):
                passages += [passage._replace(first=first, second=second) for passage in pair.passages(chain)]
        found += _outermost(passages)
    return found


class _Clause(NamedTuple):
    """Two clauses, from sign a and from sign b on, with `signs` in both together, and the blocks that agree."""

    a: int
    b: int
    signs: int
    blocks: tuple[Block, ...]

    @property
    def exchanged(self) -> int:
        return self.signs - 2 * sum(block.length for block in self.blocks)

    @property
    def is_alike(self) -> bool:
        """Whether so much agrees that a reader takes one clause for the other reworded."""
        return sum(block.length for block in self.blocks) >= GAIN and self.exchanged <= CLAUSE_EXCHANGED * self.signs


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
        for part in _split(merged(blocks)):
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
        """The passage with the clauses at its edges that it nearly fills, or that are much alike; else without them."""
        a, b, before = self.edge(blocks)
        mirrored = self.mirror([*before, *blocks])
        a_stop, b_stop, behind = backwards.edge(mirrored)
        whole = merged(self.mirror([*behind, *mirrored]))
        passage = Passage(0, 0, a, len(self.a) - a_stop, b, len(self.b) - b_stop, tuple(whole))
        first, last = blocks[0], blocks[-1]
        inner = Passage(0, 0, first.a, last.a + last.length, first.b, last.b + last.length, tuple(blocks))
        return passage if passage.similarity >= LEAST_SIMILAR else inner

    def edge(self, blocks: Sequence[Block]) -> tuple[int, int, list[Block]]:
        """Where the clauses begin that belong to the passage in front of its first block, and what agrees there."""
        a, b = blocks[0].a, blocks[0].b
        most = min(MOST_EXCHANGED, sum(block.length for block in blocks) // EDGE_SHARE)
        before: list[Block] = []
        clause = self.clause_before(a, b, EDGE, 0)
        if clause and clause.exchanged <= most:
            a, b, before = clause.a, clause.b, list(clause.blocks)
        while (clause := self.clause_before(a, b, WIDEST_GAP, 1)) and clause.is_alike:
            a, b, before = clause.a, clause.b, [*clause.blocks, *before]
        return a, b, before

    def clause_before(self, a: int, b: int, most: int, least: int) -> "_Clause | None":
        """The clauses that end before signs a and b, from `least` to `most` signs long, in the same spans."""
        starts = []
        for breaks, pieces, end in ((self.a_breaks, self.a_pieces, a), (self.b_breaks, self.b_pieces, b)):
            if least and not (end and breaks[end] and pieces[end - 1] == pieces[end]):
                return None
            starts += [place for place in range(end - least, max(-1, end - most - 1), -1) if breaks[place]][:1]
        if len(starts) < 2:
            return None
        agreed = agreeing(self.a[starts[0] : a].tolist(), self.b[starts[1] : b].tolist())
        shifted = (Block(starts[0] + block.a, starts[1] + block.b, block.length) for block in agreed)
        return _Clause(starts[0], starts[1], a - starts[0] + b - starts[1], tuple(shifted))

    def is_passage(self, passage: Passage) -> bool:
        """Whether enough agrees: a run of SHORTEST signs, SHORTEST_NEAR in all, or a sentence with its numbers."""
        if passage.similarity < LEAST_SIMILAR:
            return False
        is_sentence = self.is_sentence(passage)
        if is_sentence and passage.similarity == 1 and NUMBER in self.a[passage.a : passage.a_end]:
            return passage.agreeing >= SHORTEST_SENTENCE
        characters = sum(self.characters[x.a + x.length] - self.characters[x.a] for x in passage.blocks)
        run = max(block.length for block in passage.blocks)
        enough = run >= SHORTEST or passage.agreeing >= (SHORTEST if is_sentence else SHORTEST_NEAR)
        return characters >= FEWEST_CHARACTERS and enough

    def is_sentence(self, passage: Passage) -> bool:
        """Whether the passage begins and ends with a sentence in both texts."""
        edges = (self.a_breaks[[passage.a, passage.a_end]], self.b_breaks[[passage.b, passage.b_end]])
        return bool((numpy.concatenate(edges) == SENTENCE).all())


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
    for passage in sorted(set(passages), key=lambda x: (x.a, -x.a_end, x.b, -x.b_end, x.blocks)):
        open_ones = [other for other in open_ones if other.a_end > passage.a]
        if not any(_holds(other, passage.a, passage.a_end, passage.b, passage.b_end) for other in open_ones):
            kept.append(passage)
            open_ones.append(passage)
    return kept

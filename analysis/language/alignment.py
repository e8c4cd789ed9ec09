"""Two texts laid side by side: blocks that agree, the passages that they make, and how far they go on."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# An end is extended over an edit if the signs that agree beyond it outnumber the edited ones by so many.
GAIN = 3


class Block(NamedTuple):
    """Signs that agree: `length` signs from `a` in one text and from `b` in the other."""

    a: int
    b: int
    length: int


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


def merged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, joined where one ends and the next begins at the same place in both texts.

    >>> merged([Block(0, 5, 2), Block(2, 7, 3), Block(6, 10, 1)])
    [Block(a=0, b=5, length=5), Block(a=6, b=10, length=1)]
    """
    merged = [blocks[0]]
    for block in blocks[1:]:
        last = merged[-1]
        if (last.a + last.length, last.b + last.length) == (block.a, block.b):
            merged[-1] = Block(last.a, last.b, last.length + block.length)
        else:
            merged.append(block)
    return merged


def _table(one: Sequence[int], other: Sequence[int]) -> list[list[int]]:
    """For each pair of beginnings the most signs that can agree in order (longest common subsequence)."""
    table = [[0] * (len(other) + 1)]
    for code in one:
        above, row = table[-1], [0]
        for column, second in enumerate(other):
            row.append(above[column] + 1 if code == second else max(above[column + 1], row[column]))
        table.append(row)
    return table


def agreeing(one: Sequence[int], other: Sequence[int]) -> list[Block]:
    """The blocks of a longest common subsequence.

    >>> agreeing([1, 2, 3, 4], [2, 3, 9, 4])
    [Block(a=1, b=0, length=2), Block(a=3, b=3, length=1)]
    """
    table = _table(one, other)
    return _traced(table, one, other, len(one), len(other))


def _traced(table: Sequence[Sequence[int]], one: Sequence[int], other: Sequence[int], a: int, b: int) -> list[Block]:
    """The blocks by which one[:a] and other[:b] agree, read from the table backwards."""
    pairs: list[tuple[int, int]] = []
    while a and b:
        if one[a - 1] == other[b - 1]:
            a, b = a - 1, b - 1
            pairs.append((a, b))
        elif table[a - 1][b] >= table[a][b - 1]:
            a -= 1
        else:
            b -= 1
    blocks: list[Block] = []
    for a, b in reversed(pairs):
        last = blocks[-1] if blocks else None
        if last and (last.a + last.length, last.b + last.length) == (a, b):
            blocks[-1] = Block(last.a, last.b, last.length + 1)
        else:
            blocks.append(Block(a, b, 1))
    return blocks


def best_beginning(first: Sequence[int], second: Sequence[int]) -> list[Block]:
    """The blocks of the beginnings of both that agree best: agreeing signs less edited ones, at least GAIN; or none."""
    if len(set(first) & set(second)) < GAIN:
        return []
    table = _table(first, second)
    best, place = GAIN - 1, (0, 0)
    for a in range(1, len(first) + 1):
        row = table[a]
        for b in range(1, len(second) + 1):
            gain = 2 * row[b] - max(a, b)
            if gain > best:
                best, place = gain, (a, b)
    return _traced(table, first, second, *place)

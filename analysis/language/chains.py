"""Seeds that follow one another in both texts, joined: what may become a passage."""

from collections.abc import Iterable

import numpy
from numpy.typing import NDArray

from analysis.language.alignment import Block
from analysis.language.seeds import SEED, Seed

# Between two seeds of a passage lie at most so many signs in each text, which is a clause reworded …
WIDEST_GAP = 16
# … and at most so many more in one of them than in the other: the band of the alignment.
BAND = 8
# A chain of seeds is looked at from so many signs on; a near-copy of 18 signs with two edits has more.
FEWEST_SEEDED = 8

Pieces = NDArray[numpy.int64]


def chains(seeds: Iterable[Seed], pieces: Pieces, other_pieces: Pieces) -> list[list[Block]]:
    """Seeds of one pair of texts, joined where they follow one another within WIDEST_GAP and BAND; short ones dropped.

    Seeds in different spans of a text (`pieces` says which span a sign is in) are never joined.

    >>> pieces = numpy.zeros(100, int)
    >>> chains([Seed(0, 1, 5, 9, 7), Seed(0, 1, 14, 17, 6), Seed(0, 1, 90, 40, 6)], pieces, pieces)
    [[Block(a=5, b=9, length=7), Block(a=14, b=17, length=6)]]
    """
    made: list[list[Block]] = []
    latest: dict[tuple[int, int, int], list[Block]] = {}
    for seed in seeds:
        band = (seed.b - seed.a) // BAND
        place = int(pieces[seed.a]), int(other_pieces[seed.b])
        near = [latest[key, *place] for key in (band, band - 1, band + 1) if (key, *place) in latest]
        chain = next((chain for chain in near if _follows(chain[-1], seed)), None)
        if chain is None:
            chain = []
            made.append(chain)
        # Two seeds may share their border signs, where the same sign stands before and behind an edit.
        shared = (
            max(0, chain[-1].a + chain[-1].length - seed.a, chain[-1].b + chain[-1].length - seed.b) if chain else 0
        )
        chain.append(Block(seed.a + shared, seed.b + shared, seed.length - shared))
        latest[band, *place] = chain
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

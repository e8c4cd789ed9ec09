"""Does the time that work takes grow with the length of its input alone?"""

import gc
import time
from collections.abc import Callable
from typing import Any

TIMES_AS_LONG = 8
RUNS = 3
# Work that is done in less can't be told from the machine's own noise.
SHORTEST = 0.003


def growth(work: Callable[[Any], object], make: Callable[[int], Any], longest: int = 120_000) -> float:
    """How much longer a character takes in a text eight times as long: about 1 for linear work, 8 for a square.

    `make(length)` is the input. The least of three runs counts, in the process's own time: others' load plays no part.
    """
    short, long = (_least_seconds(work, make(length)) for length in (longest // TIMES_AS_LONG, longest))
    return long / max(short, SHORTEST) / TIMES_AS_LONG


def _least_seconds(work: Callable[[Any], object], given: Any) -> float:
    seconds = []
    for _ in range(RUNS):
        gc.collect()
        gc.disable()
        begun = time.process_time()
        work(given)
        seconds.append(time.process_time() - begun)
        gc.enable()
    return min(seconds)


def repeated(words: str) -> Callable[[int], str]:
    """Makes a text of any length out of `words` over and over."""
    return lambda length: (words * (length // len(words) + 1))[:length]

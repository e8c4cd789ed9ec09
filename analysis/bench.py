"""How long the stages take, always against a reference in the same run: machines differ, ratios less so.

Printed, never asserted. The reference is a bare Python process that loads jieba and segments the same text.
"""

import logging
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from analysis.build import extract
from analysis.language.segmentation import Segmenter
from analysis.language.words import find_words
from analysis.reading.corpus import Source, read_listings, read_source
from analysis.reading.document import Listing

RUNS = 5
BARE_JIEBA = """
import logging, pathlib, sys, warnings
warnings.simplefilter("ignore")
import jieba
jieba.setLogLevel(logging.WARNING)
jieba.dt.tmp_dir = sys.argv[1]
for path in sys.argv[2:]:
    for token in jieba.cut(pathlib.Path(path).read_text(encoding="utf-8"), HMM=False):
        pass
"""
HOSTILE = {
    "digits": "7",
    "Chinese numerals": "一",
    "brackets": "(",
    "quotation marks": "“",
    "enumeration commas": "、",
    "numbered commas": "1、",
    "percentages": "增长8%、",
}
SIZES = (125_000, 250_000, 500_000, 1_000_000)


def bench(raw: Path) -> Iterator[str]:
    """Lines of figures, as they are measured: the build, the extraction, segmentation, and growth on hostile input."""
    listings, _ = read_listings(raw)
    sources = [read_source(raw, listing) for listing in listings]
    yield from _build_lines(raw, [raw / listing.file for listing in listings])
    yield from _stage_lines(listings, sources)
    yield from _hostile_lines(listings[0])


def _build_lines(raw: Path, files: Sequence[Path]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as scratch:
        bare = [sys.executable, "-c", BARE_JIEBA, scratch, *map(str, files)]
        ours = [sys.executable, "-m", "analysis", "build", "--raw", str(raw), "--out"]
        _seconds(bare)
        pairs = [(_seconds([*ours, f"{scratch}/{run}"]), _seconds(bare)) for run in range(RUNS)]
    built, reference = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    yield f"build, nothing cached: {built:.2f} s; bare jieba {reference:.2f} s; ratio {ratio:.2f} (medians of {RUNS})"
    # Linux counts in KiB, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    yield f"largest process: {peak:.0f} MiB"


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _stage_lines(listings: Sequence[Listing], sources: Sequence[Source]) -> Iterator[str]:
    characters = sum(len(source.text) for source in sources)
    pairs = list(zip(listings, sources, strict=True))
    seconds = _median_seconds(lambda: [extract(listing, source) for listing, source in pairs])
    yield f"extraction of all tables from text: {characters / seconds:,.0f} characters a second, one core"
    text = "".join(source.text for source in sources)
    text *= max(1, 3_000_000 // len(text.encode("utf-8")))
    ours, reference = Segmenter(), _bare_jieba()
    counting = _median_seconds(lambda: Counter(find_words(text, ours).words), 3)
    cutting = _median_seconds(lambda: sum(1 for _ in reference.cut(text, HMM=False)), 3)
    ratio = counting / cutting
    yield f"segmenting and counting 3 MB: {counting:.2f} s; jieba's own time {cutting:.2f} s; ratio {ratio:.2f}"


def _bare_jieba() -> Any:
    """A tokenizer of jieba's own, with its default dictionary loaded, that leaves no cache and no log behind."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as scratch:
        tokenizer.tmp_dir = scratch
        tokenizer.initialize()
    return tokenizer


def _hostile_lines(listing: Listing) -> Iterator[str]:
    for name, unit in HOSTILE.items():
        seconds = []
        for size in SIZES:
            text = (unit * (size // len(unit) + 1))[:size]
            source = Source(text=text, encoding="utf-8", sha256="")
            seconds.append(_median_seconds(partial(extract, listing, source), 1))
        growth = seconds[-1] / max(seconds[0], 1e-9) / (SIZES[-1] / SIZES[0])
        figures = ", ".join(f"{size:,}: {second:.2f} s" for size, second in zip(SIZES, seconds, strict=True))
        yield f"hostile input of {name}: {figures}; seconds a character grew {growth:.2f}-fold over 8-fold length"

"""How alike two texts are in their words: cosine of TF-IDF vectors and Jensen–Shannon distance, each with an interval.

A text comes as the counts of words of its parts (the stretches of a document, the paragraphs of a section): the parts
are what is drawn in the bootstrap.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

import numpy as np

from analysis.language.intervals import NORMAL, Interval, draws

Parts = Sequence[Mapping[str, int]]
PLACES = 6
RESAMPLES = 400


class Likeness(NamedTuple):
    """How alike two texts are: `cosine` from 0 to 1 (the same mix of words), `distance` from 0 (the same) to √ln 2."""

    cosine: float
    cosine_low: float
    cosine_high: float
    distance: float
    distance_low: float
    distance_high: float


def tf_idf(counts: np.ndarray, idf: np.ndarray | None = None) -> np.ndarray:
    """Counts (a text a row, a word a column) weighted by idf and scaled to length 1; `idf` is that of the texts.

    As scikit-learn's TfidfTransformer does by default: raw counts, smoothed idf, Euclidean norm.

    >>> tf_idf(np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]]))[0].round(8).tolist()
    [0.85151335, 0.0, 0.52433293]
    """
    weighted = counts * (smoothed_idf(counts) if idf is None else idf)
    lengths = np.sqrt((weighted**2).sum(axis=1, keepdims=True))
    return weighted / np.where(lengths == 0, 1, lengths)


def smoothed_idf(counts: np.ndarray) -> np.ndarray:
    """ln((1 + n) / (1 + df)) + 1 for each word, df of n texts having it."""
    return np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1


def jensen_shannon(counts: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The Jensen–Shannon distance (root of the divergence, natural logarithm) between rows of the two arrays.

    >>> jensen_shannon(np.array([[1, 0]]), np.array([[0.5, 0.5]])).tolist()
    [0.46450140402245893]
    """
    first = counts / counts.sum(axis=1, keepdims=True)
    second = others / others.sum(axis=1, keepdims=True)
    middle = (first + second) / 2
    divergence = (_kullback_leibler(first, middle) + _kullback_leibler(second, middle)) / 2
    return np.sqrt(np.maximum(divergence, 0))


def _kullback_leibler(shares: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Σ p ln(p / q) over each row; what does not occur adds nothing."""
    ratio = np.where(shares > 0, shares, 1) / np.where(shares > 0, reference, 1)
    return (shares * np.log(ratio)).sum(axis=1)


def vocabulary_of(texts: Sequence[Parts]) -> dict[str, int]:
    """Each word of the texts with its column, in alphabetical order."""
    words = sorted({word for parts in texts for part in parts for word in part})
    return {word: column for column, word in enumerate(words)}


def count_table(parts: Parts, columns: Mapping[str, int]) -> np.ndarray:
    """The counts as an array: a part a row, a word a column."""
    table = np.zeros((len(parts), len(columns)))
    for row, part in enumerate(parts):
        for word, count in part.items():
            table[row, columns[word]] = count
    return table


def likeness(text: Parts, other: Parts, corpus: Sequence[Parts]) -> Likeness:
    """How alike two texts are; the idf is that of `corpus`, which holds all texts that are compared with one another.

    The intervals are normal bootstrap intervals, θ ± 1.96 standard deviations over resampled parts: a text drawn with
    replacement repeats itself and so differs from the text as a whole, which percentiles would take for a finding. Two
    short texts are always further apart than two long ones of the same kind; compare likes of like length.
    """
    columns = vocabulary_of(corpus)
    idf = smoothed_idf(np.array([count_table(parts, columns).sum(axis=0) for parts in corpus]))
    tables = [count_table(parts, columns) for parts in (text, other)]
    whole, other_whole = (table.sum(axis=0, keepdims=True) for table in tables)
    drawn, other_drawn = (draws(len(table), RESAMPLES, seed) @ table for seed, table in enumerate(tables, start=1))
    cosine = float(_cosine(whole, other_whole, idf)[0])
    distance = float(jensen_shannon(whole, other_whole)[0])
    cosines = _normal(cosine, _cosine(drawn, other_drawn, idf), 1.0)
    distances = _normal(distance, jensen_shannon(drawn, other_drawn), log(2) ** 0.5)
    numbers = [round(number, PLACES) for number in (cosine, *cosines, distance, *distances)]
    return Likeness(*numbers)


def _cosine(counts: np.ndarray, others: np.ndarray, idf: np.ndarray) -> np.ndarray:
    return (tf_idf(counts, idf) * tf_idf(others, idf)).sum(axis=1)


def _normal(estimate: float, resampled: np.ndarray, most: float) -> Interval:
    """The normal bootstrap interval, kept between 0 and `most`."""
    half = NORMAL * float(resampled.std(ddof=1))
    return Interval(max(0.0, estimate - half), min(most, estimate + half))

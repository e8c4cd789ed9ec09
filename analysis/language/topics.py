"""Topics of sections by non-negative matrix factorisation: for exploring, with a measure of how stable they are.

Nothing here is drawn at random: the factorisation starts from the singular vectors (NNDSVDa), so the same sections give
the same topics. How far the topics hang on which sections are there is measured by leaving a fifth of them out.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from analysis.language.intervals import SEED
from analysis.language.similarity import count_table, tf_idf, vocabulary_of

TOP_WORDS = 20
SUBSAMPLES = 10
# The share of the sections that a subsample holds (Greene, O'Callaghan & Cunningham 2014).
SUBSAMPLE = 0.8
# A word of fewer sections than this can't tie sections together.
MIN_SECTIONS = 5


class Topics(NamedTuple):
    """Topics found: `words` the words of each, the weightiest first; `weights` a section a row, a topic a column.

    `stability` is the mean agreement of the topics with those of subsamples of the sections, from 0 to 1.
    """

    words: list[list[str]]
    weights: np.ndarray
    stability: float


def find_topics(sections: Sequence[Mapping[str, int]], topics: int) -> Topics:
    """`topics` topics of the sections, each given as its counts of words."""
    columns = _common_words(sections)
    table = count_table([{word: part[word] for word in part if word in columns} for part in sections], columns)
    words, weights = _factorise(table, list(columns), topics)
    agreements = [
        agreement(words, _factorise(table[kept], list(columns), topics)[0]) for kept in _subsamples(len(sections))
    ]
    return Topics(words, weights.round(6), round(float(np.mean(agreements)), 6))


def _common_words(sections: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The words that MIN_SECTIONS sections or more carry, each with its column."""
    carried = {word: sum(word in section for section in sections) for word in vocabulary_of([sections])}
    return {word: column for column, word in enumerate(word for word in carried if carried[word] >= MIN_SECTIONS)}


def _factorise(table: np.ndarray, words: Sequence[str], topics: int) -> tuple[list[list[str]], np.ndarray]:
    """The leading words of each topic, and the weight of each topic in each row."""
    from sklearn.decomposition import NMF

    model = NMF(topics, init="nndsvda", random_state=SEED, max_iter=1000, tol=1e-3)
    weights = model.fit_transform(tf_idf(table))
    leading = [np.lexsort((np.arange(len(words)), -row.round(9)))[:TOP_WORDS] for row in model.components_]
    return [[words[column] for column in columns] for columns in leading], weights


def _subsamples(sections: int) -> list[np.ndarray]:
    """The rows of each subsample, ascending."""
    kept = int(sections * SUBSAMPLE)
    keys = np.random.PCG64(SEED).random_raw(SUBSAMPLES * sections).reshape(SUBSAMPLES, sections)
    return [np.sort(np.argsort(row, kind="stable")[:kept]) for row in keys]


def agreement(topics: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> float:
    """The mean average Jaccard of two sets of topics, matched one to one for most agreement (Greene et al. 2014)."""
    from scipy.optimize import linear_sum_assignment

    scores = np.array([[average_jaccard(topic, other) for other in others] for topic in topics])
    rows, columns = linear_sum_assignment(-scores)
    return float(scores[rows, columns].mean())


def average_jaccard(words: Sequence[str], others: Sequence[str]) -> float:
    """The mean over depths 1, 2, … of the Jaccard index of two ranked lists' leading words (Greene et al. 2014).

    >>> round(average_jaccard("album music best award win".split(), "sport best win medal award".split()), 6)
    0.154286
    """
    depth = min(len(words), len(others))
    if not depth:
        return 0.0
    indices = []
    for reach in range(1, depth + 1):
        first, second = frozenset(words[:reach]), frozenset(others[:reach])
        indices.append(len(first & second) / len(first | second))
    return sum(indices) / depth

"""Likeness against published numbers."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.language.similarity import jensen_shannon, likeness, tf_idf

COUNTS = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]])


def test_tf_idf_of_the_user_guide() -> None:
    """scikit-learn, user guide 6.2.3.5, smooth_idf=True."""
    assert tf_idf(COUNTS)[0].tolist() == pytest.approx([0.85151335, 0, 0.52433293], abs=5e-9)
    assert tf_idf(COUNTS) == pytest.approx(TfidfTransformer().fit_transform(COUNTS).toarray())


def test_jensen_shannon() -> None:
    """scipy.spatial.distance.jensenshannon([1.0, 0.0], [0.5, 0.5])."""
    assert jensen_shannon(np.array([[1, 0]]), np.array([[0.5, 0.5]]))[0] == pytest.approx(
        0.46450140402245893, abs=1e-15
    )
    first, second = np.array([[5, 3, 0, 2]]), np.array([[1, 0, 4, 2]])
    assert jensen_shannon(first, second)[0] == pytest.approx(jensenshannon(first[0], second[0]))


def test_a_text_is_like_itself_and_unlike_one_without_a_common_word() -> None:
    farm, town = [{"农业": 3, "粮食": 2}, {"农业": 1, "耕地": 2}], [{"城市": 3}, {"小区": 4}]
    same, none = likeness(farm, farm, [farm, town]), likeness(farm, town, [farm, town])
    assert (same.cosine, same.distance) == (1, 0)
    assert (none.cosine, none.distance) == (0, round(np.log(2) ** 0.5, 6))


def test_intervals_hold_the_estimate() -> None:
    first = [{"农业": 3, "粮食": 2}, {"农业": 1, "城市": 2}, {"农业": 2}]
    second = [{"农业": 1, "城市": 4}, {"小区": 2}, {"粮食": 1}]
    like = likeness(first, second, [first, second])
    assert like.cosine_low < like.cosine < like.cosine_high
    assert like.distance_low < like.distance < like.distance_high

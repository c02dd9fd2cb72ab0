from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from langganan.errors import ArgumentError, TableError
from langganan.measure.pls.read.correlations import read_correlations

R = np.array([[1, 0.5, 0.3], [0.5, 1, 0.2], [0.3, 0.2, 1]])
NAMES = ["a", "b", "c"]


def test_an_array_with_names():
    found = read_correlations(R, n=100, items=NAMES)
    assert (found.items, found.n) == (("a", "b", "c"), 100)
    np.testing.assert_array_equal(found.matrix, R)


def test_a_frame_may_name_its_rows_in_any_order_and_leave_one_half_empty():
    lower = np.where(np.triu(np.ones((3, 3)), 1) > 0, np.nan, R)
    frame = pd.DataFrame(lower, columns=NAMES)
    frame.insert(0, "item", NAMES)
    np.testing.assert_array_equal(read_correlations(frame.iloc[[2, 0, 1]], n=9).matrix, R)


def test_covariances_are_standardised_when_asked():
    sd = np.array([2.0, 1.0, 3.0])
    np.testing.assert_allclose(read_correlations(R * np.outer(sd, sd), n=9, items=NAMES, standardise=True).matrix, R)


REFUSED = [
    (np.ones((2, 3)), "The correlations have 2 rows and 3 columns. They should have as many of both."),
    (np.where(R == 0.3, [[1, 1, 0.31]] * 3, R), "a and c correlate 0.31 in one half of the matrix and 1 in the other."),
    (R * 2, "a has 2 on the diagonal, where correlations have 1. If these are covariances, say so (standardise=True)."),
    (np.where(R == 0.5, 1.5, R), "a and b correlate 1.5. A correlation lies between -1 and 1."),
    (np.where(R == 0.5, np.nan, R), "The correlation of a and b is missing."),
    (
        np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]),
        "No answers can have these correlations: the smallest eigenvalue of the matrix is -0.8000, and none may be negative. Look for a mistyped number, or print more decimals.",
    ),
]


@pytest.mark.parametrize(("matrix", "sentence"), REFUSED)
def test_what_is_no_correlation_matrix_is_refused(matrix, sentence):
    with pytest.raises(TableError) as caught:
        read_correlations(matrix, n=100, items=NAMES)
    assert str(caught.value) == sentence


def test_n_is_a_number_of_respondents():
    with pytest.raises(ArgumentError, match=r"^n is 2\. It is a whole number from 3 to 1000000000\.$"):
        read_correlations(R, n=2, items=NAMES)


def test_rows_and_columns_name_the_same():
    with pytest.raises(TableError, match=r"^The rows are called a, b, b, the columns a, b, c\."):
        read_correlations({"item": ["a", "b", "b"], **dict(zip(NAMES, R, strict=True))}, n=9)


def test_without_variance_there_is_nothing_to_standardise():
    with pytest.raises(TableError, match=r"^a has the variance 0\. It should be more than zero\.$"):
        read_correlations(np.diag([0.0, 1, 1]), n=9, items=NAMES, standardise=True)

"""Small linear algebra on a batch of matrices, the batch on the last axis.

LAPACK solves one small matrix at a time, at a microsecond of overhead each. A sweep (Goodnight 1979, "A tutorial
on the SWEEP operator", The American Statistician 33) does the same elimination on the whole batch, a row at a time.
"""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

SINGULAR = 1e-12
"""The share of a variable that the others must leave unexplained; where less is left, it is nothing but rounding."""


def sweep(matrix: Array, pivots: int) -> Array:
    """Sweep the first `pivots` rows of symmetric matrices (m, m, B), in place.

    This function will leave, for a matrix [[A, b], [b', c]] swept on A: [[-A⁻¹, A⁻¹b], [b'A⁻¹, c - b'A⁻¹b]].
    Where A is singular the result is not a number.
    """
    least = SINGULAR * np.abs(np.einsum("kkb->kb", matrix[:pivots, :pivots]))
    for k in range(pivots):
        pivot = 1.0 / np.where(np.abs(matrix[k, k]) > least[k], matrix[k, k], np.nan)
        row = matrix[k] * pivot
        column = matrix[:, k].copy()
        matrix -= column[:, None] * row
        matrix[k] = row
        matrix[:, k] = row
        matrix[k, k] = -pivot
    return matrix


def inverse(matrix: Array) -> Array:
    """Invert symmetric matrices (m, m, B). This function will give their inverses; NaN where there is none."""
    return np.negative(sweep(matrix.copy(), len(matrix)))


def inflation(matrix: Array) -> Array:
    """The variance inflation (m,) of each variable on all others, of one correlation matrix (m, m).

    This function will give infinity for what others explain fully.
    """
    left = np.empty(len(matrix))
    for place in range(len(matrix)):
        others = np.delete(np.arange(len(matrix)), place)
        known = matrix[np.ix_(others, others)]
        left[place] = matrix[place, place] - matrix[place, others] @ np.linalg.pinv(known) @ matrix[others, place]
    return np.divide(1.0, left, out=np.full(len(left), np.inf), where=np.abs(left) > SINGULAR)

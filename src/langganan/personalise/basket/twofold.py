"""A sparse matrix kept both ways round, so that a few rows times it come out quickly, as a dense table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from langganan.tables import Array

STRAIGHT = 40
"""Multiplications in a row that the processor does in the time of one whose place must be looked up."""


@dataclass(frozen=True, eq=False)
class Twofold:
    """A matrix (CSR, float32), and the same `turned` (its transpose, CSR too)."""

    plain: Any
    turned: Any

    @classmethod
    def of(cls, matrix: Any) -> Twofold:
        """This function will keep a sparse matrix both ways round."""
        return cls(matrix.tocsr(), matrix.T.tocsr())

    @property
    def flipped(self) -> Twofold:
        """The transpose."""
        return Twofold(self.turned, self.plain)

    def after(self, few: Any) -> Array:
        """Multiply `few` sparse rows by the matrix. This function will give few @ matrix, dense, float32.

        The rows of the answer or its columns lie together in memory. Where `few` meet much of the
        matrix it goes straight through all of it, else from place to place.
        """
        looked_up = int(np.diff(self.plain.indptr)[few.indices].sum())
        if self.plain.nnz * few.shape[0] > STRAIGHT * looked_up:
            return (few @ self.plain).toarray()
        return (self.turned @ few.T.toarray()).T

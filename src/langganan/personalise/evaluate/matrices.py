"""Histories as sparse matrices of customers × products, and the best of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from langganan.personalise.basket.history import History
from langganan.tables import Array

Sparse = Any
"""A `scipy.sparse.csr_array`; scipy is imported where it is used, for it takes long to start."""
CELLS = 8_000_000
"""Numbers that a dense piece of a matrix may hold at a time (32 MB)."""
TIE = 1e-9
"""Scores that differ by less than this share of the largest are tied."""


def matrix(history: History, weights: Array) -> Sparse:
    """This function will give customers × products, the weights of the rows of each pair added up."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped]

    shape = (len(history.customers), len(history.products))
    made = csr_array((weights.astype(np.float32), (history.customer, history.product)), shape=shape)
    made.sum_duplicates()
    return made


def bought(history: History) -> Sparse:
    """This function will give 1 where a customer bought a product."""
    made = matrix(history, np.ones(len(history.customer)))
    made.data[:] = 1
    return made


def popularity(history: History) -> Array:
    """This function will give in how many baskets each product was."""
    return np.bincount(history.product, minlength=len(history.products)).astype(np.float64)


def pieces(customers: Array, width: int) -> Iterator[Array]:
    """This function will give the customers in pieces whose rows of `width` numbers fit into `CELLS`."""
    size = max(CELLS // max(width, 1), 1)
    for start in range(0, len(customers), size):
        yield customers[start : start + size]


def largest(values: Array, count: int) -> Sparse:
    """This function will give the `count` largest numbers of each row of a dense matrix, the others left out."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped]

    count = min(count, values.shape[1])
    if count < 1:
        return csr_array(values.shape, dtype=np.float32)
    columns = np.argpartition(-values, count - 1, axis=1)[:, :count]
    kept = np.take_along_axis(values, columns, axis=1).astype(np.float32).ravel()
    ends = np.arange(0, columns.size + 1, count)
    return csr_array((kept, columns.ravel(), ends), shape=values.shape)


def best(scores: Array, popular: Array, k: int) -> Array:
    """This function will give the k best columns of each row of a dense matrix, ties to the more popular product.

    Products that nobody bought are never given: -1 stands in the places that stay empty.
    """
    order = np.argsort(np.argsort(-popular, kind="stable"), kind="stable")
    scale = TIE * float(np.abs(scores).max(initial=0.0)) or TIE
    full = scores.astype(np.float64) - scale * order[None] / len(order)
    full[:, popular <= 0] = -np.inf
    k = min(k, full.shape[1])
    first = np.argpartition(-full, k - 1, axis=1)[:, :k]
    values = np.take_along_axis(full, first, axis=1)
    turn = np.argsort(-values, axis=1, kind="stable")
    ranked = np.take_along_axis(first, turn, axis=1)
    return np.where(np.isneginf(np.take_along_axis(values, turn, axis=1)), -1, ranked)

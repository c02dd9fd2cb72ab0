"""The customers most alike, and what they buy (the neighbours' half of TIFU-KNN: Hu et al. 2020, eqs. 1 to 4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.twofold import Twofold
from langganan.tables import Array

GROUPS, FADE_IN, FADE_BETWEEN = 11, 0.9, 0.9
NEIGHBOURS = 300


def tastes(history: History, groups: int = GROUPS, fade_in: float = FADE_IN, fade_between: float = FADE_BETWEEN) -> Any:
    """Sum up each customer's orders as one sparse vector over products (customers x products, CSR, float32).

    This function will fade orders within each of `groups` runs of orders, average them, fade the runs, and average
    those (eqs. 1 to 3). Where orders cannot be shared out evenly the later runs are longer by one, as in the
    authors' program; customers with fewer orders than groups have one group per order.
    """
    from scipy import sparse

    count, basket = history.orders[history.customer], history.basket
    small = count < groups
    base = count // groups
    extra = count - base * groups
    first = (groups - extra) * base
    late = (groups - extra) + (basket - first) // (base + 1)
    run = np.where(small, basket, np.where(basket < first, basket // np.maximum(base, 1), late))
    size = np.where(small, 1, np.where(basket < first, base, base + 1))
    real = np.where(small, count, groups)
    weight = fade_in ** (count - 1 - basket) / size * fade_between ** (groups - 1 - run) / real
    shape = (len(history.customers), len(history.products))
    return sparse.csr_matrix((weight.astype(np.float32), (history.customer, history.product)), shape=shape)


def nearest(wanted: Any, people: Twofold, lengths: Array, not_these: Array, k: int = NEIGHBOURS) -> Array:
    """The mean vector of the `k` nearest of `people` (Euclid) to each row of `wanted`; dense, float32.

    `not_these` is each wanted customer's own place among `people` (-1: not there), who is not a neighbour of
    himself; `lengths` are the squared lengths of `people`.
    """
    from scipy import sparse

    far = np.multiply(people.flipped.after(wanted), np.float32(-2), order="C")
    far += lengths
    there = np.flatnonzero(not_these >= 0)
    far[there, not_these[there]] = np.inf
    k = max(min(k, far.shape[1] - 1), 1)
    near = np.argpartition(far, k - 1, axis=1)[:, :k]
    rows = np.arange(0, near.size + 1, k)
    mean = sparse.csr_matrix((np.full(near.size, 1 / k, np.float32), near.ravel(), rows), shape=far.shape)
    return people.after(mean)

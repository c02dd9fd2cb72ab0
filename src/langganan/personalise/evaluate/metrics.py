"""Measures of a list of suggestions against the basket that came, one number per customer.

Papers on next baskets write NDCG in three ways, so that their tables cannot be laid side by side. Two are here:
`ndcg` divides by the best list of k (Järvelin & Kekäläinen 2002, the usual definition), `ndcg_full` by the best list
of any length, as the code of TIFU-KNN (Hu et al. 2020) and of the Reality Check (Li et al. 2023) does.
"""

from __future__ import annotations

import numpy as np

from langganan.personalise.basket.history import History, Truth
from langganan.tables import Array

MEASURES = ("recall", "ndcg", "ndcg_full", "hit", "repeat_recall", "explore_recall")
"""What `measure` gives for each customer."""


def measure(ranked: Array, truth: Truth, history: History, *, k: int) -> dict[str, Array]:
    """This function will give each measure of `MEASURES` as an array over the customers of the truth.

    `ranked` has a row for each of them and k or more columns: products by number, the best first, -1 for none.
    Repeat recall is over the products of the basket that the customer had bought before, explore recall over the
    others; NaN where the basket has none of the kind.
    """
    customers, counts = np.unique(truth.customer, return_counts=True)
    width = len(history.products)
    wanted = np.sort(truth.customer.astype(np.int64) * width + truth.product)
    listed = ranked[:, :k]
    keys = np.where(listed >= 0, customers[:, None] * width + listed, -1)
    hits, owned = _found(keys, wanted), _bought(history, width)
    mine = np.bincount(np.searchsorted(customers, wanted[_found(wanted, owned)] // width), minlength=len(customers))
    again = (hits & _found(keys, owned)).sum(1)
    gain = hits @ _discounts(listed.shape[1])
    best = np.append(0.0, np.cumsum(_discounts(max(int(counts.max(initial=1)), k))))
    with np.errstate(invalid="ignore"):
        return {
            "recall": hits.sum(1) / counts,
            "ndcg": gain / best[np.minimum(counts, k)],
            "ndcg_full": gain / best[counts],
            "hit": hits.any(1).astype(float),
            "repeat_recall": again / mine,
            "explore_recall": (hits.sum(1) - again) / (counts - mine),
        }


def coverage(ranked: Array, history: History, *, k: int) -> float:
    """This function will give the share of the products sold so far that stand in at least one list of k."""
    listed = np.unique(ranked[:, :k])
    return float(len(listed[listed >= 0]) / max(len(np.unique(history.product)), 1))


def _discounts(count: int) -> Array:
    return 1 / np.log2(np.arange(2, count + 2))


def _bought(history: History, width: int) -> Array:
    """Every customer and product of the history as one number, ascending."""
    return np.unique(history.customer.astype(np.int64) * width + history.product)


def _found(keys: Array, among: Array) -> Array:
    """True where a key is among the ascending numbers."""
    if not len(among):
        return np.zeros(keys.shape, bool)
    return among[np.minimum(np.searchsorted(among, keys), len(among) - 1)] == keys

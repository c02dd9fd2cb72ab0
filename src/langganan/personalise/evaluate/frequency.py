"""The simple rules: what all buy, what the customer buys most, what the customer bought lately.

Each gives the best k products of each customer asked for, (customers × k), -1 where there are no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.matrices import best, matrix, pieces, popularity
from langganan.tables import Array


def popular(history: History, customers: Array, k: int) -> Array:
    """G-TopFreq: this function will give everyone the products that are in most baskets."""
    counts = popularity(history)
    return np.repeat(best(counts[None], counts, k), len(customers), axis=0)


def personal(history: History, customers: Array, k: int) -> Array:
    """GP-TopFreq: this function will give what is in most of the customer's own baskets.

    Ties, and the places left, go to what is in most baskets of all (Li et al. 2023, section 4.2). With ties broken
    by product number it would find a fifth less on Ta-Feng, and any method would look good beside it.
    """
    return personal_decay(history, customers, k, settings=Decay(1.0))


@dataclass(frozen=True)
class Decay:
    """What a basket counts of the one after it."""

    decay: float = 0.95


def personal_decay(history: History, customers: Array, k: int, *, settings: Decay) -> Array:
    """This function will give what is in most of the customer's own baskets, the older ones counting less."""
    scores, popular_ones = matrix(history, settings.decay ** history.age.astype(float)), popularity(history)
    rows = [best(scores[piece].toarray(), popular_ones, k) for piece in pieces(customers, scores.shape[1])]
    return np.vstack(rows)

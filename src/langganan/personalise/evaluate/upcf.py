"""UP-CF@r: Faggioli, Polato & Aiolli 2020, Recency aware collaborative filtering for next basket recommendation.

https://doi.org/10.1145/3340631.3394850
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.matrices import Sparse, best, bought, largest, matrix, pieces, popularity
from langganan.tables import Array


@dataclass(frozen=True)
class UpCf:
    """The settings: baskets looked back (r), asymmetry of the cosine (α), weight of the nearest (q), neighbours."""

    recency: int = 10
    asymmetry: float = 0.25
    locality: float = 1.0
    neighbours: int = 100


def upcf(history: History, customers: Array, k: int, *, settings: UpCf) -> Array:
    """This function will give the k best by Σ_v w(u,v)^q π(v,i) over the nearest v, u itself among them."""
    recent, popular = user_wise_popularity(history, settings.recency), popularity(history)
    owned = bought(history)
    near = (alike(owned, piece, settings) @ recent for piece in pieces(customers, max(owned.shape)))
    return np.vstack([best(scores.toarray(), popular, k) for scores in near])


def alike(owned: Sparse, customers: Array, settings: UpCf) -> Sparse:
    """This function will give w(u,v)^q of the customers' nearest: |u ∩ v| / (|u|^α |v|^(1 - α)) of what they bought."""
    sizes = owned.sum(axis=1)
    norm = sizes[customers][:, None] ** settings.asymmetry * sizes[None] ** (1 - settings.asymmetry)
    cosine = (owned[customers] @ owned.T).toarray() / np.maximum(norm, 1e-12)
    return largest(cosine**settings.locality, settings.neighbours)


def user_wise_popularity(history: History, recency: int) -> Sparse:
    """This function will give π(u,i): the share of the customer's last r baskets that product i is in."""
    window = np.minimum(history.orders, recency)[history.customer]
    return matrix(history, (history.age < recency) / window)

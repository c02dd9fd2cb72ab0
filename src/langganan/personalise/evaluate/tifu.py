"""TIFU-KNN: Hu, He, Gao & Zhang 2020, Modeling personalized item frequency information for next-basket recommendation.

https://doi.org/10.1145/3397271.3401066. Written anew; on the same split it gives the figures of the authors' program.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.matrices import Sparse, best, largest, matrix, pieces, popularity
from langganan.tables import Array


@dataclass(frozen=True)
class Tifu:
    """The settings: neighbours k, decays within and between groups (r_b, r_g), weight α of one's own, groups m."""

    neighbours: int = 300
    within: float = 0.9
    between: float = 0.7
    own: float = 0.7
    groups: int = 7


def tifu(history: History, customers: Array, k: int, *, settings: Tifu) -> Array:
    """This function will give the k best by P = α u + (1 - α) n: u the own vector, n the mean of the nearest."""
    vectors, popular = tifu_vectors(history, settings), popularity(history)
    ranked = []
    for piece in pieces(customers, max(vectors.shape)):
        near = nearest(vectors, piece, settings.neighbours) @ vectors
        scores = settings.own * vectors[piece] + (1 - settings.own) * near
        ranked.append(best(scores.toarray(), popular, k))
    return np.vstack(ranked)


def tifu_vectors(history: History, settings: Tifu) -> Sparse:
    """This function will give each customer's vector: decayed means of m groups of baskets, decayed and averaged.

    The paper's decay in two steps as the authors' program does it: a basket's decay counts from the last basket
    rather than from the last of its group; where groups cannot be equal the longer ones stand at the end; somebody
    with fewer baskets than groups has a group for each, damped as if empty ones came after.
    """
    count, groups = history.orders[history.customer], settings.groups
    size = count // groups
    longer = np.round((count / groups - size) * groups).astype(np.int64)
    shorter = (groups - longer) * size
    at = np.where(
        history.basket < shorter,
        history.basket // np.maximum(size, 1),
        groups - longer + (history.basket - shorter) // (size + 1),
    )
    few = count < groups
    group = np.where(few, history.basket, at)
    members = np.where(few, 1, size + (history.basket >= shorter))
    decays = settings.within ** history.age.astype(float) * settings.between ** (groups - 1.0 - group)
    return matrix(history, decays / members / np.minimum(count, groups))


def nearest(vectors: Sparse, customers: Array, count: int) -> Sparse:
    """This function will give customers × all: 1/count for each of the nearest others (Euclid), 0 elsewhere."""
    square = vectors.multiply(vectors).sum(axis=1)
    distance = square[None] - 2 * (vectors[customers] @ vectors.T).toarray()
    distance[np.arange(len(customers)), customers] = np.inf
    made = largest(-distance, min(count, vectors.shape[0] - 1))
    made.data[:] = 1 / max(min(count, vectors.shape[0] - 1), 1)
    return made

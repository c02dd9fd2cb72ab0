"""Item-kNN: products that the same customers buy (Deshpande & Karypis 2004), on a history that fades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.matrices import Sparse, best, bought, largest, matrix, pieces, popularity
from langganan.tables import Array


@dataclass(frozen=True)
class ItemKnn:
    """The settings: neighbours of each product, and what a basket counts of the one after it."""

    neighbours: int = 100
    decay: float = 0.9


def item_knn(history: History, customers: Array, k: int, *, settings: ItemKnn) -> Array:
    """This function will give the k products most like those the customer bought, by cosine; own ones count."""
    alike, popular = similarities(bought(history), settings.neighbours), popularity(history)
    faded = matrix(history, settings.decay ** history.age.astype(float))
    rows = [best((faded[piece] @ alike).toarray(), popular, k) for piece in pieces(customers, faded.shape[1])]
    return np.vstack(rows)


def similarities(owned: Sparse, neighbours: int) -> Sparse:
    """This function will give products × products: cosines of their customers, each row's largest ones kept."""
    from scipy.sparse import vstack  # type: ignore[import-untyped]

    norm, by_item = np.sqrt(np.maximum(owned.sum(axis=0), 1e-12)), owned.T.tocsr()
    rows = []
    for piece in pieces(np.arange(owned.shape[1]), owned.shape[1]):
        cosine = (by_item[piece] @ owned).toarray() / norm[piece][:, None] / norm[None]
        rows.append(largest(cosine, neighbours))
    return vstack(rows, format="csr")

"""Which products go with which: who buys one buys the other (cosine, shrunk)."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from langganan.personalise.basket.repeat import Own
from langganan.personalise.basket.twofold import Twofold
from langganan.tables import Array
from langganan.threads import mapped

SHRINK, TOP, MOST, LEAST = 5.0, 100, 6000, 2
BLOCK = 128


def alike(own: Own, customers: int, products: int) -> Any:
    """How alike products are by who buys them: sparse, products x products, CSR, float32; S[i, j] speaks for j given i.

    This function will give customers of both / (sqrt(customers of one * customers of the other) + 5), for the 6,000
    products that most people buy, the 100 largest for each; a pair that fewer than two people share is left out.
    (Item-based collaborative filtering: Deshpande and Karypis 2004, eq. 3, with shrinkage.)
    """
    from scipy import sparse

    if not len(own.customer):
        return sparse.csr_matrix((products, products), dtype=np.float32)
    bought = np.bincount(own.product, minlength=products)
    some = np.sort(np.argsort(-bought, kind="stable")[:MOST])
    ones = np.ones(len(own.customer), np.float32)
    every: Any = sparse.csr_matrix((ones, (own.customer, own.product)), shape=(customers, products))
    matrix = every[:, some].tocsr()
    people, root = Twofold.of(matrix), np.sqrt(bought[some]).astype(np.float32)
    blocks = [np.arange(at, min(at + BLOCK, len(some))) for at in range(0, len(some), BLOCK)]
    found = list(mapped(partial(_most_alike, people, root), blocks))
    of, other, value = (np.concatenate([part[place] for part in found]) for place in range(3))
    return sparse.csr_matrix((value, (some[other], some[of])), shape=(products, products))


def _most_alike(people: Twofold, root: Array, block: Array) -> tuple[Array, Array, Array]:
    """The 100 products most alike to each of a block: the block's product, the other one, how alike."""
    both = np.ascontiguousarray(people.after(people.turned[block]))
    both[np.arange(len(block)), block] = 0
    both[both < LEAST] = 0
    both /= root[block, None] * root + np.float32(SHRINK)
    if both.shape[1] > TOP:
        small = np.argpartition(both, both.shape[1] - TOP, axis=1)[:, : both.shape[1] - TOP]
        np.put_along_axis(both, small, 0, axis=1)
    row, other = np.nonzero(both)
    return block[row], other, both[row, other]

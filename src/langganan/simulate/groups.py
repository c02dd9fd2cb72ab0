"""Groups of products that the same customers buy: the shop's categories, or what the purchases themselves show."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array, Columns

MOST_GROUPS, FEWEST_PRODUCTS = 24, 10
"""At most so many groups, of so many products on average at least."""
ROUNDS = 25


def groups_of(sales: Columns, products: Array, which: Array, categories: Columns) -> Array:
    """Put products into groups. This function will give each product's group, 0 upward.

    Categories where at least half of the products have one; else spherical k-means (Dhillon and Modha 2001) on the
    leading singular vectors of customers by products.
    """
    named = dict(zip(categories["product_id"].tolist(), categories["category"].tolist(), strict=True))
    texts = [named.get(product) for product in products.tolist()]
    if 2 * sum(text is not None for text in texts) >= len(texts):
        return np.unique(np.array([text or "" for text in texts], str), return_inverse=True)[1]
    wanted = min(MOST_GROUPS, len(products) // FEWEST_PRODUCTS)
    if wanted < 2:
        return np.zeros(len(products), np.int64)
    return _clusters(_positions(sales, which, len(products), wanted), wanted)


def _positions(sales: Columns, which: Array, products: int, wanted: int) -> Array:
    """Products as unit vectors, near to each other where the same customers buy them."""
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import svds

    people, who = np.unique(sales["customer_id"], return_inverse=True)
    known = sales["customer_id"] >= 0
    bought = csr_array((np.ones(int(known.sum())), (which[known], who[known])), shape=(products, len(people)))
    bought.data[:] = 1.0
    rare = 1 / np.sqrt(np.maximum(bought.sum(axis=0), 1))
    common = 1 / np.sqrt(np.maximum(bought.sum(axis=1), 1))
    scaled = csr_array(bought.multiply(rare[None, :]).multiply(common[:, None]))
    least = min(products, len(people))
    rank = min(wanted, least - 1)
    left, strength, _ = svds(scaled, k=rank, v0=np.ones(least))
    vectors = left * strength
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def _clusters(vectors: Array, wanted: int) -> Array:
    """Spherical k-means, started at vectors far from each other; empty groups are left out."""
    centres = vectors[:1]
    while len(centres) < wanted:
        farthest = int((vectors @ centres.T).max(axis=1).argmin())
        centres = np.vstack([centres, vectors[farthest]])
    group = np.zeros(len(vectors), np.int64)
    for _ in range(ROUNDS):
        group = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, group, vectors)
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return np.unique(group, return_inverse=True)[1]

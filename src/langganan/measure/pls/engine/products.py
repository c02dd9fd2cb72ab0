"""Interactions: the products of scores or of items as indicators, worked out anew in every resample.

Two-stage: the product of the two constructs' scores (Henseler & Chin 2010). Product indicators: every pair of
their standardised items (Chin, Marcolin & Newsted 2003). Orthogonal: those products, with what the items
themselves explain taken out (Little, Bovaird & Widaman 2006).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from langganan.measure.pls.engine.linear import inverse
from langganan.measure.pls.engine.moments import FLAT, Location, Moments
from langganan.measure.pls.engine.resample import Counts
from langganan.tables import Array

CELLS = 4_000_000
"""How many numbers the data sets of one batch may hold together."""

Pair = tuple[Array, Array]


def with_score_products(
    moments: Moments, counts: Counts, location: Location, matrices: Array, composites: Sequence[Pair]
) -> tuple[Array, Array, Array]:
    """Add the products of pairs of construct scores to matrices (p, p, B).

    `composites` are pairs of (p, B) weights on standardised items. This function will give matrices (p + q, p + q, B),
    the (q, B) standard deviations of the products of standardised scores, and (B,) where a product is constant.
    """
    p, q, n = len(matrices), len(composites), counts.totals
    with_items, mutual = _product_moments(moments, counts, location, composites)
    sums, mutual = mutual[:, -1], mutual[:, :-1]
    covariances = mutual / n - sums[:, None] * sums / n**2
    variances = np.einsum("iib->ib", covariances)
    flat = np.any(variances <= FLAT, axis=0)
    deviations = np.sqrt(np.where(variances <= FLAT, 1.0, variances))
    out = np.empty((p + q, p + q, counts.size))
    out[:p, :p] = matrices
    out[p:, :p] = with_items / (n * deviations[:, None])
    out[:p, p:] = out[p:, :p].transpose(1, 0, 2)
    out[p:, p:] = covariances / (deviations[:, None] * deviations)
    return out, deviations, flat


def _product_moments(
    moments: Moments, counts: Counts, location: Location, composites: Sequence[Pair]
) -> tuple[Array, Array]:
    """Sums of products with standardised items (q, p, B), and with each other and one (q, q + 1, B)."""
    q, p = len(composites), moments.scaled.shape[1]
    with_items, mutual = np.zeros((q, p, counts.size)), np.zeros((q, q + 1, counts.size))
    for rows, drawn in counts:
        scores = [[moments.scores(rows, weights, location) for weights in pair] for pair in composites]
        products = np.stack([one * other for one, other in scores])
        weighed = products * drawn
        mutual[:, :-1] += np.einsum("anb,cnb->acb", weighed, products)
        mutual[:, -1] += weighed.sum(1)
        with_items += np.stack([moments.with_items(rows, each, location) for each in weighed])
    return with_items, mutual


def with_item_products(
    moments: Moments, counts: Counts, location: Location, blocks: Sequence[Pair], *, orthogonal: bool
) -> tuple[Array, Array, Array]:
    """Work out matrices of items and of their products in each resample.

    `blocks` are pairs of arrays of items' places, one pair for each interaction; the products stand behind the items,
    the first block's items outermost. This function will give matrices (m, m, B), the products' standard deviations,
    and (B,) where a column is constant.
    """
    first = np.concatenate([np.repeat(a, len(b)) for a, b in blocks])
    second = np.concatenate([np.tile(b, len(a)) for a, b in blocks])
    sums: Array | float = 0.0
    for rows, drawn in counts:
        items = moments.items(rows, location)
        data = np.concatenate([np.ones_like(items[:, :1]), items, items[:, first] * items[:, second]], axis=1)
        sums = sums + (data * drawn.T[:, None]) @ data.transpose(0, 2, 1)
    averages = np.moveaxis(np.asarray(sums), 0, -1) / counts.totals
    covariances = averages[1:, 1:] - averages[1:, :1] * averages[:1, 1:]
    if orthogonal:
        covariances = _residual(covariances, blocks, moments.scaled.shape[1])
    variances = np.einsum("iib->ib", covariances)
    flat = np.any(variances <= FLAT, axis=0)
    deviations = np.sqrt(np.where(flat, 1.0, variances))
    scale = 1.0 / deviations
    return covariances * scale[:, None] * scale, deviations[moments.scaled.shape[1] :], flat


def item_products(items: Array, blocks: Sequence[Pair], *, orthogonal: bool) -> Array:
    """The products of standardised items (n, p), in the order of `with_item_products`, for scores."""
    found = []
    for a, b in blocks:
        products = (items[:, a, None] * items[:, None, b]).reshape(len(items), -1)
        if orthogonal:
            known = np.column_stack([np.ones(len(items)), items[:, np.union1d(a, b)]])
            products = products - known @ np.linalg.lstsq(known, products)[0]
        found.append(products)
    return np.concatenate(found, axis=1)


def _residual(covariances: Array, blocks: Sequence[Pair], p: int) -> Array:
    """Take out of each interaction's products what its constructs' items explain."""
    taken = np.zeros_like(covariances)
    taken[np.arange(len(taken)), np.arange(len(taken))] = 1.0
    start = p
    for a, b in blocks:
        items, products = np.union1d(a, b), np.arange(start, start + len(a) * len(b))
        with np.errstate(invalid="ignore"):
            known = inverse(covariances[np.ix_(items, items)])
        slopes = np.einsum("pib,ijb->pjb", covariances[np.ix_(products, items)], known)
        taken[np.ix_(products, items)] = -slopes
        start += len(products)
    half = np.einsum("ijb,jkb->ikb", taken, covariances)
    return np.einsum("ijb,kjb->ikb", half, taken)

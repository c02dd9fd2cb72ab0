"""The correlations of indicators that a model implies, and how far they are from those of the answers.

Between two constructs the model implies the product of loadings and the constructs' correlation. Within a common
factor (a construct that consistent PLS corrects, or any reflective one where that is asked) it implies the product
of loadings; a composite restricts nothing within itself, so the answers' own correlations stand (Henseler et al. 2014;
Schuberth, Henseler & Dijkstra 2018). The constructs' correlations are those estimated (saturated model), or those the
paths imply (estimated model). This is what cSEM's `fit` does.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from langganan.measure.pls.engine.layout import Layout
from langganan.measure.pls.engine.statistics import Statistics
from langganan.tables import Array


class Distances(NamedTuple):
    """(B,) how far implied correlations are from the answers'; d_g is NaN where they are not positive definite."""

    srmr: Array
    d_uls: Array
    d_g: Array


def constructs(layout: Layout, found: Statistics, *, saturated: bool) -> Array:
    """(k, k, B) correlations of constructs: as estimated, or as their paths imply (exogenous ones correlate freely)."""
    if saturated:
        return found.correlations
    implied, order = found.correlations.copy(), layout.causal_order
    for place, end in enumerate(order):
        sources, before = list(layout.sources[end]), list(order[:place])
        if sources:
            row = np.einsum("sb,sjb->jb", found.paths[sources, end], implied[np.ix_(sources, before)])
            implied[end, before] = implied[before, end] = row
    return implied


def indicators(layout: Layout, found: Statistics, matrices: Array, between: Array, factors: Array) -> Array:
    """(p, p, B) implied correlations of indicators. `factors` (k) says which constructs are common factors."""
    loadings, owner = found.loadings, layout.owner
    implied = loadings[:, None] * loadings * between[owner][:, owner]
    for block, factor in zip(layout.blocks, factors, strict=True):
        if not factor:
            implied[block, block] = matrices[block, block]
    implied[np.arange(len(owner)), np.arange(len(owner))] = 1.0
    return implied


def distances(matrices: Array, implied: Array) -> Distances:
    """Compare (p, p, B) correlations with those implied (Dijkstra & Henseler 2015; Henseler et al. 2014).

    d_uls is half the sum of squared differences, SRMR the root of their mean over the p(p + 1)/2 different places,
    d_g half the sum of squared logarithms of the eigenvalues of S^-1 times the implied.
    """
    p = len(matrices)
    d_uls = ((matrices - implied) ** 2).sum((0, 1)) / 2.0
    return Distances(np.sqrt(2.0 * d_uls / (p * (p + 1))), d_uls, _geodesic(matrices, implied))


def _geodesic(matrices: Array, implied: Array) -> Array:
    observed, model = np.moveaxis(matrices, -1, 0), np.moveaxis(implied, -1, 0)
    out = np.full(len(observed), np.nan)
    values, vectors = np.linalg.eigh(observed)
    good = values[:, 0] > 1e-12
    half = vectors[good] / np.sqrt(values[good])[:, None]
    roots = np.linalg.eigvalsh(half.transpose(0, 2, 1) @ model[good] @ half)
    with np.errstate(invalid="ignore", divide="ignore"):
        out[good] = np.where(roots[:, 0] > 0, (np.log(roots) ** 2).sum(1) / 2.0, np.nan)
    return out

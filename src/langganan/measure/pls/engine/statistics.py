"""Everything that is assessed, worked out from correlation matrices and outer weights alone.

The batch is on the last axis; k constructs, p indicators. Effects are [from, to].
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from langganan.measure.pls.engine.layout import Layout
from langganan.measure.pls.engine.linear import sweep
from langganan.measure.pls.specify.model import Mode
from langganan.tables import Array

ZERO = 1e-12
"""A correlation below is none but for rounding."""


@dataclass(frozen=True, eq=False)
class Statistics:
    """What a study reports; shapes without the batch axis. NaN where a statistic does not exist.

    weights, loadings (p); cross_loadings (p, k); correlations (k, k) of the constructs, corrected for
    unreliability under consistent PLS; paths, total (k, k) effects; r2 (k); f2, vif (k, k) of each source on
    each target; alpha, rho_a, rho_c, ave (k); htmt, htmt2 (k, k), symmetric.
    """

    weights: Array
    loadings: Array
    cross_loadings: Array
    correlations: Array
    paths: Array
    total: Array
    r2: Array
    f2: Array
    vif: Array
    alpha: Array
    rho_a: Array
    rho_c: Array
    ave: Array
    htmt: Array
    htmt2: Array

    def __repr__(self) -> str:
        p, k = self.cross_loadings.shape[:2]
        return f"Statistics of {p} indicators and {k} constructs: {', '.join(f.name for f in fields(self))}"

    @property
    def indirect(self) -> Array:
        """(k, k) what reaches a construct through others."""
        return self.total - self.paths

    def member(self, place: int) -> Statistics:
        """The statistics of one member of the batch, without the batch axis."""
        return Statistics(**{f.name: getattr(self, f.name)[..., place] for f in fields(self)})


def statistics(layout: Layout, matrices: Array, weights: Array, reference: Array | None = None) -> Statistics:
    """Work out all statistics of matrices (p, p, B) and weights (p, B).

    With `reference` loadings (p,), each construct is turned so that its loadings point as those do (the sign
    of a construct is arbitrary); never a single coefficient.
    """
    cross = covariances(layout, matrices, weights)
    if reference is not None:
        weights, cross = _turned(layout, weights, cross, reference)
    loadings = cross[np.arange(len(cross)), layout.owner]
    correlations = _score_correlations(layout, weights, cross)
    rho_a = _rho_a(layout, weights)
    if layout.is_corrected:
        correlations, cross, loadings = _consistent(layout, correlations, cross, weights, rho_a)
    reliable = _reliability(layout, matrices, loadings)
    return Statistics(
        weights, loadings, cross, correlations, rho_a=rho_a, **reliable, **_structure(layout, correlations)
    )


def covariances(layout: Layout, matrices: Array, weights: Array) -> Array:
    """Indicators with construct scores, (p, k, B)."""
    out = np.empty((len(layout.indicators), len(layout.sizes), weights.shape[-1]))
    for c, block in enumerate(layout.blocks):
        np.einsum("ijb,jb->ib", matrices[:, block], weights[block], out=out[:, c])
    return out


def _turned(layout: Layout, weights: Array, cross: Array, reference: Array) -> tuple[Array, Array]:
    own = cross[np.arange(len(cross)), layout.owner] * reference[:, None]
    against = np.add.reduceat(own, [b.start for b in layout.blocks], axis=0) < 0
    if not against.any():
        return weights, cross
    signs = np.where(against, -1.0, 1.0)
    return weights * signs[layout.owner], cross * signs


def _score_correlations(layout: Layout, weights: Array, cross: Array) -> Array:
    k = len(layout.sizes)
    out = np.ones((k, k, weights.shape[-1]))
    for a, block in enumerate(layout.blocks):
        for b in range(a + 1, k):
            out[a, b] = out[b, a] = np.einsum("ib,ib->b", weights[block], cross[block, b])
    return out


def _rho_a(layout: Layout, weights: Array) -> Array:
    """Dijkstra & Henseler 2015, equation 3; scores have unit variance, so w'Sw is 1. Mode B and single items: 1."""
    out = np.ones((len(layout.sizes), weights.shape[-1]))
    for c, block in enumerate(layout.blocks):
        if layout.sizes[c] > 1 and layout.modes[c] is Mode.A:
            squares = weights[block] ** 2
            length = squares.sum(0)
            out[c] = length**2 * (1.0 - length) / (length**2 - (squares**2).sum(0))
    return out


def _consistent(
    layout: Layout, correlations: Array, cross: Array, weights: Array, rho_a: Array
) -> tuple[Array, Array, Array]:
    """Correct for unreliability: PLSc (Dijkstra & Henseler 2015). A negative rho_A gives NaN."""
    corrected = np.array(layout.corrected)
    trust = np.sqrt(np.where(corrected[:, None] & (rho_a > 0), rho_a, np.where(corrected[:, None], np.nan, 1.0)))
    disattenuated = correlations / (trust[:, None] * trust)
    disattenuated[np.diag_indices(len(trust))] = 1.0
    cross = cross / trust
    for c in np.flatnonzero(corrected):
        block = layout.blocks[c]
        cross[block, c] = weights[block] * trust[c] / (weights[block] ** 2).sum(0)
    return disattenuated, cross, cross[np.arange(len(cross)), layout.owner]


def _reliability(layout: Layout, matrices: Array, loadings: Array) -> dict[str, Array]:
    """Cronbach's alpha; AVE (Fornell & Larcker 1981); rho_C (Jöreskog 1971); HTMT, HTMT2."""
    starts, sizes = [b.start for b in layout.blocks], np.array(layout.sizes)[:, None]
    squares = np.add.reduceat(loadings**2, starts, axis=0)
    sums = np.add.reduceat(loadings, starts, axis=0) ** 2
    alpha = np.ones_like(squares)
    for c, block in enumerate(layout.blocks):
        if (items := layout.sizes[c]) > 1:
            total = matrices[block, block].sum((0, 1))
            alpha[c] = items / (items - 1) * (1.0 - items / total)
    htmt, htmt2 = _heterotrait(layout, matrices)
    return {
        "alpha": alpha, "rho_c": sums / (sums + sizes - squares), "ave": squares / sizes, "htmt": htmt, "htmt2": htmt2
    }  # fmt: skip


def _heterotrait(layout: Layout, matrices: Array) -> tuple[Array, Array]:
    """HTMT (Henseler, Ringle & Sarstedt 2015) by arithmetic, HTMT2 (Roemer et al. 2021) by geometric means.

    Both of absolute correlations; a single item agrees with itself fully. A geometric mean would make much of what
    rounding leaves of no correlation.
    """
    absolute = np.abs(matrices[layout.pairs.rows, layout.pairs.columns])
    absolute[absolute < ZERO] = 0.0
    arithmetic = _run_means(layout, absolute)
    with np.errstate(divide="ignore"):
        geometric = np.exp(_run_means(layout, np.log(absolute, out=absolute)))
    return _ratio(layout, arithmetic), _ratio(layout, geometric)


def _run_means(layout: Layout, values: Array) -> Array:
    return np.add.reduceat(values, layout.pairs.starts, axis=0) / layout.pairs.counts[:, None]


def _ratio(layout: Layout, means: Array) -> Array:
    """Means between two blocks over the root of the product of those within each, (k, k, B)."""
    k, pairs = len(layout.sizes), layout.pairs
    own = pairs.first == pairs.second
    within = np.ones((k, means.shape[-1]))
    within[pairs.first[own]] = np.sqrt(means[own])
    first, second = pairs.first[~own], pairs.second[~own]
    out = np.full((k, k, means.shape[-1]), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        out[first, second] = out[second, first] = means[~own] / (within[first] * within[second])
    return out


def _structure(layout: Layout, correlations: Array) -> dict[str, Array]:
    """Regress each construct on what leads to it: effects, R², f² (Cohen 1988), VIF."""
    k, size = len(layout.sizes), correlations.shape[-1]
    paths, f2, vif = np.zeros((k, k, size)), np.full((k, k, size), np.nan), np.full((k, k, size), np.nan)
    r2, total = np.full((k, size), np.nan), np.zeros((k, k, size))
    for target in layout.causal_order:
        sources = list(layout.sources[target])
        if not sources:
            continue
        rows = [*sources, target]
        swept = sweep(correlations[np.ix_(rows, rows)], len(sources))
        effects, left = swept[-1, :-1], swept[-1, -1]
        paths[sources, target], r2[target] = effects, 1.0 - left
        vif[sources, target] = inflation = -swept[np.arange(len(sources)), np.arange(len(sources))]
        f2[sources, target] = effects**2 / (inflation * left)
        total[:, target] = np.einsum("isb,sb->ib", total[:, sources], effects)
        total[sources, target] += effects
    return {"paths": paths, "total": total, "r2": r2, "f2": f2, "vif": vif}

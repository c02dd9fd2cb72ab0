"""The PLS algorithm (Lohmöller 1989) on a whole batch of correlation matrices at once.

All arrays carry the batch on their last axis, so that each step is one pass over memory for every member.
Replicates that have converged are put aside, and the batch is made smaller when half of it has.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from langganan.measure.pls.engine.layout import Layout
from langganan.measure.pls.engine.linear import inverse, sweep
from langganan.measure.pls.specify.model import Mode, Scheme
from langganan.tables import Array


class Weights(NamedTuple):
    """Outer weights (p, B) that give scores of unit variance, and how they were reached."""

    weights: Array
    iterations: Array
    converged: Array


def outer_weights(layout: Layout, matrices: Array, *, tolerance: float = 1e-7, limit: int = 300) -> Weights:
    """Find outer weights for correlation matrices (p, p, B). This function will give (p, B) weights.

    Weights start at one; the algorithm stops when the sum of absolute changes falls below `tolerance`, as
    SmartPLS and seminr do, or after `limit` iterations. A member that is no longer a number has not converged.
    """
    batch = _Batch(layout, matrices)
    size = matrices.shape[-1]
    found, iterations = np.empty((len(layout.indicators), size)), np.full(size, limit)
    converged, live = np.zeros(size, bool), np.arange(size)
    pending = np.ones(size, bool)
    for iteration in range(limit + 1):
        change = batch.step()
        done = pending & ~(change >= tolerance)
        if done.any():
            found[:, live[done]] = batch.weights[:, done]
            iterations[live[done]], converged[live[done]] = iteration, ~np.isnan(change[done])
            pending &= ~done
        if not pending.any():
            return Weights(found, iterations, converged)
        if 2 * np.count_nonzero(pending) < len(pending):
            batch.keep(np.flatnonzero(pending))
            live, pending = live[pending], pending[pending]
    found[:, live[pending]] = batch.weights[:, pending]
    return Weights(found, iterations, converged)


def inner_weights(layout: Layout, correlations: Array) -> list[dict[int, Array]]:
    """How much each construct takes from each neighbour. This function will give, per construct, {neighbour: (B,)}.

    `correlations` (k, k, B) are those of the construct scores, needed between neighbours and between
    constructs that lead to the same one.
    """
    if layout.scheme is Scheme.PATH:
        return [_path_weights(layout, correlations, c) for c in range(len(layout.sizes))]
    taken = correlations if layout.scheme is Scheme.FACTOR else np.sign(correlations)
    return [{n: taken[n, c] for n in layout.neighbours[c]} for c in range(len(layout.sizes))]


def _path_weights(layout: Layout, correlations: Array, construct: int) -> dict[int, Array]:
    sources, given = layout.sources[construct], {t: correlations[construct, t] for t in layout.targets[construct]}
    if len(sources) == 1:
        return given | {sources[0]: correlations[sources[0], construct]}
    if not sources:
        return given
    rows = [*sources, construct]
    swept = sweep(correlations[np.ix_(rows, rows)], len(sources))
    return given | dict(zip(sources, swept[-1], strict=False))


class _Batch:
    """The state of the iterations: matrices, weights, and each block's covariances with the scores they give."""

    def __init__(self, layout: Layout, matrices: Array) -> None:
        self.layout, self.matrices = layout, matrices
        self.needed = _needed(layout)
        self.inverses = {c: inverse(matrices[b, b]) for c, b in self._regressed()}
        self.previous = np.ones(matrices.shape[1:])
        self.weights = self.previous.copy()
        self.covariances = self._standardised()

    def _regressed(self) -> list[tuple[int, slice]]:
        modes = zip(self.layout.modes, self.layout.sizes, strict=True)
        wanted = [c for c, (mode, size) in enumerate(modes) if mode is Mode.B and size > 1]
        return [(c, self.layout.blocks[c]) for c in wanted]

    def _standardised(self) -> dict[tuple[int, int], Array]:
        """Scale the weights to scores of unit variance. Indicators of construct i with the score of construct j."""
        blocks, r, w = self.layout.blocks, self.matrices, self.weights
        for block in blocks:
            own = np.einsum("ijb,jb->ib", r[block, block], w[block])
            w[block] /= np.sqrt(np.einsum("ib,ib->b", w[block], own))
        return {(i, j): np.einsum("ijb,jb->ib", r[blocks[i], blocks[j]], w[blocks[j]]) for i, j in self.needed}

    def step(self) -> Array:
        """Take one iteration. This function will give the (B,) sum of absolute changes of the weights."""
        inner = inner_weights(self.layout, self._correlations())
        self.weights = np.empty_like(self.previous)
        for c, block in enumerate(self.layout.blocks):
            outer = self._outer(c, inner[c])
            self.weights[block] = np.einsum("ijb,jb->ib", self.inverses[c], outer) if c in self.inverses else outer
        self.covariances = self._standardised()
        change = np.abs(self.weights - self.previous).sum(0)
        self.previous = self.weights
        return change

    def _outer(self, construct: int, inner: dict[int, Array]) -> Array:
        """Covariances of a construct's indicators with its inner proxy, the weighted sum of its neighbours."""
        if not self.layout.neighbours[construct]:
            return np.full((self.layout.sizes[construct], self.weights.shape[1]), np.nan)
        first, *others = self.layout.neighbours[construct]
        total = self.covariances[construct, first] * inner[first]
        for other in others:
            total += self.covariances[construct, other] * inner[other]
        return total

    def _correlations(self) -> Array:
        """(k, k, B) correlations of the scores, where they are needed."""
        k, blocks = len(self.layout.sizes), self.layout.blocks
        correlations = np.ones((k, k, self.weights.shape[1]))
        for (i, j), covariances in self.covariances.items():
            if i < j or (j, i) not in self.covariances:
                correlations[i, j] = np.einsum("ib,ib->b", self.weights[blocks[i]], covariances)
                correlations[j, i] = correlations[i, j]
        return correlations

    def keep(self, wanted: Array) -> None:
        """Go on with these members only."""
        self.matrices = self.matrices.take(wanted, axis=-1)
        self.previous = self.weights = self.weights.take(wanted, axis=-1)
        self.inverses = {c: m.take(wanted, axis=-1) for c, m in self.inverses.items()}
        self.covariances = {pair: u.take(wanted, axis=-1) for pair, u in self.covariances.items()}


def _needed(layout: Layout) -> list[tuple[int, int]]:
    """The pairs of constructs whose covariances the scheme uses: neighbours, and sources of one target."""
    pairs = {(c, n) for c in range(len(layout.sizes)) for n in layout.neighbours[c]}
    if layout.scheme is Scheme.PATH:
        pairs |= {(a, b) for s in layout.sources for a in s for b in s if a < b and (b, a) not in pairs}
    return sorted(pairs)

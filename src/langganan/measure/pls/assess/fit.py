"""Model fit: SRMR, d_ULS and d_G, and whether they are larger than chance makes them (bootstrapped exact fit).

The answers are transformed so that the model holds in them exactly (Beran & Srivastava 1985; Bollen & Stine 1992),
drawn from, and the model is estimated each time; the model is rejected where its own distance lies above the 95 %
quantile of these (Dijkstra & Henseler 2015, section 4). Models with constructs of higher order are judged by their
last stage, and not tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.assess import implied
from langganan.measure.pls.assess.implied import Distances
from langganan.measure.pls.engine.merge import stage_matrices
from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.procedure import Outcome
from langganan.measure.pls.engine.resample import Drawn
from langganan.measure.pls.engine.threads import mapped
from langganan.measure.pls.estimate import Estimate
from langganan.tables import Array, Result
from langganan.words import mark

MEASURES = ("srmr", "d_uls", "d_g")


@dataclass(frozen=True, eq=False, repr=False)
class Fit(Result):
    """One row per model and measure. `model`: `saturated` (every two constructs correlate freely) or `estimated`.

    `quantile_95`, `quantile_99` and p are those of the bootstrap under the model, NaN where it was not run or could not
    be; `draws` counts the resamples they rest on. Of `common_factors` the implied correlations are those of a
    factor, of all others those of a composite.
    """

    model: Array
    measure: Array
    value: Array
    quantile_95: Array
    quantile_99: Array
    p: Array
    draws: Array
    common_factors: tuple[str, ...]

    def of(self, measure: str, model: str = "estimated") -> float:
        """One value, by name."""
        return float(self.value[(self.measure == measure) & (self.model == model)][0])


def fit(estimate: Estimate, resamples: int = 0, *, seed: int = 1, common_factor: bool = False) -> Fit:
    """Measure how far the model's correlations are from the answers', and test it on `resamples`, if any.

    This function will give SRMR, d_ULS and d_G. Common factors are the constructs that consistent PLS corrects; with
    `common_factor` all reflective ones (`=~`). Raises `ArgumentError` for models with interactions, whose implied
    correlations nobody has defined.
    """
    arguments.whole("resamples", resamples, least=0, most=1_000_000)
    arguments.seed(seed)
    if estimate.study.model.interactions:
        text = mark("Fit is not defined for a model with interactions ({names}). Estimate it without them.")
        raise ArgumentError(text, names=", ".join(estimate.study.model.interactions))
    if resamples and len(estimate.outcome.done) > 1:
        text = mark(
            "The exact test of fit needs one stage; this model has constructs of higher order. Set resamples=0."
        )
        raise ArgumentError(text)
    layout, model = estimate.outcome.done[-1].stage.layout, estimate.study.model
    reflective = [model.construct(name).reflective for name in layout.constructs]
    factors = np.array(reflective if common_factor else layout.corrected, bool)
    hypotheses = [_Hypothesis(estimate, factors, kind) for kind in ("saturated", "estimated")]
    columns = [
        np.concatenate(parts) for parts in zip(*(each.rows(resamples, seed) for each in hypotheses), strict=True)
    ]
    names = [name for name, factor in zip(layout.constructs, factors, strict=True) if factor]
    return Fit(*columns, common_factors=tuple(names))


@dataclass(frozen=True, eq=False)
class _Hypothesis:
    """That a model holds, `saturated` or `estimated`, with these common `factors` (k)."""

    estimate: Estimate
    factors: Array
    kind: str

    def rows(self, resamples: int, seed: int) -> list[Array]:
        """The columns of `Fit` for the three measures."""
        value, matrix = self.distances(self.estimate.outcome)
        values = np.array([each[0] for each in value])
        low, high, p, count = np.full((4, 3), np.nan)
        drawn = self.draws(matrix[..., 0], resamples, seed) if resamples else None
        if drawn is not None and np.isfinite(drawn).any(axis=1).all():
            low, high = np.nanquantile(drawn, [0.95, 0.99], axis=1)
            count = np.isfinite(drawn).sum(1)
            p = (1.0 + (drawn >= values[:, None]).sum(1)) / (1.0 + count)
        names = [np.full(3, self.kind, object), np.array(MEASURES, object)]
        return [*names, values, low, high, p, np.nan_to_num(count).astype(int)]

    def distances(self, outcome: Outcome) -> tuple[Distances, Array]:
        """Distances (B,), and the implied correlations of the last stage's indicators (p, p, B)."""
        last = outcome.done[-1]
        layout, found = last.stage.layout, last.statistics
        own = stage_matrices(last.stage, outcome.matrices, self.estimate.study.model.items, outcome.composites)
        between = implied.constructs(layout, found, saturated=self.kind == "saturated")
        model = implied.indicators(layout, found, own, between, self.factors)
        return implied.distances(own, model), model

    def draws(self, model: Array, resamples: int, seed: int) -> Array | None:
        """(3, draws) distances in resamples of answers in which the model holds; None where it holds in none."""
        transformed = _transformed(self.estimate, model)
        if transformed is None:
            return None
        n, size = self.estimate.n, self.estimate.study.procedure.batch(self.estimate.n)
        batches = [Drawn(seed, n, first, min(size, resamples - first)) for first in range(0, resamples, size)]
        return np.concatenate(
            list(mapped(partial(self.drawn, Moments.of(transformed)), batches, answers=transformed.size)), axis=1
        )

    def drawn(self, moments: Moments, counts: Drawn) -> Array:
        """(3, draws) distances in these resamples, those left out that could not be estimated."""
        outcome = self.estimate.study.procedure.run(moments, counts, self.estimate.references)
        found = np.array(self.distances(outcome)[0])
        return found[:, ~outcome.flat & outcome.converged & np.isfinite(found[0])]


def _transformed(estimate: Estimate, model: Array) -> Array | None:
    """(n, p) standardised answers times S^-1/2 times the root of the implied correlations, in the items' order."""
    items, layout = estimate.study.model.items, estimate.outcome.done[-1].stage.layout
    places = [items.index(item) for item in layout.indicators]
    z = estimate.data[:, places]
    observed, target = _power(estimate.matrix[np.ix_(places, places)], -0.5), _power(model, 0.5)
    if observed is None or target is None or len(set(places)) < len(places):
        return None
    out = np.empty((estimate.n, len(items)))
    out[:, places] = z @ observed @ target
    return out


def _power(matrix: Array, exponent: float) -> Array | None:
    """A symmetric matrix to a power, or None where it is not positive definite."""
    values, vectors = np.linalg.eigh(matrix)
    return None if values[0] <= 1e-12 else (vectors * values**exponent) @ vectors.T

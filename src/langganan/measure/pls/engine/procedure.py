"""From how often each respondent is drawn to every statistic: the one road that all resampling takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from langganan.measure.pls.engine.algorithm import outer_weights
from langganan.measure.pls.engine.merge import merged, stage_composites, stage_matrices
from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.products import CELLS, Pair, with_item_products, with_score_products
from langganan.measure.pls.engine.resample import ROWS, UNIT, Counts
from langganan.measure.pls.engine.stages import Stage, stages, with_interactions
from langganan.measure.pls.engine.statistics import Statistics, statistics
from langganan.measure.pls.specify.model import Model, Product
from langganan.tables import Array

CACHE = 8_000_000
"""Bytes of correlation matrices in one batch, large enough for long rows, small enough to stay near the processor."""


class Done(NamedTuple):
    """A stage that has been estimated, from the correlations of its indicators (m, m, B)."""

    stage: Stage
    matrices: Array
    statistics: Statistics
    iterations: Array
    converged: Array


class Outcome(NamedTuple):
    """Statistics of a batch (on the last axis) and how each member fared.

    `flat` (B,): a column was constant, so there is nothing to estimate. `composites`: each construct's (m, B)
    weights on the columns of `matrices` (m, m, B), the items and then the products. `spreads` (q, B): the standard
    deviation that each interaction's scores are given (see `Procedure.run`); `factors`: the (p, B) weights of the
    scores that were multiplied.
    """

    statistics: Statistics
    flat: Array
    done: tuple[Done, ...]
    matrices: Array
    composites: dict[str, Array]
    spreads: Array
    factors: tuple[Pair, ...] = ()

    @property
    def iterations(self) -> Array:
        """(B,) iterations of the last stage."""
        return self.done[-1].iterations

    @property
    def converged(self) -> Array:
        """(B,) whether every stage converged."""
        return np.all([each.converged for each in self.done], axis=0)


@dataclass(frozen=True, eq=False)
class Procedure:
    """A model made ready to be estimated many times. Resampling of any kind is a matter of counts."""

    model: Model
    tolerance: float = 1e-7
    limit: int = 300

    @cached_property
    def constructs(self) -> tuple[str, ...]:
        """The constructs of the results: the model's, then its interactions."""
        return self.model.names + self.model.interactions

    @cached_property
    def plan(self) -> tuple[Stage, ...]:
        """The stages without interactions."""
        return stages(self.model)

    @cached_property
    def products(self) -> dict[str, tuple[str, ...]]:
        """The indicators of each interaction."""
        if self.model.product is Product.TWO_STAGE:
            return {x: (x,) for x in self.model.interactions}
        items = {c.name: c.indicators for c in self.model.constructs}
        pairs = {x: x.split(":") for x in self.model.interactions}
        return {x: tuple(f"{i}*{j}" for i in items[a] for j in items[b]) for x, (a, b) in pairs.items()}

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the results, in the order of the constructs."""
        own = [i for c in self.model.constructs for i in c.indicators]
        return (*own, *(i for names in self.products.values() for i in names))

    @cached_property
    def owner(self) -> Array:
        """(p,) which construct each indicator of the results belongs to."""
        sizes = [len(c.indicators) for c in self.model.constructs] + [len(names) for names in self.products.values()]
        return np.repeat(np.arange(len(sizes)), sizes)

    def batch(self, n: int) -> int:
        """How many resamples to work on at once."""
        most = max(UNIT, min(CACHE // (8 * len(self.indicators) ** 2) // UNIT, 10) * UNIT)
        if not self.products:
            return most
        each = len(self.products) if self.model.product is Product.TWO_STAGE else len(self.indicators)
        return max(1, min(most, CELLS // (each * min(n, ROWS))))

    def run(self, moments: Moments, counts: Counts, references: tuple[Array, ...] = ()) -> Outcome:
        """Estimate the model in every resample. `references`: each stage's loadings, to turn constructs to.

        The scores of an interaction keep the spread of their products, so that its path is the change of another
        path per standard deviation of the moderator (Henseler & Chin 2010), as in SmartPLS and seminr.
        """
        sums = moments.sums(counts)
        matrices, flat = moments.correlations(sums, counts.totals)
        if not self.products:
            return self.from_matrices(matrices, flat, references)
        location = moments.location(sums, counts.totals)
        if self.model.product is Product.TWO_STAGE:
            run = self._run(self.plan, matrices, references=references)
            pairs = [(run.composites[a], run.composites[b]) for a, b in self._factors]
            matrices, deviations, constant = with_score_products(moments, counts, location, matrices, pairs)
        else:
            run, pairs = self._run(self.plan[:-1], matrices, references=references), list[Pair]()
            orthogonal = self.model.product is Product.ORTHOGONAL
            matrices, deviations, constant = with_item_products(
                moments, counts, location, self.places, orthogonal=orthogonal
            )
        flat = flat | constant
        last = (with_interactions(self.model, self.plan[-1], self.products),)
        run = self._run(last, matrices, run, references)
        found = self._merged(run.done)
        spreads = self._spread(found, deviations * np.sqrt(1.0 - 1.0 / counts.totals))
        return Outcome(found, flat, run.done, matrices, run.composites, spreads, tuple(pairs))

    def _spread(self, found: Statistics, deviations: Array) -> Array:
        """Give interactions the spread of their products: the mean over indicators, weighted by loadings."""
        spreads, start = list[Array](), 0
        for place, products in enumerate(self.products.values(), start=len(self.model.names)):
            rows = np.flatnonzero(self.owner == place)
            share = np.abs(found.loadings[rows])
            spread = (share * deviations[start : start + len(products)]).sum(0) / share.sum(0)
            found.loadings[rows] *= spread
            found.paths[place] /= spread
            found.total[place] /= spread
            spreads.append(spread)
            start += len(products)
        return np.stack(spreads)

    @cached_property
    def _factors(self) -> list[tuple[str, str]]:
        """The two constructs of each interaction."""
        return [(x.split(":")[0], x.split(":")[1]) for x in self.products]

    def from_matrices(self, matrices: Array, flat: Array | None = None, references: tuple[Array, ...] = ()) -> Outcome:
        """Estimate a model without interactions from correlation matrices (p, p, B), items in the model's order."""
        size = matrices.shape[-1]
        run = self._run(self.plan, matrices, references=references)
        flat = np.zeros(size, bool) if flat is None else flat
        return Outcome(self._merged(run.done), flat, run.done, matrices, run.composites, np.empty((0, size)))

    def _run(
        self, plan: tuple[Stage, ...], matrices: Array, before: _Run | None = None, references: tuple[Array, ...] = ()
    ) -> _Run:
        done, composites = before or _Run((), {})
        columns = self.model.items + tuple(i for names in self.products.values() for i in names)
        composites = {name: _padded(weights, len(matrices)) for name, weights in composites.items()}
        for stage in plan:
            own = stage_matrices(stage, matrices, columns, composites)
            with np.errstate(all="ignore"):  # what cannot be estimated is not a number
                weights = outer_weights(stage.layout, own, tolerance=self.tolerance, limit=self.limit)
                found = statistics(stage.layout, own, weights.weights, references[len(done)] if references else None)
            done += (Done(stage, own, found, weights.iterations, weights.converged),)
            composites = composites | stage_composites(stage, found.weights, columns, composites, len(matrices))
        return _Run(done, composites)

    @cached_property
    def places(self) -> list[tuple[Array, Array]]:
        """For each interaction, where the items of its two constructs stand."""
        items = self.model.items
        used = {self.model.construct(name) for pair in self._factors for name in pair}
        places = {c.name: np.array([items.index(i) for i in c.indicators]) for c in used}
        return [(places[a], places[b]) for a, b in self._factors]

    def _merged(self, done: tuple[Done, ...]) -> Statistics:
        if len(done) == 1:
            return done[0].statistics
        return merged([(each.stage, each.statistics) for each in done], self.constructs, self.owner)


class _Run(NamedTuple):
    """Stages done so far, and each construct's (m, B) weights on the columns there are."""

    done: tuple[Done, ...]
    composites: dict[str, Array]


def _padded(weights: Array, columns: int) -> Array:
    return np.concatenate([weights, np.zeros((columns - len(weights), weights.shape[1]))])

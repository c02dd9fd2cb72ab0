"""Populations whose parameters are known, to see whether our intervals and tests do what they promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.plan.population import Population, population
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.specify.model import Construct, Model, Path
from langganan.measure.pls.study import Study
from langganan.tables import Array

LOADINGS = (0.85, 0.80, 0.75, 0.70)
"""Of the four items of every construct on its factor."""


@dataclass(frozen=True)
class Design:
    """A factor model: standardised effects between factors, in causal order; exogenous factors are uncorrelated."""

    name: str
    factors: tuple[str, ...]
    effects: Mapping[tuple[str, str], float]
    consistent: bool = False

    @property
    def model(self) -> Model:
        """What a researcher would specify: all these effects, also those that are zero."""
        blocks = tuple(Construct(f, tuple(f"{f}{i}" for i in range(1, len(LOADINGS) + 1))) for f in self.factors)
        return Model(blocks, tuple(Path(*pair) for pair in self.effects), consistent=self.consistent)

    @cached_property
    def factor_correlations(self) -> Array:
        """(k, k) what the effects imply."""
        k = len(self.factors)
        found, effects = np.eye(k), np.zeros((k, k))
        for (source, target), size in self.effects.items():
            effects[self.factors.index(source), self.factors.index(target)] = size
        for target in range(k):
            if effects[:, target].any():
                found[:target, target] = found[target, :target] = found[:target, :target] @ effects[:target, target]
        return found

    @cached_property
    def item_correlations(self) -> Array:
        """(p, p) of the items."""
        loadings = np.kron(np.eye(len(self.factors)), np.array(LOADINGS)[:, None])
        found = loadings @ self.factor_correlations @ loadings.T
        np.fill_diagonal(found, 1.0)
        return found

    @cached_property
    def population(self) -> Estimate:
        """What the estimator comes to on endless answers: for consistent PLS, the effects themselves."""
        endless = Correlations(self.model.items, self.item_correlations, 10**9)
        return Study(self.model, endless, tolerance=1e-13).estimate()

    @property
    def places(self) -> tuple[Array, Array]:
        """Sources and targets of the effects, by place."""
        pairs = [[self.factors.index(end) for end in pair] for pair in self.effects]
        return np.array(pairs).T[0], np.array(pairs).T[1]

    def draw(self, n: int, seed: int) -> Answers:
        """Draw n respondents with normal answers. This function will give `Answers`."""
        normal = np.random.default_rng([seed, n]).standard_normal((n, len(self.model.items)))
        return Answers(self.model.items, normal @ np.linalg.cholesky(self.item_correlations).T)


MEDIATION = {("X", "Y"): 0.5, ("X", "Z"): 0.3, ("Y", "Z"): 0.4}
NULL = {("V", "Y"): 0.5, ("V", "Z"): 0.0, ("X", "Z"): 0.4}
"""V says nothing about Z, and its weights are found by Y: zero for PLS too, whatever the measurement error."""
INDIRECT = {("X", "Y"): 0.5, ("X", "Z"): 0.0, ("Y", "Z"): 0.5}
"""Zero between the factors, but not for PLS: Y is measured with error, and what it misses X explains."""
PLS = Design("PLS", ("X", "Y", "Z"), MEDIATION)
PLSC = Design("consistent PLS", ("X", "Y", "Z"), MEDIATION, consistent=True)
PLS_NULL = Design("PLS", ("V", "X", "Y", "Z"), NULL)
PLSC_NULL = Design("consistent PLS", ("X", "Y", "Z"), INDIRECT, consistent=True)


@cache
def planned() -> Population:
    """What a researcher may assume who plans a study by our planner."""
    return population(PLS.model, {Path(*pair): size for pair, size in MEDIATION.items()}, loadings=0.775)

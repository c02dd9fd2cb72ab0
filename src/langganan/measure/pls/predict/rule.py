"""How a model that was estimated on some respondents predicts the items of others (Shmueli et al. 2016).

Items of the constructs that predict are standardised by the training sample's means and deviations and weighed into
scores; paths lead to the scores that are predicted, and loadings from these to the items, which are put back into
their own units. Higher-order constructs predict their parts by the parts' correlations with them, and so the items.
Composite scores predict: under consistent PLS neither paths nor loadings are corrected here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.engine.procedure import Outcome
from langganan.measure.pls.engine.resample import Counts
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.specify.model import Model, Product
from langganan.tables import Array
from langganan.words import mark


class Antecedents(StrEnum):
    """From whom predictions start.

    EARLIEST: the exogenous constructs, all others being predicted on the way (Shmueli et al. 2019); DIRECT: those
    that lead to the one that is predicted, as they were answered.
    """

    EARLIEST = "earliest"
    DIRECT = "direct"


@dataclass(frozen=True, eq=False)
class Plan:
    """What is predicted and from what, by places in the results' constructs and the model's items.

    `equations`: each endogenous construct with what leads to it, causes first. `targets` (q): the items that are
    predicted, with the endogenous construct each belongs to (`owners`) and the constructs between (`ways`).
    """

    model: Model
    constructs: tuple[str, ...]
    antecedents: Antecedents
    equations: tuple[tuple[int, tuple[int, ...]], ...]
    targets: tuple[int, ...]
    owners: tuple[int, ...]
    ways: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, estimate: Estimate, antecedents: Antecedents) -> Plan:
        """Plan the predictions of an estimate. Raises `ArgumentError` for products of items."""
        model, constructs = estimate.study.model, estimate.constructs
        if model.interactions and model.product is not Product.TWO_STAGE:
            text = mark(
                "Items can be predicted with two-stage interactions. This model's are made by {product};"
                " choose product two-stage."
            )
            raise ArgumentError(text, product=model.product.value)
        equations = tuple(_equations(constructs, estimate.sources))
        found = [(item, end, way) for end, _ in equations for item, way in _items(model, constructs, (end,))]
        if not found:
            raise ArgumentError(mark("The model has no path, so there is nothing to predict."))
        found = list({item: (item, end, way) for item, end, way in reversed(found)}.values())[::-1]
        return cls(model, constructs, antecedents, equations, *zip(*found, strict=True))

    @cached_property
    def predictors(self) -> dict[int, Array]:
        """The items that the linear benchmark of each endogenous construct regresses on.

        Of all exogenous constructs (Shmueli et al. 2019), or of the direct antecedents where these predict.
        """
        ends = {end for end, _ in self.equations}
        plain = {s for _, sources in self.equations for source in sources for s in self.ends(source)}
        first = sorted(plain - ends)
        direct = {end: sorted({s for x in own for s in self.ends(x)}) for end, own in self.equations}
        chosen = dict.fromkeys(direct, first) if self.antecedents is Antecedents.EARLIEST else direct
        return {end: np.array(self._items_of(places)) for end, places in chosen.items()}

    def _items_of(self, places: list[int]) -> list[int]:
        items = [item for place in places for item, _ in _items(self.model, self.constructs, (place,))]
        return list(dict.fromkeys(items))

    def ends(self, construct: int) -> tuple[int, ...]:
        """The construct itself, or the two of an interaction."""
        name = self.constructs[construct]
        if name not in self.model.interactions:
            return (construct,)
        return tuple(self.constructs.index(part) for part in name.split(":"))


def _equations(constructs: tuple[str, ...], arrows: Array) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Endogenous constructs after everything that leads to them, the parts of interactions among it."""
    sources = {t: tuple(np.flatnonzero(arrows[:, t]).tolist()) for t in np.flatnonzero(arrows.any(0)).tolist()}
    while sources:
        ready = [t for t, own in sources.items() if not _named(constructs, own) & {constructs[s] for s in sources}]
        yield from ((t, sources.pop(t)) for t in ready)


def _named(constructs: tuple[str, ...], places: tuple[int, ...]) -> set[str]:
    return {name for place in places for name in (constructs[place], *constructs[place].split(":"))}


def _items(model: Model, constructs: tuple[str, ...], way: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The items below the last construct of a way, by place, each with the constructs above it."""
    construct = model.construct(constructs[way[-1]])
    parts = model.parts(construct)
    for indicator in construct.indicators:
        if indicator in parts:
            yield from _items(model, constructs, (*way, constructs.index(indicator)))
        else:
            yield model.items.index(indicator), way


@dataclass(frozen=True, eq=False)
class Rule:
    """A trained model. `means`, `deviations` (p) of the training answers; `weights` (p, k) on standardised items.

    `products`: for each interaction, weights (p, 2) of the two scores that are multiplied, and the product's mean and
    deviation. `paths` are the coefficients of the plan's equations; `loadings` (q); `linear` the benchmark's
    coefficients, on standardised items, of each endogenous construct's items.
    """

    plan: Plan
    means: Array
    deviations: Array
    weights: Array
    products: dict[int, tuple[Array, float, float]]
    paths: tuple[Array, ...]
    loadings: Array
    linear: tuple[tuple[Array, Array, Array], ...]

    def standardised(self, values: Array) -> Array:
        """(rows, p) in the training sample's deviations; a missing answer counts as its mean."""
        return np.nan_to_num((values - self.means) / self.deviations)

    def scores(self, values: Array, training: Array) -> Array:
        """(rows, k) scores, those of endogenous constructs predicted. `training` (rows) says who was trained on."""
        z = self.standardised(values)
        found = z @ self.weights
        seen = found.copy()
        for (end, sources), paths in zip(self.plan.equations, self.paths, strict=True):
            base = found if self.plan.antecedents is Antecedents.EARLIEST else seen
            columns = [self._column(base, source, z, training) for source in sources]
            found[:, end] = np.stack(columns, axis=1) @ paths
        return found

    def _column(self, scores: Array, source: int, z: Array, training: Array) -> Array:
        if source not in self.products:
            return scores[:, source]
        weights, mean, deviation = self.products[source]
        first, ends = z @ weights, {end for end, _ in self.plan.equations}
        predicted = [p in ends and self.plan.antecedents is Antecedents.EARLIEST for p in self.plan.ends(source)]
        sides = [scores[:, p] if guess else own for p, guess, own in zip(
            self.plan.ends(source), predicted, first.T, strict=True)]  # fmt: skip
        product = sides[0] * sides[1]
        return (product - (product[training].mean() if any(predicted) else mean)) / deviation

    def items(self, scores: Array) -> Array:
        """(rows, q) the items that the scores let expect, in their own units."""
        targets = list(self.plan.targets)
        return scores[:, self.plan.owners] * self.loadings * self.deviations[targets] + self.means[targets]

    def benchmark(self, values: Array) -> Array:
        """(rows, q) the items that linear regressions on other items let expect."""
        z, targets = self.standardised(values), list(self.plan.targets)
        out = np.empty((len(z), len(targets)))
        for predictors, places, slopes in self.linear:
            out[:, places] = z[:, predictors] @ slopes
        return out * self.deviations[targets] + self.means[targets]

    @property
    def average(self) -> Array:
        """(q) the training means."""
        return self.means[list(self.plan.targets)]


def rules(estimate: Estimate, plan: Plan, counts: Counts) -> Iterator[Rule | None]:
    """Train the model on these counts. This function will give a rule for each, None where a column was constant."""
    moments, procedure = estimate.study.moments, estimate.study.procedure
    sums, n = moments.sums(counts), counts.totals
    outcome = procedure.run(moments, counts, estimate.references)
    location = moments.location(sums, n)
    means = moments.means[:, None] + moments.deviations[:, None] * location.means
    deviations = moments.deviations[:, None] * location.scales * np.sqrt(n / (n - 1))
    for b in range(counts.size):
        if outcome.flat[b] or not np.isfinite(outcome.done[-1].statistics.weights[:, b]).all():
            yield None
        else:
            yield _rule(plan, outcome, b, means[:, b], deviations[:, b], float(n[b]))


def _rule(plan: Plan, outcome: Outcome, b: int, means: Array, deviations: Array, n: float) -> Rule:
    p, matrix = len(plan.model.items), outcome.matrices[..., b]
    weights = np.stack([outcome.composites[name][:, b] for name in plan.constructs], axis=1)
    with_scores = matrix @ weights
    between = weights.T @ with_scores
    paths = tuple(_solved(between[np.ix_(own, own)], between[own, end]) for end, own in plan.equations)
    steps = [np.prod([between[a, c] for a, c in pairwise(way)]) for way in plan.ways]
    loadings = with_scores[list(plan.targets), [way[-1] for way in plan.ways]] * np.array(steps)
    products = {}
    for q, (name, factors) in enumerate(zip(plan.model.interactions, outcome.factors, strict=True)):
        pair = np.stack([factor[:p, b] for factor in factors], axis=1)
        place, mean = plan.constructs.index(name), float(pair[:, 0] @ matrix[:p, :p] @ pair[:, 1]) * (n - 1) / n
        products[place] = (pair, mean, float(outcome.spreads[q, b]) / weights[p + q, place])
    linear = tuple(_linear(plan, matrix, end) for end, _ in plan.equations if end in plan.owners)
    return Rule(plan, means, deviations, weights[:p], products, paths, loadings, linear)


def _linear(plan: Plan, matrix: Array, end: int) -> tuple[Array, Array, Array]:
    predictors, places = plan.predictors[end], np.flatnonzero(np.array(plan.owners) == end)
    targets = np.array(plan.targets)[places]
    return predictors, places, _solved(matrix[np.ix_(predictors, predictors)], matrix[np.ix_(predictors, targets)])


def _solved(left: Array, right: Array) -> Array:
    """Least squares, the shortest solution where columns say the same."""
    return np.linalg.lstsq(left, right, rcond=1e-12)[0]

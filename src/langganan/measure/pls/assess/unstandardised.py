"""An estimate in the answers' own units: weights that sum to one, scores on the answers' scale, paths and intercepts.

As in Ringle & Sarstedt 2016 ("Gain more insight from your PLS-SEM results", Industrial Management & Data Systems 116):
a weight on a standardised item is divided by the item's standard deviation, and a construct's weights are then made to
sum to one, so that its score is a weighted mean of its answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.specify.model import Product
from langganan.tables import Array, Result
from langganan.words import Phrase, mark


@dataclass(frozen=True, eq=False, repr=False)
class Equations(Result):
    """Unstandardised paths, one row each; the first row of a target, with an empty source, is its intercept."""

    target: Array
    source: Array
    coefficient: Array


@dataclass(frozen=True, eq=False)
class Unstandardised:
    """p items, k constructs, the interactions last. `weights` (p, k) sum to one over the items of a construct.

    `means`, `deviations` (k) and `scores` (n, k) are weighted means of answers; an interaction's is the product of its
    two constructs' scores about their means. `paths`, `total` (k, k), `intercepts` (k), NaN for exogenous ones.
    Missing answers count as the item's mean. `doubts` name constructs with negative weights, whose scores may
    leave the scale.
    """

    estimate: Estimate
    weights: Array
    means: Array
    deviations: Array
    scores: Array
    paths: Array
    total: Array
    intercepts: Array
    doubts: tuple[Phrase, ...]

    def __repr__(self) -> str:
        return f"Unstandardised weights, scores, paths and intercepts of {self.estimate!r}"

    @cached_property
    def equations(self) -> Equations:
        """The structural model as equations in the answers' units."""
        names, arrows = self.estimate.constructs, self.estimate.sources
        rows: list[tuple[str, str, float]] = []
        for end in np.flatnonzero(arrows.any(0)).tolist():
            rows += [(names[end], "", float(self.intercepts[end]))]
            rows += [(names[end], names[s], float(self.paths[s, end])) for s in np.flatnonzero(arrows[:, end]).tolist()]
        target, source, size = zip(*rows, strict=True) if rows else ((), (), ())
        return Equations(np.array(target, object), np.array(source, object), np.array(size, float))


def unstandardised(estimate: Estimate, scale: tuple[Array, Array] | None = None) -> Unstandardised:
    """Put an estimate into the answers' units. This function will give weights, scores, paths and intercepts.

    `scale`: (p) what is taken from each item and (p) what it is then divided by, such as its least possible answer
    and a hundredth of its range. Raises `ArgumentError` where a construct's weights sum to nothing, or for products
    of items.
    """
    model = estimate.study.model
    if model.interactions and model.product is not Product.TWO_STAGE:
        text = mark("Unstandardised paths need two-stage interactions. This model's are made by {product}.")
        raise ArgumentError(text, product=model.product.value)
    values = _filled(estimate, scale)
    plain = len(model.names)
    spread = values.std(0, ddof=1)
    weights = estimate.composites[: len(model.items), :plain] / spread[:, None]
    sums = weights.sum(0)
    _check(estimate, sums, np.abs(weights).sum(0))
    weights = weights / sums
    scores = values @ weights
    scores = np.column_stack([scores, *_products(model.interactions, model.names, scores)])
    factor = _units(estimate, scores, np.sign(sums))
    paths = estimate.statistics.paths / factor[:, None] * factor
    total = estimate.statistics.total / factor[:, None] * factor
    means = scores.mean(0)
    ends = estimate.sources.any(0)
    intercepts = np.where(ends, means - means @ paths, np.nan)
    return Unstandardised(
        estimate, weights, means, scores.std(0, ddof=1), scores, paths, total, intercepts, _doubts(estimate, weights)
    )


def _units(estimate: Estimate, scores: Array, signs: Array) -> Array:
    """(k) one unit of the estimate's scores; an interaction's path is per product of unit scores."""
    names = estimate.study.model.names
    plain = scores.std(0, ddof=1)[: len(names)] * signs
    pairs = [
        [names.index(part) for part in interaction.split(":")] for interaction in estimate.study.model.interactions
    ]
    return np.concatenate([plain, [plain[a] * plain[b] for a, b in pairs]])


def _products(interactions: tuple[str, ...], names: tuple[str, ...], scores: Array) -> list[Array]:
    centred = scores - scores.mean(0)
    pairs = [[names.index(part) for part in interaction.split(":")] for interaction in interactions]
    return [centred[:, a] * centred[:, b] for a, b in pairs]


def _filled(estimate: Estimate, scale: tuple[Array, Array] | None) -> Array:
    values = estimate.study.values
    values = np.where(np.isnan(values), np.nanmean(values, axis=0), values)
    return values if scale is None else (values - scale[0]) / scale[1]


def _check(estimate: Estimate, sums: Array, sizes: Array) -> None:
    for name, total, size in zip(estimate.study.model.names, sums, sizes, strict=True):
        if abs(total) < 1e-9 * size:
            text = mark("The weights of {construct} cancel out, so its score has no scale. Turn negative items round.")
            raise ArgumentError(text, construct=name)


def _doubts(estimate: Estimate, weights: Array) -> tuple[Phrase, ...]:
    text = mark(
        "{construct}: {items} have negative weights, so its score may leave the scale of the answers."
        " Turn round items that are asked the other way, or leave them out."
    )
    found = []
    for name, column in zip(estimate.study.model.names, weights.T, strict=True):
        items = [item for item, weight in zip(estimate.study.model.items, column, strict=True) if weight < 0]
        if items:
            found.append(Phrase(text, {"construct": name, "items": ", ".join(items)}))
    return tuple(found)

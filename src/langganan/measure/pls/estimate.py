"""One estimate of a study: what the algorithm finds on everybody, and what follows without resampling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.effects import along, reached, ways
from langganan.measure.pls.engine.draws import Progress
from langganan.measure.pls.engine.linear import inflation
from langganan.measure.pls.engine.procedure import Outcome
from langganan.measure.pls.engine.products import item_products
from langganan.measure.pls.engine.resample import everybody
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.impossible import refuse_at_once, refuse_impossible
from langganan.measure.pls.read.answers import Correlations
from langganan.measure.pls.said import Said
from langganan.measure.pls.specify.checks import item_places
from langganan.measure.pls.specify.model import Product
from langganan.tables import Array
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.assess.fit import Fit
    from langganan.measure.pls.assess.importance import Importance, Scale
    from langganan.measure.pls.assess.unstandardised import Unstandardised
    from langganan.measure.pls.bootstrap import Alignment, Bootstrap
    from langganan.measure.pls.predict.predict import Prediction
    from langganan.measure.pls.predict.rule import Antecedents
    from langganan.measure.pls.study import Study

MOST_WAYS = 500


class Effect(StrEnum):
    """Which effects of one construct on another: direct, by all ways, by others only."""

    PATHS = "paths"
    TOTAL = "total"
    INDIRECT = "indirect"


class Chain(NamedTuple):
    """A specific indirect effect: the constructs it goes through, and its size."""

    through: tuple[str, ...]
    estimate: float


@dataclass(frozen=True, eq=False)
class Estimate(Said):
    """What the PLS algorithm found. Arrays as in `Statistics`, without the batch axis.

    `constructs` (k) are the model's, then its interactions; `indicators` (p) in the order of the constructs, `owner`
    (p) the construct of each. `references` are each stage's loadings, which resamples are turned to.
    """

    study: Study
    statistics: Statistics
    constructs: tuple[str, ...]
    indicators: tuple[str, ...]
    owner: Array
    iterations: int
    converged: bool
    references: tuple[Array, ...]
    outcome: Outcome

    def __repr__(self) -> str:
        said = "converged" if self.converged else "did not converge"
        return f"Estimate of {self.study!r}, {said} in {self.iterations} iterations"

    @property
    def n(self) -> int:
        """How many respondents were used."""
        return self.study.n

    @cached_property
    def matrix(self) -> Array:
        """(m, m) correlations of the items in the model's order, then of the products."""
        return self.outcome.matrices[..., 0]

    @cached_property
    def composites(self) -> Array:
        """(m, k) each construct's weights on the standardised items, then on the products."""
        return np.stack([self.outcome.composites[name][:, 0] for name in self.constructs], axis=1)

    @cached_property
    def scores(self) -> Array:
        """(n, k) construct scores: mean 0, sample standard deviation 1; interactions: the spread of their products."""
        scores = self.data @ self.composites
        scores -= scores.mean(0)
        scores /= scores.std(0, ddof=1)
        scores[:, len(self.study.model.names) :] *= self.outcome.spreads[:, 0]
        return scores

    @cached_property
    def data(self) -> Array:
        """(n, m) standardised items, missing ones replaced, and products: what the composites are weights on."""
        procedure, moments = self.study.procedure, self.study.moments
        counts = everybody(self.n)
        location = moments.location(moments.sums(counts), counts.totals)
        plain = moments.items(slice(None), location)[0].T
        if not procedure.products:
            return plain
        if self.study.model.product is Product.TWO_STAGE:
            products = np.column_stack([(plain @ a[:, 0]) * (plain @ b[:, 0]) for a, b in self.outcome.factors])
        else:
            orthogonal = self.study.model.product is Product.ORTHOGONAL
            products = item_products(plain, procedure.places, orthogonal=orthogonal)
        return np.column_stack([plain, (products - products.mean(0)) / products.std(0)])

    @property
    def sources(self) -> Array:
        """(k, k) whether the model has a path."""
        found = np.zeros((len(self.constructs), len(self.constructs)), bool)
        for source, target in self.study.model.paths:
            found[self.constructs.index(source), self.constructs.index(target)] = True
        return found

    @cached_property
    def r2_adjusted(self) -> Array:
        """(k) R² corrected for the number of sources; NaN where as many answered as there are numbers to find."""
        left = self.n - self.sources.sum(0) - 1.0
        return 1.0 - (1.0 - self.statistics.r2) * (self.n - 1) / np.where(left > 0, left, np.nan)

    @cached_property
    def aic(self) -> Array:
        """(k) Akaike's criterion of each regression (Sharma et al. 2019), as seminr defines it."""
        return self._deviance + 2.0 * (self.sources.sum(0) + 1)

    @cached_property
    def bic(self) -> Array:
        """(k) Schwarz's criterion of each regression (Sharma et al. 2019), as seminr defines it."""
        return self._deviance + np.log(self.n) * (self.sources.sum(0) + 1)

    @property
    def _deviance(self) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):  # all is explained; more, under consistent PLS
            return self.n * np.log((1.0 - self.statistics.r2) * (self.n - 1) / self.n)

    @cached_property
    def indicator_vif(self) -> Array:
        """(p) each indicator on the others of its construct; 1 for a single one, infinite for a copy."""
        weights = self.indicator_composites
        own = weights.T @ self.matrix @ weights
        found = np.ones(len(self.indicators))
        for construct in range(len(self.constructs)):
            block = np.flatnonzero(self.owner == construct)
            found[block] = inflation(own[np.ix_(block, block)])
        return found

    @cached_property
    def indicator_composites(self) -> Array:
        """(m, p) each indicator as weights on the items and products: one of them, or a construct's score."""
        columns = self.columns
        found = np.zeros((len(columns), len(self.indicators)))
        for place, (indicator, owner) in enumerate(zip(self.indicators, self.owner, strict=True)):
            if indicator in self.constructs and indicator != self.constructs[owner]:
                found[:, place] = self.composites[:, self.constructs.index(indicator)]
            else:
                found[columns.index(indicator), place] = 1.0
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """(m) the items in the model's order, then the products."""
        return self.study.model.items + tuple(i for each in self.study.procedure.products.values() for i in each)

    @cached_property
    def full_collinearity(self) -> Array:
        """(k) VIF of each construct on all others that are no part of it (Kock 2015, common method bias: above 3.3)."""
        top = self.top
        found = np.full(len(self.constructs), np.nan)
        found[top] = inflation(self.statistics.correlations[np.ix_(top, top)])
        return found

    @property
    def top(self) -> Array:
        """Where the constructs stand that measure no other one; interactions left aside."""
        model = self.study.model
        parts = {part for construct in model.constructs for part in model.parts(construct)}
        return np.array([place for place, name in enumerate(model.names) if name not in parts])

    @cached_property
    def ways(self) -> tuple[tuple[int, ...], ...]:
        """The ways of the specific indirect effects, by the constructs' places; at most 500, the short ones first."""
        return tuple(islice(ways(self.sources), MOST_WAYS))

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Every specific indirect effect: the product of the paths along it (Nitzl, Roldán & Cepeda 2016)."""
        sizes = along(self.statistics.paths, self.ways)
        through = [tuple(self.constructs[place] for place in way) for way in self.ways]
        return tuple(Chain(names, float(size)) for names, size in zip(through, sizes, strict=True))

    def effect_places(self, kind: str) -> tuple[Array, Array]:
        """Where the `paths`, `total` or `indirect` effects stand in (k, k), target by target."""
        steps = {Effect.PATHS: None, Effect.TOTAL: 1, Effect.INDIRECT: 2}[arguments.choice("kind", kind, Effect)]
        targets, sources = np.nonzero((self.sources if steps is None else reached(self.sources, steps)).T)
        return sources, targets

    def bootstrap(
        self,
        resamples: int = 10_000,
        *,
        seed: int = 1,
        alignment: Alignment | str = "construct",
        progress: Progress | None = None,
        workers: int | None = None,
    ) -> Bootstrap:
        """Resample the respondents and estimate anew each time. This function will give every statistic's draws.

        `alignment`: `construct` turns each construct's resample towards the sample's loadings, `none` leaves it.
        The same seed gives the same result on any number of `workers` (threads; unless told otherwise one for up to
        10,000 answers, respondents times items, and as many as there are processors for more).
        """
        from langganan.measure.pls.bootstrap import Alignment, bootstrap

        turned = arguments.choice("alignment", alignment, Alignment)
        return bootstrap(self, resamples, seed=seed, alignment=turned, progress=progress, workers=workers)

    def predict(
        self, folds: int = 10, repeats: int = 10, *, seed: int = 1, antecedents: Antecedents | str = "earliest"
    ) -> Prediction:
        """PLSpredict: predict respondents that were not trained on. This function will give predictions and errors."""
        from langganan.measure.pls.predict.predict import predict

        return predict(self, folds, repeats, seed=seed, antecedents=antecedents)

    def fit(self, resamples: int = 0, *, seed: int = 1, common_factor: bool = False) -> Fit:
        """SRMR, d_ULS and d_G of the saturated and the estimated model, tested where `resamples` are asked for."""
        from langganan.measure.pls.assess.fit import fit

        return fit(self, resamples, seed=seed, common_factor=common_factor)

    def importance(self, target: str, *, scale: Scale | Mapping[str, Scale] | None = None) -> Importance:
        """IPMA: importance for `target` and performance from 0 to 100. `scale` is such as (1, 5), or by item."""
        from langganan.measure.pls.assess.importance import importance

        return importance(self, target, scale=scale)

    def unstandardised(self) -> Unstandardised:
        """Weights, scores, paths and intercepts in the answers' own units."""
        from langganan.measure.pls.assess.unstandardised import unstandardised

        return unstandardised(self)


def estimate(study: Study) -> Estimate:
    """Run the algorithm once. Raises a `LanggananError` that names the cause where nothing can be worked out."""
    refuse_at_once(study)
    outcome = _outcome(study)
    refuse_impossible(study, outcome)
    statistics = outcome.statistics.member(0)
    return Estimate(
        study=study, statistics=statistics, constructs=study.procedure.constructs,
        indicators=study.procedure.indicators, owner=study.procedure.owner,
        iterations=int(outcome.iterations[0]), converged=bool(outcome.converged[0]),
        references=tuple(done.statistics.loadings[..., 0] for done in outcome.done), outcome=outcome,
    )  # fmt: skip


def _outcome(study: Study) -> Outcome:
    if isinstance(study.answers, Correlations):
        if study.procedure.products:
            raise ArgumentError(mark("Interactions need each respondent's answers, not correlations."))
        places = item_places(study.model, study.answers.items)
        return study.procedure.from_matrices(study.answers.matrix[np.ix_(places, places)][..., None])
    return study.procedure.run(study.moments, everybody(study.n))

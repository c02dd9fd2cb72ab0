"""FIMIX-PLS: hidden segments with structural models of their own (Hahn, Johnson, Herrmann & Huber 2002).

Each respondent belongs to one of K segments with unknown probability; within a segment every endogenous score is
normal about its regression on its sources (equations 1 to 5 there). The expectation-maximisation algorithm is run
from many random starts at once: the starts and segments are one batch on the last axis.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.structure import Structure
from langganan.measure.pls.engine.linear import sweep
from langganan.tables import Array, Listing
from langganan.words import mark

LEAST_VARIANCE = 1e-3
"""A segment whose residual variance falls below this has locked on to a few equal answers, and is no segment."""
SHORT_RUN, LONG_RUN, FINALISTS = 50, 1000, 5
SAME_SOLUTION = 1e-3


@dataclass(frozen=True, eq=False)
class Segmentation:
    """One solution with K segments, the largest first; m paths, q endogenous constructs, n respondents.

    membership (n, K) probabilities; shares (K) of the sample; paths (m, K) on the scale of the scores; intercepts,
    variances, r2 (q, K), r2 about zero where there are no intercepts. `parameters` counts what is free: K - 1 shares,
    and for each segment its paths, variances and intercepts. `reached` is how many of the starts carried to the end
    came to this likelihood.
    """

    structure: Structure
    membership: Array
    shares: Array
    paths: Array
    intercepts: Array
    variances: Array
    r2: Array
    log_likelihood: float
    parameters: int
    iterations: int
    converged: bool
    reached: int

    @property
    def segments(self) -> int:
        """K."""
        return len(self.shares)

    @property
    def segment(self) -> Array:
        """(n) the most probable segment of each respondent, from 0."""
        return self.membership.argmax(axis=1)

    @property
    def sizes(self) -> Array:
        """(K) respondents whose most probable segment it is."""
        return np.bincount(self.segment, minlength=self.segments)

    def effects(self) -> Listing:
        """List paths, then R², by segment. This function will give one row per path and endogenous construct."""
        pairs = [self.structure.name(place) for place in range(len(self.paths))]
        pairs += [("R²", self.structure.names[target]) for target, _ in self.structure.equations]
        values = np.concatenate([self.paths, self.r2])
        columns = {f"segment {k + 1}": values[:, k] for k in range(self.segments)}
        source, target = (np.array(names, object) for names in zip(*pairs, strict=True))
        return Listing("Paths by segment", {"source": source, "target": target} | columns)


def fimix(
    scores: Array, structure: Structure, segments: int, *, seed: int, starts: int = 20, intercepts: bool = False
) -> Segmentation | None:
    """Split respondents into `segments` groups by how their constructs hang together.

    This function will give the most likely of `starts` random starts (the best five after 50 steps are carried to
    the end: Biernacki, Celeux & Govaert 2003), or None where every start ends in a segment without variance.
    `scores` (n, k) are standardised; the model of Hahn et al. has no `intercepts`, seminrExtras' has.
    """
    arguments.whole("segments", segments, least=1, most=20)
    arguments.whole("starts", starts, least=1, most=1_000)
    arguments.seed(seed)
    _enough(scores, structure, segments)
    mixture = _Mixture(scores, structure, segments, intercepts=intercepts)
    rng = np.random.default_rng(seed)
    first = mixture.run(_starts(rng, len(scores), segments, starts), SHORT_RUN, 1e-6)
    best = np.argsort(-first.log_likelihood, kind="stable")[:FINALISTS]
    final = mixture.run(first.membership[..., best], LONG_RUN)
    if not np.isfinite(final.log_likelihood).any():
        return None
    return _largest_first(mixture.solution(final))


class _Run(NamedTuple):
    """membership (n, K, S); log_likelihood (S), -inf where a start failed; iterations; converged (S)."""

    membership: Array
    log_likelihood: Array
    iterations: int
    converged: Array


class _Fit(NamedTuple):
    """shares (K, S); per equation: effects (sources, K, S), intercepts and variances (K, S)."""

    shares: Array
    equations: list[tuple[Array, Array, Array]]


class _Mixture:
    """The likelihood of one model and number of segments."""

    def __init__(self, scores: Array, structure: Structure, segments: int, *, intercepts: bool) -> None:
        self.scores, self.structure, self.segments, self.intercepts = scores, structure, segments, intercepts
        self.columns = np.column_stack([scores, np.ones(len(scores))])
        self.upper = np.triu_indices(self.columns.shape[1])
        self.products = self.columns[:, self.upper[0]] * self.columns[:, self.upper[1]]

    def run(self, membership: Array, limit: int, tolerance: float = 1e-8) -> _Run:
        """Step until the likelihood of every start grows by less than `tolerance` of itself."""
        before, likelihood = np.full(membership.shape[-1], -np.inf), np.zeros(membership.shape[-1])
        iteration, settled = 0, np.zeros(membership.shape[-1], bool)
        while iteration < limit and not settled.all():
            membership, likelihood = self.expect(self.maximise(membership))
            with np.errstate(invalid="ignore"):
                settled = np.isneginf(likelihood) | (likelihood - before < tolerance * np.abs(likelihood))
            before, iteration = likelihood, iteration + 1
        return _Run(membership, likelihood, iteration, settled & np.isfinite(likelihood))

    def maximise(self, membership: Array) -> _Fit:
        """Weighted regressions of every segment and start at once (Hahn et al. 2002, equations 9 to 11)."""
        size = self.columns.shape[1]
        sums = self.products.T @ membership.reshape(len(membership), -1)
        moments = np.empty((size, size, sums.shape[1]))
        moments[self.upper] = moments[self.upper[::-1]] = sums
        weight = moments[-1, -1]
        shape = membership.shape[1:]
        fits = [self._regress(moments, weight, target, shape) for target, _ in self.structure.equations]
        return _Fit((weight / len(membership)).reshape(shape), fits)

    def _regress(
        self, moments: Array, weight: Array, target: int, shape: tuple[int, ...]
    ) -> tuple[Array, Array, Array]:
        rows = [*self._sources(target), *([-1] if self.intercepts else []), target]
        with np.errstate(all="ignore"):
            swept = sweep(moments[np.ix_(rows, rows)], len(rows) - 1)
            variance = swept[-1, -1] / weight
        effects = swept[-1, :-1].reshape(len(rows) - 1, *shape)
        cut = len(self._sources(target))
        level = effects[cut] if self.intercepts else np.zeros(shape)
        return effects[:cut], level, variance.reshape(shape)

    def _sources(self, target: int) -> list[int]:
        return self.structure.sources[self.structure.targets == target].tolist()

    def expect(self, fit: _Fit) -> tuple[Array, Array]:
        """Membership given parameters (Hahn et al. 2002, equation 8), and the log-likelihood of each start."""
        with np.errstate(all="ignore"):
            density = np.log(fit.shares) + sum(
                self._density(target, *parts)
                for (target, _), parts in zip(self.structure.equations, fit.equations, strict=True)
            )
            top = density.max(axis=1, keepdims=True)
            membership = np.exp(density - top)
            total = membership.sum(axis=1, keepdims=True)
            likelihood = (top + np.log(total)).sum(axis=(0, 1))
        failed = ~np.isfinite(likelihood) | self._collapsed(fit)
        membership = np.where(failed, 1.0 / self.segments, membership / np.where(failed, 1.0, total))
        return membership, np.where(failed, -np.inf, likelihood)

    def _density(self, target: int, effects: Array, level: Array, variance: Array) -> Array:
        fitted = np.tensordot(self.scores[:, self._sources(target)], effects, axes=1) + level
        error = self.scores[:, target, None, None] - fitted
        return -0.5 * (np.log(2 * np.pi * variance) + error**2 / variance)

    def _collapsed(self, fit: _Fit) -> Array:
        low = [(~(variance > LEAST_VARIANCE)).any(axis=0) for *_, variance in fit.equations]
        return np.logical_or.reduce(low)

    def solution(self, run: _Run) -> Segmentation:
        best = int(run.log_likelihood.argmax())
        membership = run.membership[..., best]
        fit = self.maximise(membership[..., None])
        paths = np.empty((len(self.structure.sources), self.segments))
        for (_, places), (effects, _, _) in zip(self.structure.equations, fit.equations, strict=True):
            paths[places] = effects[..., 0]
        variances = np.stack([variance[..., 0] for *_, variance in fit.equations])
        return Segmentation(
            self.structure, membership, fit.shares[:, 0], paths,
            np.stack([level[..., 0] for _, level, _ in fit.equations]), variances,
            1.0 - variances / self._spread(membership), float(run.log_likelihood[best]), self._parameters(),
            run.iterations, bool(run.converged[best]),
            int((run.log_likelihood > run.log_likelihood[best] - SAME_SOLUTION * len(self.scores)).sum()),
        )  # fmt: skip

    def _parameters(self) -> int:
        equations = len(self.structure.equations) * (2 if self.intercepts else 1)
        return self.segments - 1 + self.segments * (len(self.structure.sources) + equations)

    def _spread(self, membership: Array) -> Array:
        """Each endogenous score's variance within each segment: about its mean with intercepts, else about zero."""
        scores = self.scores[:, [target for target, _ in self.structure.equations]]
        weights = membership / membership.sum(axis=0)
        about = (scores.T @ weights) ** 2 if self.intercepts else 0.0
        return (scores**2).T @ weights - about


def _starts(rng: np.random.Generator, n: int, segments: int, starts: int) -> Array:
    """Random partitions of unequal shares, hard ones, so that starts differ in more than noise."""
    bounds = np.cumsum(rng.dirichlet(np.full(segments, 2.0), starts), axis=1)
    drawn = (rng.random((n, starts, 1)) > bounds[:, :-1]).sum(axis=-1)
    return np.moveaxis(np.eye(segments)[drawn], -1, 1)


def _enough(scores: Array, structure: Structure, segments: int) -> None:
    need = segments * (structure.most_sources + 2)
    if len(scores) < need:
        raise ArgumentError(
            mark("{segments} segments need {need} respondents or more; there are {given}."),
            segments=segments, need=need, given=len(scores),
        )  # fmt: skip


def _largest_first(found: Segmentation) -> Segmentation:
    order = np.argsort(-found.shares, kind="stable")
    columns = ("membership", "paths", "intercepts", "variances", "r2")
    return replace(found, shares=found.shares[order], **{name: getattr(found, name)[:, order] for name in columns})

"""What a verdict is made from: plain named numbers, and how they are taken from an estimate or a bootstrap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import TYPE_CHECKING, Any

import numpy as np

from langganan.measure.pls.thresholds import RULES

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict.predict import Prediction
    from langganan.tables import Array

ROUNDING = 1e-6
"""What arithmetic may take a number beyond where it can lie."""
ONE_SIDED = 1 - 2 * 0.05
"""The level of a two-sided interval whose upper end is one-sided at 95 %."""


@dataclass(frozen=True)
class ConstructEvidence:
    """A construct: loadings by item, or by construct where `of_parts`; what does not apply is NaN."""

    name: str
    loadings: tuple[tuple[str, float], ...]
    reflective: bool = True
    alpha: float = nan
    rho_a: float = nan
    rho_c: float = nan
    ave: float = nan
    r2: float = nan
    full_vif: float = nan
    of_parts: bool = False

    @property
    def reliability(self) -> dict[str, float]:
        """Alpha, rho A and rho C, where known."""
        given = {"alpha": self.alpha, "rho_a": self.rho_a, "rho_c": self.rho_c}
        return {name: value for name, value in given.items() if not isnan(value)}

    @property
    def is_unreliable(self) -> bool:
        """Whether alpha, rho A or rho C falls short."""
        return self.is_judged and any(not RULES["reliability"].holds(each) for each in self.reliability.values())

    @property
    def lacks_ave(self) -> bool:
        """Whether AVE falls short."""
        return self.is_judged and not isnan(self.ave) and not RULES["ave"].holds(self.ave)

    @property
    def is_judged(self) -> bool:
        """Whether reliability and AVE say something: several items that reflect the construct."""
        return self.reflective and len(self.loadings) > 1


@dataclass(frozen=True)
class PairEvidence:
    """Two constructs: correlation, HTMT and the upper end of its one-sided 95 % interval (NaN: not there)."""

    a: str
    b: str
    correlation: float
    htmt: float = nan
    htmt_high: float = nan

    @property
    def shown(self) -> str:
        """The two as they stand in sentences."""
        return f"{self.a} / {self.b}"


@dataclass(frozen=True)
class EffectEvidence:
    """A path, or an indirect effect through other constructs; what was not worked out is NaN.

    `slopes`, for an interaction: (slope, low, high) where the moderator is one standard deviation below its mean, and
    one above.
    """

    through: tuple[str, ...]
    estimate: float
    sd: float = nan
    p: float = nan
    low: float = nan
    high: float = nan
    f2: float = nan
    vif: float = nan
    slopes: tuple[tuple[float, float, float], ...] = ()

    @property
    def is_interaction(self) -> bool:
        """Whether it is the path of a product of constructs."""
        return ":" in self.through[0]

    @property
    def constructs(self) -> tuple[str, ...]:
        """Its constructs, interactions taken apart."""
        return tuple(dict.fromkeys(part for name in self.through for part in name.split(":")))

    @property
    def name(self) -> str:
        """Its constructs with arrows between, as in codes."""
        return "->".join(self.through)

    @property
    def shown(self) -> str:
        """Its constructs with arrows between, as in sentences."""
        return " → ".join(self.through)

    @property
    def is_tested(self) -> bool:
        """Whether there are an interval and a p value."""
        return not (isnan(self.low) or isnan(self.high) or isnan(self.p))

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class ResamplesEvidence:
    """How many resamples were asked for and used, and why the others were not."""

    asked: int
    used: int
    dropped: int = 0
    not_converged: int = 0
    inadmissible: int = 0


@dataclass(frozen=True)
class PredictionEvidence:
    """Out-of-sample prediction of a construct's items.

    `q2predict` is the smallest of its items; `above` counts the items predicted better than by their own average,
    `better` those predicted better than by a linear model.
    """

    construct: str
    q2predict: float
    above: int
    better: int
    items: int


@dataclass(frozen=True)
class Evidence:
    """All that a verdict looks at. `level` is the error rate of the tests, two-sided."""

    n: int
    constructs: tuple[ConstructEvidence, ...]
    pairs: tuple[PairEvidence, ...]
    paths: tuple[EffectEvidence, ...]
    indirect: tuple[EffectEvidence, ...] = ()
    resamples: ResamplesEvidence | None = None
    predictions: tuple[PredictionEvidence, ...] = ()
    consistent: bool = False
    converged: bool = True
    level: float = 0.05

    def construct(self, name: str) -> ConstructEvidence | None:
        """The construct of this name; None for an interaction."""
        return next((c for c in self.constructs if c.name == name), None)

    def attenuated(self, pair: PairEvidence) -> float:
        """The correlation over √(reliability × reliability); the correlation itself where it is corrected already."""
        if self.consistent:
            return abs(pair.correlation)
        return abs(pair.correlation) / float(np.sqrt(self._reliability(pair.a) * self._reliability(pair.b)))

    def distinct(self, pair: PairEvidence) -> bool | None:
        """Whether two constructs are distinct: False where they are not, None where that is open."""
        strict = RULES["htmt"].values[1]
        if self.attenuated(pair) > RULES["reliability_bound"].limit or pair.htmt > RULES["htmt"].limit:
            return False
        if isnan(pair.htmt) or pair.htmt > strict or not pair.htmt_high < RULES["htmt_interval"].limit:
            return None
        return True

    def merged(self, names: Iterable[str]) -> tuple[PairEvidence, ...]:
        """The pairs among these constructs that are not distinct."""
        named = set(names)
        return tuple(p for p in self.pairs if {p.a, p.b} <= named and self.distinct(p) is False)

    def doubted(self, names: Iterable[str]) -> tuple[PairEvidence, ...]:
        """The pairs among these constructs of which HTMT leaves open whether they are distinct."""
        named = set(names)
        open_ = (p for p in self.pairs if {p.a, p.b} <= named and self.distinct(p) is None)
        return tuple(pair for pair in open_ if not isnan(pair.htmt))

    def impossible(self, target: str) -> bool:
        """Whether corrected correlations contradict each other here: R² beyond 0 to 1, or a VIF below 1."""
        found = self.construct(target)
        beyond = found is not None and abs(found.r2 - 0.5) > 0.5 + ROUNDING
        return beyond or any(path.vif < 1 - ROUNDING for path in self.paths if path.through[-1] == target)

    def sources(self, target: str) -> tuple[str, ...]:
        """What leads to `target`."""
        return tuple(path.through[0] for path in self.paths if path.through[-1] == target)

    def _reliability(self, name: str) -> float:
        """The largest reliability known, at most 1; 1 where none applies."""
        found = self.construct(name)
        known = [r for r in (found.alpha, found.rho_a, found.rho_c) if 0 < r < 1] if found and found.is_judged else []
        return max(known, default=1.0)


# ------------------------------------------------------------------------------------------------ from the core


def gather(found: Estimate | Bootstrap, prediction: Prediction | None = None) -> Evidence:
    """Take the evidence from an estimate, or from a bootstrap with its intervals. Intervals are percentile, 95 %."""
    from langganan.measure.pls.bootstrap import Bootstrap

    boot = found if isinstance(found, Bootstrap) else None
    estimate = found.estimate if isinstance(found, Bootstrap) else found
    evidence = Evidence(
        n=estimate.n, constructs=tuple(_constructs(estimate)), pairs=tuple(_pairs(estimate, boot)),
        paths=tuple(_paths(estimate, boot)), indirect=tuple(_indirect(estimate, boot)),
        predictions=tuple(_predictions(prediction)), consistent=estimate.study.model.consistent,
        converged=estimate.converged,
    )  # fmt: skip
    if boot is None:
        return evidence
    lost = (boot.dropped, boot.not_converged, boot.inadmissible)
    return replace(evidence, resamples=ResamplesEvidence(boot.resamples, boot.completed, *lost))


def _constructs(estimate: Estimate) -> Iterator[ConstructEvidence]:
    found, model = estimate.statistics, estimate.study.model
    for place, construct in enumerate(model.constructs):
        own = np.flatnonzero(estimate.owner == place)
        loadings = tuple((estimate.indicators[i], float(found.loadings[i])) for i in own)
        kinds = {k: float(getattr(found, k)[place]) for k in ("alpha", "rho_a", "rho_c", "ave", "r2")}
        full_vif = float(estimate.full_collinearity[place])
        of_parts = bool(model.parts(construct))
        yield ConstructEvidence(
            construct.name, loadings, construct.reflective, full_vif=full_vif, of_parts=of_parts, **kinds
        )


def _pairs(estimate: Estimate, boot: Bootstrap | None) -> Iterator[PairEvidence]:
    """Pairs of constructs of which neither measures the other."""
    found, model = estimate.statistics, estimate.study.model
    high = np.full_like(found.htmt, nan) if boot is None else boot.interval("htmt", level=ONE_SIDED).high
    for a, first in enumerate(model.constructs):
        for b, second in enumerate(model.constructs[a + 1 :], a + 1):
            if first.name in model.parts(second) or second.name in model.parts(first):
                continue
            reflective = first.reflective and second.reflective
            htmt, upper = (float(array[a, b]) if reflective else nan for array in (found.htmt, high))
            yield PairEvidence(first.name, second.name, float(found.correlations[a, b]), htmt, upper)


def _paths(estimate: Estimate, boot: Bootstrap | None) -> Iterator[EffectEvidence]:
    found, names = estimate.statistics, estimate.constructs
    sources, targets = estimate.effect_places("paths")
    tests, slopes = _tests(boot), _slopes(estimate, boot)
    for a, b in zip(sources, targets, strict=True):
        own = {kind: float(array[a, b]) for kind, array in tests.items()}
        f2, vif = float(found.f2[a, b]), float(found.vif[a, b])
        yield EffectEvidence((names[a], names[b]), float(found.paths[a, b]), f2=f2, vif=vif, **own,
                             slopes=slopes.get((names[a], names[b]), ()))  # fmt: skip


def _slopes(
    estimate: Estimate, boot: Bootstrap | None
) -> dict[tuple[str, str], tuple[tuple[float, float, float], ...]]:
    """(slope, low, high) at either side of the moderator's mean, by interaction and target."""
    if boot is None or not estimate.study.model.interactions:
        return {}
    found: dict[tuple[str, str], tuple[tuple[float, float, float], ...]] = {}
    for row in boot.simple_slopes(at=(-1.0, 1.0)).rows():
        at = f"{row['source']}:{row['moderator']}", row["target"]
        found[at] = (*found.get(at, ()), (row["slope"], row["ci_low"], row["ci_high"]))
    return found


def _tests(boot: Bootstrap | None) -> dict[str, Array]:
    if boot is None:
        return {}
    low, high = boot.interval("paths")
    return {"sd": boot.sd("paths"), "p": boot.p("paths"), "low": low, "high": high}


def _indirect(estimate: Estimate, boot: Bootstrap | None) -> Iterator[EffectEvidence]:
    if boot is None:
        yield from (EffectEvidence(chain.through, chain.estimate) for chain in estimate.chains)
        return
    for chain, row in zip(estimate.chains, boot.specific().rows(), strict=True):
        tests = {"sd": row["sd"], "p": row["p"], "low": row["ci_low"], "high": row["ci_high"]}
        own: dict[str, Any] = {kind: nan if value is None else float(value) for kind, value in tests.items()}
        yield EffectEvidence(chain.through, chain.estimate, **own)


def _predictions(prediction: Prediction | None) -> Iterator[PredictionEvidence]:
    if prediction is None:
        return
    errors = prediction.errors
    for row in prediction.power().rows():
        least = float(errors.q2_predict[errors.construct == row["construct"]].min())
        yield PredictionEvidence(row["construct"], least, row["above_average"], row["better"], row["items"])

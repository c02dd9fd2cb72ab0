"""From an estimate or a bootstrap to the plain facts of a report."""

from __future__ import annotations

import platform
from dataclasses import replace
from importlib.metadata import version
from typing import NamedTuple

import numpy as np

from langganan.measure.pls.bootstrap import Bootstrap
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.report.drawing import Arrow, Bubble, Drawing
from langganan.measure.pls.report.drawing import Item as Drawn
from langganan.measure.pls.report.extras import Extras, found
from langganan.measure.pls.report.facts import UNKNOWN, Block, Effect, Facts, Indicator, Item, Pair, Run
from langganan.measure.pls.report.figures import Span
from langganan.measure.pls.report.slopes import moderations
from langganan.measure.pls.report.structural import mediation
from langganan.measure.pls.specify.model import Construct, Mode
from langganan.measure.pls.specify.parse import to_text
from langganan.measure.pls.study import Study
from langganan.tables import Array

__all__ = ["Extras", "found", "gather", "versions"]
MOST_WAYS = 60
"""Longer lists of specific indirect effects are cut to the largest ones."""
Result = Estimate | Bootstrap
Place = int | tuple[int, int]


def gather(result: Result, extras: Extras | None = None, *, title: str = "") -> Facts:
    """This function will give what a report says about an estimate; with a bootstrap, its intervals and p values too.

    Their method, level and tails are the bootstrap's `inference`.
    """
    boot, estimate = (result, result.estimate) if isinstance(result, Bootstrap) else (None, result)
    extras, source = extras or Extras(), _Source(estimate, boot)
    blocks, paths = source.blocks(extras), source.effects("paths")
    count = len(blocks)
    return Facts(
        run=run(estimate, boot, extras), blocks=blocks, paths=paths, drawing=drawing(estimate, blocks, paths),
        totals=source.effects("total"), indirect=source.ways(paths), pairs=source.pairs(), fit=extras.fit,
        correlations=estimate.statistics.correlations[:count, :count], items=items(estimate),
        item_correlations=_item_correlations(estimate), draws=source.draws(), spots=extras.spots,
        moderations=() if boot is None else moderations(boot), more=extras.more,
        verdict=extras.verdict, doubts=extras.doubts, model=to_text(estimate.study.model), title=title,
    )  # fmt: skip


class _Told(NamedTuple):
    """What the bootstrap says about one kind of statistic; arrays in the statistic's shape."""

    mean: Array
    sd: Array
    t: Array
    p: Array
    low: Array
    high: Array

    def of(self, effect: Effect, place: Place) -> Effect:
        """The effect, with what is told of it."""
        mean, sd, t, p, low, high = (float(values[place]) for values in self)
        return replace(effect, mean=mean, sd=sd, t=t, p=p, low=low, high=high)


class _Source:
    """An estimate and its bootstrap, where there is one, read out construct by construct."""

    def __init__(self, estimate: Estimate, boot: Bootstrap | None) -> None:
        self.estimate, self.boot = estimate, boot
        self.statistics, self.model = estimate.statistics, estimate.study.model
        self.place = {name: i for i, name in enumerate(estimate.constructs)}

    def spans(self, name: str) -> tuple[Array, Array] | None:
        return None if self.boot is None else self.boot.interval(name, *self.boot.inference[:2])

    def blocks(self, extras: Extras) -> tuple[Block, ...]:
        indicators, r2 = self.indicators(), self.spans("r2")
        return tuple(self.block(i, c, indicators, _at(r2, i), extras) for i, c in enumerate(self.model.constructs))

    def block(self, i: int, construct: Construct, indicators: list[Indicator], r2: Span, extras: Extras) -> Block:
        own = tuple(indicators[j] for j in np.flatnonzero(self.estimate.owner == i).tolist())
        alpha, rho_a, rho_c, ave = (float(getattr(self.statistics, s)[i]) for s in ("alpha", "rho_a", "rho_c", "ave"))
        return Block(
            construct.name, own, construct.mode is Mode.B, alpha, rho_a, rho_c, ave, float(self.statistics.r2[i]),
            float(self.estimate.r2_adjusted[i]), r2, extras.q2.get(construct.name, np.nan),
        )  # fmt: skip

    def indicators(self) -> list[Indicator]:
        given, count = self.statistics, len(self.model.constructs)
        loadings, weights = self.spans("loadings"), self.spans("weights")
        vif = self.estimate.indicator_vif
        return [
            Indicator(
                name, float(given.loadings[j]), float(given.weights[j]), _at(loadings, j), _at(weights, j),
                float(vif[j]), tuple(given.cross_loadings[j, :count].tolist()),
            )
            for j, name in enumerate(self.estimate.indicators)
        ]  # fmt: skip

    def effects(self, kind: str) -> tuple[Effect, ...]:
        """The paths in the order of the model, other effects by target."""
        if kind == "paths":
            places = [(self.place[path.source], self.place[path.target]) for path in self.model.paths]
        else:
            places = list(zip(*(each.tolist() for each in self.estimate.effect_places(kind)), strict=True))
        told = self.told(kind)
        return tuple(self.effect(at, kind, told) for at in places)

    def effect(self, at: tuple[int, int], kind: str, told: _Told | None) -> Effect:
        names, direct = self.estimate.constructs, kind == "paths"
        f2, vif = (float(each[at]) if direct else np.nan for each in (self.statistics.f2, self.statistics.vif))
        plain = Effect(names[at[0]], names[at[1]], float(getattr(self.statistics, kind)[at]), f2=f2, vif=vif)
        return told.of(plain, at) if told else plain

    def told(self, kind: str) -> _Told | None:
        if self.boot is None:
            return None
        boot, (method, level, tails) = self.boot, self.boot.inference
        ends = boot.interval(kind, method, level)
        return _Told(boot.mean(kind), boot.sd(kind), boot.t(kind), boot.p(kind, tails), *ends)

    def ways(self, paths: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """Specific indirect effects in their order, the largest ones where there are very many."""
        chains = self.estimate.chains
        found = self.boot.specific(**self.boot.inference._asdict()) if self.boot else None
        told = _Told(found.mean, found.sd, found.t, found.p, found.ci_low, found.ci_high) if found else None
        direct = {(path.source, path.target): path for path in paths}
        made = []
        for i in sorted(sorted(range(len(chains)), key=lambda i: -abs(chains[i].estimate))[:MOST_WAYS]):
            source, *via, target = chains[i].through
            way = Effect(source, target, chains[i].estimate, via=tuple(via))
            way = told.of(way, i) if told else way
            made.append(replace(way, kind=mediation(way, direct.get((source, target)))))
        return tuple(made)

    def pairs(self) -> tuple[Pair, ...]:
        """HTMT says nothing of constructs that their items make up, so those are left out."""
        spans, names, htmt = self.spans("htmt"), self.model.names, self.statistics.htmt
        kept = [i for i, c in enumerate(self.model.constructs) if c.reflective]
        places = [(i, j) for j in kept for i in kept if i < j and not np.isnan(htmt[i, j])]
        return tuple(Pair(names[i], names[j], float(htmt[i, j]), *_at(spans, (i, j))) for i, j in places)

    def draws(self) -> dict[tuple[str, str], Array]:
        if self.boot is None:
            return {}
        drawn = self.boot.draws.paths
        return {tuple(path): drawn[self.place[path.source], self.place[path.target]] for path in self.model.paths}


def drawing(estimate: Estimate, blocks: tuple[Block, ...], paths: tuple[Effect, ...]) -> Drawing:
    """This function will give what the path diagram shows; parts of higher-order constructs are joined to them."""
    bubbles: list[Bubble] = []
    joins: list[Arrow] = []
    model = estimate.study.model
    for block, construct in zip(blocks, model.constructs, strict=True):
        values = [(i.name, i.weight if block.inwards else i.loading) for i in block.indicators]
        parts = set(model.parts(construct))
        own = tuple(Drawn(name, value) for name, value in values if name not in parts)
        bubbles.append(Bubble(block.name, own, block.inwards, None if np.isnan(block.r2) else block.r2))
        for name, value in values:
            ends = (name, block.name) if block.inwards else (block.name, name)
            joins += [Arrow(*ends, value, measures=True)] if name in parts else []
    arrows = [Arrow(path.source, path.target, path.estimate, path.p if path.tested else None) for path in paths]
    return Drawing(tuple(bubbles), (*arrows, *joins))


def items(estimate: Estimate) -> tuple[Item, ...]:
    """This function will describe the answers to each item; none where only correlations were given."""
    study = estimate.study
    if not isinstance(study.answers, Answers):
        return ()
    return tuple(_item(name, column) for name, column in zip(study.model.items, study.values.T, strict=True))


def _item(name: str, column: Array) -> Item:
    """How one item was answered; skewness and excess kurtosis as moments, without correction for bias."""
    known = column[~np.isnan(column)]
    off = known - known.mean()
    spread = float(np.sqrt((off**2).mean()))
    third, fourth = (((off / spread) ** power).mean() if spread else np.nan for power in (3, 4))
    low, high = float(known.min()), float(known.max())
    return Item(name, len(known), float(known.mean()), float(known.std(ddof=1)), low, high, third, fourth - 3)


def _item_correlations(estimate: Estimate) -> Array:
    """The correlations that the estimate saw, products left aside."""
    count = len(estimate.study.model.items)
    return estimate.matrix[:count, :count]


def run(estimate: Estimate, boot: Bootstrap | None, extras: Extras) -> Run:
    """This function will say how the numbers came about."""
    study, model = estimate.study, estimate.study.model
    answered = isinstance(study.answers, Answers)
    once = Run(
        n=study.n, scheme=str(model.scheme), consistent=model.consistent, tolerance=study.tolerance,
        max_iterations=study.max_iterations, iterations=estimate.iterations, converged=estimate.converged,
        missing=str(study.missing), missing_cells=int(np.isnan(study.values).sum()) if answered else 0,
        left_out=int((~study.kept).sum()) if answered else 0, from_correlations=not answered,
        product=str(model.product) if model.interactions else "",
        higher_order=str(model.higher_order) if model.higher else "",
        mode_b=tuple(c.name for c in model.constructs if c.mode is Mode.B and len(c.indicators) > 1),
        source=study.answers.source, used_extras=extras.used, versions=versions(), reading=study.reading,
        usual_stop=(study.tolerance, study.max_iterations) == (Study.tolerance, Study.max_iterations),
        predicted=extras.predicted, compared=extras.compared,
        columns=frozenset(study.answers.groups) if isinstance(study.answers, Answers) else frozenset(),
    )  # fmt: skip
    return once if boot is None else _resampled(once, boot)


def _resampled(once: Run, boot: Bootstrap) -> Run:
    return replace(
        once, resamples=boot.resamples, used=boot.completed, dropped=boot.dropped, not_converged=boot.not_converged,
        inadmissible=boot.inadmissible, seed=boot.seed, aligned=boot.alignment == "construct",
        level=boot.inference.level, interval=str(boot.inference.method), tails=boot.inference.tails,
    )  # fmt: skip


def versions() -> dict[str, str]:
    """This function will give the versions of what worked the numbers out."""
    return {name: version(name) for name in ("langganan", "numpy")} | {"python": platform.python_version()}


def _at(spans: tuple[Array, Array] | None, place: Place) -> Span:
    return UNKNOWN if spans is None else (float(spans[0][place]), float(spans[1][place]))

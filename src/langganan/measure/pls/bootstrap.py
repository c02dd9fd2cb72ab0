"""The bootstrap: the whole procedure repeated on resamples, and what the draws say about every statistic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.effects import along
from langganan.measure.pls.engine.draws import Draws, Progress, collect
from langganan.measure.pls.engine.resample import Counts, Drawn, cut, leave_out
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.intervals import Interval, basic, bca, percentile, studentised
from langganan.measure.pls.nested import Read, nested
from langganan.measure.pls.said import Said
from langganan.tables import Array, Result
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.assess.mediation import Mediation
    from langganan.measure.pls.assess.moderation import Slopes
    from langganan.measure.pls.estimate import Estimate

ROUNDING = 1e-12
"""A standard error below is that of a number which does not vary, such as the loading of a single item."""
MOST_BYTES = 4_000_000_000
LEVELS = {1: 0.9, 2: 0.95}
"""The usual level of an interval by the tails of its test: it leaves zero out where p is below 0.05."""
JACKKNIFE = 1_000
"""How many groups the jackknife behind BCa leaves out at most, one after the other."""


class Alignment(StrEnum):
    """What is done about constructs whose sign comes out turned in a resample. Never coefficient by coefficient."""

    CONSTRUCT = "construct"
    NONE = "none"


class Method(StrEnum):
    """How an interval is made from the draws (Efron & Tibshirani 1993)."""

    PERCENTILE = "percentile"
    BASIC = "basic"
    BCA = "bca"
    STUDENTISED = "studentised"


class Inference(NamedTuple):
    """How tables tell of a bootstrap: the interval's method, its level, and p values of one tail or two.

    The verdict keeps to percentile intervals of 95 % and two tails whatever is asked for here.
    """

    method: Method = Method.PERCENTILE
    level: float = 0.95
    tails: int = 2


USUAL = Inference()


@dataclass(frozen=True, eq=False, repr=False)
class Effects(Result):
    """Effects with what the bootstrap says about them, one row per effect."""

    source: Array
    target: Array
    estimate: Array
    mean: Array
    sd: Array
    t: Array
    p: Array
    ci_low: Array
    ci_high: Array


@dataclass(frozen=True, eq=False, repr=False)
class Specific(Result):
    """Specific indirect effects, `through` such as `X -> M -> Y`, with what the bootstrap says about them."""

    through: Array
    estimate: Array
    mean: Array
    sd: Array
    t: Array
    p: Array
    ci_low: Array
    ci_high: Array


@dataclass(frozen=True, eq=False)
class Bootstrap(Said):
    """What resampling says about an estimate. `draws` hold every statistic, resamples on the last axis.

    Of the `resamples` asked for, `dropped` had a constant column and `not_converged` no estimate; both are
    left out of the draws. `inadmissible` ones cannot be true (a corrected correlation beyond 1) but are kept,
    unless they give no number for an effect (negative rho_A).
    """

    estimate: Estimate
    draws: Statistics
    resamples: int
    dropped: int
    not_converged: int
    inadmissible: int
    seed: int | None
    alignment: Alignment
    inference: Inference = USUAL

    def __repr__(self) -> str:
        return (
            f"Bootstrap with {self.completed:,} of {self.resamples:,} resamples (seed {self.seed}) of {self.estimate!r}"
        )

    @property
    def completed(self) -> int:
        """How many draws there are."""
        return self.draws.weights.shape[-1]

    def told(self, *, method: Method | str = "percentile", level: float | None = None, tails: int = 2) -> Bootstrap:
        """The same draws with tables, JSON and report told by other intervals; the verdict stays as it is.

        Without a `level` it is 0.95 for two tails and 0.90 for one, so that interval and p < 0.05 agree.
        """
        tails = arguments.whole("tails", tails, least=1, most=2)
        level = arguments.number("level", LEVELS[tails] if level is None else level, least=0.01, most=0.9999)
        return replace(self, inference=Inference(arguments.choice("method", method, Method), level, tails))

    def value(self, name: str) -> Array:
        """The estimate of a statistic by name: a field of `Statistics`, or `indirect`."""
        return getattr(self.estimate.statistics, statistic_name(name))

    def drawn(self, name: str) -> Array:
        """The draws of a statistic by name, on the last axis."""
        return getattr(self.draws, statistic_name(name))

    def mean(self, name: str) -> Array:
        """The mean of the draws."""
        return self.drawn(name).mean(-1)

    def sd(self, name: str) -> Array:
        """The standard deviation of the draws: the bootstrap's standard error. NaN where a draw is infinite."""
        with np.errstate(invalid="ignore"):
            return self.drawn(name).std(-1, ddof=1)

    def t(self, name: str) -> Array:
        """The estimate over its standard error; NaN where nothing varies."""
        sd = self.sd(name)
        return self.value(name) / np.where(sd > ROUNDING, sd, np.nan)

    def p(self, name: str, tails: int = 2) -> Array:
        """Student's t with B - 1 degrees of freedom, as SmartPLS does. One-tailed: in the estimate's direction."""
        return p_values(self.t(name), self.completed - 1, tails)

    def interval(self, name: str, method: Method | str = Method.PERCENTILE, level: float = 0.95) -> Interval:
        """An interval for a statistic by name, ends in its shape. NaN where the statistic does not exist."""
        alike = self._corrected_blocks if name == "loadings" else ()
        return self.ends(attrgetter(statistic_name(name)), method, level, alike=alike)

    def ends(self, read: Read, method: Method | str, level: float, *, alike: Sequence[Array] = ()) -> Interval:
        """An interval for whatever is read from `Statistics` (batch on the last axis where there is one).

        `alike`: places whose bias BCa takes to be the same (`intervals.bca`).
        """
        level = arguments.number("level", level, least=0.01, most=0.9999)
        method, value = arguments.choice("method", method, Method), read(self.estimate.statistics)
        drawn = read(self.draws)
        if method is Method.STUDENTISED:
            outer, errors = nested(self.estimate, read, self.seed or 0, self._references)
            with np.errstate(invalid="ignore"):
                return studentised(outer, errors, value, drawn.std(-1, ddof=1), level)
        if method is Method.BCA:
            return bca(drawn, value, read(self.jackknife), level, alike=alike)
        return percentile(drawn, level) if method is Method.PERCENTILE else basic(drawn, value, level)

    @cached_property
    def jackknife(self) -> Statistics:
        """The statistics with a part of the respondents left out, one part after the other."""
        study = self.estimate.study
        parts = cut(leave_out(study.n, min(study.n, JACKKNIFE)), study.procedure.batch(study.n))
        found = collect(study.procedure, study.moments, parts, self._references).statistics
        if found.weights.shape[-1] < 3:
            text = mark("Without one of the {n} respondents there is no estimate, so there are no BCa intervals.")
            raise ArgumentError(text, n=study.n)
        return found

    @property
    def _corrected_blocks(self) -> list[Array]:
        """The indicators of each construct that consistent PLS corrects.

        There the loadings are the construct's weights times one factor, and a single loading's share of draws below
        the estimate says more of the sample than of bias; the block's mean does not (decision 9).
        """
        model, owner = self.estimate.study.model, self.estimate.owner
        if not model.consistent:
            return []
        return [np.flatnonzero(owner == place) for place, each in enumerate(model.constructs) if each.reflective]

    @property
    def _references(self) -> tuple[Array, ...]:
        return self.estimate.references if self.alignment is Alignment.CONSTRUCT else ()

    def effects(
        self, kind: str = "paths", *, method: Method | str = Method.PERCENTILE, level: float = 0.95, tails: int = 2
    ) -> Effects:
        """The `paths`, `total` or `indirect` effects with their inference, one row per effect that there is."""
        where = self.estimate.effect_places(kind)
        low, high = self.interval(kind, method, level)
        names = np.array(self.estimate.constructs, dtype=object)
        found = [self.value(kind), self.mean(kind), self.sd(kind), self.t(kind), self.p(kind, tails), low, high]
        return Effects(names[where[0]], names[where[1]], *(each[where] for each in found))

    def specific(self, *, method: Method | str = Method.PERCENTILE, level: float = 0.95, tails: int = 2) -> Specific:
        """Every specific indirect effect with its inference, in the order of `Estimate.chains`."""
        estimate, ways = self.estimate, self.estimate.ways
        value, drawn = along(estimate.statistics.paths, ways), along(self.draws.paths, ways)
        ends = self.ends(lambda each: along(each.paths, ways), method, level)
        sd = drawn.std(-1, ddof=1)
        t = value / np.where(sd > ROUNDING, sd, np.nan)
        names = [" -> ".join(estimate.constructs[place] for place in way) for way in ways]
        p = p_values(t, self.completed - 1, tails)
        return Specific(np.array(names, dtype=object), value, drawn.mean(-1), sd, t, p, *ends)

    def mediation(self, *, method: Method | str = Method.PERCENTILE, level: float = 0.95) -> Mediation:
        """The type of mediation of every indirect effect (Zhao, Lynch & Chen 2010)."""
        from langganan.measure.pls.assess.mediation import mediation

        return mediation(self, method=method, level=level)

    def simple_slopes(
        self,
        *,
        at: Sequence[float] = (-1.0, 0.0, 1.0),
        method: Method | str = Method.PERCENTILE,
        level: float = 0.95,
    ) -> Slopes:
        """The effect that an interaction changes, `at` these standard deviations of the moderator from its mean."""
        from langganan.measure.pls.assess.moderation import simple_slopes

        return simple_slopes(self, at=at, method=method, level=level)


def estimate_of(result: Estimate | Bootstrap) -> Estimate:
    """This function will give the estimate of a bootstrap, or the estimate that was given."""
    return result.estimate if isinstance(result, Bootstrap) else result


def resampled(name: str, given: object) -> Bootstrap:
    """This function will give the bootstrap that `name` was given; `ArgumentError` for anything else."""
    if isinstance(given, Bootstrap):
        return given
    text = mark("{name} works on a bootstrap, and was given {given}. Give it what estimate.bootstrap() returns.")
    raise ArgumentError(text, name=name, given=arguments.shown(given))


def bootstrap(
    estimate: Estimate,
    resamples: int,
    *,
    seed: int,
    alignment: Alignment,
    progress: Progress | None,
    workers: int | None,
) -> Bootstrap:
    """Draw `resamples` and estimate each. This function will give all draws and count what could not be estimated."""
    study = estimate.study
    resamples = arguments.whole("resamples", resamples, least=2, most=10_000_000)
    seed = arguments.seed(seed)
    if workers is not None:
        workers = arguments.whole("workers", workers, least=1, most=1_000)
    _check_memory(estimate, resamples)
    n, size = len(study.values), study.procedure.batch(study.n)
    batches = [Drawn(seed, n, first, min(size, resamples - first)) for first in range(0, resamples, size)]
    return from_counts(estimate, batches, seed=seed, alignment=alignment, progress=progress, workers=workers)


def from_counts(
    estimate: Estimate,
    batches: Sequence[Counts],
    *,
    seed: int | None = None,
    alignment: Alignment = Alignment.CONSTRUCT,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Bootstrap:
    """Bootstrap with resamples that were drawn elsewhere (`resample.from_indices`)."""
    study, references = estimate.study, estimate.references if alignment is Alignment.CONSTRUCT else ()
    draws = collect(study.procedure, study.moments, batches, references, progress=progress, workers=workers)
    _check_enough(draws)
    return Bootstrap(
        estimate, draws.statistics, sum(batch.size for batch in batches), draws.flat, draws.not_converged,
        draws.inadmissible, seed, alignment,
    )  # fmt: skip


def _check_memory(estimate: Estimate, resamples: int) -> None:
    """Every draw of every statistic is kept, so that any interval can be asked for later."""
    each = sum(getattr(estimate.statistics, field.name).nbytes for field in fields(Statistics))
    if each * resamples > MOST_BYTES:
        text = mark("{resamples} resamples of this model would take more than 4 GB. Up to {most} can be drawn.")
        raise ArgumentError(text, resamples=resamples, most=MOST_BYTES // each)


def _check_enough(draws: Draws) -> None:
    found = draws.statistics.weights.shape[-1]
    if found < 2:
        text = mark(
            "Only {found} of the resamples could be estimated, too few to learn from: in {flat} a column was constant,"
            " {failed} did not converge, {odd} were inadmissible."
        )
        raise ArgumentError(text, found=found, flat=draws.flat, failed=draws.not_converged, odd=draws.inadmissible)


def statistic_name(given: str) -> str:
    """This function will give the name of a statistic that can be asked for; `ArgumentError` for any other."""
    names = [field.name for field in fields(Statistics)] + ["indirect"]
    if given not in names:
        text = mark("There is no statistic {given}. There are: {names}.")
        raise ArgumentError(text, given=arguments.shown(given), names=", ".join(names))
    return given


def p_values(t: Array, df: Array | float, tails: int) -> Array:
    """The chance of such a t or a larger one, by Student's distribution, in one tail or both."""
    from scipy.special import stdtr

    tails = arguments.whole("tails", tails, least=1, most=2)
    return tails * stdtr(df, -np.abs(t))

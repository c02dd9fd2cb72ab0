"""The power of a planned study by simulation: the study is run many times on answers drawn from its own assumptions.

Every simulated study is analysed as the real one will be: PLS, bootstrap with construct-level alignment, and the test
that is printed. Its bootstrap is shorter, by default 200 resamples instead of 10,000. With t = estimate / standard
error against Student's t with (resamples - 1) degrees of freedom that is right to first order: the standard error of
200 resamples is off by 5 % at random, which those degrees of freedom allow for, and it costs under one point of
power. Simulated studies of one size share their resample counts; their answers are independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np

from langganan import arguments
from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.resample import Drawn, Given
from langganan.measure.pls.plan.expected import grid
from langganan.measure.pls.plan.population import Population, sample_size
from langganan.measure.pls.plan.power_curve import Power, wilson
from langganan.tables import Array

Progress = Callable[[float], None]


class Test(StrEnum):
    """How a study decides on a path: bootstrap t against Student's t, or a percentile interval that leaves out 0."""

    T = "t"
    PERCENTILE = "percentile"


def simulate(
    assumed: Population, sizes: Sequence[int] = (), *, seed: int, replicates: int = 500, resamples: int = 200,
    points: int | None = None, level: float = 0.05, test: Test | str = Test.T, progress: Progress | None = None,
) -> Power:  # fmt: skip
    """Run the planned study `replicates` times for each number of respondents. This function will give its power.

    `sizes` are by default six around the expected need (`grid`). `points` makes answers ratings from 1 to it;
    without it they are normal. `test` is `t` (two-tailed) or `percentile` (the interval leaves out 0; take 500
    resamples or more). Results depend on the seed and the other arguments alone.
    """
    test = arguments.choice("test", test, Test)
    arguments.whole("replicates", replicates, least=20, most=100_000)
    arguments.whole("resamples", resamples, least=50, most=10_000)
    arguments.number("level", level, least=0.001, most=0.5)
    arguments.seed(seed)
    if points is not None:
        arguments.whole("points", points, least=2, most=100)
    sizes = tuple(sample_size(n) for n in sizes) or grid(assumed, level=level)
    parts = []
    for place, n in enumerate(sizes):
        run = _Run(assumed, n, resamples, points, seed)
        paths = run.all(replicates, _part_of(progress, place, len(sizes)))
        parts.append(_significant(paths, assumed.paths, level, test))
    return _table(assumed, sizes, parts, (replicates, resamples, seed))


def _part_of(progress: Progress | None, place: int, places: int) -> Progress | None:
    if progress is None:
        return None
    return lambda share: progress((place + share) / places)


class _Run:
    """Simulated studies of one size."""

    def __init__(self, assumed: Population, n: int, resamples: int, points: int | None, seed: int) -> None:
        self.assumed, self.n, self.resamples, self.points, self.seed = assumed, n, resamples, points, seed
        self.together = max(1, assumed.procedure.batch(n) // (resamples + 1))

    def all(self, replicates: int, progress: Progress | None) -> Array:
        """(m, replicates, 1 + resamples) paths: the estimate, then its bootstrap draws; NaN where there is none."""
        found = []
        for start in range(0, replicates, self.together):
            found.append(self.some(start, min(self.together, replicates - start)))
            if progress:
                progress((start + found[-1].shape[1]) / replicates)
        return np.concatenate(found, axis=1)

    def some(self, start: int, count: int) -> Array:
        """Some of the replicates; each draws its answers from a stream of its own, all share the resample counts."""
        matrices: list[Array] = []
        flat: list[Array] = []
        for replicate in range(start, start + count):
            rng = np.random.default_rng([self.seed, self.n, replicate])
            moments = Moments.of(self.assumed.draw(self.n, rng, self.points))
            one, lost = moments.correlations(moments.sums(self.counts), self.counts.totals)
            matrices.append(one)
            flat.append(lost)
        procedure, (sources, targets) = self.assumed.procedure, self.assumed.places
        outcome = procedure.from_matrices(np.concatenate(matrices, axis=-1), references=(self.assumed.limit.loadings,))
        paths = outcome.statistics.paths[sources, targets]
        paths[:, np.concatenate(flat) | ~outcome.converged] = np.nan
        return paths.reshape(len(sources), count, -1)

    @cached_property
    def counts(self) -> Given:
        """(n, 1 + resamples): everybody once, then the resamples."""
        drawn = [block for _, block in Drawn(self.seed, self.n, 0, self.resamples)]
        return Given(np.column_stack([np.ones(self.n), np.concatenate(drawn)]))


def _significant(paths: Array, truth: Array, level: float, test: Test) -> tuple[Array, Array]:
    """(m) share of simulated studies that find each path, and (m) mean estimates."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    estimate, draws = paths[..., 0], paths[..., 1:]
    if test is Test.PERCENTILE:
        low, high = np.nanquantile(draws, [level / 2, 1 - level / 2], axis=-1)
        found = np.where(low > 0, 1, np.where(high < 0, -1, 0))
    else:
        limit = stdtrit(draws.shape[-1] - 1, 1 - level / 2)
        found = np.where(np.abs(estimate) > limit * np.nanstd(draws, axis=-1, ddof=1), np.sign(estimate), 0)
    wanted = np.sign(truth)[:, None]
    right = np.where(wanted == 0, found != 0, found == wanted)
    return right.mean(axis=1), np.nanmean(estimate, axis=1)


def _table(
    assumed: Population, sizes: Sequence[int], parts: list[tuple[Array, Array]], run: tuple[int, int, int]
) -> Power:
    (sources, targets), times = assumed.places, len(sizes)
    names = np.array(assumed.model.names, object)
    power = np.concatenate([share for share, _ in parts])
    low, high = wilson(power, run[0])
    return Power(
        np.repeat(np.array(sizes), len(sources)), np.tile(names[sources], times), np.tile(names[targets], times),
        np.tile(assumed.paths, times), np.concatenate([mean for _, mean in parts]), power,
        np.sqrt(power * (1 - power) / run[0]), low, high, *run,
    )  # fmt: skip

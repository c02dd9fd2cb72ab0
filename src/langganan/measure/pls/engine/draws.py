"""The procedure on many resamples: every statistic's draws, and what became of resamples that gave none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.procedure import Outcome, Procedure
from langganan.measure.pls.engine.resample import Counts
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.engine.threads import mapped
from langganan.tables import Array

Progress = Callable[[float], None]
ONE = 1 + 1e-9
"""A loading, correlation or share beyond is not one that rounding made."""


@dataclass(frozen=True, eq=False)
class Draws:
    """The statistics of all resamples that could be estimated, and what became of the others."""

    statistics: Statistics
    flat: int
    not_converged: int
    inadmissible: int


def collect(
    procedure: Procedure,
    moments: Moments,
    batches: Sequence[Counts],
    references: tuple[Array, ...] = (),
    *,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Draws:
    """Estimate the model on all these counts. This function will give the draws that could be estimated, in order.

    Left out and counted: resamples in which a column was constant, and those without an estimate (not converged, or
    sources that say the same). Inadmissible ones (a corrected correlation or loading beyond 1, negative rho_A) are
    counted, and left out where there is no number for an effect. `progress` is told the share done, in this thread.
    """
    sink = _Sink([batch.size for batch in batches], consistent=procedure.model.consistent)

    def work(place: int) -> None:
        sink.take(place, procedure.run(moments, batches[place], references))

    for place, _ in enumerate(mapped(work, range(len(batches)), answers=moments.scaled.size, workers=workers)):
        if progress is not None:
            progress(sink.share(place))
    return sink.draws()


class _Sink:
    """Where the statistics of all batches come together, each in its place."""

    def __init__(self, sizes: Sequence[int], *, consistent: bool) -> None:
        self.consistent = consistent
        self.ends = np.cumsum(sizes)
        self.arrays: dict[str, Array] = {}
        self.flat, self.failed, self.odd = (np.zeros(self.ends[-1], bool) for _ in range(3))

    def take(self, place: int, outcome: Outcome) -> None:
        size = len(outcome.flat)
        part = slice(self.ends[place] - size, self.ends[place])
        self.flat[part], self.failed[part] = outcome.flat, ~outcome.converged & ~outcome.flat
        if self.consistent:
            self.odd[part] = inadmissible(outcome.statistics)
        for field in fields(Statistics):
            found = getattr(outcome.statistics, field.name)
            whole = self.arrays.setdefault(field.name, np.empty((*found.shape[:-1], self.ends[-1])))
            whole[..., part] = found

    def share(self, place: int) -> float:
        return float(self.ends[place] / self.ends[-1])

    def draws(self) -> Draws:
        numbers = np.isfinite(self.arrays["total"]).all(axis=(0, 1))
        self.failed |= ~(self.flat | self.odd | numbers)
        kept = ~(self.flat | self.failed)
        odd = int((self.odd & kept).sum())
        kept &= numbers
        arrays = self.arrays if kept.all() else {name: each[..., kept] for name, each in self.arrays.items()}
        return Draws(Statistics(**arrays), int(self.flat.sum()), int(self.failed.sum()), odd)


def inadmissible(found: Statistics) -> Array:
    """(B,) whether consistent results cannot be: a loading, correlation or R² beyond 1, or a negative rho_A."""
    beyond = [np.abs(found.cross_loadings) > ONE, np.abs(found.correlations) > ONE, found.r2 > ONE, found.rho_a < 0]
    return np.any(np.concatenate([each.reshape(-1, each.shape[-1]) for each in beyond]), axis=0)

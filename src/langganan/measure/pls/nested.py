"""Standard errors of the draws themselves, by a bootstrap within the bootstrap, for studentised intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.engine.resample import Drawn, Given
from langganan.measure.pls.engine.statistics import Statistics
from langganan.tables import Array
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.study import Study

Read = Callable[[Statistics], Array]
OUTER, INNER, TOGETHER = 1_000, 100, 10
MOST = 10_000


def nested(estimate: Estimate, read: Read, seed: int, references: tuple[Array, ...]) -> tuple[Array, Array]:
    """Resample the resamples. This function will give draws of what is read (..., 1000) and their standard errors.

    The errors come from 100 resamples of each resample. Those that cannot be estimated are left out.
    """
    study, n = estimate.study, estimate.n
    if n > MOST:
        text = mark("Studentised intervals of {n} respondents take too long; up to {most} can be had. Choose bca.")
        raise ArgumentError(text, n=n, most=MOST)
    counts = np.concatenate([drawn for _, drawn in Drawn(seed, n, 0, OUTER)])
    outer, good = _drawn(study, counts, read, references)
    stream, errors = np.random.default_rng([seed, OUTER]), np.empty_like(outer)
    for start in range(0, OUTER, TOGETHER):
        inner = stream.multinomial(n, counts[:, start : start + TOGETHER].T / n, size=(INNER, TOGETHER))
        found, kept = _drawn(study, inner.transpose(2, 1, 0).reshape(n, TOGETHER * INNER), read, references)
        for place in range(TOGETHER):
            part = slice(place * INNER, (place + 1) * INNER)
            errors[..., start + place] = _spread(found[..., part][..., kept[part]])
            good[start + place] &= np.count_nonzero(kept[part]) > 1
    if np.count_nonzero(good) < 2:
        raise ArgumentError(mark("Resamples of resamples cannot be estimated, so there are no studentised intervals."))
    return outer[..., good], errors[..., good]


def _drawn(study: Study, counts: Array, read: Read, references: tuple[Array, ...]) -> tuple[Array, Array]:
    """A statistic under counts (n, B), and (B,) which of them gave an estimate."""
    outcome = study.procedure.run(study.moments, Given(counts), references)
    numbers = np.isfinite(outcome.statistics.total).all(axis=(0, 1))
    return read(outcome.statistics), numbers & outcome.converged & ~outcome.flat


def _spread(draws: Array) -> Array:
    if draws.shape[-1] < 2:
        return np.full(draws.shape[:-1], np.nan)
    with np.errstate(invalid="ignore"):
        return draws.std(-1, ddof=1)

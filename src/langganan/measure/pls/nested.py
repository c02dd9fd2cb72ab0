"""Standard errors of the draws themselves, by a bootstrap within the bootstrap, for studentised intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from langganan.measure.pls.resample import Drawn, Given
from langganan.tables import Array

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate

OUTER, INNER, TOGETHER = 1_000, 100, 10


def nested(estimate: Estimate, name: str, seed: int, references: tuple[Array, ...]) -> tuple[Array, Array]:
    """Resample the resamples. This function will give draws of a statistic (..., 1000) and their standard errors.

    The errors come from 100 resamples of each resample. Draws that are no numbers are left out.
    """
    study, n = estimate.study, estimate.n
    counts = np.concatenate([drawn for _, drawn in Drawn(seed, n, 0, OUTER)])
    outer = getattr(study.procedure.run(study.moments, Given(counts), references).statistics, name)
    stream, errors = np.random.default_rng([seed, OUTER]), np.empty_like(outer)
    for start in range(0, OUTER, TOGETHER):
        inner = stream.multinomial(n, counts[:, start : start + TOGETHER].T / n, size=(INNER, TOGETHER))
        given = Given(inner.transpose(2, 1, 0).reshape(n, TOGETHER * INNER))
        found = getattr(study.procedure.run(study.moments, given, references).statistics, name)
        errors[..., start : start + TOGETHER] = found.reshape(*found.shape[:-1], TOGETHER, INNER).std(-1, ddof=1)
    good = (np.isfinite(errors) | np.isnan(outer)).reshape(-1, OUTER).all(axis=0)
    return outer[..., good], errors[..., good]

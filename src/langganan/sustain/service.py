"""Service: which level of the forecast to order at, so that the service asked for is the service reached."""

from __future__ import annotations

import numpy as np

from langganan.sustain import negative_binomial
from langganan.tables import Array

ORIGINS, ENOUGH = 26, 200
"""Past weeks from which the horizon is replayed; with fewer replays than this the asked level is used as it is."""
HIGHEST = 0.999


def growth(weeks: Array, alpha: float) -> Array:
    """How many one-week variances the demand of several weeks together has when its level may move.

    This function will give, for h weeks and smoothing constant a, h (1 + a (h - 1) + a^2 (h - 1)(2h - 1) / 6)
    (Hyndman, Koehler, Ord and Snyder 2008, lead-time demand of simple exponential smoothing); h below one week.
    """
    more = np.maximum(weeks - 1, 0)
    return weeks * (1 + alpha * more + alpha**2 * more * (2 * weeks - 1) / 6)


def level_for(service: float, sold: Array, errors: Array, variance: Array, *, weeks: int, alpha: float) -> float:
    """Replay past orders to see how high to aim. This function will give the level that would have been right.

    At that level the asked share of past orders would have been enough; it is `service` to 0.999.
    `sold` and one-step `errors` are products x weeks. An order placed before week t had to cover `weeks` weeks from
    t; a level L suffices where P(demand <= actual - 1) < L. Only products that were expected to sell a piece or more
    count. The variance is today's, so that the replay flatters a little.
    """
    if sold.shape[1] - weeks < 1:
        return service
    starts = np.arange(1, sold.shape[1] - weeks + 1)[-ORIGINS:]
    total = np.cumsum(sold, axis=1)
    actual = total[:, starts + weeks - 1] - total[:, starts - 1]
    mean = weeks * (sold - errors)[:, starts]
    wide = np.broadcast_to((variance * growth(np.array(float(weeks)), alpha))[:, None], mean.shape)
    counts = (mean >= 1) & (errors[:, starts] != sold[:, starts])
    if counts.sum() < ENOUGH:
        return service
    needed = negative_binomial.share(actual[counts] - 1, mean[counts], wide[counts])
    return float(np.clip(np.quantile(needed, service), service, HIGHEST))

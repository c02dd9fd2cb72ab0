"""The negative binomial distribution given by its mean and variance.

With mean m and variance v > m: size r = m^2 / (v - m), P(demand <= k) = I_{m/v}(r, k + 1), the regularised
incomplete beta function (NIST DLMF 8.17). A variance below 1.02 means is raised to that: nearly Poisson.
"""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

LEAST_EXCESS = 1.02
LEAST_MEAN = 1e-3


def share(quantity: Array, mean: Array, variance: Array) -> Array:
    """Find how likely demand is to be `quantity` or less. This function will give one probability per element."""
    from scipy.special import betainc  # type: ignore[import-untyped]

    size, odds = _shape(mean, variance)
    inside = betainc(size, np.maximum(np.floor(quantity), 0) + 1, odds)
    return np.where(quantity < 0, 0.0, inside)


def quantile(level: float, mean: Array, variance: Array) -> Array:
    """Find the quantity that is enough with probability `level`. This function will give one per element.

    It is the smallest whole number k with P(demand <= k) >= level, found by halving, which nothing leads astray.
    """
    low, high = np.full(len(mean), -1.0), np.ceil(mean + 4 * np.sqrt(np.maximum(variance, mean))) + 1
    while (short := share(high, mean, variance) < level).any():
        high = np.where(short, 2 * high, high)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = share(middle, mean, variance) >= level
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def _shape(mean: Array, variance: Array) -> tuple[Array, Array]:
    mean = np.maximum(mean, LEAST_MEAN)
    variance = np.maximum(variance, LEAST_EXCESS * mean)
    return mean**2 / (variance - mean), mean / variance

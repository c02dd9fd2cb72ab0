"""Whether scores are normal: the precondition of Gaussian copula terms, which need predictors that are not.

Anderson-Darling and Cramér-von Mises statistics for a normal distribution whose mean and variance are estimated, with
the p values of Stephens (D'Agostino & Stephens 1986, "Goodness-of-fit techniques", tables 4.7 to 4.9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Result

_ANDERSON = (
    (0.2, (-13.436, 101.14, -223.73), True), (0.34, (-8.318, 42.796, -59.938), True),
    (0.6, (0.9177, -4.279, -1.38), False), (13.0, (1.2937, -5.709, 0.0186), False),
)  # fmt: skip
_CRAMER = (
    (0.0275, (-13.953, 775.5, -12542.61), True), (0.051, (-5.903, 179.546, -1515.29), True),
    (0.092, (0.886, -31.62, 10.897), False), (1.1, (1.111, -34.242, 12.832), False),
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Normality(Result):
    """One row per construct: skewness, excess kurtosis, and two tests with p values (small: not normal)."""

    construct: Array
    skewness: Array
    kurtosis: Array
    anderson_darling: Array
    anderson_darling_p: Array
    cramer_von_mises: Array
    cramer_von_mises_p: Array


def normality(scores: Array, names: tuple[str, ...]) -> Normality:
    """Test each column of scores (n, k) for normality. This function will give one row per column."""
    from scipy.special import log_ndtr, ndtr  # type: ignore[import-untyped]

    n = len(scores)
    spread = scores.std(axis=0, ddof=1)
    z = np.sort((scores - scores.mean(axis=0)) / np.where(spread > 0, spread, np.nan), axis=0)
    rank = np.arange(1, n + 1)[:, None]
    anderson = -n - ((2 * rank - 1) * (log_ndtr(z) + log_ndtr(-z[::-1]))).mean(axis=0)
    cramer = 1 / (12 * n) + ((ndtr(z) - (2 * rank - 1) / (2 * n)) ** 2).sum(axis=0)
    unit = z * np.sqrt(n / (n - 1))
    return Normality(
        np.array(names, object), (unit**3).mean(axis=0), (unit**4).mean(axis=0) - 3, anderson,
        np.array([_p(a, _ANDERSON) for a in anderson * (1 + 0.75 / n + 2.25 / n**2)]), cramer,
        np.array([_p(c, _CRAMER) for c in cramer * (1 + 0.5 / n)]),
    )  # fmt: skip


def _p(statistic: float, table: tuple[tuple[float, tuple[float, float, float], bool], ...]) -> float:
    """Stephens's piecewise exponential of a quadratic; 0 beyond its last piece, NaN for a constant column."""
    if np.isnan(statistic):
        return float("nan")
    for limit, (a, b, c), complement in table:
        if statistic < limit:
            tail = float(np.exp(a + b * statistic + c * statistic**2))
            return 1 - tail if complement else tail
    return 0.0

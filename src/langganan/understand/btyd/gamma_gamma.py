"""Gamma-Gamma: what a purchase is worth, when a customer's few purchases say only part of it.

A purchase's amount is Gamma(p, rate), its rate Gamma(q, v) among customers: Colombo & Jiang 1999; Fader & Hardie 2013,
"The Gamma-Gamma model of monetary value", equation 1a for the likelihood of the mean of x amounts and equation 5 for
the expectation. It needs amounts above 0 and holds where worth and frequency do not go together; `Spend` says whether.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.understand.btyd.fit import Loss, Maximum, Prior, maximise
from langganan.understand.shares import Z
from langganan.words import mark

NAMES = ("p", "q", "v")
FEWEST = 4
"""A correlation of fewer customers has no interval."""


@dataclass(frozen=True, eq=False)
class Spend:
    """A fitted Gamma-Gamma model; v is in the unit of the amounts.

    correlation is that of the number of purchases and their mean amount, low and high its 95 per cent interval; NaN
    where it cannot be worked out.
    """

    p: float
    q: float
    v: float
    found: Maximum | None = None
    correlation: float = np.nan
    low: float = np.nan
    high: float = np.nan

    @property
    def parameters(self) -> dict[str, float]:
        """By the paper's names."""
        return dict(zip(NAMES, (self.p, self.q, self.v), strict=True))

    @property
    def standard_errors(self) -> dict[str, float]:
        """By parameter; empty for a model that was written down, not fitted."""
        return dict(zip(NAMES, self.found.standard_errors.tolist(), strict=True)) if self.found else {}

    @property
    def log_likelihood(self) -> float:
        """Of all customers, without the prior; NaN for a model that was not fitted."""
        return self.found.log_likelihood if self.found else np.nan

    @property
    def converged(self) -> bool:
        """Whether the search ended at a maximum."""
        return self.found is None or self.found.converged

    @property
    def average(self) -> float:
        """The expected amount of a purchase of a customer not yet seen: infinite where q <= 1."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else np.inf

    def expected(self, count: Array, mean: Array) -> Array:
        """(n) the expected amount of a customer's purchase after `count` of them with this `mean`: equation 5.

        The more purchases, the more the customer's own mean weighs against that of all. Where `count` is 0, `mean` is
        not looked at. With q <= 1 and one purchase or none, the amount may have no finite expectation.
        """
        own = np.where(count > 0, count * mean, 0.0)
        weight = self.p * count + self.q - 1
        with np.errstate(divide="ignore"):
            return np.where(weight > 0, self.p * (self.v + own) / np.where(weight > 0, weight, 1.0), np.inf)


def fit_spend(count: Array, mean: Array, *, prior: bool = True) -> Spend:
    """Fit the model to customers' numbers of purchases (n, 1 or more) and mean amounts (n, above 0).

    This function will give a `Spend`; it raises `ArgumentError` for other numbers, naming the first customer's.
    """
    count, mean = np.asarray(count, dtype=float), np.asarray(mean, dtype=float)
    _check(count, mean)
    typical = float(np.median(mean))
    # the unit of money is nobody's choice: the model is fitted to amounts over their median
    start = np.log([2.0, 3.0, 1.0])
    weak = Prior(start, np.full(3, 1.5)) if prior else None
    found = maximise(_loss(count, mean / typical), start, prior=weak)
    scale = np.array([1.0, 1.0, typical])
    likelihood = found.log_likelihood - len(mean) * np.log(typical)
    whole = Maximum(found.parameters * scale, likelihood, found.covariance, found.converged)
    p, q, v = whole.parameters.tolist()
    return Spend(p, q, v, whole, *_correlation(count, mean))


def _check(count: Array, mean: Array) -> None:
    fine = np.isfinite(mean) & (mean > 0) & (count >= 1) & (count == np.floor(count))
    if not len(fine):
        raise ArgumentError(mark("What a purchase is worth cannot be told: nobody has bought a second time."))
    if not fine.all():
        row = int(np.flatnonzero(~fine)[0])
        text = mark("Customer {row} has {count} purchases of {mean} each. There must be one or more, of more than 0.")
        raise ArgumentError(text, row=row, count=shown(count[row].item()), mean=shown(mean[row].item()))


def _loss(count: Array, mean: Array) -> Loss:
    from scipy.special import digamma, gammaln  # type: ignore[import-untyped]

    logs, n = np.log(count) + np.log(mean), len(mean)
    sizes, at = np.unique(count, return_inverse=True)
    of_size = np.bincount(at)

    def evaluate(theta: Array) -> tuple[float, Array]:
        p, q, v = np.exp(theta)
        whole = np.log(count * mean + v)
        worth = of_size @ (gammaln(p * sizes + q) - gammaln(p * sizes)) + n * (q * theta[2] - gammaln(q))
        worth += (p * count) @ logs - (p * count + q) @ whole - np.log(mean).sum()
        above = digamma(p * sizes + q)
        d_p = (of_size * sizes) @ (above - digamma(p * sizes)) + count @ (logs - whole)
        d_q = of_size @ above - whole.sum() + n * (theta[2] - digamma(q))
        d_v = n * q / v - ((p * count + q) / (count * mean + v)).sum()
        return -float(worth), -np.array([d_p * p, d_q * q, d_v * v])

    return evaluate


def _correlation(count: Array, mean: Array) -> tuple[float, float, float]:
    """Pearson's correlation and its 95 per cent interval, on Fisher's scale.

    The variance is that of the correlation's influence function (Devlin, Gnanadesikan & Kettenring 1975), for means
    of few purchases vary more than those of many. Ranks would not do: medians of skewed means grow with their number.
    """
    if len(count) < FEWEST or np.ptp(count) == 0 or np.ptp(mean) == 0:
        return np.nan, np.nan, np.nan
    one, other = (count - count.mean()) / count.std(), (mean - mean.mean()) / mean.std()
    r = float(np.clip(one @ other / len(one), -1 + 1e-12, 1 - 1e-12))
    influence = one * other - r / 2 * (one**2 + other**2)
    error = np.sqrt(influence @ influence) / len(one) / (1 - r * r)
    low, high = np.tanh([np.arctanh(r) - Z * error, np.arctanh(r) + Z * error]).tolist()
    return r, low, high

"""BG/BB: customers who have n fixed occasions to buy (a season, a fair, a yearly appeal) and buy at each, or not.

A customer who is there buys at an occasion with a chance of their own, Beta(alpha, beta) among customers, and leaves
before an occasion with a chance of their own, Beta(gamma, delta): Fader, Hardie & Shang 2010, Marketing Science 29.
The likelihood is its equation 6,

    B(alpha + x, beta + n - x)/B(alpha, beta) B(gamma, delta + n)/B(gamma, delta)
    + sum over l from t_x to n - 1 of B(alpha + x, beta + l - x)/B(alpha, beta) B(gamma + 1, delta + l)/B(gamma, delta).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.understand.btyd.fit import Maximum, Prior, maximise
from langganan.words import mark

NAMES = ("alpha", "beta", "gamma", "delta")


@dataclass(frozen=True, eq=False)
class Occasions:
    """Customers' histories on occasions, equal ones counted once.

    x (m) occasions bought at; t_x (m) the number of the last of them, 0 if none; n (m) occasions there were; count
    (m) customers; place (c) each customer's row.
    """

    x: Array
    t_x: Array
    n: Array
    count: Array
    place: Array

    @classmethod
    def of(cls, x: Array, t_x: Array, n: Array, *, count: Array | None = None) -> Self:
        """Count equal histories once; `count` says how many customers each given row stands for, 1 unless given.

        This function will give `Occasions`; it raises `ArgumentError` unless x <= t_x <= n, and x = 0 where t_x = 0.
        """
        rows = np.column_stack([x, t_x, n]).astype(np.int64)
        bought, last, there = rows.T
        wrong = np.flatnonzero((bought < 0) | (bought > last) | (last > there) | ((bought == 0) != (last == 0)))
        if len(wrong):
            row = int(wrong[0])
            text = mark("Customer {row} has x, t_x and n {given}. It must be 0 ≤ x ≤ t_x ≤ n, with t_x 0 where x is 0.")
            raise ArgumentError(text, row=row, given=shown(rows[row].tolist()))
        unique, place = np.unique(rows, axis=0, return_inverse=True)
        bought, last, there = unique.T
        return cls(bought, last, there, np.bincount(place, count, len(unique)).astype(float), place)

    def each(self, values: Array) -> Array:
        """This function will spread one value per row (m) to the customers (c)."""
        return values[self.place]


@dataclass(frozen=True, eq=False)
class BetaBinomial:
    """A fitted BG/BB. `ahead` counts occasions; answers come one per row (m)."""

    alpha: float
    beta: float
    gamma: float
    delta: float
    found: Maximum | None = None

    @property
    def name(self) -> str:
        """`bgbb`."""
        return "bgbb"

    @property
    def parameters(self) -> dict[str, float]:
        """By the paper's names."""
        return dict(zip(NAMES, (self.alpha, self.beta, self.gamma, self.delta), strict=True))

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

    def alive(self, o: Occasions) -> Array:
        """(m) the probability to be there at the occasion after the last: equation 11 of the paper with m = 1."""
        from scipy.special import betaln  # type: ignore[import-untyped]

        there = betaln(self.alpha + o.x, self.beta + o.n - o.x) - betaln(self.alpha, self.beta)
        there += betaln(self.gamma, self.delta + o.n + 1) - betaln(self.gamma, self.delta)
        return np.exp(there - self._likelihood(o))

    def expected(self, o: Occasions, ahead: int) -> Array:
        """(m) expected purchases at the next `ahead` occasions: equation 13, as a sum over occasions."""
        chance = (self.alpha + o.x) / (self.alpha + self.beta + o.n)
        return chance * self._there(o, ahead).sum(axis=0)

    def at_least(self, o: Occasions, ahead: int, k: int) -> Array:
        """(m) the probability of k purchases or more at the next `ahead` occasions.

        Given how many occasions the customer will be there for, purchases are beta-binomial.
        """
        from scipy.special import betaln, gammaln  # type: ignore[import-untyped]

        there = np.vstack([self._there(o, ahead), np.zeros(len(o.x))])
        exactly = there[:-1] - there[1:]
        a, b, answer = self.alpha + o.x, self.beta + o.n - o.x, np.zeros(len(o.x))
        for occasions in range(k, ahead + 1):
            for bought in range(k, occasions + 1):
                ways = gammaln(occasions + 1) - gammaln(bought + 1) - gammaln(occasions - bought + 1)
                share = np.exp(ways + betaln(a + bought, b + occasions - bought) - betaln(a, b))
                answer += exactly[occasions - 1] * share
        return answer

    def new(self, ahead: int) -> float:
        """Expected purchases of a customer not yet observed at `ahead` occasions: equation 8."""
        nobody = Occasions.of(np.array([0]), np.array([0]), np.array([0]))
        return float(self.expected(nobody, ahead)[0])

    def _there(self, o: Occasions, ahead: int) -> Array:
        """(ahead, m) the probability to be there at each of the next occasions."""
        chances = [self.alive(o)]
        for i in range(1, ahead):
            chances.append(chances[-1] * (self.delta + o.n + i) / (self.gamma + self.delta + o.n + i))
        return np.array(chances)

    def _likelihood(self, o: Occasions) -> Array:
        return _log_terms(np.array([self.alpha, self.beta, self.gamma, self.delta]), o)[0]


def fit(o: Occasions, *, prior: bool = True) -> BetaBinomial:
    """Fit the BG/BB. This function will give a `BetaBinomial`."""
    centre = np.zeros(4)
    weak = Prior(centre, np.full(4, 1.5)) if prior else None

    def loss(theta: Array) -> tuple[float, Array]:
        natural = np.exp(theta)
        value, slopes = _log_terms(natural, o)
        return -float(o.count @ value), -(slopes @ o.count) * natural

    found = maximise(loss, centre, prior=weak)
    alpha, beta, gamma, delta = found.parameters.tolist()
    return BetaBinomial(alpha, beta, gamma, delta, found)


def _log_terms(at: Array, o: Occasions) -> tuple[Array, Array]:
    """Each row's log likelihood (m) and its derivatives by the natural parameters (4, m).

    Every term has the form B(alpha + x, beta + l - x) B(gamma + g, delta + l): g = 0 and l = n for those still there,
    g = 1 and l = t_x to n - 1 for those who left after occasion l.
    """
    from scipy.special import betaln, digamma, logsumexp  # type: ignore[import-untyped]

    alpha, beta, gamma, delta = at
    last = np.arange(int(o.n.max()) + 1)[:, None]
    left = np.broadcast_to(last < o.n, (len(last), len(o.x)))
    possible = (last >= o.t_x) & (last <= o.n)
    logs = np.where(possible, betaln(alpha + o.x, beta + np.maximum(last - o.x, 0)), -np.inf)
    logs = logs + betaln(gamma + left, delta + last) - betaln(alpha, beta) - betaln(gamma, delta)
    total = logsumexp(logs, axis=0)
    share = np.exp(logs - total)
    both, either = digamma(alpha + beta + last), digamma(gamma + delta + last + left)
    unsold = digamma(beta + np.maximum(last - o.x, 0))
    slopes = [
        (share * (digamma(alpha + o.x) - both)).sum(0) - digamma(alpha) + digamma(alpha + beta),
        (share * (unsold - both)).sum(0) - digamma(beta) + digamma(alpha + beta),
        (share * (digamma(gamma + left) - either)).sum(0) - digamma(gamma) + digamma(gamma + delta),
        (share * (digamma(delta + last) - either)).sum(0) - digamma(delta) + digamma(gamma + delta),
    ]
    return total, np.array(slopes)

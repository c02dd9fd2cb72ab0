"""BG/NBD and MBG/NBD: customers buy at random times at a rate of their own, and may leave right after a purchase.

The rate is Gamma(r, alpha) among customers, the chance to leave Beta(a, b). In the BG/NBD (Fader, Hardie & Lee 2005,
Marketing Science 24) nobody leaves before the first repeat purchase; in the MBG/NBD (Batislam, Denizel & Filiztekin
2007, International Journal of Research in Marketing 24; Hoppe & Wagner 2007) one may leave after the first purchase,
too. With e = 0 for the former and 1 for the latter, the likelihood (equation 6 of the first paper) is

    Γ(r + x)/Γ(r) alpha^r B(a, b + x + e)/B(a, b) (alpha + T)^-(r + x) (1 + exp(y)),
    exp(y) = a/(b + x + e - 1) ((alpha + T)/(alpha + t_x))^(r + x), 0 where x + e = 0,

and P(alive) = 1/(1 + exp(y)). Functions of x alone or T alone need only the counts of x and of T.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd import chance, leaving
from langganan.understand.btyd.fit import Loss, Maximum, Prior, maximise
from langganan.understand.btyd.histories import Histories

NAMES = ("r", "alpha", "a", "b")
BLOCK = 1 << 15
"""Rows at a time: what is in between stays in the processor's cache."""
PART = 20_000
"""The search begins with as many customers."""


@dataclass(frozen=True, eq=False)
class BetaGeometric:
    """A fitted BG/NBD, or MBG/NBD where customers may leave `at_start`. See `models.Fitted`."""

    r: float
    alpha: float
    a: float
    b: float
    at_start: bool
    found: Maximum | None = None

    @property
    def name(self) -> str:
        """`bg` or `mbg`."""
        return "mbg" if self.at_start else "bg"

    @property
    def parameters(self) -> dict[str, float]:
        """By the papers' names."""
        return dict(zip(NAMES, (self.r, self.alpha, self.a, self.b), strict=True))

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

    def alive(self, h: Histories) -> Array:
        """(m) P(alive): the logistic of -y."""
        shape, longer = self.r + h.x, np.log(self.alpha + h.times)
        with np.errstate(over="ignore", divide="ignore"):
            odds = self.a / (self.b + h.x + (self.at_start - 1)) * np.exp(shape * (longer[h.at_T] - longer[h.at_t_x]))
        return 1 / (1 + odds) if self.at_start else np.where(h.x > 0, 1 / (1 + odds), 1.0)

    def expected(self, h: Histories, ahead: Array | float) -> Array:
        """(m) expected purchases in (T, T + ahead]."""
        rows, place = _asked(h, ahead)
        odds = ahead / (self.alpha + h.T[rows])
        known = leaving.purchases(self.a, self.b + h.x[rows] + self.at_start, self.r + h.x[rows], odds)
        return self.alive(h) * known[place]

    def at_least(self, h: Histories, ahead: Array | float, k: int) -> Array:
        """(m) the probability of k purchases or more in (T, T + ahead]: see leaving.py."""
        from scipy.special import betainc  # type: ignore[import-untyped]

        rows, place = _asked(h, ahead)
        x = h.x[rows]
        tail = betainc(k, self.r + x, ahead / (self.alpha + h.T[rows] + ahead))
        return self.alive(h) * (tail * leaving.stays(self.a, self.b + x + self.at_start, k - 1))[place]

    def new(self, ahead: float) -> float:
        """Expected repeat purchases of a customer not yet observed, within `ahead` of the first purchase."""
        there = self.b / (self.a + self.b) if self.at_start else 1.0
        b, shape, odds = (np.array([v]) for v in (self.b + self.at_start, self.r, ahead / self.alpha))
        return there * float(leaving.purchases(self.a, b, shape, odds)[0])

    def draw(self, length: Array, *, seed: int) -> tuple[Array, Array]:
        """Repeat purchases of new customers, each observed for `length` (n): whose, and when."""
        rng, n = np.random.default_rng(seed), len(length)
        rate, leave = rng.gamma(self.r, 1 / self.alpha, n), rng.beta(self.a, self.b, n)
        stay = rng.random(n) >= leave if self.at_start else np.ones(n, bool)
        return chance.arrivals(
            np.where(stay, length, -1.0),
            lambda who: rng.exponential(size=len(who)) / rate[who],
            lambda who: rng.random(len(who)) >= leave[who],
        )


def fit(h: Histories, *, at_start: bool, prior: bool = True) -> BetaGeometric:
    """Fit the MBG/NBD, or without `at_start` the BG/NBD. This function will give a `BetaGeometric`."""
    span = float(h.count @ h.T) / h.customers
    centre = np.log([1.0, max(span, h.unit**-1), 1.0, 2.0])
    weak = Prior(centre, np.full(4, 1.5)) if prior else None
    part = (loss(h.sample(PART), at_start=at_start), PART / h.customers) if h.customers > 2 * PART else None
    found = maximise(loss(h, at_start=at_start), centre, prior=weak, warm=part)
    r, alpha, a, b = found.parameters.tolist()
    return BetaGeometric(r, alpha, a, b, at_start, found)


def loss(h: Histories, *, at_start: bool) -> Loss:
    """This function will give the negative log likelihood and its gradient as a function of the log parameters."""
    from scipy.special import digamma, gammaln

    e, n = int(at_start), float(h.customers)
    xs, at_x = np.unique(h.x, return_inverse=True)
    of_x = np.bincount(at_x, h.count)
    of_T = np.bincount(h.at_T, h.count, len(h.times))
    purchases = np.bincount(h.at_T, h.count * h.x, len(h.times))
    first = 0 if at_start else int(np.searchsorted(h.x, 1))

    def evaluate(theta: Array) -> tuple[float, Array]:
        r, alpha, a, b = np.exp(theta)
        longer, inverse = np.log(alpha + h.times), 1 / (alpha + h.times)
        stay, both = b + xs + e, a + b + xs + e
        value = of_x @ (gammaln(r + xs) + gammaln(stay) - gammaln(both)) - (r * of_T + purchases) @ longer
        value += n * (r * theta[1] - gammaln(r) + gammaln(a + b) - gammaln(b))
        d_both = n * digamma(a + b) - of_x @ digamma(both)
        d_r = of_x @ digamma(r + xs) + n * (theta[1] - digamma(r)) - of_T @ longer
        d_alpha = n * r / alpha - (r * of_T + purchases) @ inverse
        d_b = d_both + of_x @ digamma(stay) - n * digamma(b)
        with np.errstate(divide="ignore", invalid="ignore"):
            odds, left = theta[2] - np.log(stay - 1), 1 / (stay - 1)
        parts = _gone(h, first, (r, longer, inverse), (xs, at_x, odds, left))
        value, d_r, d_alpha = value + parts[0], d_r + parts[1], d_alpha + parts[2]
        slope = np.array([d_r * r, d_alpha * alpha, (d_both + parts[3] / a) * a, (d_b - parts[4]) * b])
        return -float(value), -slope

    return evaluate


def _gone(h: Histories, first: int, of_time: tuple[float, Array, Array], of_x: tuple[Array, ...]) -> Array:
    """Sums over rows of ln(1 + exp(y)) and, weighted by the chance to be gone, of its derivatives' parts."""
    r, longer, inverse = of_time
    xs, at_x, odds, left = of_x
    total = np.zeros(5)
    for start in range(first, len(h.x), BLOCK):
        rows = slice(start, start + BLOCK)
        x, T, t_x, count = at_x[rows], h.at_T[rows], h.at_t_x[rows], h.count[rows]
        shape, more = (r + xs)[x], longer[T] - longer[t_x]
        y = odds[x] + shape * more
        small = np.exp(-np.abs(y))
        gone = count * np.where(y > 0, 1.0, small) / (1 + small)
        total += (
            count @ (np.maximum(y, 0) + np.log1p(small)),
            gone @ more,
            gone @ (shape * (inverse[T] - inverse[t_x])),
            gone.sum(),
            gone @ left[x],
        )
    return total


def _asked(h: Histories, ahead: Array | float) -> tuple[Array, Array]:
    """The future of one who is alive depends on x, T and `ahead` alone: rows (p) to work out, and each row's place."""
    everyone = np.arange(len(h.x))
    return (everyone, everyone) if np.ndim(ahead) else h.by_x_and_T()

"""Pareto/NBD: customers buy at random times at a rate of their own, until they leave unnoticed at a time of their own.

The rate of buying is Gamma(r, alpha) among customers, the rate of leaving Gamma(s, beta): Schmittlein, Morrison &
Colombo 1987, Management Science 33. The likelihood as in Fader & Hardie 2005, "A note on deriving the Pareto/NBD
model and related expressions", equations 16 to 18, with I as in pareto_integral.py:

    Γ(r + x)/Γ(r) alpha^r beta^s ((alpha + T)^-(r + x) (beta + T)^-s + s I), and P(alive) is the first term's share.

Given that the customer is alive, the rates are Gamma(r + x, alpha + T) and Gamma(s, beta + T), independently.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd import chance
from langganan.understand.btyd.fit import Loss, Maximum, Prior, maximise
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.pareto_integral import CELLS, log_integral, nodes, with_slopes

NAMES = ("r", "alpha", "s", "beta")
PART = 20_000
"""The search begins with as many customers."""
NODES = 64
NEAR_ONE = 1e-9


@dataclass(frozen=True, eq=False)
class Pareto:
    """A fitted Pareto/NBD. See `models.Fitted`."""

    r: float
    alpha: float
    s: float
    beta: float
    found: Maximum | None = None

    @property
    def name(self) -> str:
        """`pareto`."""
        return "pareto"

    @property
    def parameters(self) -> dict[str, float]:
        """By the papers' names."""
        return dict(zip(NAMES, (self.r, self.alpha, self.s, self.beta), strict=True))

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
        """(m) P(alive)."""
        gone = log_integral((self.r, self.alpha, self.s, self.beta), h.x, h.t_x, h.T) + np.log(self.s)
        there = -(self.r + h.x) * np.log(self.alpha + h.T) - self.s * np.log(self.beta + h.T)
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(gone - there))

    def expected(self, h: Histories, ahead: Array | float) -> Array:
        """(m) expected purchases in (T, T + ahead]: equation 41 of the note."""
        return self.alive(h) * (self.r + h.x) / (self.alpha + h.T) * self._lasts(self.beta + h.T, ahead)

    def at_least(self, h: Histories, ahead: Array | float, k: int) -> Array:
        """(m) the probability of k purchases or more in (T, T + ahead].

        Purchase k of one who never leaves comes at u with the density of a Gamma(k, rate) time whose rate is
        Gamma(R, A); the customer is still there with probability ((beta + T)/(beta + T + u))^s. Their product is
        integrated over u.
        """
        ahead = np.broadcast_to(np.asarray(ahead, dtype=float), h.x.shape)
        answer, size = np.empty(len(h.x)), CELLS // NODES
        for start in range(0, len(h.x), size):
            rows = slice(start, start + size)
            answer[rows] = self._arrived(self.r + h.x[rows], h.T[rows], ahead[rows], k)
        return self.alive(h) * answer

    def new(self, ahead: float) -> float:
        """Expected repeat purchases of a customer not yet observed, within `ahead` of the first purchase."""
        return self.r / self.alpha * float(self._lasts(np.array([self.beta]), ahead)[0])

    def draw(self, length: Array, *, seed: int) -> tuple[Array, Array]:
        """Repeat purchases of new customers, each observed for `length` (n): whose, and when."""
        rng, n = np.random.default_rng(seed), len(length)
        rate, leave = rng.gamma(self.r, 1 / self.alpha, n), rng.gamma(self.s, 1 / self.beta, n)
        with np.errstate(divide="ignore"):
            there = np.minimum(length, rng.exponential(size=n) / leave)
        return chance.arrivals(
            there, lambda who: rng.exponential(size=len(who)) / rate[who], lambda who: np.ones(len(who), bool)
        )

    def _lasts(self, beta: Array, ahead: Array | float) -> Array:
        """The expected time for which one who is alive stays a customer within `ahead`."""
        s = self.s if abs(self.s - 1) > NEAR_ONE else 1 + NEAR_ONE
        return -beta / (s - 1) * np.expm1(-(s - 1) * np.log1p(ahead / beta))

    def _arrived(self, shape: Array, T: Array, ahead: Array, k: int) -> Array:
        """Gauss-Legendre in v = ln(1 + u/m), m = min(alpha, beta) + T, where purchase k may come at all."""
        from scipy.special import betaln, xlogy  # type: ignore[import-untyped]

        alpha, beta = self.alpha + T, self.beta + T
        least = np.minimum(alpha, beta)
        early, late = _window(shape, k)
        begin, end = np.minimum(alpha * early, ahead), np.minimum(alpha * late, ahead)
        places, weights = nodes(NODES)
        low, high = np.log1p(begin / least), np.log1p(end / least)
        v = low[:, None] + (high - low)[:, None] * places
        u = least[:, None] * np.expm1(v)
        log = xlogy(k - 1, u / alpha[:, None]) - (shape[:, None] + k) * np.log1p(u / alpha[:, None])
        log += v - self.s * np.log1p(u / beta[:, None]) - betaln(k, shape)[:, None]
        return (np.exp(log) @ weights) * (high - low) * least / alpha


def _window(shape: Array, k: int) -> tuple[Array, Array]:
    """Between which u/A purchase k comes but for one in 10^12: twelve deviations of its Beta(k, R), and tails."""
    total = shape + k
    mean, deviation = k / total, np.sqrt(k * shape / (total * total * (total + 1)))
    reach = 12 * deviation + 30 / total
    early, late = mean - reach, mean + reach
    with np.errstate(divide="ignore"):
        return np.maximum(early, 0) / (1 - np.maximum(early, 0)), np.where(late < 1, late / (1 - late), np.inf)


def fit(h: Histories, *, prior: bool = True) -> Pareto:
    """Fit the Pareto/NBD. This function will give a `Pareto`."""
    span = max(float(h.count @ h.T) / h.customers, h.unit**-1)
    centre = np.log([1.0, span, 1.0, span])
    weak = Prior(centre, np.full(4, 1.5)) if prior else None
    part = (loss(h.sample(PART)), PART / h.customers) if h.customers > 2 * PART else None
    found = maximise(loss(h), centre, prior=weak, warm=part)
    r, alpha, s, beta = found.parameters.tolist()
    return Pareto(r, alpha, s, beta, found)


def loss(h: Histories) -> Loss:
    """This function will give the negative log likelihood and its gradient as a function of the log parameters."""
    from scipy.special import digamma, gammaln  # type: ignore[import-untyped]

    n = float(h.customers)
    xs, at_x = np.unique(h.x, return_inverse=True)
    of_x = np.bincount(at_x, h.count)

    def evaluate(theta: Array) -> tuple[float, Array]:
        r, alpha, s, beta = np.exp(theta)
        to_alpha, to_beta = np.log(alpha + h.times)[h.at_T], np.log(beta + h.times)[h.at_T]
        gone, *by = with_slopes((r, alpha, s, beta), h.x, h.t_x, h.T)
        there = -(r + h.x) * to_alpha - s * to_beta
        value = of_x @ gammaln(r + xs) + n * (r * theta[1] - gammaln(r) + s * theta[3])
        value += h.count @ np.logaddexp(there, gone + theta[2])
        away = h.count / (1 + np.exp(there - gone - theta[2]))
        still = h.count - away
        d_r = of_x @ digamma(r + xs) + n * (theta[1] - digamma(r)) - still @ to_alpha + away @ by[0]
        d_alpha = n * r / alpha - still @ ((r + h.x) / (alpha + h.T)) + away @ by[1]
        d_s = n * theta[3] - still @ to_beta + away @ by[2] + away.sum() / s
        d_beta = n * s / beta - still @ (s / (beta + h.T)) + away @ by[3]
        return -float(value), -np.array([d_r * r, d_alpha * alpha, d_s * s, d_beta * beta])

    return evaluate

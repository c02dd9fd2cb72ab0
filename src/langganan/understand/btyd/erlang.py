"""MBG/CNBD-k: customers who buy at regular intervals, and may leave right after a purchase.

Gaps between purchases are the sum of k exponential stages at the customer's rate, Gamma(r, alpha) among customers; the
chance to leave after a purchase, the first included, is Beta(a, b). k = 1 is the MBG/NBD, a larger k a steadier beat.
Wagner & Hoppe 2008 (International Journal of Research in Marketing 25); Platzer 2016 (BTYDplus); Reutterer, Platzer &
Schröder 2021 (International Journal of Research in Marketing 38). With d = T - t_x the likelihood is, up to
the product of gaps^(k - 1) / Γ(k)^x,

    Γ(r + kx)/Γ(r) alpha^r B(a, b + x + 1)/B(a, b) × (S + a/(b + x) (alpha + t_x)^-(r + kx)),
    S = sum over j < k of d^j/j! Γ(r + kx + j)/Γ(r + kx) (alpha + T)^-(r + kx + j);

S is for those still there, who have passed j of k stages since the last purchase. The future is exact too: given alive
and j, the rate is Gamma(r + kx + j, alpha + T), and purchase n comes within `ahead` if nk - j stages do: a
negative binomial tail, weighted by the share of j in S, times the chance to have stayed n - 1 times (leaving.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd import beta_geometric, chance, leaving
from langganan.understand.btyd.fit import Loss, Maximum, Prior, maximise
from langganan.understand.btyd.histories import Histories

NAMES = ("r", "alpha", "a", "b")
STAGES = 12
"""A beat steadier than this many stages (a gap varies by 29 per cent) is not told apart."""
PART = 20_000
"""The number of stages is chosen on, and the search begins with, as many customers."""
NOTHING = 1e-9
"""The sum of the future's purchases ends where every customer's next term is less than this."""


@dataclass(frozen=True, eq=False)
class ErlangGeometric:
    """A fitted MBG/CNBD-k. See `models.Fitted`."""

    k: int
    r: float
    alpha: float
    a: float
    b: float
    found: Maximum | None = None
    from_gaps: float = 0.0

    @property
    def name(self) -> str:
        """`mbg_cnbd`."""
        return "mbg_cnbd"

    @property
    def parameters(self) -> dict[str, float]:
        """By the papers' names."""
        return {"k": float(self.k), **dict(zip(NAMES, (self.r, self.alpha, self.a, self.b), strict=True))}

    @property
    def standard_errors(self) -> dict[str, float]:
        """By parameter, k apart, which is chosen; empty for a model that was written down, not fitted."""
        return dict(zip(NAMES, self.found.standard_errors.tolist(), strict=True)) if self.found else {}

    @property
    def log_likelihood(self) -> float:
        """Of all customers, without the prior; NaN for a model that was not fitted."""
        return self.found.log_likelihood + self.from_gaps if self.found else np.nan

    @property
    def converged(self) -> bool:
        """Whether the search ended at a maximum."""
        return self.found is None or self.found.converged

    def alive(self, h: Histories) -> Array:
        """(m) P(alive): the share of S."""
        there = np.logaddexp.reduce(self._stages(h), axis=0)
        gone = np.log(self.a / (self.b + h.x)) - (self.r + self.k * h.x) * np.log(self.alpha + h.t_x)
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(gone - there))

    def expected(self, h: Histories, ahead: Array | float) -> Array:
        """(m) expected purchases in (T, T + ahead]: the sum of `at_least`, or its closed form at k = 1."""
        if self.k == 1:
            return self._random().expected(h, ahead)
        far = np.broadcast_to(np.asarray(ahead, dtype=float), h.x.shape)
        alive, share = self.alive(h), self._share(h)
        answer, open_, n = np.zeros(len(h.x)), np.arange(len(h.x)), 1
        while len(open_):
            term = alive[open_] * self._comes(h.x[open_], h.T[open_], share[:, open_], (far[open_], n))
            answer[open_] += term
            open_, n = open_[term > NOTHING], n + 1
        return answer

    def at_least(self, h: Histories, ahead: Array | float, k: int) -> Array:
        """(m) the probability of k purchases or more in (T, T + ahead]."""
        far = np.broadcast_to(np.asarray(ahead, dtype=float), h.x.shape)
        return self.alive(h) * self._comes(h.x, h.T, self._share(h), (far, k))

    def new(self, ahead: float) -> float:
        """Expected repeat purchases of a customer not yet observed, within `ahead` of the first purchase."""
        nobody, start = np.zeros(1), np.zeros(1, dtype=np.int64)
        return float(self.expected(Histories.of(start, nobody, nobody, unit=1.0), ahead)[0])

    def draw(self, length: Array, *, seed: int) -> tuple[Array, Array]:
        """Repeat purchases of new customers, each observed for `length` (n): whose, and when."""
        rng, n = np.random.default_rng(seed), len(length)
        rate, leave = rng.gamma(self.r, 1 / self.alpha, n), rng.beta(self.a, self.b, n)
        return chance.arrivals(
            np.where(rng.random(n) >= leave, length, -1.0),
            lambda who: rng.gamma(self.k, size=len(who)) / rate[who],
            lambda who: rng.random(len(who)) >= leave[who],
        )

    def _random(self) -> beta_geometric.BetaGeometric:
        return beta_geometric.BetaGeometric(self.r, self.alpha, self.a, self.b, at_start=True)

    def _stages(self, h: Histories) -> Array:
        """(k, m) the logarithms of S's terms."""
        return _log_stages(self.r, self.alpha, self.k, h)

    def _share(self, h: Histories) -> Array:
        """(k, m) how likely each stage is, given that the customer is alive."""
        logs = self._stages(h)
        return np.exp(logs - np.logaddexp.reduce(logs, axis=0))

    def _comes(self, x: Array, T: Array, share: Array, ask: tuple[Array, int]) -> Array:
        """The probability that purchase n comes within `ahead`, given alive; ask = (ahead, n)."""
        from scipy.special import betainc  # type: ignore[import-untyped]

        ahead, n = ask
        z = ahead / (self.alpha + T + ahead)
        stay = leaving.stays(self.a, self.b + x + 1, n - 1)
        shape = self.r + self.k * x
        return stay * sum(share[j] * betainc(n * self.k - j, shape + j, z) for j in range(self.k))


def fit(h: Histories, *, prior: bool = True, k: int | None = None) -> ErlangGeometric:
    """Fit the MBG/CNBD-k, k being the likeliest of 1 to 12 unless given. This function will give an `ErlangGeometric`.

    Without `log_gaps` in the histories k cannot be told and is 1. Likelihoods rise to the best k and fall after it, so
    the search for k ends where they have fallen twice.
    """
    large = h.customers > 2 * PART
    part = h.sample(PART) if large else h
    best = _of_stages(part, k or 1, prior=prior, start=None)
    if k is None and h.log_gaps is not None:
        best = _likeliest(part, best, prior=prior)
    if not large:
        return best
    return _of_stages(h, best.k, prior=prior, start=best, part=part)


def _likeliest(h: Histories, best: ErlangGeometric, *, prior: bool) -> ErlangGeometric:
    last, falls = best, 0
    while falls < 2 and last.k < STAGES:
        last = _of_stages(h, last.k + 1, prior=prior, start=last)
        falls = falls + 1 if last.log_likelihood <= best.log_likelihood else 0
        best = last if last.log_likelihood > best.log_likelihood else best
    return best


def _of_stages(
    h: Histories, k: int, *, prior: bool, start: ErlangGeometric | None, part: Histories | None = None
) -> ErlangGeometric:
    """The fit with k stages; a customer who buys as often passes k times as many of them."""
    span = max(float(h.count @ h.T) / h.customers, h.unit**-1)
    centre = np.log([1.0, span / k, 1.0, 2.0])
    begin = centre if start is None else np.log([start.r, start.alpha * start.k / k, start.a, start.b])
    warm = None if part is None else (loss(part, k), part.customers / h.customers)
    weak = Prior(centre, np.full(4, 1.5)) if prior else None
    found = maximise(loss(h, k), begin, prior=weak, warm=warm)
    r, alpha, a, b = found.parameters.tolist()
    return ErlangGeometric(k, r, alpha, a, b, found, _from_gaps(h, k))


def _from_gaps(h: Histories, k: int) -> float:
    """What the product of gaps^(k - 1)/Γ(k)^x adds to the log likelihood: no parameter but k is in it."""
    from scipy.special import gammaln  # type: ignore[import-untyped]

    if h.log_gaps is None:
        return 0.0
    return float((k - 1) * h.log_gaps.sum() - gammaln(k) * (h.count @ h.x))


def _log_stages(r: float, alpha: float, k: int, h: Histories) -> Array:
    """(k, m) ln(d^j/j! Γ(r + kx + j)/Γ(r + kx) (alpha + T)^-(r + kx + j)) for j = 0 to k - 1."""
    shape, longer = r + k * h.x, np.log(alpha + h.T)
    logs = np.empty((k, len(h.x)))
    logs[0] = -shape * longer
    with np.errstate(divide="ignore"):
        waited = np.log(h.T - h.t_x) - longer
    for j in range(1, k):
        logs[j] = logs[j - 1] + waited + np.log((shape + j - 1) / j)
    return logs


def loss(h: Histories, k: int) -> Loss:
    """This function will give the negative log likelihood, gaps apart, and its gradient by the log parameters."""
    from scipy.special import betaln, digamma, gammaln  # type: ignore[import-untyped]

    n = float(h.customers)
    xs, at_x = np.unique(h.x, return_inverse=True)
    of_x = np.bincount(at_x, h.count)
    steps = np.arange(k)[:, None]

    def evaluate(theta: Array) -> tuple[float, Array]:
        r, alpha, a, b = np.exp(theta)
        shape, stay = r + k * h.x, b + xs
        logs = _log_stages(r, alpha, k, h)
        there = np.logaddexp.reduce(logs, axis=0)
        gone = np.log(a / stay)[at_x] - shape * np.log(alpha + h.t_x)
        away = h.count / (1 + np.exp(there - gone))
        share = np.exp(logs - there) * (h.count - away)
        passed = (share * steps).sum(axis=0)
        value = of_x @ (gammaln(r + k * xs) + betaln(a, stay + 1)) + h.count @ np.logaddexp(there, gone)
        value += n * (r * theta[1] - gammaln(r) - betaln(a, b))
        d_r = of_x @ digamma(r + k * xs) + n * (theta[1] - digamma(r)) - away @ np.log(alpha + h.t_x)
        d_r += share.sum(axis=0) @ -np.log(alpha + h.T) + _rising(share, shape)
        d_alpha = n * r / alpha - away @ (shape / (alpha + h.t_x))
        d_alpha -= (share.sum(axis=0) * shape + passed) @ (1 / (alpha + h.T))
        left = np.bincount(at_x, away)
        both = n * digamma(a + b) - of_x @ digamma(a + stay + 1)
        d_a = of_x.sum() * digamma(a) - n * digamma(a) + both + left.sum() / a
        d_b = of_x @ digamma(stay + 1) - n * digamma(b) + both - left @ (1 / stay)
        return -float(value), -np.array([d_r * r, d_alpha * alpha, d_a * a, d_b * b])

    return evaluate


def _rising(share: Array, shape: Array) -> float:
    """The derivative by r of ln(Γ(shape + j)/Γ(shape)), summed with weights `share` (k, m)."""
    total, slope = 0.0, np.zeros(len(shape))
    for j in range(1, len(share)):
        slope = slope + 1 / (shape + j - 1)
        total += float(share[j] @ slope)
    return total

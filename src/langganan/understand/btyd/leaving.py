"""What the models share whose customers may leave after each purchase: the future of one who is still there.

Given that the customer is alive, the rate is Gamma(R, A) and the chance p to leave after a purchase is Beta(a, B),
independently. With z = ahead / (A + ahead), purchase n of the future comes within `ahead` if n of them happen, a
negative binomial tail, and if the customer stayed after each of the n - 1 before.
"""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

NEAR_ONE = 1e-6
"""Where a = 1 or a + b = 1 the expectation has a limit and the formula none."""
ALIKE = 20.0
"""Beyond this a the hypergeometric function has been seen to lose digits (SciPy 1.17)."""
CELLS = 1 << 17
"""Rows x nodes at a time."""
SMALLEST = -600.0
"""Below this ln p the expectation no longer depends on p, and p must not become 0."""


def stays(a: float, b: Array, times: int) -> Array:
    """This function will give the chance to stay `times` times over, where p is Beta(a, b): E[(1 - p)^times]."""
    from scipy.special import betaln  # type: ignore[import-untyped]

    return np.exp(betaln(a, b + times) - betaln(a, b))


def purchases(a: float, b: Array, shape: Array, odds: Array) -> Array:
    """Expected purchases of customers who are alive, with R = `shape` and `odds` = ahead / A.

    Fader, Hardie & Lee 2005, equation 10, after Pfaff's transformation of its hypergeometric function:
    (a + b - 1)/(a - 1) (1 - 2F1(R, a - 1; a + b - 1; -odds)). Where that function overflows, where a + b = 1, or where
    all leave with much the same chance, which costs it its digits, the expectation over p is summed instead.
    """
    from scipy.special import hyp2f1

    b, shape, odds = np.broadcast_arrays(b, shape, odds)
    if a > ALIKE:
        return _summed(a, b, shape, odds)
    near = a if abs(a - 1) > NEAR_ONE else 1 + NEAR_ONE
    both = near + b - 1
    with np.errstate(all="ignore"):
        known = both / (near - 1) * (1 - hyp2f1(shape, near - 1, both, -odds))
    lost = ~np.isfinite(known) | (np.abs(both) < NEAR_ONE)
    if lost.any():
        known[lost] = _summed(a, b[lost], shape[lost], odds[lost])
    return known


def _summed(a: float, b: Array, shape: Array, odds: Array) -> Array:
    """E[(1 - (1 + p odds)^-R)/p] over p from Beta(a, b), by the trapezoid rule in ln(p/(1 - p)).

    There the integrand is analytic around the real line and falls like an exponential on both sides, so that the rule
    converges geometrically (Trefethen & Weideman 2014, SIAM Review 56).
    """
    answer, done = np.empty(len(b)), 0
    while done < len(b):
        rows = slice(done, done + _fit_in(a, b[done:]))
        answer[rows] = _trapezoid(a, *(values[rows, None] for values in (b, shape, odds)))
        done = rows.stop
    return answer


def _fit_in(a: float, b: Array) -> int:
    return max(CELLS // _count(a, b), 1)


def _count(a: float, b: Array) -> int:
    """Nodes for all rows: as many as the widest range over its step takes."""
    return int(np.ceil(((_reach(a, a, b) + _reach(b, a, b)) / _step(a, b)).max())) + 1


def _step(a: float, b: Array) -> Array:
    return np.minimum(0.3, 0.7 * np.sqrt(1 / a + 1 / b))


def _reach(power: Array | float, a: float, b: Array) -> Array:
    """How far from ln(a/b) the density has fallen by e^-40, on the side where it falls like exp(-power distance)."""
    return 9 * np.sqrt(1 / a + 1 / b) + 40 / power


def _trapezoid(a: float, b: Array, shape: Array, odds: Array) -> Array:
    count = _count(a, b)
    low, high = _reach(a, a, b), _reach(b, a, b)
    at = np.log(a / b) - low + (low + high) * np.linspace(0, 1, count)
    leave, stay = -np.logaddexp(0, -at), -np.logaddexp(0, at)
    weight = a * leave + b * stay
    weight = np.exp(weight - weight.max(axis=1, keepdims=True))
    p = np.exp(np.maximum(leave, SMALLEST))
    bought = -np.expm1(-shape * np.log1p(p * odds)) / p
    return (weight * bought).sum(axis=1) / weight.sum(axis=1)

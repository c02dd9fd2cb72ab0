"""p values of t statistics for whole degrees of freedom, and the degrees of freedom that printed p values allow."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from langganan.measure.pls.audit.interval import SLACK, Interval

LEAST, MOST = 19, 9_999
"""Degrees of freedom looked at: 20 to 10,000 resamples; beyond, t is the normal distribution to four decimals."""


class Degrees(NamedTuple):
    """Degrees of freedom from `low` to `high`; `high` is infinite where the normal distribution fits as well."""

    low: float
    high: float


def two_sided(t: float, df: float) -> float:
    """The chance of a t statistic this far from zero or farther.

    This function will use the finite series for whole `df` (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4) and the
    normal distribution for infinite `df`. Absolute error below 1e-12.
    """
    if math.isinf(df) or math.isinf(t):
        return math.erfc(abs(t) / math.sqrt(2))
    whole = int(df)
    angle = math.atan(abs(t) / math.sqrt(whole))
    odd = whole % 2
    series = _series(math.cos(angle), whole, odd)
    inside = math.sin(angle) * series
    return 1 - (2 * (angle + inside) / math.pi if odd else inside)


def _series(cosine: float, df: int, odd: int) -> float:
    if df == 1:
        return 0.0
    term = cosine if odd else 1.0
    answer = term
    for step in range(3 + odd, df, 2):
        term *= cosine**2 * (step - 2) / (step - 1)
        answer += term
        if term < 1e-17:
            break
    return answer


def p_bounds(t: Interval, tails: int | None, df: float | None = None) -> Interval:
    """Bounds of p over what `t` may have been, the tails and degrees of freedom (20 resamples to normal)."""
    shares = {1: (0.5, 0.5), 2: (1.0, 1.0), None: (0.5, 1.0)}[tails]
    size = abs(t)
    most = two_sided(size.low, LEAST if df is None else df)
    return Interval(shares[0] * two_sided(size.high, math.inf), shares[1] * most)


def degrees_allowed(t: Interval, p: Interval, tails: int) -> Degrees | None:
    """Degrees of freedom at which some t within its bounds has a p within its own; None where there are none."""
    size, share = abs(t), tails / 2

    def too_large(df: float) -> bool:
        return share * two_sided(size.high, df) > p.high + SLACK

    def large_enough(df: float) -> bool:
        return share * two_sided(size.low, df) >= p.low - SLACK

    if too_large(math.inf) or not large_enough(LEAST):
        return None
    low = _first(lambda df: not too_large(df))
    high = math.inf if large_enough(MOST) else _first(lambda df: not large_enough(df)) - 1
    return Degrees(low, high) if low <= high else None


def _first(holds: Callable[[float], bool]) -> float:
    """The least degrees of freedom at which a condition that stays true once it is true holds."""
    low, high = LEAST, MOST
    if not holds(high):
        return math.inf
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low

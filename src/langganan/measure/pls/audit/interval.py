"""Arithmetic on what a printed number may have been before it was rounded.

An operation gives bounds that hold for every pair of numbers within its operands' bounds, so two quantities
contradict each other only where their bounds do not meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

SLACK = 1e-9
"""For numbers that were rounded half-way in binary."""


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`."""

    low: float
    high: float

    @staticmethod
    def exactly(value: float) -> Interval:
        """An interval of one number."""
        return Interval(value, value)

    @property
    def middle(self) -> float:
        """The number half-way."""
        return (self.low + self.high) / 2

    @property
    def is_known(self) -> bool:
        """Whether the bounds say more than that a correlation lies between -1 and 1."""
        return self.high - self.low < 1.0

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high + SLACK and other.low <= self.high + SLACK

    def widened(self, by: float) -> Interval:
        """The interval with `by` added at both ends."""
        return Interval(self.low - by, self.high + by)

    def within(self, low: float, high: float) -> Interval:
        """The interval cut to what is possible."""
        return Interval(min(max(self.low, low), high), max(min(self.high, high), low))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __abs__(self) -> Interval:
        if self.low <= 0 <= self.high:
            return Interval(0.0, max(-self.low, self.high))
        return self if self.low > 0 else -self

    def __add__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval | float) -> Interval:
        return self + -_interval(other)

    def __rsub__(self, other: float) -> Interval:
        return _interval(other) - self

    def __mul__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        ends = [a * b for a, b in product((self.low, self.high), (other.low, other.high))]
        return ANYTHING if any(map(math.isnan, ends)) else Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        if other.low <= 0 <= other.high:
            return _over_zero(self, other)
        return self * Interval(1 / other.high, 1 / other.low)

    def square(self) -> Interval:
        """Each number times itself."""
        size = abs(self)
        return Interval(size.low**2, size.high**2)

    def sqrt(self) -> Interval:
        """The square root; what lies below zero counts as zero."""
        return Interval(math.sqrt(max(self.low, 0.0)), math.sqrt(max(self.high, 0.0)))


ANYTHING = Interval(-math.inf, math.inf)
CORRELATION = Interval(-1.0, 1.0)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; nothing sums to zero."""
    answer = Interval.exactly(0.0)
    for part in parts:
        answer += part
    return answer


def inverse_diagonal(names: tuple[str, ...], entries: Mapping[tuple[str, str], Interval]) -> dict[str, Interval]:
    """Bounds of the diagonal of an inverse correlation matrix (variance inflation factors).

    Each name in turn is swept out last (Gauss, interval pivots); where a pivot may be zero nothing is known.
    """
    return {name: _last_pivot([*(n for n in names if n != name), name], entries) for name in names}


def _last_pivot(order: list[str], entries: Mapping[tuple[str, str], Interval]) -> Interval:
    rows = [[entries[a, b] for b in order] for a in order]
    for k in range(len(order) - 1):
        if rows[k][k].low <= 0:
            return Interval(1.0, math.inf)
        for i in range(k + 1, len(order)):
            for j in range(i, len(order)):
                cross = rows[k][i].square() if i == j else rows[k][i] * rows[k][j]
                rows[i][j] -= cross / rows[k][k]
    left = rows[-1][-1]
    return Interval(max(1.0, 1 / left.high) if left.high > 0 else 1.0, 1 / left.low if left.low > 0 else math.inf)


def is_possible(names: tuple[str, ...], entries: Mapping[tuple[str, str], Interval]) -> bool:
    """Whether some correlation matrix lies within the bounds, as far as its middle and Weyl's inequality tell.

    Rounding moves eigenvalues by at most (k - 1) times the widest half-width; the middle with that added to its
    diagonal must have a Cholesky factor.
    """
    widest = max(((e.high - e.low) / 2 for e in entries.values()), default=0.0)
    ridge = max(len(names) - 1, 0) * widest + SLACK
    rows = [[entries[a, b].middle + (ridge if a == b else 0.0) for b in names] for a in names]
    for k in range(len(names)):
        if rows[k][k] < 0:
            return False
        if rows[k][k] < SLACK:
            continue
        for i in range(k + 1, len(names)):
            for j in range(i, len(names)):
                rows[i][j] -= rows[k][i] * rows[k][j] / rows[k][k]
    return True


def _interval(value: Interval | float) -> Interval:
    return value if isinstance(value, Interval) else Interval.exactly(value)


def _over_zero(top: Interval, bottom: Interval) -> Interval:
    """A quotient whose divisor may be zero: bounded on the side away from zero where signs are known."""
    if bottom.low < 0 < bottom.high or top.low <= 0 <= top.high or bottom.low == bottom.high:
        return ANYTHING
    if bottom.low < 0:
        return _over_zero(-top, -bottom)
    return Interval(top.low / bottom.high, math.inf) if top.low > 0 else Interval(-math.inf, top.high / bottom.high)

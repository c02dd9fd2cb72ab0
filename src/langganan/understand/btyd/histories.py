"""What purchase models need of each customer: repeat purchases, the time of the last one, the time observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.words import mark

MOST_TIMES = 1 << 16
"""Whole days up to this many are looked up in a table of days; more, or times with fractions, in one of those given."""


@dataclass(frozen=True, eq=False)
class Histories:
    """Customers' histories, equal ones counted once. Times are in the models' unit (weeks unless said otherwise).

    x (m) repeat purchases; t_x (m) from the first purchase to the last, 0 without repeats; T (m) from the first
    purchase to the end of what was observed; count (m) customers; log_gaps (m) the sum of the logarithms of all
    gaps between purchases of these customers, or None; place (n) each customer's row. Rows ascend by x, t_x, T.
    times (k) ascending, with at_t_x and at_T (m) the rows' places in it.
    """

    x: Array
    t_x: Array
    T: Array
    count: Array
    log_gaps: Array | None
    place: Array
    times: Array
    at_t_x: Array
    at_T: Array
    unit: float

    @classmethod
    def of(cls, x: Array, t_x: Array, T: Array, *, log_gaps: Array | None = None, unit: float = 7.0) -> Self:
        """Count equal histories of n customers once. This function will give `Histories`.

        x whole numbers; t_x and T in days, whole in calendar time and with fractions in seasonal time; log_gaps each
        customer's sum of ln(days between purchases); `unit` days make one unit of the models' time. Raises
        `ArgumentError` unless 0 <= t_x <= T, and x = 0 exactly where t_x = 0.
        """
        x, t_x, T = _checked(x, t_x, T)
        times, at_t_x, at_T = _timetable(t_x, T)
        rows, place, count = _counted(x, at_t_x, at_T, len(times))
        x, at_t_x, at_T = x[rows], at_t_x[rows], at_T[rows]
        gaps = None if log_gaps is None else np.bincount(place, log_gaps, len(rows)) - count * x * np.log(unit)
        times = times / unit
        return cls(x, times[at_t_x], times[at_T], count, gaps, place, times, at_t_x, at_T, unit)

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return len(self.place)

    def each(self, values: Array) -> Array:
        """This function will spread one value per row (m) to the customers (n)."""
        return values[self.place]

    def sample(self, size: int, *, seed: int = 0) -> Histories:
        """This function will give the histories of `size` customers drawn without replacement, of rows as they are."""
        chosen = np.random.default_rng(seed).choice(self.customers, size, replace=False, shuffle=False)
        rows, place, count = np.unique(self.place[chosen], return_inverse=True, return_counts=True)
        gaps = None if self.log_gaps is None else self.log_gaps[rows] / self.count[rows] * count
        return Histories(self.x[rows], self.t_x[rows], self.T[rows], count.astype(float), gaps, place,
                         self.times, self.at_t_x[rows], self.at_T[rows], self.unit)  # fmt: skip

    def by_x_and_T(self) -> tuple[Array, Array]:  # noqa: N802
        """This function will give rows (p) that differ in x or T, and for each row (m) its place among them."""
        steps = np.cumsum(np.diff(self.x, prepend=self.x[:1]) != 0)
        return _first_of(steps * len(self.times) + self.at_T, (int(steps[-1]) + 1) * len(self.times))


def _checked(x: Array, t_x: Array, T: Array) -> tuple[Array, Array, Array]:
    x, t_x, T = np.asarray(x), np.asarray(t_x), np.asarray(T)
    if not len(x) or not len(x) == len(t_x) == len(T):
        raise ArgumentError(mark("Purchase histories need one x, one t_x and one T for each customer, and a customer."))
    whole = x.astype(np.int64)
    with np.errstate(invalid="ignore"):
        fine = (whole == x) & (whole >= 0) & (t_x >= 0) & (t_x <= T) & np.isfinite(T) & ((whole == 0) == (t_x == 0))
    if not fine.all():
        row = int(np.flatnonzero(~fine)[0])
        raise ArgumentError(
            mark("Customer {row} has x {x}, t_x {t_x} and T {T}. It must be 0 ≤ t_x ≤ T, with t_x 0 where x is 0."),
            row=row, x=shown(x[row].item()), t_x=shown(t_x[row].item()), T=shown(T[row].item()),
        )  # fmt: skip
    return whole, t_x, T


def _timetable(t_x: Array, T: Array) -> tuple[Array, Array, Array]:
    """All times (k) in days, ascending, and where each customer's t_x and T stand among them."""
    if t_x.dtype.kind in "iu" and T.dtype.kind in "iu" and T.max() < MOST_TIMES:
        return np.arange(T.max() + 1.0), t_x.astype(np.int64), T.astype(np.int64)
    times, at = np.unique(np.concatenate([t_x, T]).astype(float), return_inverse=True)
    return times, at[: len(t_x)], at[len(t_x) :]


def _counted(x: Array, at_t_x: Array, at_T: Array, times: int) -> tuple[Array, Array, Array]:
    """The first customer of each history (m), each customer's history (n), customers per history (m)."""
    n, span = len(x), (int(x.max()) + 1) * times * times
    if span >= 1 << 62:
        return _in_order(x, at_t_x, at_T)
    key = (x * times + at_t_x) * times + at_T
    if span * n >= 1 << 62:
        rows, place, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)[1:]
        return rows, place, count.astype(float)
    # the customer's number rides along in the key: sorting numbers is far faster than sorting by them
    bits = n.bit_length()
    key = np.sort((key << bits) | np.arange(n))
    customer, key = key & ((1 << bits) - 1), key >> bits
    new = np.flatnonzero(np.diff(key, prepend=-1))
    count = np.diff(new, append=n)
    place = np.empty(n, np.int64)
    place[customer] = np.repeat(np.arange(len(new)), count)
    return customer[new], place, count.astype(float)


def _in_order(x: Array, at_t_x: Array, at_T: Array) -> tuple[Array, Array, Array]:
    """Histories too far apart to be numbered: each customer is a row of their own, in order."""
    rows = np.lexsort((at_T, at_t_x, x))
    place = np.empty(len(rows), np.int64)
    place[rows] = np.arange(len(rows))
    return rows, place, np.ones(len(rows))


def _first_of(key: Array, span: int) -> tuple[Array, Array]:
    """Rows with different keys, and each row's place among them; keys lie in 0 to span - 1."""
    if span > 8 * len(key):
        rows, place = np.unique(key, return_index=True, return_inverse=True)[1:]
        return rows, place
    row = np.full(span, -1)
    row[key] = np.arange(len(key))
    seen = row >= 0
    return row[seen], (np.cumsum(seen) - 1)[key]

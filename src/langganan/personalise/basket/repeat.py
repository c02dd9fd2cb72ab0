"""What each customer has bought so far: one row per customer and product, with how often and how lately."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.tables import Array

FADES = (0.5, 0.8, 0.95)


@dataclass(frozen=True, eq=False)
class Own:
    """Sorted by customer and product (places): `times` bought, in the `first` and `last` of `orders` (numbered from 0).

    `first_day` and `last_day` are days since 1970 (0 without dates). `faded` (rows x 3) is the sum over purchases of
    0.5, 0.8 and 0.95 to the power of how many orders ago each was.
    """

    customer: Array
    product: Array
    times: Array
    first: Array
    last: Array
    orders: Array
    first_day: Array
    last_day: Array
    faded: Array

    @classmethod
    def of(cls, history: History) -> Own:
        """This function will sum up a history's rows per customer and product."""
        key = history.customer * np.int64(len(history.products)) + history.product
        order = np.argsort(key, kind="stable")
        start = np.flatnonzero(np.append(True, np.diff(key[order]) != 0)[: len(key)])
        end = np.append(start[1:], len(key))
        first, last = order[start], order[end - 1] if len(key) else order
        day = np.zeros(len(key), np.int64) if history.day is None else history.day
        return cls(
            customer=history.customer[first], product=history.product[first], times=end - start,
            first=history.basket[first], last=history.basket[last], orders=history.orders[history.customer[first]],
            first_day=day[first], last_day=day[last], faded=_faded(history.age[order], start),
        )  # fmt: skip

    @property
    def days_between(self) -> Array:
        """Days from the first purchase to the last."""
        return self.last_day - self.first_day


def _faded(age: Array, start: Array) -> Array:
    if not len(start):
        return np.zeros((0, len(FADES)))
    return np.column_stack([np.add.reduceat(fade**age, start) for fade in FADES])

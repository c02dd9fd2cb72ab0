"""What is known of each product: how surely and how soon it is bought again, and how many buy it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.repeat import Own
from langganan.tables import Array

PRIOR_RISKS, PRIOR_GAPS = 20.0, 5.0
WEEK, WEEKS = 7, 104
FADES = (0.5, 0.9)
"""What a purchase still counts a week later (without dates: an order later), for two popularities: quick and slow."""


@dataclass(frozen=True, eq=False)
class Items:
    """Per product (I): `hazard` of being bought again, `gap` in orders and `gap_days`, `customers` who bought it.

    `recent` (2 x W x I) is how popular each was as a week began, fading at two speeds, in shares of all; the last week
    begins on `until` (days since 1970), the day after the last order. Without dates there is one week, and no `until`.
    """

    hazard: Array
    gap: Array
    gap_days: Array
    customers: Array
    recent: Array
    until: int | None

    @classmethod
    def of(cls, history: History, own: Own) -> Items:
        """This function will count all of it from one history."""
        size = len(history.products)
        risks = np.bincount(own.product, own.orders - own.first - 1, minlength=size)
        again = np.bincount(own.product, own.times - 1, minlength=size)
        day = history.day
        until = None if day is None else int(day.max(initial=0)) + 1
        return cls(
            hazard=_shrunk(again, risks, PRIOR_RISKS),
            gap=_shrunk(np.bincount(own.product, own.last - own.first, minlength=size), again, PRIOR_GAPS),
            gap_days=_shrunk(np.bincount(own.product, own.days_between, minlength=size), again, PRIOR_GAPS),
            customers=np.bincount(own.product, minlength=size),
            recent=_undated(history, size)
            if day is None or until is None
            else _dated(history.product, until - 1 - day, size),
            until=until,
        )

    def week(self, today: Array | None, rows: int) -> Array:
        """This function will give the last week that began by each day of `today`: a place in `recent`."""
        last = self.recent.shape[1] - 1
        if today is None or self.until is None:
            return np.full(rows, last)
        return np.clip(last - -((today - self.until) // WEEK), 0, last)


def _shrunk(total: Array, count: Array, prior: float) -> Array:
    """Totals over counts, drawn towards that of all products by as much as `prior` counts weigh.

    With nothing counted at all, half stands in: nothing is known, and nothing follows from it.
    """
    overall = total.sum() / count.sum() if count.sum() and total.sum() else 0.5
    return (total + prior * overall) / (count + prior)


def _undated(history: History, size: int) -> Array:
    faded = [np.bincount(history.product, fade**history.age, minlength=size) for fade in FADES]
    return _shares(np.array(faded)[:, None, :])


def _dated(product: Array, days_ago: Array, size: int) -> Array:
    """Purchases per week, counted back from the end, and faded from week to week."""
    ago = days_ago // WEEK
    weeks = min(int(ago.max(initial=0)) + 1, WEEKS)
    place = np.maximum(weeks - 1 - ago, 0) * size + product
    sold = np.bincount(place, minlength=weeks * size).reshape(weeks, size)
    recent = np.zeros((len(FADES), weeks + 1, size), np.float32)
    for speed, fade in enumerate(FADES):
        for week in range(weeks):
            recent[speed, week + 1] = fade * recent[speed, week] + sold[week]
    return _shares(recent)


def _shares(counts: Array) -> Array:
    """Shares of all, with half a purchase given to every product so that a new one is not ruled out."""
    more = counts + 0.5 / max(counts.shape[2], 1)
    return (more / np.maximum(more.sum(axis=2, keepdims=True), 1e-9)).astype(np.float32)

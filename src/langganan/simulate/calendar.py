"""The shop's year: how busy each week of the year and each day of the week is, beside an average day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array

WEEKS = 53
PSEUDO = 10.0
"""A week's busyness is drawn toward the average by this many purchases."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """Busyness by week of the year (53) and day of the week (Monday first, 7), 1 being average."""

    week: Array
    weekday: Array

    def busyness(self, days: Array) -> Array:
        """How busy these days (datetime64[D]) are. This function will give one number per day, 1 being average."""
        return self.week[_week(days)] * self.weekday[_weekday(days)]


def measure_calendar(first: Array, purchases: Array, days: Array) -> Calendar:
    """Measure the year from customers' first days and later purchases. This function will give a `Calendar`.

    Both are places in `days`. Purchases of a day are counted against the customers known by then, so that a growing
    shop does not look like a season; weeks that were not seen are taken as average.
    """
    known = np.append(0, np.cumsum(np.bincount(first, minlength=len(days)))[:-1]).astype(float)
    bought = np.bincount(purchases, minlength=len(days)).astype(float)
    rate = bought.sum() / max(known.sum(), 1)
    by_weekday = _ratio(_weekday(days), bought, rate * known, 7)
    expected = rate * known * by_weekday[_weekday(days)]
    week = _ratio(_week(days), bought, expected, WEEKS)
    smooth = (np.roll(week, 1) + 2 * week + np.roll(week, -1)) / 4
    return Calendar(week=smooth / smooth.mean(), weekday=by_weekday / by_weekday.mean())


def _ratio(cell: Array, bought: Array, expected: Array, cells: int) -> Array:
    """Bought over expected per cell, drawn toward 1."""
    seen, usual = (np.bincount(cell, values, minlength=cells) for values in (bought, expected))
    return (seen + PSEUDO) / (usual + PSEUDO)


def _week(days: Array) -> Array:
    return (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64) // 7


def _weekday(days: Array) -> Array:
    return (days.astype(np.int64) + 3) % 7

"""What a fitted model foresees for each history: how many purchases, how surely, and when the next one comes."""

from __future__ import annotations

from datetime import date

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.clock import Clock
from langganan.understand.timed import some, weeks_ahead

LOW, HIGH = 0.1, 0.9
"""Intervals hold 8 in 10."""
NEVER = 3 * 365
"""A purchase that is further away than three years counts as never."""
STEPS = 40


def likely_counts(model: Fitted, h: Histories, ahead: float) -> tuple[Array, Array]:
    """Find between how many purchases 8 in 10 will make. This function will give (low, high) for each row.

    The q-quantile is the smallest n with P(N <= n) >= q, so it is the number of k >= 1 with P(N >= k) > 1 - q.
    """
    low, high = np.zeros(len(h.x), np.int64), np.zeros(len(h.x), np.int64)
    rows, k = np.arange(len(h.x)), 0
    while len(rows):
        k += 1
        chance = model.at_least(some(h, rows), ahead, k)
        low[rows[chance > 1 - LOW]] = k
        rows = rows[chance > 1 - HIGH]
        high[rows] = k
    return low, high


def days_to_next(model: Fitted, h: Histories, *, as_of: date, clock: Clock) -> dict[float, Array]:
    """Find when the next purchase comes. This function will give, by share, the day by which so many have come.

    For the shares 0.1, 0.5 and 0.9 the days from `as_of` until that share of customers with this history has bought
    again, whole days; NaN where that takes more than three years, which is where more than the rest never come.
    """
    days = np.unique(np.round(np.geomspace(1, NEVER, STEPS))).astype(np.int64)
    came = np.stack([model.at_least(h, weeks_ahead(clock, as_of, int(day)), 1) for day in days])
    return {share: _reached(came, days, share) for share in (LOW, 0.5, HIGH)}


def _reached(came: Array, days: Array, share: float) -> Array:
    """The first day on which `came` (days x rows, rising) is `share`, straight lines between days looked at."""
    after = np.sum(came < share, axis=0)
    last = len(days) - 1
    at, rows = np.clip(after, 1, last), np.arange(came.shape[1])
    before, then = came[at - 1, rows], came[at, rows]
    part = (share - before) / np.where(then > before, then - before, 1)
    day = np.ceil(days[at - 1] + np.clip(part, 0, 1) * (days[at] - days[at - 1]))
    return np.where(after > last, np.nan, np.where(after == 0, days[0], day))


def tails(model: Fitted, h: Histories, ahead: float, later: Array) -> tuple[Array, Array]:
    """Look up what came. This function will give P(N >= n) and P(N > n) for each customer, n its purchases `later`."""
    at, above = np.ones(len(later)), np.zeros(len(later))
    for k in range(1, int(later.max(initial=0)) + 2):
        wanted = np.flatnonzero((later == k) | (later == k - 1))
        if not len(wanted):
            continue
        rows, place = np.unique(h.place[wanted], return_inverse=True)
        chance = model.at_least(some(h, rows), ahead, k)[place]
        reached = later[wanted] == k
        at[wanted[reached]], above[wanted[~reached]] = chance[reached], chance[~reached]
    return at, above

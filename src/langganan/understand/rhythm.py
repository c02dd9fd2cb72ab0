"""Rhythm: how often each customer usually buys, when the next purchase is due, and who comes back from silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Columns, Result

HORIZON = 60
"""Days ahead for which a return is counted."""
MIN_CASES = 20
"""With fewer past silences than this we say that we cannot tell."""
SHOP_WEIGHT = 2
"""The shop's habit counts as much as this many intervals of the customer's own."""
QUIET_AFTER = 3
"""Silent for more than this many intervals: quiet, not just late."""
BANDS = (1, 3)
"""Silences are compared within bands of purchases so far: 1; 2 to 3; 4 and more."""


@dataclass(frozen=True, eq=False, repr=False)
class Rhythm(Result):
    """One row per customer with a purchase. Intervals in days; several orders on one day are one purchase.

    `state` is `new` (one purchase so far), `on_time`, `due` (today lies between `due_from` and `due_to`), `late`,
    or `quiet` (silent for more than three intervals). `return_in_100` is NaN where we cannot tell.
    """

    customer_id: Array
    last_day: Array
    interval_days: Array
    own_intervals: Array
    due_from: Array
    due_to: Array
    state: Array
    return_in_100: Array
    return_cases: Array


def rhythm(purchases: Columns, *, as_of: date, horizon: int = HORIZON) -> Rhythm:
    """Find each customer's beat in the rows of `rhythm.sql`. This function will give one row per customer.

    A customer's usual interval is exp((n log m + 2 log M) / (n + 2)): m the median of the n intervals of their
    own, M the median of all customers' medians. The due window is that interval times or divided by the usual
    factor by which intervals miss it (median over the customer's own, shrunk alike), so about half of
    all purchases fall within theirs. Without any interval in the shop, `interval_days` is NaN. Returns are counted
    within `horizon` days.
    """
    customers, who = np.unique(purchases["customer_id"], return_inverse=True)
    same = who[1:] == who[:-1]
    gaps = np.diff(purchases["day"]).astype(np.int64)[same]
    last = np.append(~same, True)[: len(who)]
    last_day, silent = purchases["day"][last], (np.datetime64(as_of, "D") - purchases["day"][last]).astype(np.int64)
    owner, own = who[1:][same], np.bincount(who[1:][same], minlength=len(customers))
    log_interval = _shrunk(np.log(gaps), owner, own)
    spread = np.exp(_shrunk(np.abs(np.log(gaps) - log_interval[owner]), owner, own))
    interval = np.exp(log_interval)
    early, late = np.floor(_settled(interval / spread)), np.ceil(_settled(interval * spread))
    in_100, cases = _returns(own, silent, past=(gaps, _turns(who)[:-1][same]), horizon=horizon)
    return Rhythm(
        customer_id=customers, last_day=last_day, interval_days=interval, own_intervals=own,
        due_from=_later(last_day, np.maximum(early, 1)), due_to=_later(last_day, np.maximum(late, 1)),
        state=_states(silent, own, np.maximum(early, 1), np.maximum(late, 1), _settled(QUIET_AFTER * interval)),
        return_in_100=in_100, return_cases=cases,
    )  # fmt: skip


def _settled(days: Array) -> Array:
    """Without the last digits, so that exp(log 7) is 7 and not a moment before."""
    return np.round(days, 6)


def _shrunk(values: Array, owner: Array, own: Array) -> Array:
    """Each customer's median of `values`, drawn toward the median of all customers' medians."""
    medians = _medians(values, owner, own)
    shop = np.median(medians[own > 0]) if len(values) else np.nan
    return (own * np.where(own > 0, medians, 0) + SHOP_WEIGHT * shop) / (own + SHOP_WEIGHT)


def _medians(values: Array, owner: Array, own: Array) -> Array:
    """The median of each owner's values; NaN for those who have none."""
    if not len(values):
        return np.full(len(own), np.nan)
    ordered = values[np.lexsort((values, owner))]
    start = np.cumsum(own) - own
    low = ordered[np.minimum(start + (own - 1) // 2, len(values) - 1)]
    high = ordered[np.minimum(start + own // 2, len(values) - 1)]
    return np.where(own > 0, (low + high) / 2, np.nan)


def _later(days: Array, by: Array) -> Array:
    """`days` moved by a number of days; NaT where that number is NaN."""
    moved = days + np.nan_to_num(by).astype("timedelta64[D]")
    return np.where(np.isnan(by), np.datetime64("NaT"), moved)


def _states(silent: Array, own: Array, early: Array, late: Array, quiet: Array) -> Array:
    """What each silence amounts to; NaN thresholds are never passed."""
    state = np.full(len(silent), "on_time", object)
    state[silent >= early] = "due"
    state[silent > late] = "late"
    state[own == 0] = "new"
    state[(silent > late) & (silent > quiet)] = "quiet"
    return state


def _turns(who: Array) -> Array:
    """1 for a customer's first purchase, 2 for the second, and so on (`who` is sorted)."""
    place = np.arange(len(who))
    return place - np.maximum.accumulate(np.where(np.append(True, who[1:] != who[:-1])[: len(who)], place, 0)) + 1


def _returns(own: Array, silent: Array, *, past: tuple[Array, Array], horizon: int) -> tuple[Array, Array]:
    """Of 100 silences like each customer's, how many end within `horizon` days more; and how many were seen."""
    gaps, gap_turn = past
    in_100, cases = np.full(len(own), np.nan), np.zeros(len(own), np.int64)
    band, gap_band = np.searchsorted(BANDS, own + 1), np.searchsorted(BANDS, gap_turn)
    for number in range(len(BANDS) + 1):
        now, then = band == number, gap_band == number
        if now.any():
            in_100[now], cases[now] = _ended_soon(silent[now], gaps[then], horizon)
    return np.where(cases >= MIN_CASES, in_100, np.nan), cases


def _ended_soon(silent: Array, gaps: Array, horizon: int = HORIZON) -> tuple[Array, Array]:
    """Kaplan-Meier (1958) on ended silences `gaps` and on those still going on, `silent`, both in days.

    The chance that a silence of t days ends within h more is 1 - S(t + h) / S(t). As cases count the
    silences longer than t whose next h days we have seen, to their end or whole.
    """
    size = int(max(silent.max(), gaps.max(initial=0))) + horizon + 2
    ended = np.bincount(gaps, minlength=size)
    at_risk = np.cumsum((ended + np.bincount(silent, minlength=size))[::-1])[::-1]
    still = np.cumprod(1 - ended / np.maximum(at_risk, 1))
    later, ends = silent + horizon, np.cumsum(ended)
    cases = ends[later] - ends[silent] + at_risk[later] - ended[later]
    chance = 1 - still[later] / np.where(still[silent] > 0, still[silent], 1)
    return 100 * chance, cases

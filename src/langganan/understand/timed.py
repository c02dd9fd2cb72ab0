"""From the rows of `lifetime.sql` to what purchase models need, on a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from langganan.tables import Array, Columns
from langganan.understand.btyd.histories import Histories
from langganan.understand.clock import STEADY, Clock

WEEK = 7.0


def histories(rows: Columns, *, as_of: date, clock: Clock = STEADY) -> Histories:
    """Count equal histories once. This function will give `Histories` in weeks of the clock.

    Days stay whole numbers on the clock on the wall. Gaps are known only there, so that other clocks have none.
    """
    if clock is STEADY:
        first, last = rows["first_day"].astype(np.int64), rows["last_day"].astype(np.int64)
        today = int(np.datetime64(as_of, "D").astype(np.int64))
        return Histories.of(rows["x"], last - first, today - first, log_gaps=rows["log_gaps"], unit=WEEK)
    first, today = rows["first_day"], np.datetime64(as_of, "D")
    return Histories.of(rows["x"], clock.between(first, rows["last_day"]), clock.between(first, today), unit=WEEK)


def some(h: Histories, rows: Array) -> Histories:
    """Keep only some rows (places). This function will give their histories, each as one customer's."""
    return replace(
        h, x=h.x[rows], t_x=h.t_x[rows], T=h.T[rows], count=h.count[rows], place=np.arange(len(rows)),
        log_gaps=None if h.log_gaps is None else h.log_gaps[rows], at_t_x=h.at_t_x[rows], at_T=h.at_T[rows],
    )  # fmt: skip


def weeks_ahead(clock: Clock, as_of: date, days: int) -> float:
    """Measure the next `days` days. This function will give weeks of the clock."""
    today = np.datetime64(as_of, "D")
    return float(clock.between(today, today + np.timedelta64(days, "D"))) / WEEK

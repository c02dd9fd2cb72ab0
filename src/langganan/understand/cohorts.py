"""Cohorts: of the customers who first bought in one month, how many bought again in the months after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Columns, Result


@dataclass(frozen=True, eq=False, repr=False)
class Cohorts(Result):
    """One row per month of first purchase and month since (0 is that month itself), zeros included.

    `active` bought in that month; `returned` bought in month 1 or later, up to that one; `revenue` is what the
    cohort paid in that month net of returns, minor units; not `finished`: the month was still running.
    """

    month: Array
    month_number: Array
    customers: Array
    active: Array
    returned: Array
    revenue: Array
    finished: Array


def cohorts(cells: Columns, *, as_of: date) -> Cohorts:
    """Lay out the cells of `cohorts.sql`. This function will give every month since, for each cohort."""
    first, now = cells["first_month"].astype("datetime64[M]"), np.datetime64(as_of, "M")
    months, row = np.unique(first, return_inverse=True)
    width = (now - months).astype(np.int64) + 1
    column = (cells["in_month"].astype("datetime64[M]") - first).astype(np.int64)
    shape = (len(months), int(width.max(initial=0)))
    active, came_back, revenue = (_grid(shape, row, column, cells[n]) for n in ("active", "came_back", "revenue"))
    rows, columns = np.nonzero(np.arange(shape[1]) < width[:, None])
    ends = (months[rows] + columns + 1).astype("datetime64[D]") - 1
    return Cohorts(
        month=months[rows].astype("datetime64[D]"),
        month_number=columns,
        customers=active[rows, 0] if shape[1] else columns,
        active=active[rows, columns],
        returned=np.cumsum(came_back, axis=1)[rows, columns],
        revenue=revenue[rows, columns],
        finished=ends <= np.datetime64(as_of, "D"),
    )


def _grid(shape: tuple[int, int], row: Array, column: Array, values: Array) -> Array:
    grid = np.zeros(shape, np.int64)
    grid[row, column] = values
    return grid

"""Cohorts: of the customers who first bought in one period, how many bought again later, and what they brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.understand.shares import said_range, said_share, wilson
from langganan.words import Money, Phrase, mark

FIRST_MONDAY = 3
"""Days from a Monday to 1 January 1970."""


class Period(StrEnum):
    """How long a period is: a cohort's first one, and those since."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, eq=False, repr=False)
class Cohorts(Result):
    """One row per period of first purchase (`month`, its first day) and period since (0 is itself), zeros included.

    `active` bought in that period; `returned` in period 1 or later, up to that one, `low` and `high` the interval of
    their share; `revenue` is what the cohort paid in that period net of returns, `margin` what the shop kept of it
    (NaN where no cost is known), `revenue_each` and `margin_each` all up to that period per customer acquired; money
    in minor units. Not `finished`: the period was still running, so its numbers will rise.
    """

    month: Array
    month_number: Array
    customers: Array
    active: Array
    returned: Array
    low: Array
    high: Array
    revenue: Array
    margin: Array
    revenue_each: Array
    margin_each: Array
    finished: Array
    period: Period = Period.MONTH


def cohorts(cells: Columns, *, as_of: date, period: Period = Period.MONTH, margin: float | None = None) -> Cohorts:
    """Lay out the cells of `cohorts.sql`. This function will give every period since, for each cohort.

    `margin` (0 to 1) is the share of revenue that the shop keeps of goods whose cost is not known; without it a
    cohort that bought such goods has no margin.
    """
    firsts, row = np.unique(_index(cells["first_in"], period), return_inverse=True)
    width = _index(np.array([as_of], "datetime64[D]"), period)[0] - firsts + 1
    column = _index(cells["paid_in"], period) - firsts[row]
    shape = (len(firsts), int(width.max(initial=0)))
    grids = {name: _grid(shape, row, column, cells[name]) for name in ("active", "came_back", "revenue")}
    kept = _grid(shape, row, column, _kept(cells, margin), np.float64)
    rows, columns = np.nonzero(np.arange(shape[1]) < width[:, None])
    customers = grids["active"][rows, 0] if shape[1] else columns
    returned = np.cumsum(grids["came_back"], axis=1)[rows, columns]
    low, high = wilson(returned, customers)
    return Cohorts(
        month=_first_day(firsts[rows], period), month_number=columns, customers=customers,
        active=grids["active"][rows, columns], returned=returned, low=low, high=high,
        revenue=grids["revenue"][rows, columns], margin=kept[rows, columns],
        revenue_each=np.cumsum(grids["revenue"], axis=1)[rows, columns] / customers,
        margin_each=np.cumsum(kept, axis=1)[rows, columns] / customers,
        finished=_first_day(firsts[rows] + columns + 1, period) - 1 <= np.datetime64(as_of, "D"), period=period,
    )  # fmt: skip


def cell_days(month: date, number: int, *, period: Period, by_then: bool = False) -> dict[str, date]:
    """Find the days of a cell. This function will give the parameters of `cohort_members.sql`.

    `month` is any day of the cohort's first period, `number` how many periods later. `by_then` makes the cell that of
    `returned`: its days begin with the period after the first one.
    """
    first = int(_index(np.array([month], "datetime64[D]"), period)[0])
    later = first + (min(1, number) if by_then else number)
    starts = _first_day(np.array([first, later]), period).tolist()
    ends = _first_day(np.array([first + 1, first + number + 1]), period) - np.timedelta64(1, "D")
    return {"first_from": starts[0], "first_to": ends[0].item(), "day_from": starts[1], "day_to": ends[1].item()}


_FIRST = {
    Period.WEEK: (
        mark("{n} customer bought for the first time in the week from {day}."),
        mark("{n} customers bought for the first time in the week from {day}."),
    ),
    Period.MONTH: (
        mark("{n} customer bought for the first time in the month from {day}."),
        mark("{n} customers bought for the first time in the month from {day}."),
    ),
    Period.QUARTER: (
        mark("{n} customer bought for the first time in the quarter from {day}."),
        mark("{n} customers bought for the first time in the quarter from {day}."),
    ),
}
_BACK = {
    Period.WEEK: mark("By the end of week {number} after it, {returned} had come back: {share} ({range})."),
    Period.MONTH: mark("By the end of month {number} after it, {returned} had come back: {share} ({range})."),
    Period.QUARTER: mark("By the end of quarter {number} after it, {returned} had come back: {share} ({range})."),
}


def said(found: Cohorts, row: int) -> tuple[Phrase, ...]:
    """Say one cell in sentences. This function will give who came, who came back, and what each has brought."""
    customers, returned = int(found.customers[row]), int(found.returned[row])
    one, many = _FIRST[found.period]
    sentences = [Phrase(one, {"n": customers, "day": found.month[row].item()}, many)]
    if found.month_number[row]:
        about = {"share": said_share(returned, customers), "range": said_range(returned, customers)}
        number = {"number": int(found.month_number[row]), "returned": returned}
        sentences.append(Phrase(_BACK[found.period], {**number, **about}))
    else:
        sentences.append(Phrase(mark("Who comes back shows from the next period on.")))
    sentences.append(_brought(found, row))
    if not found.finished[row]:
        sentences.append(Phrase(mark("This period is still running, so the numbers will rise.")))
    return tuple(sentences)


def _brought(found: Cohorts, row: int) -> Phrase:
    each, kept = round(float(found.revenue_each[row])), float(found.margin_each[row])
    if np.isnan(kept):
        return Phrase(mark("Each has brought {money} so far on average."), {"money": Money(each)})
    text = mark("Each has brought {money} so far on average, of which {kept} were left after the goods' cost.")
    return Phrase(text, {"money": Money(each), "kept": Money(round(kept))})


def _kept(cells: Columns, margin: float | None) -> Array:
    share = np.nan if margin is None else margin
    rest = np.where(cells["uncosted"] == 0, 0.0, cells["uncosted"] * share)
    return np.round(cells["kept"] + rest)


def _grid(shape: tuple[int, int], row: Array, column: Array, values: Array, kind: type = np.int64) -> Array:
    grid = np.zeros(shape, kind)
    grid[row, column] = values
    return grid


def _index(days: Array, period: Period) -> Array:
    """Periods counted from the one that holds 1 January 1970."""
    if period is Period.WEEK:
        return (days.astype("datetime64[D]").astype(np.int64) + FIRST_MONDAY) // 7
    months = days.astype("datetime64[M]").astype(np.int64)
    return months // 3 if period is Period.QUARTER else months


def _first_day(index: Array, period: Period) -> Array:
    if period is Period.WEEK:
        return (index * 7 - FIRST_MONDAY).astype("datetime64[D]")
    months = index * 3 if period is Period.QUARTER else index
    return months.astype("datetime64[M]").astype("datetime64[D]")

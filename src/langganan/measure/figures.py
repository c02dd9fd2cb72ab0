"""Figures: four plain numbers about the shop, now and thirty days earlier, each with how it was worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.words import Money, Phrase, Value, mark

PERIOD = 30
WATCH, AGAIN = 120, 60
ACTIVE = 90
REGULAR = 2
"""Orders of those who can be at risk."""
MIN_CASES = 20
"""A share of fewer customers than this is not given."""

HOW = {
    "repeat_rate": mark(
        "{cases} customers ordered 60 to 120 days ago; {again} of them ordered again within 60 days of the first "
        "of those orders."
    ),
    "active": mark("{active} of {customers} customers ordered in the last 90 days."),
    "revenue_month": mark("Sales less returns over the last 30 days: {revenue}."),
    "at_risk": mark(
        "{people} customers with two orders or more are late by their own rhythm and were among the better half "
        "by sales of the last year; over that year they brought {revenue}."
    ),
}
CANNOT_TELL = mark("Cannot tell yet: only {cases} customers ordered 60 to 120 days ago, and it takes 20.")


@dataclass(frozen=True, eq=False, repr=False)
class Figures(Result):
    """One row per figure: `code`, `value` now and `before` (30 days earlier); NaN where we cannot tell.

    `repeat_rate` is a share, `active` and `at_risk` count customers, `revenue_month` is in minor units.
    `how` says in words how each `value` came about, `facts` holds the numbers that went into it.
    """

    code: Array
    value: Array
    before: Array
    how: tuple[Phrase, ...]
    facts: tuple[dict[str, int], ...]


@dataclass(frozen=True)
class Counts:
    """What the figures of one day are made of: the row of `figures.sql`, and the customers at risk."""

    watched: int
    again: int
    customers: int
    active: int
    revenue: int
    at_risk: int
    at_risk_revenue: int


def days(as_of: date) -> dict[str, date]:
    """Bounds of the periods that the figures look at. This function will give the parameters of `figures.sql`."""
    back = {"watch_from": WATCH, "watch_to": AGAIN, "active_from": ACTIVE, "month_from": PERIOD}
    return {"as_of": as_of} | {name: as_of - timedelta(days=number) for name, number in back.items()}


def count(row: Columns, people: Columns) -> Counts:
    """Put one day's counts together. This function will add those at risk to the row of `figures.sql`.

    `people` has a row per customer of that day: `orders`, `revenue_year` (minor units) and `state` (as in
    `understand.rhythm`).
    """
    regular, value = people["orders"] >= REGULAR, people["revenue_year"]
    middle = np.median(value[regular]) if regular.any() else 0
    at_risk = regular & np.isin(people["state"], ("late", "quiet")) & (value > 0) & (value >= middle)
    numbers = {name: int(values[0]) for name, values in row.items()}
    return Counts(**numbers, at_risk=int(at_risk.sum()), at_risk_revenue=int(value[at_risk].sum()))


def figures(now: Counts, before: Counts) -> Figures:
    """Compare two days. This function will give the four figures, in the order in which they are shown."""
    facts = _facts(now)
    return Figures(
        code=np.array(list(HOW), object),
        value=np.array(_values(now), np.float64),
        before=np.array(_values(before) if before.customers else [np.nan] * len(HOW), np.float64),
        how=tuple(_how(code, facts[code], now) for code in HOW),
        facts=tuple(facts.values()),
    )


def _values(counts: Counts) -> list[float]:
    rate = counts.again / counts.watched if counts.watched >= MIN_CASES else np.nan
    return [rate, counts.active, counts.revenue, counts.at_risk]


def _facts(counts: Counts) -> dict[str, dict[str, int]]:
    return {
        "repeat_rate": {"cases": counts.watched, "again": counts.again},
        "active": {"active": counts.active, "customers": counts.customers},
        "revenue_month": {"revenue": counts.revenue},
        "at_risk": {"people": counts.at_risk, "revenue": counts.at_risk_revenue},
    }


def _how(code: str, facts: dict[str, int], counts: Counts) -> Phrase:
    if code == "repeat_rate" and counts.watched < MIN_CASES:
        return Phrase(CANNOT_TELL, {"cases": counts.watched})
    said: dict[str, Value] = {name: Money(number) if name == "revenue" else number for name, number in facts.items()}
    return Phrase(HOW[code], said)

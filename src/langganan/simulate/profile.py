"""A shop's profile: all that is measured of a real shop to make others like it. No customer's data is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.errors import ArgumentError
from langganan.simulate.again import Again, measure_again
from langganan.simulate.calendar import Calendar
from langganan.simulate.goods import Goods, measure_goods
from langganan.simulate.people import Baskets, People, measure_baskets, measure_people
from langganan.simulate.runs import starts_of
from langganan.tables import Array, Columns
from langganan.words import mark

FEWEST = 20
"""Customers below which there is nothing to measure."""


@dataclass(frozen=True, eq=False)
class Returned:
    """How goods come back: of all lines the share, days later (sorted), and the share of the quantity (sorted)."""

    share: float
    days_later: Array
    part: Array


@dataclass(frozen=True, eq=False)
class Profile:
    """What a shop's customers do, from `first_day` to `last_day`, both looked at."""

    first_day: date
    last_day: date
    calendar: Calendar
    people: People
    baskets: Baskets
    goods: Goods
    again: Again
    returned: Returned


def measure(sales: Columns, returned: Columns, categories: Columns, *, last_day: date, seed: int = 1) -> Profile:
    """Measure a shop. This function will give its profile.

    `sales` and `returned` are the rows of `sales.sql` and `returned.sql`, `categories` has `product_id` and
    `category`. Only goods are looked at, and only sales that were not undone. Raises `ArgumentError` for a shop with
    fewer than 20 known customers.
    """
    known = {name: values[sales["customer_id"] >= 0] for name, values in sales.items()}
    customers = len(starts_of(known["customer_id"]))
    if customers < FEWEST:
        raise ArgumentError(
            mark("This shop has {given} customers with an order; to learn what they do takes {least}. Name another."),
            given=customers, least=FEWEST,
        )  # fmt: skip
    nameless = {name: values[sales["customer_id"] < 0] for name, values in sales.items()}
    days = np.arange(sales["day"].min(), np.datetime64(last_day, "D") + 1)
    people, calendar = measure_people(known, days)
    goods = measure_goods(sales, len(days), categories)
    return Profile(
        first_day=days[0].item(), last_day=last_day, calendar=calendar, people=people,
        baskets=measure_baskets(known, nameless), goods=goods, again=measure_again(known, goods, seed=seed),
        returned=_measure_returned(returned, len(known["day"])),
    )  # fmt: skip


def _measure_returned(rows: Columns, lines: int) -> Returned:
    part = np.sort(rows["quantity"] / np.maximum(rows["sold"], 1e-9))
    return Returned(share=len(part) / (lines + len(part)), days_later=np.sort(rows["days_later"]), part=part)

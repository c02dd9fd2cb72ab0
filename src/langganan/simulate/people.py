"""Customers: when they first come, how often they buy and when they leave, and what they put in a basket."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.calendar import Calendar, measure_calendar
from langganan.simulate.runs import lengths_of, normal_scores, shared_part, starts_of
from langganan.tables import Array, Columns

TENTHS = 10


@dataclass(frozen=True, eq=False)
class People:
    """How customers come and buy.

    `arrivals`: share of customers by tenth of the time looked at, the calendar taken out. `rate` (shape, and scale in
    average days) is the gamma distribution of purchases per day, `leaving` (a, b) the beta distribution of the chance
    to leave after each purchase (MBG/NBD: Batislam et al. 2007). `orders_a_day`: orders on a day with a purchase.
    """

    arrivals: Array
    rate: tuple[float, float]
    leaving: tuple[float, float]
    orders_a_day: float


@dataclass(frozen=True, eq=False)
class Baskets:
    """How many products an order holds: sizes as they were, sorted, and how far they are the customer's own.

    `own` is the share of the variance of (normal scores of) sizes between customers. `nameless` holds the sizes of
    orders without a customer, of which there are `nameless_share` for each order with one.
    """

    sizes: Array
    own: float
    nameless: Array
    nameless_share: float


def measure_people(sales: Columns, days: Array) -> tuple[People, Calendar]:
    """Measure customers from the known customers' rows of `sales.sql`. This function will give both models.

    `days` is every day looked at, first to last.
    """
    from langganan.understand.btyd import models
    from langganan.understand.btyd.histories import Histories

    at = starts_of(sales["customer_id"], sales["day"])
    customer, day = sales["customer_id"][at], (sales["day"][at] - days[0]).astype(np.int64)
    begins = starts_of(customer)
    times = lengths_of(begins, len(at))
    first, last = day[begins], day[begins + times - 1]
    later = np.delete(day, begins)
    calendar = measure_calendar(first, later, days)
    passed = np.cumsum(calendar.busyness(days))
    fitted = models.fit("mbg", Histories.of(times - 1, passed[last] - passed[first], passed[-1] - passed[first]))
    r, alpha, a, b = (fitted.parameters[name] for name in ("r", "alpha", "a", "b"))
    orders = len(starts_of(sales["customer_id"], sales["order_id"]))
    return People(
        arrivals=_arrivals(first, calendar.busyness(days)), rate=(r, alpha * 7), leaving=(a, b),
        orders_a_day=max(orders / max(len(at), 1), 1.0),
    ), calendar  # fmt: skip


def measure_baskets(known: Columns, nameless: Columns) -> Baskets:
    """Measure orders from rows of `sales.sql` with and without a customer. This function will give their sizes."""
    at = starts_of(known["customer_id"], known["order_id"])
    sizes = lengths_of(at, len(known["order_id"]))
    _, owner = np.unique(known["customer_id"][at], return_inverse=True)
    others = lengths_of(starts_of(nameless["order_id"]), len(nameless["order_id"]))
    own = shared_part(normal_scores(sizes), owner, int(owner.max(initial=-1)) + 1)
    return Baskets(sizes=np.sort(sizes), own=own, nameless=np.sort(others), nameless_share=len(others) / len(sizes))


def _arrivals(first: Array, busyness: Array) -> Array:
    tenth = np.arange(len(busyness)) * TENTHS // len(busyness)
    usual = np.bincount(tenth, busyness, minlength=TENTHS)
    came = np.bincount(tenth[first], minlength=TENTHS) / np.maximum(usual, 1e-9)
    return came / came.sum()

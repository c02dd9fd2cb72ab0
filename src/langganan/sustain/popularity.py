"""Popularity: how well each product sells, whether that is changing, and which have stopped selling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Columns, Result

DEAD_AFTER, DEAD_GAPS = 90, 4
"""Dead: silent for more than this many days, and for more than this many of the product's usual gaps."""
LEAST_DAYS = 3
"""What was sold on fewer different days never sold steadily, so it cannot have stopped."""
TREND_WEEKS = 8
"""A trend needs this many weeks of history."""
NOISE = 1.96
"""A change counts when it is larger than chance would bring in 19 of 20 cases."""


@dataclass(frozen=True, eq=False, repr=False)
class Buyers(Result):
    """One row per product and customer who buys it, those with most orders first (last 365 days)."""

    product_id: Array
    customer_id: Array
    orders: Array


def buyers(rows: Columns) -> Buyers:
    """Name the columns of `buyers.sql`. This function will give its rows unchanged."""
    return Buyers(product_id=rows["product_id"], customer_id=rows["customer_id"], orders=rows["orders"])


def ranks(revenue: Array) -> Array:
    """Rank products by revenue. This function will give 1 for the largest; of equals the first given goes first."""
    place = np.empty(len(revenue), np.int64)
    place[np.argsort(-revenue, kind="stable")] = np.arange(1, len(revenue) + 1)
    return place


def trends(sales: Columns, *, weekly_variance: Array, weeks_seen: Array) -> Array:
    """Compare the last 28 days with the 28 before. This function will give `rising`, `steady`, `falling` or `unknown`.

    Steady demand differs between two such months with a variance of 2 x 4 weekly variances; only a
    difference of more than 1.96 standard deviations is called a trend. Unknown: fewer than 8 weeks seen,
    or nothing sold in either month. `weekly_variance` is the forecast's: never less than Poisson noise.
    """
    month, before = sales["units_month"], sales["units_month_before"]
    weekly = np.maximum(weekly_variance, (month + before) / 8)
    change = (month - before) / np.sqrt(np.maximum(8 * weekly, 1e-9))
    trend = np.full(len(month), "steady", object)
    trend[change > NOISE], trend[change < -NOISE] = "rising", "falling"
    trend[(weeks_seen < TREND_WEEKS) | (month + before <= 0)] = "unknown"
    return trend


def quiet_days(sales: Columns, *, as_of: date) -> Array:
    """Count days since the last sale. This function will give one whole number per product."""
    return (np.datetime64(as_of, "D") - sales["last_day"]).astype(np.int64)


def dead(sales: Columns, *, as_of: date) -> Array:
    """Find dead stock. This function will give True or False per product.

    True: still offered and, where counted, still there, sold on at least 3 different days, but silent for more
    than 90 days and for more than four times its mean gap between days with a sale.
    """
    life = (sales["last_day"] - sales["first_day"]).astype(np.int64)
    gap = life / np.maximum(sales["selling_days"] - 1, 1)
    silent = quiet_days(sales, as_of=as_of) > np.maximum(DEAD_AFTER, DEAD_GAPS * gap)
    sold = sales["selling_days"] >= LEAST_DAYS
    return silent & sold & sales["offered"].astype(bool) & ~(sales["on_hand"] <= 0)

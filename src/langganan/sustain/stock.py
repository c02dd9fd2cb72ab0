"""Stock: what is left of each product, how long it lasts, what to order and what has stopped selling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.sustain import popularity
from langganan.sustain.demand import Demand
from langganan.tables import Array, Columns, Result


@dataclass(frozen=True, eq=False, repr=False)
class StockPlan(Result):
    """One row per product that was ever sold. Quantities in the product's own unit, money in minor units.

    `rank` is by revenue of the last 365 days. NaN: `on_hand` and `suggested` where the product was never counted,
    `cover_days` there and where nothing sells.
    """

    product_id: Array
    rank: Array
    units_month: Array
    units_month_before: Array
    units_year: Array
    revenue: Array
    revenue_year: Array
    customers: Array
    trend: Array
    last_day: Array
    quiet_days: Array
    offered: Array
    dead: Array
    on_hand: Array
    daily_mean: Array
    order_up_to: Array
    suggested: Array
    cover_days: Array


def stock(sales: Columns, forecast: Demand, *, as_of: date) -> StockPlan:
    """Say what to order. This function will give one row per row of `popularity.sql`.

    The suggestion is the order-up-to level less what is on hand, rounded up, never negative, and 0 for products
    that are no longer offered.
    """
    known, daily, upto, variance, weeks = _aligned(sales["product_id"], forecast)
    on_hand, offered = sales["on_hand"].astype(np.float64), sales["offered"].astype(bool)
    upto = np.where(offered, upto, 0)
    kept = {name: sales[name] for name in ("units_month", "units_month_before", "units_year", "customers", "revenue")}
    return StockPlan(
        product_id=sales["product_id"], rank=popularity.ranks(sales["revenue_year"]), **kept,
        revenue_year=sales["revenue_year"], last_day=sales["last_day"], offered=offered,
        trend=popularity.trends(sales, weekly_variance=variance, weeks_seen=np.where(known, weeks, 0)),
        quiet_days=popularity.quiet_days(sales, as_of=as_of), dead=popularity.dead(sales, as_of=as_of),
        on_hand=on_hand, daily_mean=daily, order_up_to=upto,
        suggested=np.maximum(np.ceil(upto - on_hand), 0),
        cover_days=np.where(daily > 0, np.maximum(on_hand, 0) / np.where(daily > 0, daily, 1), np.nan),
    )  # fmt: skip


def _aligned(products: Array, forecast: Demand) -> tuple[Array, Array, Array, Array, Array]:
    """The forecast's numbers in the order of `products`; 0 for products it does not know."""
    columns = (forecast.daily_mean, forecast.order_up_to, forecast.weekly_variance, forecast.weeks_seen)
    if not len(forecast):
        nothing = np.zeros(len(products))
        return nothing > 0, nothing, nothing, nothing, nothing
    at = np.minimum(np.searchsorted(forecast.product_id, products), len(forecast) - 1)
    known = forecast.product_id[at] == products
    daily, upto, variance, weeks = (np.where(known, values[at], 0) for values in columns)
    return known, daily, upto, variance, weeks

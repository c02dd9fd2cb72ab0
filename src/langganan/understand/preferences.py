"""Preferences: the products and categories that each customer buys most often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.understand.shares import wilson
from langganan.words import Phrase, mark

PRODUCTS, CATEGORIES = 5, 3
"""How many of each are kept for one customer."""


@dataclass(frozen=True, eq=False, repr=False)
class Preferences(Result):
    """One row per customer and liked thing, most first: a product, or (`product_id` -1) a category.

    `orders` counts the customer's orders with it out of `of_orders`, `low` and `high` are the interval of that share,
    `last_day` is the last of them, `rank` starts at 1.
    """

    customer_id: Array
    product_id: Array
    category: Array
    orders: Array
    last_day: Array
    rank: Array
    of_orders: Array
    low: Array
    high: Array


def preferences(rows: Columns) -> Preferences:
    """Name the columns of `preferences.sql`. This function will give its rows with how sure each share is."""
    low, high = wilson(rows["orders"], rows["of_orders"])
    return Preferences(
        customer_id=rows["customer_id"],
        product_id=rows["product_id"],
        category=rows["category"].astype(object),
        orders=rows["orders"],
        last_day=rows["last_day"],
        rank=rows["turn"].astype(np.int64),
        of_orders=rows["of_orders"],
        low=low,
        high=high,
    )


def said(found: Preferences, row: int, *, name: str) -> Phrase:
    """Say how much a customer likes a thing called `name`. This function will give counts and the share's interval."""
    counts = {"name": name, "orders": int(found.orders[row]), "of": int(found.of_orders[row])}
    if counts["of"] == 1:
        return Phrase(mark("{name} was in the one order so far; whether it is liked shows from the next."), counts)
    ends = {"low": int(np.floor(100 * found.low[row])), "high": int(np.ceil(100 * found.high[row]))}
    return Phrase(
        mark("{name} was in {orders} of {of} orders; of 100 to come, in {low} to {high}."), {**counts, **ends}
    )

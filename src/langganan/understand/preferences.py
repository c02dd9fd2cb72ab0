"""Preferences: the products and categories that each customer buys most often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Columns, Result

PRODUCTS, CATEGORIES = 5, 3
"""How many of each are kept for one customer."""


@dataclass(frozen=True, eq=False, repr=False)
class Preferences(Result):
    """One row per customer and liked thing, most first: a product, or (`product_id` -1) a category.

    `orders` counts the customer's orders with it, `last_day` is the last of them, `rank` starts at 1.
    """

    customer_id: Array
    product_id: Array
    category: Array
    orders: Array
    last_day: Array
    rank: Array


def preferences(rows: Columns) -> Preferences:
    """Name the columns of `preferences.sql`. This function will give its rows unchanged."""
    return Preferences(
        customer_id=rows["customer_id"],
        product_id=rows["product_id"],
        category=rows["category"].astype(object),
        orders=rows["orders"],
        last_day=rows["last_day"],
        rank=rows["turn"].astype(np.int64),
    )

"""Shops made for one test, and the packaged real one, opened as a user would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

import langganan
from langganan.opening import shop_from_orders
from langganan.shop import Shop

Line = tuple[str, str | None, str, str, float, int]
SMALL = Path(langganan.__file__).parent / "data/online_retail_600customers.parquet"
TODAY = date(2011, 12, 10)
"""The real shop's clock stands here, the day after its last order."""


def made(lines: Sequence[Line], *, categories: dict[str, str] | None = None) -> Shop:
    """A shop of lines (order, customer, sku, day, quantity, amount); a negative quantity came back."""
    orders, customers, skus, days, quantities, amounts = ([line[place] for line in lines] for place in range(6))
    quantity = np.array(quantities, float)
    return shop_from_orders(
        {
            "row": np.arange(len(lines)) + 2,
            "order_ref": np.array(orders, object),
            "customer_ref": np.array(customers, object),
            "sku": np.array(skus, object),
            "product_name": np.array([f"Thing {sku}" for sku in skus], object),
            "category": np.array([(categories or {}).get(str(sku)) for sku in skus], object),
            "ordered_at": np.array([f"{day}T12:00" for day in days], "datetime64[us]"),
            "quantity": quantity,
            "unit_price": np.ones(len(lines)),
            "amount": np.array(amounts, np.int64),
            "kind": np.where(quantity < 0, "return", "sale").astype(object),
        },
        zone="UTC",
        currency="IDR",
        not_goods=lambda sku, name: sku == "POST",
    )


def count(shop: Shop, sku: str, *, left: float, day: str) -> None:
    """Note that `left` of a product were on the shelf in the evening of `day`."""
    products = {name: values.copy() for name, values in shop.engine.run("select * from products").items()}
    at = shop.names.skus == sku
    products["counted"] = np.where(at, left, products["counted"].astype(float))
    products["counted_on"] = np.where(at, np.datetime64(day), products["counted_on"].astype("datetime64[D]"))
    shop.engine.load("products", products)


def cost(shop: Shop, minor: dict[str, float]) -> None:
    """Note what one of some products costs the shop, in minor units."""
    products = {name: values.copy() for name, values in shop.engine.run("select * from products").items()}
    known = {str(sku): minor.get(str(sku), np.nan) for sku in shop.names.skus}
    products["unit_cost"] = np.array(list(known.values()), float)[products["product_id"]]
    products["counted_on"] = products["counted_on"].astype("datetime64[D]")
    shop.engine.load("products", products)
    shop._made = None


@cache
def real() -> Shop:
    """The packaged shop with 600 customers."""
    return langganan.open(SMALL, zone="Europe/London", currency="GBP")

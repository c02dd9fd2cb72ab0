"""Orders as a source names them, numbered: what an engine needs to hold them in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from langganan.tables import ORDER_LINES, ORDER_ROWS, PRODUCTS, Array, Columns

QUARTER = 15
"""Minutes; no zone changes its offset within a quarter of an hour."""


def tables_of(
    orders: Columns, *, zone: str, not_goods: Callable[[str, str], bool]
) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array]]:
    """Number orders, customers and products. This function will give ORDER_LINES, PRODUCTS and the names of both.

    Names are `customer_ids, customer_refs, product_ids, skus, product_names`, as the source writes them.
    """
    given = ORDER_ROWS.check(orders)
    order_ids, _ = _numbered(given["order_ref"].tolist())
    customer_ids, refs = _numbered(given["customer_ref"].tolist())
    product_ids, skus = _numbered(given["sku"].tolist())
    lines = {
        "line_id": np.arange(len(order_ids)), "order_id": order_ids, "customer_id": customer_ids,
        "product_id": product_ids, "day": local_days(given["ordered_at"], zone), "quantity": given["quantity"],
        "amount": given["amount"], "kind": given["kind"], "minute": local_minutes(given["ordered_at"], zone),
    }  # fmt: skip
    if "channel" in given:
        lines["channel"] = _texts(channel or "" for channel in given["channel"].tolist())
    called = _last_known(product_ids, given["product_name"], len(skus))
    products = _products(skus, called, _last_known(product_ids, given["category"], len(skus)), not_goods)
    names = {
        "customer_ids": np.arange(len(refs)), "customer_refs": _texts(refs), "product_ids": np.arange(len(skus)),
        "skus": _texts(skus), "product_names": _texts(name or "" for name in called),
    }  # fmt: skip
    return ORDER_LINES.check(lines), PRODUCTS.check(products), names


def local_days(times: Array, zone: str) -> Array:
    """The calendar days in `zone` of times in UTC. This function will give datetime64[D], clock changes respected."""
    return (times.astype("datetime64[m]") + _offsets(times, zone)).astype("datetime64[D]")


def local_minutes(times: Array, zone: str) -> Array:
    """The minutes of the day in `zone` of times in UTC. This function will give 0 to 1439, -1 where not known.

    The first moment of a day stands for a day without a time, as files with dates only have it; midnight itself, or
    one o'clock where the clocks skip midnight.
    """
    local = times.astype("datetime64[us]") + _offsets(times, zone)
    before = times.astype("datetime64[us]") - np.timedelta64(1, "us")
    first = local.astype("datetime64[D]") > (before + _offsets(before, zone)).astype("datetime64[D]")
    minutes = (local.astype("datetime64[m]") - local.astype("datetime64[D]")).astype(np.int64)
    return np.where(first, -1, minutes)


def _offsets(times: Array, zone: str) -> Array:
    """What the clocks of `zone` are ahead of UTC at these times, in minutes."""
    place = ZoneInfo(zone)
    quarters, which = np.unique(times.astype("datetime64[m]").astype(np.int64) // QUARTER, return_inverse=True)
    moments = (datetime.fromtimestamp(quarter * QUARTER * 60, place) for quarter in quarters.tolist())
    ahead = [round((moment.utcoffset() or timedelta()).total_seconds() / 60) for moment in moments]
    return np.array(ahead, np.int64).astype("timedelta64[m]")[which]


def _numbered(refs: list[Any]) -> tuple[Array, list[Any]]:
    """Each reference's number, in the order in which they first appear, -1 for None; and the references."""
    seen: dict[Any, int] = {}
    numbers = [-1 if ref is None else seen.setdefault(ref, len(seen)) for ref in refs]
    return np.array(numbers, np.int64), list(seen)


def _last_known(products: Array, values: Array, count: int) -> list[Any]:
    """Each product's last value that is not None."""
    known: list[Any] = [None] * count
    for product, value in zip(products.tolist(), values.tolist(), strict=True):
        if value is not None:
            known[product] = value
    return known


def _products(
    skus: list[str], names: list[Any], categories: list[Any], not_goods: Callable[[str, str], bool]
) -> dict[str, Array]:
    count = len(skus)
    goods = [not not_goods(sku, name or "") for sku, name in zip(skus, names, strict=True)]
    return {
        "product_id": np.arange(count), "is_goods": np.array(goods, bool), "offered": np.ones(count, bool),
        "category": _texts(categories), "counted": np.full(count, np.nan),
        "counted_on": np.full(count, "NaT", "datetime64[D]"), "lead_days": np.full(count, np.nan),
    }  # fmt: skip


def _texts(values: Iterable[Any]) -> Array:
    return np.array(list(values), object)

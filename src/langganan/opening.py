"""Opening a shop: from a file of orders or a frame to a `Shop` held in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from langganan import arguments
from langganan.listing import Names
from langganan.shop import Shop
from langganan.tables import Columns


def shop_from_orders(
    orders: Columns, *, zone: str, currency: str, not_goods: Callable[[str, str], bool], as_of: date | None = None
) -> Shop:
    """Number what an order file names and put it on an engine. This function will give a shop held in memory.

    `orders` is an ORDER_ROWS table; `not_goods(sku, name)` tells fees and postage from goods.
    """
    from langganan.storage.duckdb_engine import DuckDBEngine
    from langganan.storage.orders import tables_of

    lines, products, names = tables_of(orders, zone=zone, not_goods=not_goods)
    engine = DuckDBEngine()
    engine.load("order_lines", lines)
    engine.load("products", products)
    return Shop(engine, names=Names(**names), zone=zone, currency=currency, as_of=as_of)


def open_orders(source: Any, *, zone: str, currency: str, now: datetime, as_of: date | None = None) -> Shop:
    """Read a file of orders, or a frame, and put it on an engine. This function will give a shop held in memory.

    What was doubtful about the file stands in `Shop.doubts`. Without an `as_of` the shop is looked at from the last
    day in the data that is not after `now`.
    """
    from langganan.collect.dates import zone_named
    from langganan.collect.doubts import late_doubts
    from langganan.collect.frame import read_frame
    from langganan.collect.goods import not_goods
    from langganan.collect.look import look
    from langganan.collect.orders import read
    from langganan.storage.duckdb_engine import DuckDBEngine

    zone, currency = zone_named(zone).key, arguments.currency(currency)
    if isinstance(source, str | Path):
        with DuckDBEngine() as engine:
            seen = look(Path(source), engine=engine, currency=currency)
            reading = read(Path(source), seen.layout, zone=zone, currency=currency, engine=engine)
            reading.doubts.extend(seen.doubts)
    else:
        reading = read_frame(source, zone=zone, currency=currency)
    as_of = as_of or _last_day(reading.orders, zone, now)
    shop = shop_from_orders(reading.orders, zone=zone, currency=currency, not_goods=not_goods, as_of=as_of)
    shop.doubts = (*reading.doubts, *late_doubts(reading.orders, currency=currency, now=now))
    return shop


def _last_day(orders: Columns, zone: str, now: datetime) -> date | None:
    """The last day with an order, in the shop's zone, days to come left aside; None where there is none."""
    past = orders["ordered_at"][orders["ordered_at"] <= np.datetime64(now.astimezone(UTC).replace(tzinfo=None))]
    if not len(past):
        return None
    return past.max().astype("datetime64[s]").item().replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()

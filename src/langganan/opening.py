"""Opening a shop: from a file of orders or a frame to a `Shop` held in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.listing import Names
from langganan.shop import Shop
from langganan.storage.choice import EngineChoice
from langganan.tables import Columns
from langganan.words import Progress, mark


def shop_from_orders(
    orders: Columns, *, zone: str, currency: str, not_goods: Callable[[str, str], bool], as_of: date | None = None,
    on: EngineChoice | None = None,
) -> Shop:  # fmt: skip
    """Number what an order file names and put it on an engine. This function will give a shop held in memory.

    `orders` is an ORDER_ROWS table; `not_goods(sku, name)` tells fees and postage from goods.
    """
    from langganan.storage.orders import tables_of

    lines, products, names = tables_of(orders, zone=zone, not_goods=not_goods)
    engine = (on or EngineChoice()).start()
    engine.load("order_lines", lines)
    engine.load("products", products)
    return Shop(engine, names=Names(**names), zone=zone, currency=currency, as_of=as_of)


def open_orders(
    source: Any, *, zone: str, currency: str, now: datetime, as_of: date | None = None,
    on: EngineChoice | None = None,
) -> Shop:  # fmt: skip
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
    shop = shop_from_orders(reading.orders, zone=zone, currency=currency, not_goods=not_goods, as_of=as_of, on=on)
    shop.doubts = (*reading.doubts, *late_doubts(reading.orders, currency=currency, now=now))
    return shop


def open_tables(
    source: str,
    *,
    zone: str,
    currency: str,
    now: datetime,
    as_of: date | None = None,
    on: EngineChoice | None = None,
) -> Shop:
    """Open tables in the lake's form where they are (see `storage.lake_form`). This function will give a shop.

    `source` is a folder, an address that Spark reads (`s3a://...`), or a database (`jdbc:postgresql://...`, Spark
    only). Without an `as_of` the shop is looked at from the last day in the data that is not after `now`.
    """
    from langganan.collect.dates import zone_named
    from langganan.storage import lake_form

    zone, currency = zone_named(zone).key, arguments.currency(currency)
    today = now.astimezone(ZoneInfo(zone)).date()
    engine = (on or EngineChoice()).start()
    try:
        lake_form.attach(engine, source)
        day = as_of or lake_form.last_day(engine, today)
        return Shop(engine, names=Names(**lake_form.names_in(engine)), zone=zone, currency=currency, as_of=day)
    except BaseException:
        engine.close()
        raise


def refresh_tables(
    source: str | None, to: Path | None, *, zone: str, currency: str, as_of: date | None, on: EngineChoice,
    progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Run the whole loop on tables in the lake's form. This function will write what it found to `to`, a new folder.

    Every result is one Parquet file: all of them are there, or none. Gives the day looked at and rows by result.
    Raises `ArgumentError` unless both `source` and `to` are given.
    """
    from langganan.storage.results import check_free, write_results

    if source is None or to is None:
        raise ArgumentError(mark("Tables of your own and --to, a folder for the results, go together. Give both."))
    check_free(to)
    now = datetime.now(tz=UTC)
    with open_tables(source, zone=zone, currency=currency, now=now, as_of=as_of, on=on) as shop:
        insights = shop.refresh(as_of=shop.as_of, progress=progress)
    tables = insights.tables()
    write_results(tables, to)
    rows = {name: len(next(iter(columns.values()), ())) for name, columns in tables.items()}
    return {"as_of": insights.as_of.isoformat(), "to": str(to), "rows": rows}


def _last_day(orders: Columns, zone: str, now: datetime) -> date | None:
    """The last day with an order, in the shop's zone, days to come left aside; None where there is none."""
    past = orders["ordered_at"][orders["ordered_at"] <= np.datetime64(now.astimezone(UTC).replace(tzinfo=None))]
    if not len(past):
        return None
    return past.max().astype("datetime64[s]").item().replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()

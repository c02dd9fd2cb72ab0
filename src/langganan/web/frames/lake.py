"""Order lines from the database into the lake, and an engine that reads them there.

The lake holds ids, days and minutes, channels, quantities and amounts. Only lines beyond the last one written are
added; when stored lines changed or went away the shop's lake generation is raised, and the next sync starts afresh.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from glob import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from langganan.storage.choice import EngineChoice
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.storage.orders import local_days, local_minutes
from langganan.storage.spark_engine import SparkEngine
from langganan.tables import ORDER_LINES, PRODUCTS, Array, Columns
from langganan.web.locks import exclusive
from langganan.web.models import Order, OrderLine, Product, Shop

CHUNK = 200_000


def lake_engine(shop: Shop, on: EngineChoice | None = None) -> DuckDBEngine | SparkEngine:
    """An engine with `order_lines` (from the lake) and `products` (as they are now) on it.

    Without a choice it is the environment's (LANGGANAN_ENGINE), else DuckDB.
    """
    with exclusive("lake", wait=True):
        shop.refresh_from_db()
        sync(shop)
    engine = (on or EngineChoice.given()).start(scratch=settings.FOLDER.files)
    if OrderLine.objects.exists():
        engine.attach("order_lines", f"{escape(str(_part(shop)))}/*.parquet")
    else:
        engine.load("order_lines", _no_lines())
    engine.load("products", _products(shop))
    return engine


def sync(shop: Shop) -> int:
    """Write the lines that are not in the lake yet; gives how many. Each file appears whole or not at all.

    The caller holds the lake's lock. The generation before this one stays for whoever is still reading it.
    """
    folder = _part(shop)
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for columns in _new_lines(_last_written(folder), shop.zone):
        _write(folder, columns)
        written += len(columns["line_id"])
    for other in folder.parent.iterdir():
        if int(other.name.rpartition("-")[2]) < shop.lake_generation - 1:
            shutil.rmtree(other, ignore_errors=True)
    return written


def _part(shop: Shop) -> Path:
    return Path(settings.FOLDER.lake) / "order_lines" / f"generation-{shop.lake_generation}"


def _last_written(folder: Path) -> int:
    return max((int(path.stem.split("-")[1]) for path in folder.glob("*.parquet")), default=0)


def _new_lines(after: int, zone: str) -> Iterator[Columns]:
    fields = ("pk", "order_id", "product_id", "quantity", "amount", "kind")
    while rows := list(OrderLine.objects.filter(pk__gt=after).order_by("pk").values_list(*fields)[:CHUNK]):
        last = rows[-1][0]
        line, order, product, quantity, amount, kind = zip(*rows, strict=True)
        orders = _orders_of(after, last, zone)
        order_id = np.array(order)
        place = np.searchsorted(orders.pop("order_id"), order_id)
        yield ORDER_LINES.check(
            {
                "line_id": np.array(line), "order_id": order_id, "product_id": np.array(product),
                "quantity": np.array(quantity, dtype=float), "amount": np.array(amount),
                "kind": np.array(kind, dtype=object), **{name: values[place] for name, values in orders.items()},
            }
        )  # fmt: skip
        after = last


def _orders_of(after: int, last: int, zone: str) -> dict[str, Array]:
    """The orders of these lines by number: whose, day and minute in the shop's zone, and where they came from."""
    lines = OrderLine.objects.filter(pk__gt=after, pk__lte=last).values("order_id")
    fields = ("pk", "customer_id", "ordered_at", "channel")
    rows = Order.objects.filter(pk__in=lines).order_by("pk").values_list(*fields)
    pks, owners, at, channels = zip(*rows, strict=True)
    times = np.array([moment.astimezone(UTC).replace(tzinfo=None) for moment in at], "datetime64[us]")
    return {
        "order_id": np.array(pks), "customer_id": np.array([-1 if owner is None else owner for owner in owners]),
        "day": local_days(times, zone), "minute": local_minutes(times, zone),
        "channel": np.array(channels, dtype=object),
    }  # fmt: skip


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _write(folder: Path, columns: Columns) -> None:
    name = f"{columns['line_id'][0]}-{columns['line_id'][-1]}.parquet"
    with DuckDBEngine() as engine:
        engine.load("lines", columns)
        engine.write_parquet("lines", folder / f"{name}.part")
    (folder / f"{name}.part").replace(folder / name)


def _products(shop: Shop) -> dict[str, Array]:
    zone = ZoneInfo(shop.zone)
    fields = ("pk", "is_goods", "offered", "category", "counted", "counted_at", "lead_days", "unit_cost")
    rows = list(Product.objects.order_by("pk").values_list(*fields))
    nothing: tuple[tuple[Any, ...], ...] = ((),) * len(fields)
    pk, goods, offered, category, counted, at, lead, cost = zip(*rows, strict=True) if rows else nothing
    days = [None if time is None else _day(time, zone) for time in at]
    return PRODUCTS.check(
        {
            "product_id": np.array(pk, dtype=np.int64), "is_goods": np.array(goods, dtype=bool),
            "offered": np.array(offered, dtype=bool), "category": np.array(category, dtype=object),
            "counted": np.array(counted, dtype=float), "counted_on": np.array(days, dtype="datetime64[D]"),
            "lead_days": np.array(lead, dtype=float), "unit_cost": np.array(cost, dtype=float),
        }
    )  # fmt: skip


def _no_lines() -> dict[str, Array]:
    kinds = {"i": np.int64, "f": np.float64, "M": "datetime64[D]", "OU": object}
    return {column.name: np.array([], dtype=kinds[column.kinds]) for column in ORDER_LINES.columns}

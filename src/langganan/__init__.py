"""Langganan: whole-loop customer care for small shops.

    import langganan as lg

    shop = lg.open("orders.csv")
    shop.segments()
    shop.recommend("17850", k=5)

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from langganan import errors, pls
    from langganan.shop import Shop

__version__ = "0.1.0"
__all__ = ["Shop", "__version__", "errors", "open", "pls"]


def open(  # noqa: A001 - lg.open() reads well, and nothing here opens files
    source: Any,
    *,
    zone: str = "Asia/Jakarta",
    currency: str = "IDR",
    as_of: date | None = None,
    engine: str | None = None,
    master: str | None = None,
) -> Shop:
    """Open a shop: a file of orders, a frame, or a data folder. This function will give a `Shop` to ask.

    `source`: the path of a CSV, TSV, Excel or Parquet file with one row per order line; a pandas or polars
    frame, or a mapping of columns; the path of a data folder, which brings its own zone and currency; or a folder
    (for Spark also an address such as `s3a://...`, or `jdbc:postgresql://...`) with the tables `order_lines` and
    `products` as `tables.py` names their columns, in Parquet files of those names.
    `zone` says where times without a zone are meant; `currency` (ISO 4217) what amounts are in; `as_of` from
    which day the shop is looked at, by default the last day in the data up to today (a data folder: its today).
    `engine` is `duckdb` (in this process) or `spark` (extra `spark`; `master` says where it runs, by default on all
    cores here); without one LANGGANAN_ENGINE, else DuckDB. Close the shop, or use `with`, to give back what it keeps.
    What was doubtful about a file stands in `Shop.doubts`. Raises `FileError` for a file that cannot be read,
    `ArgumentError` for what is no frame, zone, currency, day or engine, `SetupError` where Spark cannot start.
    """
    from pathlib import Path

    from langganan import arguments
    from langganan.opening import open_orders, open_tables
    from langganan.storage.choice import EngineChoice
    from langganan.storage.lake_form import holds_tables

    currency, as_of = arguments.currency(currency), None if as_of is None else arguments.day(as_of)
    on, now = EngineChoice.given(engine, master), datetime.now(tz=UTC)
    if isinstance(source, str) and "://" in source:
        return open_tables(source, zone=zone, currency=currency, now=now, as_of=as_of, on=on)
    if isinstance(source, str | Path):
        source = _expanded(Path(source))
        if _is_folder(source):
            if holds_tables(source):
                return open_tables(str(source), zone=zone, currency=currency, now=now, as_of=as_of, on=on)
            from langganan.web.home import open_folder

            return open_folder(source, on)
    return open_orders(source, zone=zone, currency=currency, now=now, as_of=as_of, on=on)


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # ~somebody who is not there
        return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # no path at all: far too long, or with a zero byte
        return False


def __getattr__(name: str) -> Any:
    if name == "Shop":
        return import_module("langganan.shop").Shop
    if name in {"errors", "pls"}:
        return import_module(f"langganan.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

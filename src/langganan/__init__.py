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
    source: Any, *, zone: str = "Asia/Jakarta", currency: str = "IDR", as_of: date | None = None
) -> Shop:
    """Open a shop: a file of orders, a frame, or a data folder. This function will give a `Shop` to ask.

    `source`: the path of a CSV, TSV, Excel or Parquet file with one row per order line; a pandas or polars
    frame, or a mapping of columns; or the path of a data folder, which brings its own zone and currency.
    `zone` says where times without a zone are meant; `currency` (ISO 4217) what amounts are in; `as_of` from
    which day the shop is looked at, by default the last day in the data up to today (a data folder: its today).
    What was doubtful about a file stands in `Shop.doubts`. Raises `FileError` for a file that cannot be read,
    `ArgumentError` for what is no frame, zone, currency or day.
    """
    from pathlib import Path

    from langganan import arguments

    currency, as_of = arguments.currency(currency), None if as_of is None else arguments.day(as_of)
    if isinstance(source, str | Path):
        source = _expanded(Path(source))
        if _is_folder(source):
            from langganan.web.home import open_folder

            return open_folder(source)
    from langganan.opening import open_orders

    return open_orders(source, zone=zone, currency=currency, now=datetime.now(tz=UTC), as_of=as_of)


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

"""The command that makes a shop of any size from a real one's statistics."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from langganan.cli_numbers import number
from langganan.cli_shop import AsJson, Currency, Zone, progress_bar, shop_of
from langganan.words import Progress, decimals_of

if TYPE_CHECKING:
    from langganan.shop import Shop
    from langganan.simulate import Simulation, Written

LIKE, LIKE_CURRENCY, LIKE_ZONE = "online_retail.parquet", "GBP", "Europe/London"


def simulate(
    out: Annotated[
        Path, typer.Option("--out", help="A new folder for tables, or a new .csv or .parquet file of orders.")
    ],
    customers: Annotated[int, typer.Option("--customers", help="How many customers.")] = 1000,
    years: Annotated[float, typer.Option("--years", parser=number(), help="How many years.")] = 1.0,
    products: Annotated[
        int | None, typer.Option("--products", help="How many products; without it, as many as the shop it is like.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same shop.")] = 1,
    like: Annotated[
        Path | None, typer.Option("--like", help="The orders of the shop it is to be like; without it, the demo shop.")
    ] = None,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_json: AsJson = False,
) -> None:
    """Make a shop of any size that behaves like a real one, to try out what a larger shop needs.

    Customers are numbers; nobody's data is in it.

    Examples: `langganan simulate --customers 80000 --years 2 --out big-shop`,
    `langganan simulate --customers 500 --like orders.csv --out orders-like-ours.csv`
    """
    from langganan.simulate import Simulation

    source = _source(like, currency, zone)
    shop = Simulation(source.profile(), customers, years, seed, products)
    with progress_bar(quiet=as_json) as report:
        made = _write(shop, out, 10 ** decimals_of(source.currency), report)
    facts = {
        "lines": made.lines, "orders": made.orders, "customers": made.customers, "products": made.products,
        "first_day": str(shop.days[0]), "last_day": str(shop.last_day), "currency": source.currency,
        "zone": source.zone, "seed": seed, "files": [str(path) for path in made.files],
    }  # fmt: skip
    typer.echo(json.dumps(facts) if as_json else _said(made, out))


def _source(like: Path | None, currency: str, zone: str) -> Shop:
    if like is not None:
        return shop_of(like, None, currency, zone)
    return shop_of(Path(str(files("langganan.data").joinpath(LIKE))), None, LIKE_CURRENCY, LIKE_ZONE)


def _write(shop: Simulation, out: Path, unit: int, report: Progress) -> Written:
    from langganan.simulate import write_order_file, write_tables
    from langganan.storage.duckdb_engine import DuckDBEngine

    with TemporaryDirectory() as spill, DuckDBEngine(spill=Path(spill)) as engine:
        if not out.suffix:
            return write_tables(shop, out, engine, progress=report)
        return write_order_file(shop, out, engine, folder=Path(spill) / "parts", unit=unit, progress=report)


def _said(made: Written, out: Path) -> str:
    return (
        f"{made.lines:,} lines of {made.orders:,} orders by {made.customers:,} customers, "
        f"{made.products:,} products, in {out}"
    )

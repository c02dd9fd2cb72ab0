"""The port to whatever runs SQL: DuckDB in process, Spark when a shop outgrows one machine.

A named SQL is a file beside the Python that uses its rows, written in DuckDB's dialect with
`$name` parameters. It reads the tables of `tables.py` and what is made of them:

- `takings`: sale and return lines of goods, so that amounts add up to what the shop kept; a view
  that is there as soon as `order_lines` and `products` are (see `takings.sql`);
- `undone`: the sale lines that returns undid by a given day (`undone.sql`);
- `purchases`: sale lines of goods, less those that were undone (`purchases.sql`);
- `visits`: what they come to by known customer, order and day (`visits.sql`);
- `baskets`: what known customers' orders held, of `purchases` (`baskets.sql`);
- `customer_products`: in how many orders each known customer bought what (`customer_products.sql`);
- `on_hand`: what is left of each product on a given day (`on_hand.sql`);
- `daily_sales`, `daily_takings`: sale lines by customer, order and day, `takings` by customer and day, whatever was
  undone when: the same for every day that is looked at.

All but `takings` are made by `Loop` with `Engine.make`, for one day at a time, as soon as a statement reads them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

from langganan.tables import Columns

Parameter = str | int | float | date


class Engine(Protocol):
    """What a storage engine can do."""

    def load(self, name: str, columns: Columns) -> None:
        """Make a table called `name` of these columns, in place of any there was."""

    def attach(self, name: str, path: str) -> None:
        """Make the Parquet file or files at `path` (a glob) readable as a table called `name`."""

    def view(self, name: str, sql: str) -> None:
        """Let what the statement gives be known as `name`, worked out whenever it is asked for."""

    def make(self, name: str, sql: str, **parameters: Parameter) -> None:
        """Make a table called `name` of what the statement gives, in place of any there was."""

    def run(self, sql: str, **parameters: Parameter) -> Columns:
        """Run one statement and give its columns back; no value is null unless the SQL says so."""

    def read_parquet(self, path: Path) -> Columns:
        """The columns of one Parquet file."""

    def write_parquet(self, name: str, path: Path) -> None:
        """Write the table called `name` to one Parquet file."""

    def close(self) -> None:
        """Give back what the engine keeps."""


@cache
def named_sql(package: str, name: str) -> str:
    """The text of the SQL file `name`.sql that stands in `package` (such as `langganan.understand`)."""
    return resources.files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")

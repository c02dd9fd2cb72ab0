"""The named tables that walk through the house: their columns, types, units and checks.

Data is checked here once, at the door. Behind it every table is a mapping of column name to a NumPy
array, all of one length.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from langganan.errors import SetupError, TableError
from langganan.words import mark

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-not-found]

Array = npt.NDArray[Any]
Columns = Mapping[str, Array]

KINDS = ("sale", "return", "free", "adjustment")
"""What an order line is: a sale; goods or money back; something given free; a stock correction."""


@dataclass(frozen=True)
class Column:
    """One column: its name, NumPy kinds allowed (`dtype.kind` letters), meaning with unit.

    A table that lacks a column with a `fill` gets one that says `fill` in every row: what is not known there.
    """

    name: str
    kinds: str
    meaning: str
    required: bool = True
    fill: str | float | None = None

    def filled(self, length: int) -> Array:
        """This column where the table has none: `fill`, `length` times over."""
        return np.full(length, self.fill, {"f": np.float64, "i": np.int64}.get(self.kinds, object))


@dataclass(frozen=True)
class Schema:
    """A named table: what its columns are, and the check that a table passes at the door."""

    name: str
    columns: tuple[Column, ...]

    def check(self, given: Columns) -> dict[str, Array]:
        """Return the table's columns in order, or raise `TableError` naming the first that is wrong."""
        checked: dict[str, Array] = {}
        for column in self.columns:
            if column.name not in given:
                if column.fill is not None and checked:
                    checked[column.name] = column.filled(len(next(iter(checked.values()))))
                elif column.required:
                    raise TableError(
                        mark("The table {table} has no column {column} ({meaning}). It has: {given}."),
                        table=self.name, column=column.name, meaning=column.meaning, given=", ".join(given),
                    )  # fmt: skip
                continue
            checked[column.name] = self._check_column(column, np.asarray(given[column.name]))
        self._check_lengths(checked)
        return checked

    def _check_column(self, column: Column, values: Array) -> Array:
        if values.ndim != 1 or (values.dtype.kind not in column.kinds and len(values)):
            raise TableError(
                mark("Column {column} of the table {table} holds {found}; it should hold {meaning}."),
                table=self.name, column=column.name, found=str(values.dtype), meaning=column.meaning,
            )  # fmt: skip
        return values

    def _check_lengths(self, checked: Columns) -> None:
        lengths = {name: len(values) for name, values in checked.items()}
        if len(set(lengths.values())) > 1:
            raise TableError(
                mark("The columns of the table {table} differ in length: {lengths}."),
                table=self.name, lengths=", ".join(f"{k} {v}" for k, v in lengths.items()),
            )  # fmt: skip


ORDER_ROWS = Schema(
    "order_rows",
    (
        Column("row", "iu", "row number in the file, the header's row being 1"),
        Column("order_ref", "OU", "order number as the source writes it, text"),
        Column("customer_ref", "OU", "customer number as the source writes it, text, or None"),
        Column("sku", "OU", "product code, upper case, text"),
        Column("product_name", "OU", "product name, text, or None"),
        Column("category", "OU", "product category, text, or None"),
        Column("ordered_at", "M", "time of the order in UTC, datetime64[us]"),
        Column("quantity", "f", "pieces, kilograms or whatever the product is sold by; negative when it came back"),
        Column("unit_price", "f", "price of one in the shop's currency, for display"),
        Column("amount", "i", "what the line came to, minor units of the shop's currency, negative for returns"),
        Column("kind", "OU", "sale, return, free or adjustment"),
        Column("customer_name", "OU", "the customer's name, or None", required=False),
        Column("phone", "OU", "the customer's phone in E.164 form, or None", required=False),
        Column("email", "OU", "the customer's e-mail address, or None", required=False),
        Column("channel", "OU", "where the order came from, such as a marketplace, or None", required=False),
    ),
)
"""What `collect` makes of an order file: one row per order line, in the source's own names."""

ORDER_LINES = Schema(
    "order_lines",
    (
        Column("line_id", "i", "number of the line"),
        Column("order_id", "i", "number of the order"),
        Column("customer_id", "i", "number of the customer, -1 where the source names none"),
        Column("product_id", "i", "number of the product"),
        Column("day", "M", "calendar day of the order in the shop's zone, datetime64[D]"),
        Column("quantity", "f", "quantity, negative when it came back"),
        Column("amount", "i", "minor units of the shop's currency, negative for returns"),
        Column("kind", "OU", "sale, return, free or adjustment"),
        Column("minute", "i", "minute of the day in the shop's zone, -1 where only the day is known", fill=-1),
        Column("channel", "OU", "where the order came from, text, empty where not known", fill=""),
    ),
)
"""What models learn from: ids only, no names, phones or addresses."""

PRODUCTS = Schema(
    "products",
    (
        Column("product_id", "i", "number of the product"),
        Column("is_goods", "b", "False for postage, fees, discounts and other lines that are not goods"),
        Column("offered", "b", "False where the shop sells it no more, or does not want it suggested"),
        Column("category", "OU", "category, text, or None"),
        Column("counted", "f", "quantity on the shelf when last counted, NaN where never counted"),
        Column("counted_on", "M", "day of that count, datetime64[D], NaT where never counted"),
        Column("lead_days", "f", "days from order to delivery, NaN for the shop's usual"),
        Column("unit_cost", "f", "what one costs the shop, minor units, NaN where not known", fill=np.nan),
    ),
)


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """Base of every result: a frozen dataclass whose array fields are columns of one length."""

    def columns(self) -> dict[str, Array]:
        """The result as a mapping of column name to array, in the order of its fields."""
        columns: dict[str, Array] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            columns |= (
                value if isinstance(value, dict) else {field.name: value} if isinstance(value, np.ndarray) else {}
            )
        return columns

    def __len__(self) -> int:
        return len(next(iter(self.columns().values()), ()))

    def __repr__(self) -> str:
        return _as_text(getattr(self, "title", type(self).__name__), self.columns())

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks."""
        return _as_html(getattr(self, "title", type(self).__name__), self.columns())

    def only(self, wanted: Array) -> Self:
        """The result with only the rows that `wanted` (booleans, or places) picks."""
        columns = {f.name: getattr(self, f.name) for f in fields(self) if isinstance(getattr(self, f.name), np.ndarray)}
        return replace(self, **{name: values[wanted] for name, values in columns.items()})

    def rows(self) -> list[dict[str, Any]]:
        """The result as plain Python rows, for JSON and printing; what is not known is None."""
        columns = self.columns()
        plain = [_plain(values) for values in columns.values()]
        return [dict(zip(columns, row, strict=True)) for row in zip(*plain, strict=True)]

    def to_csv(self, path: str | Path) -> None:
        """Write the result as CSV (UTF-8, comma, header)."""
        columns = self.columns()
        with Path(path).open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*(values.tolist() for values in columns.values()), strict=True))

    def to_pandas(self) -> pd.DataFrame:
        """The result as a pandas frame; pandas must be installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise SetupError(mark("This needs {package}: pip install {package}"), package="pandas") from error
        return pd.DataFrame(self.columns())

    def to_arrow(self) -> pa.Table:
        """The result as an Arrow table; pyarrow must be installed."""
        try:
            import pyarrow as pa  # type: ignore[import-not-found]
        except ImportError as error:
            raise SetupError(mark("This needs {package}: pip install {package}"), package="pyarrow") from error
        return pa.table(self.columns())


@dataclass(frozen=True, eq=False, repr=False)
class Listing(Result):
    """A result put together for reading: a title, and columns in the words and units of the shop."""

    title: str
    data: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.data[name]


def _plain(values: Array) -> list[Any]:
    if values.dtype.kind != "f":
        return values.tolist()
    return [None if math.isnan(value) else value for value in values.tolist()]


SHOWN_ROWS, SHOWN_WIDTH = 10, 60
SMALLEST_P, MOST_DECIMALS = 0.0005, 8


def _as_text(title: str, columns: Columns) -> str:
    """The first rows as a small table of plain text, under the title and the number of rows."""
    count = len(next(iter(columns.values()), ()))
    cells = {name: [name, *_shown(name, values[:SHOWN_ROWS])] for name, values in columns.items()}
    widths = {name: max(map(len, column)) for name, column in cells.items()}
    right = {name for name, values in columns.items() if values.dtype.kind in "iuf"}
    padded = [[c.rjust(widths[n]) if n in right else c.ljust(widths[n]) for c in cells[n]] for n in cells]
    lines = ["  ".join(row).rstrip() for row in zip(*padded, strict=True)]
    more = [f"... {count - SHOWN_ROWS:,} more"] if count > SHOWN_ROWS else []
    return "\n".join([f"{title} ({count:,})", *lines, *more])


def _as_html(title: str, columns: Columns) -> str:
    count = len(next(iter(columns.values()), ()))
    heads = "".join(f"<th>{escape(name)}</th>" for name in columns)
    cells = [_shown(name, values[:SHOWN_ROWS]) for name, values in columns.items()]
    rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in zip(*cells, strict=True)]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    more = f"<p>... {count - SHOWN_ROWS:,} more</p>" if count > SHOWN_ROWS else ""
    caption = f"<caption>{escape(title)} ({count:,})</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}"


def _shown(name: str, values: Array) -> list[str]:
    """The cells of a column: numbers with four digits of the largest, at least two decimals where there are any."""
    if values.dtype.kind != "f":
        return [_cell(value) for value in values.tolist()]
    if name == "p" or name.startswith("p_"):
        return ["-" if math.isnan(p) else "<0.001" if p < SMALLEST_P else f"{p:.3f}" for p in values.tolist()]
    decimals = _decimals(values[np.isfinite(values)])
    return ["-" if math.isnan(value) else f"{value:.{decimals}f}" for value in values.tolist()]


def _decimals(known: Array) -> int:
    """As few as show every number of a column whole, and no more than make four digits of the largest one."""
    largest = float(np.abs(known).max(initial=0.0))
    most = min(max(3 - math.floor(math.log10(largest)), 2), MOST_DECIMALS) if largest else 0
    return next((places for places in range(most) if np.array_equal(np.round(known, places), known)), most)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return _shown("", np.array([value]))[0]
    text = str(value)
    return text if len(text) <= SHOWN_WIDTH else text[: SHOWN_WIDTH - 1] + "…"

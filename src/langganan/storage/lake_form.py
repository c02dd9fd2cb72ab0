"""Tables as the lake holds them, from a folder of Parquet files or a database: attached where they are, and checked.

A folder holds `order_lines*.parquet` and `products*.parquet`, each one file or several, or folders `order_lines` and
`products` of such files, or a folder by the first name, as Spark writes it. A database (`jdbc:...`) has tables or views
of those two names, or is Langganan's own. Columns and types are those of `tables.py`.
"""

from __future__ import annotations

import math
import re
from datetime import date
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from langganan.engine import Engine
from langganan.errors import ArgumentError, FileError, TableError
from langganan.storage.own_database import tables_in
from langganan.tables import ORDER_LINES, PRODUCTS, Array, Column, Columns, Schema
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.storage.spark_engine import SparkEngine

TABLES = (ORDER_LINES, PRODUCTS)


def holds_tables(folder: Path) -> bool:
    """True where a folder has order lines in the lake's form."""
    return any(folder.glob(f"{ORDER_LINES.name}*.parquet")) or (folder / ORDER_LINES.name).is_dir()


def attach(engine: Engine, source: str) -> None:
    """Attach `order_lines` and `products` of a folder, an address (`s3a://...`) or a database (`jdbc:...`).

    Raises `ArgumentError` for an address or a database where the engine is not Spark.
    """
    if "://" not in source:
        attach_tables(engine, source)
        return
    from langganan.storage.spark_engine import SparkEngine

    if not isinstance(engine, SparkEngine):
        raise ArgumentError(
            mark("{source} is read by Spark: give engine spark with it."), source=_without_secrets(source)
        )
    if source.startswith("jdbc:"):
        attach_database(engine, source)
    else:
        attach_tables(engine, source)


def _without_secrets(address: str) -> str:
    """An address that may be shown: what follows the question mark, and a name and password in front, left out."""
    return re.sub(r"//[^/]*@", "//", address.partition("?")[0])


def attach_tables(engine: Engine, source: str) -> None:
    """Attach `order_lines` and `products` of a folder, here or where the engine reaches (`s3a://...`), and check them.

    This function will leave both on the engine, with what they lack and may lack filled in. Raises `FileError` where
    files are missing, `TableError` naming the first column that is wrong.
    """
    for schema in TABLES:
        engine.attach(_given(schema), _files(source, schema.name))
        _check(engine, schema)


def attach_database(engine: SparkEngine, url: str, *, parts: int = 8) -> None:
    """Attach `order_lines` and `products` of a PostgreSQL database (`jdbc:postgresql://...`), and check them.

    A database without them that is Langganan's own is read as the lake holds it. Order lines are read in `parts`
    ranges of `line_id` at once. Raises `SetupError` where the database does not answer.
    """
    tables = tables_in(engine, url)
    for schema, key in ((ORDER_LINES, "line_id"), (PRODUCTS, "")):
        engine.attach_jdbc(_given(schema), url, tables[schema.name], key=key, parts=parts)
        _check(engine, schema)


def _given(schema: Schema) -> str:
    return f"given_{schema.name}"


def _files(source: str, table: str) -> str:
    """The pattern of one table's files; far away, where nobody can look, it is the plain one."""
    if "://" in source:
        return f"{source.rstrip('/')}/{table}*.parquet"
    folder = Path(source)
    for within, pattern in ((folder, f"{table}*.parquet"), (folder / table, "*.parquet")):
        found = sorted(within.glob(pattern))
        if found and found[0].is_dir():
            return str(Path(escape(str(found[0]))) / "*.parquet")
        if found:
            return str(Path(escape(str(within))) / pattern)
    raise FileError(
        mark("The folder {folder} has no {table}*.parquet, which should hold the columns {columns}."),
        folder=source, table=table, columns=", ".join(column.name for column in _schema(table).columns),
    )  # fmt: skip


def _schema(table: str) -> Schema:
    return next(schema for schema in TABLES if schema.name == table)


def _check(engine: Engine, schema: Schema) -> None:
    """Compare names and types without reading a row, and make the table under its own name, gaps filled."""
    empty = engine.run(f"select * from {_given(schema)} limit 0")  # noqa: S608 - a name of ours
    for column in schema.columns:
        if column.name in empty:
            _check_type(schema, column, empty[column.name])
    schema.check(empty)
    told = [column.name if column.name in empty else _filled(column) for column in schema.columns]
    engine.view(schema.name, f"select {', '.join(told)} from {_given(schema)}")  # noqa: S608 - names of ours


def _check_type(schema: Schema, column: Column, values: Array) -> None:
    days = "datetime64[D]" in column.meaning
    if values.dtype.kind not in column.kinds or (days and values.dtype != "datetime64[D]"):
        raise TableError(
            mark("Column {column} of the table {table} holds {found}; it should hold {meaning}."),
            table=schema.name, column=column.name, found=str(values.dtype), meaning=column.meaning,
        )  # fmt: skip


def _filled(column: Column) -> str:
    """A column that the table may lack, as SQL: its `fill` in every row, null for NaN."""
    if isinstance(column.fill, float) and math.isnan(column.fill):
        return f"cast(null as double) as {column.name}"
    value = f"'{column.fill}'" if isinstance(column.fill, str) else str(column.fill)
    return f"{value} as {column.name}"


def last_day(engine: Engine, today: date) -> date | None:
    """The last day with an order that is not after `today`, or None."""
    found = engine.run("select max(day) as last_day from order_lines where day <= $today", today=today)
    return found["last_day"].tolist()[0]


def names_in(engine: Engine) -> Columns:
    """Customers and products by their numbers, for tables that name them no other way; see `listing.Names`."""
    customers = engine.run("select customer_id from order_lines where customer_id >= 0 group by 1 order by 1")
    products = engine.run("select * from given_products order by product_id")
    codes = products["product_id"].astype(str).astype(object)
    return {
        "customer_ids": customers["customer_id"],
        "customer_refs": customers["customer_id"].astype(str).astype(object),
        "product_ids": products["product_id"],
        "skus": products.get("sku", codes),
        "product_names": products.get("product_name", np.full(len(codes), "", object)),
    }

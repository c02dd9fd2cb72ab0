from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import langganan as lg
from langganan.errors import ArgumentError, FileError, TableError
from langganan.storage.duckdb_engine import DuckDBEngine
from made_shop import TODAY, real

NEEDED = ("line_id", "order_id", "customer_id", "product_id", "day", "quantity", "amount", "kind")


@pytest.fixture
def engine() -> Iterator[DuckDBEngine]:
    with DuckDBEngine() as made:
        yield made


def _write(engine: DuckDBEngine, folder: Path, **changed: Any) -> Path:
    """The real shop's tables without what they may lack, with some columns changed; None takes one out."""
    lines = real().engine.run(f"select {', '.join(NEEDED)} from order_lines order by line_id") | changed
    engine.load("lines", {name: values for name, values in lines.items() if values is not None})
    engine.load("goods", real().engine.run("select * from products order by product_id"))
    (folder / "order_lines").mkdir(parents=True)
    engine.write_parquet("lines", folder / "order_lines" / "part-0.parquet")
    engine.write_parquet("goods", folder / "products.parquet")
    return folder


def test_tables_are_opened_where_they_are(engine: DuckDBEngine, tmp_path: Path) -> None:
    with lg.open(_write(engine, tmp_path / "it's [1]"), zone="Europe/London", currency="GBP", engine="duckdb") as shop:
        assert shop.as_of == real().as_of
        assert shop.segments(as_of=TODAY)["revenue"].tolist() == real().segments(as_of=TODAY)["revenue"].tolist()
        assert set(shop.engine.run("select distinct minute from order_lines")["minute"].tolist()) == {-1}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": None}, "The table order_lines has no column amount"),
        (
            {"amount": np.ones},
            "Column amount of the table order_lines holds float64; it should hold minor",
        ),
        ({"day": lambda n: np.full(n, "2026-01-01", "datetime64[s]")}, "Column day of the table order_lines holds"),
    ],
)
def test_a_table_that_is_none(engine: DuckDBEngine, tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    length = int(real().engine.run("select count(*) as n from order_lines")["n"][0])
    made = {name: None if make is None else make(length) for name, make in changed.items()}
    with pytest.raises(TableError, match=said):
        lg.open(_write(engine, tmp_path / "tables", **made))


def test_products_that_are_missing(engine: DuckDBEngine, tmp_path: Path) -> None:
    (_write(engine, tmp_path / "tables") / "products.parquet").unlink()
    with pytest.raises(
        FileError, match="has no products\\*.parquet, which should hold the columns product_id, is_goods"
    ):
        lg.open(tmp_path / "tables")


def test_what_only_spark_reads_is_said_without_the_password() -> None:
    with pytest.raises(ArgumentError, match="jdbc:postgresql://host/db is read by Spark") as raised:
        lg.open("jdbc:postgresql://host/db?user=sari&password=rahasia", engine="duckdb")
    assert "rahasia" not in str(raised.value)

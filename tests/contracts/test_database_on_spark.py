"""Spark reads a real PostgreSQL: Langganan's own database, and tables in the lake's form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

import langganan as lg
from a_home import Home, home_at
from langganan.errors import SetupError
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.storage.spark_engine import SparkEngine
from reached_by_port import reached_by_port
from small_spark import MASTER, on_spark

pytestmark = pytest.mark.spark
VIEWS = """
create view order_lines as select 1 as line_id, 1 as order_id, 7 as customer_id, 3 as product_id,
    date '2026-01-02' as day, 2.0::float as quantity, 900 as amount, 'sale' as kind;
create view products as select 3 as product_id, true as is_goods, true as offered, null::text as category,
    null::float as counted, null::date as counted_on, null::float as lead_days
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    with on_spark() as made:
        if not made.has_driver():
            pytest.skip("PostgreSQL's JDBC driver was not found: apt-get install libpostgresql-jdbc-java")
        yield made


@pytest.fixture(scope="module")
def shop_home(engine: SparkEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The small demo shop on PostgreSQL."""
    if "DATABASE_URL" not in os.environ:
        pytest.skip("no PostgreSQL: run by tools/postgres.py")
    with home_at(tmp_path_factory.mktemp("shop") / "home") as home:
        home.run("demo", "--small", "--no-serve", "--home", str(home.path))
        yield home


@pytest.fixture(scope="module")
def address(shop_home: Home) -> Iterator[str]:
    """Where Java finds that shop's database."""
    told: dict[str, Any] = conninfo_to_dict(shop_home.env["DATABASE_URL"])
    port, rest = told.get("port", 5432), f"{told['dbname']}?user={told['user']}&password={told.get('password', '')}"
    if not str(told["host"]).startswith("/"):
        yield f"jdbc:postgresql://{told['host']}:{port}/{rest}"
        return
    with reached_by_port(f"{told['host']}/.s.PGSQL.{port}") as ours:
        yield f"jdbc:postgresql://127.0.0.1:{ours}/{rest}"


def _rows(engine: Any, sql: str) -> list[list[Any]]:
    return [values.tolist() for values in engine.run(sql).values()]


def test_langganans_own_database_reads_as_the_lake_does(shop_home: Home, address: str) -> None:
    lines = "select * from order_lines order by line_id"
    with DuckDBEngine() as lake, lg.open(address, engine="spark", master=MASTER) as shop:
        lake.attach("order_lines", str(shop_home.path / "lake/order_lines/*/*.parquet"))
        assert _rows(shop.engine, lines) == _rows(lake, lines)
        assert len(shop.names.skus) == 3025
        assert _rows(shop.engine, "select count(*) as n from products where is_goods") == [[3020]]


def test_tables_in_the_lakes_form_come_first(shop_home: Home, address: str) -> None:
    with psycopg.connect(shop_home.env["DATABASE_URL"], autocommit=True) as session:
        session.execute(VIEWS)
        with lg.open(address, engine="spark", master=MASTER) as shop:
            assert shop.segments()["customer"].tolist() == ["7"]
        session.execute("drop view order_lines, products")


def test_a_database_that_does_not_answer_is_said_in_a_sentence(engine: SparkEngine) -> None:
    with pytest.raises(SetupError, match=r"read the database \(Connection to 127\.0\.0\.1:1 refused") as told:
        engine.attach_jdbc("lines", "jdbc:postgresql://127.0.0.1:1/nothing?user=a&password=secret", "lines")
    assert "secret" not in str(told.value)

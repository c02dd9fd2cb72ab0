from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import langganan as lg
from langganan.errors import SetupError
from langganan.storage.spark_engine import SparkEngine
from made_shop import TODAY, real
from small_spark import on_spark

pytestmark = pytest.mark.spark


@pytest.fixture
def engine() -> Iterator[SparkEngine]:
    with on_spark() as made:
        yield made


def test_tables_opened_on_spark_say_the_same(engine: SparkEngine, tmp_path: Path) -> None:
    for name in ("order_lines", "products"):
        real().engine.write_parquet(name, tmp_path / f"{name}.parquet")
    with lg.open(tmp_path, zone="Europe/London", currency="GBP", engine="spark", master="local[2]") as shop:
        assert shop.as_of == real().as_of
        assert shop.segments(as_of=TODAY)["revenue"].tolist() == real().segments(as_of=TODAY)["revenue"].tolist()


def test_what_was_kept_is_given_back(engine: SparkEngine) -> None:
    engine.make("a", "select 1 as x")
    first = engine._kept["a"]
    engine.make("a", "select 2 as x")
    second = engine._kept["a"]
    assert engine.run("with b as (select x from a) select b.x from b join b c on b.x = c.x")["x"].tolist() == [2]
    assert (first.is_cached, second.is_cached) == (False, True)
    engine.close()
    assert not second.is_cached


def test_one_process_has_one_spark(engine: SparkEngine) -> None:
    with pytest.raises(SetupError, match=r"Spark already runs in this process on local\[2\]; open local\[4\]"):
        SparkEngine(master="local[4]")


def test_a_database_without_its_driver(engine: SparkEngine) -> None:
    if engine.has_driver():
        pytest.skip("PostgreSQL's JDBC driver is installed here")
    with pytest.raises(SetupError, match="apt-get install libpostgresql-jdbc-java"):
        engine.attach_jdbc("lines", "jdbc:postgresql://127.0.0.1:1/nothing", "lines")

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from langganan.collect.orders import look, read
from langganan.storage.duckdb_engine import DuckDBEngine


@pytest.fixture
def zoned(tmp_path: Path) -> Path:
    file = tmp_path / "zoned.parquet"
    row = "select timestamptz '2026-01-01 10:00:00+09' as date, 'P1' as sku, 5 as price"
    duckdb.sql(f"copy ({row}) to '{file}' (format parquet)")
    return file


def test_a_time_with_a_zone_keeps_it(zoned: Path) -> None:
    with DuckDBEngine() as engine:
        layout = look(zoned, engine=engine).layout
        reading = read(zoned, layout, zone="Asia/Jakarta", currency="IDR", engine=engine)
    assert str(reading.orders["ordered_at"][0]) == "2026-01-01T01:00:00.000000"

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
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


@pytest.mark.parametrize("kind", ["timestamptz", "date", "varchar"])
def test_a_column_may_be_called_anything(tmp_path: Path, kind: str) -> None:
    file, name = tmp_path / "odd.parquet", 'z"::varchar as "z") from (select 1 as z); drop table t; --'
    quoted = name.replace('"', '""')
    duckdb.sql(f"""copy (select '2026-01-01'::{kind} as "{quoted}") to '{file}' (format parquet)""")
    with DuckDBEngine() as engine:
        assert list(engine.read_parquet(file)) == [name]
        engine.load("t", {name: np.array(["2026-01-01"], dtype="datetime64[D]")})
        assert list(engine.run("select * from t")) == [name]


def test_what_does_not_fit_into_memory_spills_out_of_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    engine = DuckDBEngine()
    (folder,) = engine.run("select current_setting('temp_directory') as folder")["folder"].tolist()
    assert Path(folder).parent == tmp_path
    del engine
    assert not Path(folder).exists()

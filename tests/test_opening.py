from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from langganan.errors import ArgumentError, FileError
from langganan.opening import refresh_tables
from langganan.storage.choice import EngineChoice
from langganan.storage.duckdb_engine import DuckDBEngine
from made_shop import made

DAY = date(2026, 6, 30)


@pytest.fixture
def tables(tmp_path: Path) -> str:
    """Sixty orders of nine customers, as a folder of tables."""
    shop = made(
        [(str(n), f"c{n % 9}", f"P{n % 7}", f"2026-{1 + n // 10:02}-{1 + n % 28:02}", 1, 500) for n in range(60)]
    )
    (tmp_path / "tables").mkdir()
    for name in ("order_lines", "products"):
        shop.engine.write_parquet(name, tmp_path / "tables" / f"{name}.parquet")
    return str(tmp_path / "tables")


def _refresh(tables: str | None, to: Path | None) -> dict[str, object]:
    return refresh_tables(tables, to, zone="UTC", currency="IDR", as_of=DAY, on=EngineChoice())


def test_tables_of_ones_own_are_worked_out_into_a_folder(tables: str, tmp_path: Path) -> None:
    facts = _refresh(tables, tmp_path / "found")
    assert facts["as_of"] == "2026-06-30"
    assert facts["rows"]["segments"] == 9
    with DuckDBEngine() as engine:
        back = {path.stem: engine.read_parquet(path) for path in (tmp_path / "found").iterdir()}
    assert {name: len(next(iter(columns.values()))) for name, columns in back.items()} == facts["rows"]
    assert back["segments"]["orders"].sum() == 60


def test_results_go_to_a_new_folder(tables: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is there already and not empty"):
        _refresh(tables, tmp_path)


def test_tables_and_a_folder_for_results_go_together(tables: str, tmp_path: Path) -> None:
    for source, to in ((tables, None), (None, tmp_path / "found")):
        with pytest.raises(ArgumentError, match="Give both"):
            _refresh(source, to)

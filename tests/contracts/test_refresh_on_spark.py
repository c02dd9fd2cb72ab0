"""A whole refresh of the real shop gives the same results on both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from langganan.opening import refresh_tables
from langganan.storage.choice import EngineChoice
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.tables import Array
from made_shop import TODAY, real
from small_spark import MASTER, prepare

pytestmark = pytest.mark.spark


def _found(source: Path, to: Path, on: EngineChoice) -> dict[str, dict[str, Array]]:
    refresh_tables(str(source), to, zone="Europe/London", currency="GBP", as_of=TODAY, on=on)
    with DuckDBEngine() as reader:
        return {path.stem: dict(reader.read_parquet(path)) for path in sorted(to.glob("*.parquet"))}


def _comparable(values: Array) -> Any:
    """Numbers as they are, days as numbers; what stands in text as JSON taken apart."""
    if values.dtype.kind == "M":
        return values.astype(np.int64)
    return [json.loads(value) if str(value)[:1] in "[{" and value else value for value in values.tolist()]


def _differing(ours: Array, theirs: Array) -> int:
    """How many values are not the same, or as numbers not within a billionth."""
    if ours.dtype.kind == "f":
        return int((~np.isclose(ours, theirs, rtol=1e-9, atol=1e-9, equal_nan=True)).sum())
    pairs = zip(_comparable(ours), _comparable(theirs), strict=True)
    return sum(one != other and one != pytest.approx(other, rel=1e-9) for one, other in pairs)


def test_both_engines_find_the_same(tmp_path: Path) -> None:
    prepare()
    for name in ("order_lines", "products"):
        real().engine.write_parquet(name, tmp_path / f"{name}.parquet")
    ours = _found(tmp_path, tmp_path / "ours", EngineChoice())
    theirs = _found(tmp_path, tmp_path / "theirs", EngineChoice("spark", master=MASTER, memory="1g"))
    assert {name: list(table) for name, table in ours.items()} == {name: list(table) for name, table in theirs.items()}
    columns = [(name, column) for name, table in ours.items() for column in table]
    differing = {at: _differing(ours[at[0]][at[1]], theirs[at[0]][at[1]]) for at in columns}
    assert {at: count for at, count in differing.items() if count} == {}

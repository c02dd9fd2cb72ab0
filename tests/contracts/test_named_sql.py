"""One contract for both engines: every named SQL in the package gives the same rows on the real shop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import langganan
from langganan.engine import Engine
from langganan.loop import MADE
from langganan.storage.spark_engine import SparkEngine
from langganan.tables import Columns
from made_shop import real
from small_spark import on_spark

pytestmark = pytest.mark.spark
SOURCE = Path(langganan.__file__).parent
FILES = {str(path.relative_to(SOURCE)): path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.sql"))}
NOT_ORDERED = {"takings.sql", *(f"{name}.sql" for name in MADE)}
AS_OF = date(2011, 11, 30)
PARAMETERS: dict[str, Any] = {
    "as_of": AS_OF,
    **{
        name: AS_OF - timedelta(days=back)
        for name, back in {
            "a_year_ago": 365, "year_from": 365, "month_from": 28, "before_from": 56, "recent_from": 90,
            "watch_from": 200, "watch_to": 60, "active_from": 90, "cut": 90, "until": 0,
            "first_from": 330, "first_to": 300, "day_from": 90, "day_to": 30,
        }.items()
    },
    "k": 5, "popular": 10, "top": 10, "products": 5, "categories": 3, "unit": 100, "period": "month",
    "part": 1, "parts": 3, "most": 40,
}  # fmt: skip
"""What each `$name` in the package means here: a new name has to be added before its SQL counts as finished."""


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    with on_spark() as engine:
        for name in ("order_lines", "products"):
            engine.load(name, real().engine.run(f"select * from {name}"))
        _make(engine)
        yield engine


def _make(engine: Engine) -> None:
    for name in MADE:
        engine.make(name, FILES[f"{name}.sql"], **PARAMETERS)


def test_every_parameter_is_known_here() -> None:
    asked = {name for sql in FILES.values() for name in re.findall(r"\$(\w+)", re.sub("--.*", "", sql))}
    assert asked - set(PARAMETERS) == set()


@pytest.mark.parametrize("file", FILES)
def test_both_engines_give_the_same_rows(spark: SparkEngine, file: str) -> None:
    _make(real().engine)
    ours, theirs = (engine.run(FILES[file], **PARAMETERS) for engine in (real().engine, spark))
    if file in NOT_ORDERED:
        ours, theirs = _in_order(ours), _in_order(theirs)
    assert list(ours) == list(theirs)
    for name, values in ours.items():
        assert (name, values.dtype.kind, len(values)) == (name, theirs[name].dtype.kind, len(theirs[name]))
        _same(name, values, theirs[name])
    assert len(values)


def _in_order(table: Columns) -> dict[str, Any]:
    """A table that is made for others has no order of its own."""
    key = np.lexsort(
        [table[name] for name in ("day", "customer_id", "order_id", "product_id", "line_id") if name in table]
    )
    return {name: values[key] for name, values in table.items()}


def _same(name: str, ours: Any, theirs: Any) -> None:
    if ours.dtype.kind == "f":
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9, err_msg=name)
    else:
        np.testing.assert_array_equal(ours, theirs, err_msg=name)

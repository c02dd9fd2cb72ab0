from __future__ import annotations

from pathlib import Path

import pytest

from langganan.errors import ArgumentError
from langganan.storage.choice import EngineChoice


def test_what_is_not_given_is_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGGANAN_ENGINE", "spark")
    monkeypatch.setenv("LANGGANAN_SPARK_MASTER", "local[3]")
    monkeypatch.setenv("LANGGANAN_SPARK_JARS", "/a.jar")
    assert EngineChoice.given() == EngineChoice("spark", "local[3]", jars=(Path("/a.jar"),))
    assert EngineChoice.given(master="yarn").master == "yarn"
    assert EngineChoice.given("duckdb").master is None


def test_an_engine_that_there_is_not() -> None:
    with pytest.raises(ArgumentError, match="There is no engine sparc. There are: duckdb, spark."):
        EngineChoice.given("sparc")


def test_a_master_without_spark() -> None:
    with pytest.raises(ArgumentError, match=r"give engine spark with it"):
        EngineChoice.given("duckdb", "local[2]")

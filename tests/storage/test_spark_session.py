from __future__ import annotations

import sys
from pathlib import Path

import pytest

from langganan.errors import SetupError
from langganan.storage import spark_session
from langganan.storage.arrow import arrow_of, columns_of
from langganan.storage.spark_engine import SparkEngine, _hadoop_glob


def _java(folder: Path, version: str) -> None:
    (folder / "bin").mkdir()
    java = folder / "bin" / "java"
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2020-01-01' >&2\n")
    java.chmod(0o700)


def test_without_pyspark_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(
        SetupError, match=r"Spark needs pyspark, which is not installed: pip install 'langganan\[spark\]'"
    ):
        SparkEngine()


def test_without_java_it_is_said_which(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SetupError, match=r"Spark needs Java 17 or newer, and none was found"):
        spark_session._check_java()


@pytest.mark.parametrize(("version", "found"), [("1.8.0_392", "8"), ("11.0.2", "11")])
def test_an_old_java_is_said_to_be_old(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, found: str
) -> None:
    _java(tmp_path, version)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SetupError, match=f"is Java {found}"):
        spark_session._check_java()


def test_a_new_java_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _java(tmp_path, "21.0.4")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    spark_session._check_java()


def test_only_spark_that_runs_here_keeps_to_the_loopback() -> None:
    here, there = (spark_session._settings(master, "1g", (), None) for master in ("local[2]", "spark://host:7077"))
    assert here["spark.driver.host"] == "127.0.0.1"
    assert "spark.driver.host" not in there


@pytest.mark.parametrize(
    ("pythons", "hadoops"),
    [("/a/*.parquet", "/a/*.parquet"), ("/a [[]1]/{b}*", "/a \\[1]/\\{b\\}*"), ("/what[?]", "/what\\?")],
)
def test_paths_are_escaped_as_hadoop_does(pythons: str, hadoops: str) -> None:
    assert _hadoop_glob(pythons) == hadoops


def test_columns_survive_arrow() -> None:
    import numpy as np

    given = {
        "n": np.array([1, 2], np.int32), "x": np.array([1.5, np.nan]), "text": np.array(["a", None], object),
        "day": np.array(["2026-01-01", "NaT"], "datetime64[D]"), "yes": np.array([True, False]),
    }  # fmt: skip
    back = columns_of(arrow_of(given))
    assert {name: values.dtype.kind for name, values in back.items()} == {
        "n": "i", "x": "f", "text": "O", "day": "M", "yes": "b"
    }  # fmt: skip
    for name, values in given.items():
        np.testing.assert_array_equal(back[name], values)

"""A Spark for tests: two cores, little memory, one for each test process."""

from __future__ import annotations

import os

from langganan.storage.choice import EngineChoice
from langganan.storage.spark_engine import SparkEngine

MASTER = "local[2]"
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java that compiles little and collects plainly: what runs for a minute earns back no more."""
FEW_ROWS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Plans are interpreted instead of compiled, and made in one go: on few rows compiling is nearly all of the work."""


def prepare() -> None:
    """Have the Spark that this process will start do so for few rows, whoever starts it."""
    settings = " ".join(f"--conf {name}={value}" for name, value in FEW_ROWS.items())
    os.environ.setdefault("SPARK_SUBMIT_OPTS", QUICK_START)
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", f"{settings} pyspark-shell")


def on_spark() -> SparkEngine:
    """An engine of this test's own on the Spark that this process shares."""
    prepare()
    return SparkEngine(master=MASTER, memory="1g", jars=EngineChoice.given("spark").jars)

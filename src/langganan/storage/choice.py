"""Which engine to work on: DuckDB in this process, or Spark, where a shop outgrows one machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from langganan.errors import ArgumentError
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.storage.duckdb_engine import DuckDBEngine
    from langganan.storage.spark_engine import SparkEngine

ENGINES = ("duckdb", "spark")


@dataclass(frozen=True)
class EngineChoice:
    """An engine by name, and for Spark where it runs, what its driver may use, and the JDBC drivers to bring.

    Raises `ArgumentError` for an engine that there is not, and for a `master` where the engine is not Spark.
    """

    name: str = "duckdb"
    master: str | None = None
    memory: str = "4g"
    jars: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if self.name not in ENGINES:
            said = mark("There is no engine {given}. There are: {known}.")
            raise ArgumentError(said, given=str(self.name), known=", ".join(ENGINES))
        if self.master is not None and self.name != "spark":
            said = mark("A master ({given}) is where Spark runs; give engine spark with it.")
            raise ArgumentError(said, given=str(self.master))

    @classmethod
    def given(cls, name: str | None = None, master: str | None = None) -> EngineChoice:
        """Fill what is not given from the environment. This function will give a choice.

        LANGGANAN_ENGINE, LANGGANAN_SPARK_MASTER, LANGGANAN_SPARK_MEMORY (such as 8g) and LANGGANAN_SPARK_JARS (paths,
        as in PATH) stand for what the caller leaves open; they reach background jobs too.
        """
        chosen = name or os.environ.get("LANGGANAN_ENGINE") or "duckdb"
        jars = os.environ.get("LANGGANAN_SPARK_JARS", "").split(os.pathsep)
        return cls(
            name=chosen,
            master=master or (os.environ.get("LANGGANAN_SPARK_MASTER") if chosen == "spark" else None) or None,
            memory=os.environ.get("LANGGANAN_SPARK_MEMORY") or "4g",
            jars=tuple(Path(jar) for jar in jars if jar),
        )

    def start(self, *, scratch: Path | None = None) -> DuckDBEngine | SparkEngine:
        """Start the engine; what does not fit into memory is put into `scratch`. `SetupError` where it cannot start."""
        if self.name == "duckdb":
            from langganan.storage.duckdb_engine import DuckDBEngine

            return DuckDBEngine(spill=scratch)
        from langganan.storage.spark_engine import SparkEngine

        master = self.master or "local[*]"
        return SparkEngine(master=master, memory=self.memory, jars=self.jars, scratch=scratch)

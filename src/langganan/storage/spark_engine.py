"""The Spark engine: runs the same named SQL where a shop outgrows one machine; extra `spark`, and Java 17."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from langganan.engine import Parameter, named_sql
from langganan.errors import SetupError
from langganan.storage.arrow import arrow_of, columns_of
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.storage.spark_session import answering, session
from langganan.storage.spark_sql import parameters_of, spark_sql, steps
from langganan.tables import Array, Columns
from langganan.words import mark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

VIEWS = ("takings",)
DRIVER = "org.postgresql.Driver"


class SparkEngine:
    """An `Engine` on a Spark session of its own; all engines of a process share the one Spark that it can have.

    `master` is where Spark runs (`local[*]`: all cores here; `spark://host:7077`, `yarn`, `k8s://...`: a cluster),
    `memory` what the driver may use, `jars` JDBC drivers, `scratch` where it spills, `settings` further settings of
    this session (`spark.sql.shuffle.partitions` and such). Closing gives back what the engine keeps in memory; Spark
    itself ends with the process. Raises `SetupError` where pyspark or Java is missing.
    """

    def __init__(
        self, *, master: str = "local[*]", memory: str = "4g", jars: tuple[Path, ...] = (), scratch: Path | None = None,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self._session = session(master=master, memory=memory, jars=jars, scratch=scratch)
        for name, value in settings.items():
            self._session.conf.set(name, value)
        self._kept: dict[str, DataFrame] = {}
        self._named: set[str] = set()

    def load(self, name: str, columns: Columns) -> None:
        self._name(name, self._session.createDataFrame(arrow_of(columns)))

    def attach(self, name: str, path: str) -> None:
        self._name(name, self._session.read.parquet(_hadoop_glob(path)))

    def attach_jdbc(self, name: str, url: str, table: str, *, key: str = "", parts: int = 1) -> None:
        """Make a table of a PostgreSQL database readable as `name`; `url` is `jdbc:postgresql://host/db?user=...`.

        With a `key` (a column of whole numbers) the table is read in `parts` ranges of it at the same time.
        Raises `SetupError` where the driver is missing, or the database does not answer or has no such table.
        """
        if not self.has_driver():
            raise SetupError(
                mark(
                    "Spark reads PostgreSQL by its JDBC driver, which is not here. Name its jar with {option}, "
                    "or on Debian: apt-get install libpostgresql-jdbc-java"
                ),
                option="LANGGANAN_SPARK_JARS",
            )
        reader = partial(self._session.read.jdbc, url, properties={"driver": DRIVER})
        with answering():
            if not key:
                self._name(name, reader(table))
                return
            ends = reader(table).selectExpr(f"min(`{key}`) as first", f"max(`{key}`) as last").first()
            first, last = (0, 0) if ends is None or ends["first"] is None else (int(ends["first"]), int(ends["last"]))
            self._name(name, reader(table, column=key, lowerBound=first, upperBound=last + 1, numPartitions=parts))

    def has_driver(self) -> bool:
        """True where Spark was started with PostgreSQL's JDBC driver."""
        from py4j.protocol import Py4JJavaError

        machine: Any = self._session._jvm  # noqa: SLF001 - pyspark has no way of its own to ask for a class
        try:
            machine.org.apache.spark.util.Utils.classForName(DRIVER, True, False)
        except Py4JJavaError:
            return False
        return True

    def view(self, name: str, sql: str) -> None:
        self._name(name, self._of(sql, {}))

    def make(self, name: str, sql: str, **parameters: Parameter) -> None:
        self._name(name, self._of(sql, parameters).persist(), kept=True)

    def run(self, sql: str, **parameters: Parameter) -> dict[str, Array]:
        *shared, (_, last) = steps(sql)
        kept: dict[str, DataFrame] = {}
        try:
            for view, statement in shared:
                kept[view] = self._bound(statement, parameters).persist()
                kept[view].createOrReplaceTempView(view)
            return columns_of(self._bound(last, parameters).toArrow())
        finally:
            for view, frame in kept.items():
                frame.unpersist()
                self._session.catalog.dropTempView(view)

    def read_parquet(self, path: Path) -> Columns:
        """Somebody else's file, on the machine that asks: read by DuckDB, as everywhere, touching nothing else."""
        with DuckDBEngine() as reader:
            return reader.read_parquet(path)

    def write_parquet(self, name: str, path: Path) -> None:
        """Write a table to one file on the machine that asks; it has to fit into this process's memory."""
        from pyarrow import parquet  # type: ignore[import-not-found]

        parquet.write_table(self._session.table(_quoted(name)).toArrow(), path, compression="zstd")

    def close(self) -> None:
        for name in list(self._kept):
            self._forget(name)
        for name in (*VIEWS, *self._named):
            self._session.catalog.dropTempView(name)
        self._named.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _of(self, sql: str, parameters: dict[str, Parameter]) -> DataFrame:
        return self._bound(spark_sql(sql), parameters)

    def _bound(self, statement: str, parameters: dict[str, Parameter]) -> DataFrame:
        """The statement with its parameters bound by Spark, as values and never as text."""
        used: dict[str, Any] = {name: parameters[name] for name in parameters_of(statement) if name in parameters}
        return self._session.sql(statement, args=used)

    def _name(self, name: str, frame: DataFrame, *, kept: bool = False) -> None:
        """Let a frame be known as `name`; what was kept under it is given back."""
        frame.createOrReplaceTempView(_quoted(name))
        self._named.add(name)
        self._forget(name)
        if kept:
            self._kept[name] = frame
        if name in {"order_lines", "products"}:
            self._make_views()

    def _forget(self, name: str) -> None:
        if name in self._kept:
            self._kept.pop(name).unpersist()

    def _make_views(self) -> None:
        """The views stand on order_lines and products; (re)make them once both are there."""
        if all(self._session.catalog.tableExists(name) for name in ("order_lines", "products")):
            for view in VIEWS:
                self._of(named_sql("langganan", view), {}).createOrReplaceTempView(view)


def _quoted(name: str) -> str:
    """A table's name as Spark takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"


def _hadoop_glob(path: str) -> str:
    """Python's glob as Hadoop's: what stands in brackets is escaped by a backslash there, and braces mean something."""
    return re.sub(r"\[([*?\[])\]|([{}\\])", lambda found: "\\" + (found[1] or found[2]), path)

"""The DuckDB engine: runs named SQL in process, on tables in memory or in Parquet files."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import duckdb
import numpy as np

from langganan.engine import Parameter, named_sql
from langganan.tables import Array, Columns

VIEWS = ("takings",)
MEMORY = "25%"
"""A quarter of the memory: 10 million lines want about 2 GB, and the models and the pages need some beside."""


class DuckDBEngine:
    """An `Engine` on one DuckDB connection; nothing is read over the network, no extension is loaded.

    `memory_limit` is DuckDB's own (such as "700MB", or "25%" of what this process may have); beyond it, work spills to
    `spill`, else to a folder of this engine's own among the system's temporary ones, which goes with it.
    """

    def __init__(self, *, memory_limit: str = MEMORY, threads: int = 2, spill: Path | None = None) -> None:
        settings: dict[str, bool | float | int | list[str] | str] = {
            "temp_directory": str(spill or self._folder()),
            "memory_limit": memory_limit,
            "threads": threads,
            "autoinstall_known_extensions": False,
            "TimeZone": "UTC",
        }
        self._settings = settings
        self._connection = duckdb.connect(":memory:", config=settings)

    def load(self, name: str, columns: Columns) -> None:
        arrays = {key: _loadable(values) for key, values in columns.items()}
        kinds = {key: kind for key, values in columns.items() if (kind := _told(values))}
        told = ", ".join(f"{_name(key)}::{kind} as {_name(key)}" for key, kind in kinds.items())
        picked = f"* replace ({told})" if told else "*"
        self._connection.register("incoming", arrays)
        self._connection.execute(f"create or replace table {_name(name)} as select {picked} from incoming")  # noqa: S608 - quoted
        self._connection.unregister("incoming")
        self._make_views(name)

    def attach(self, name: str, path: str) -> None:
        quoted = path.replace("'", "''")
        reading = f"select * from read_parquet('{quoted}')"  # noqa: S608 - quoted, and a path of ours
        self.view(name, reading)

    def view(self, name: str, sql: str) -> None:
        self._connection.execute(f"create or replace view {_name(name)} as {sql}")
        self._make_views(name)

    def make(self, name: str, sql: str, **parameters: Parameter) -> None:
        self._execute(f"create or replace table {_name(name)} as {sql}", parameters)

    def run(self, sql: str, **parameters: Parameter) -> Columns:
        return _columns(self._execute(sql, parameters))

    def read_parquet(self, path: Path) -> Columns:
        """Somebody else's file: read by a connection of its own that can touch this one file and nothing else.

        Times that carry a zone come as text with their offset, so that the zone is not lost on the way.
        """
        with duckdb.connect(":memory:", config=self._settings) as connection:
            connection.execute("set allowed_paths = [$path]", {"path": str(path)})
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            about = connection.execute("select * from read_parquet($path) limit 0", {"path": str(path)}).description
            zoned = [_name(name) for name, kind, *_ in about or () if str(kind) == "TIMESTAMP WITH TIME ZONE"]
            texts = ", ".join(f"{name}::varchar as {name}" for name in zoned)
            picked = f"* replace ({texts})" if zoned else "*"
            reading = f"select {picked} from read_parquet($path)"  # noqa: S608 - column names, quoted
            return _columns(connection.execute(reading, {"path": str(path)}))

    def write_parquet(self, name: str, path: Path) -> None:
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"copy {_name(name)} to '{quoted}' (format parquet, compression zstd)")

    def write_csv(self, name: str, path: Path) -> None:
        """Write the table called `name` to one CSV file (UTF-8, comma, header)."""
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"copy {_name(name)} to '{quoted}' (format csv, header)")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="langganan-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _execute(self, sql: str, parameters: Mapping[str, Parameter]) -> duckdb.DuckDBPyConnection:
        used = {key: value for key, value in parameters.items() if re.search(rf"\${key}\b", sql)}
        return self._connection.execute(sql, used or None)

    def _make_views(self, loaded: str) -> None:
        """The views stand on order_lines and products; (re)make them once both are there."""
        if loaded not in {"order_lines", "products"}:
            return
        known = self._connection.execute("select table_name from information_schema.tables").fetchall()
        if {("order_lines",), ("products",)} <= set(known):
            for view in VIEWS:
                self._connection.execute(f"create or replace view {view} as {named_sql('langganan', view)}")


def _name(name: str) -> str:
    """A table's or column's name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, Array]:
    days = {name for name, kind, *_ in cursor.description or () if str(kind) == "DATE"}
    return {name: _plain(values, day=name in days) for name, values in cursor.fetchnumpy().items()}


def _loadable(values: Array) -> Array:
    """DuckDB takes text as object arrays and days as seconds (the caller casts those back to dates)."""
    if values.dtype == "datetime64[D]":
        return values.astype("datetime64[s]")
    return values.astype(object) if values.dtype.kind == "U" else values


def _told(values: Array) -> str:
    """The type that a column has to be told it has: days, and text of which nothing is known; empty for others."""
    if values.dtype == "datetime64[D]":
        return "date"
    return "varchar" if values.dtype == object and all(value is None for value in values) else ""


def _plain(values: Any, *, day: bool) -> Array:
    """A plain array for one that may be masked: null becomes NaN in numbers, NaT in times, None in text."""
    if isinstance(values, np.ma.MaskedArray):
        values = _filled(values) if values.mask.any() else values.data
    return values.astype("datetime64[D]") if day else values


def _filled(values: np.ma.MaskedArray) -> Array:
    filled = np.array(values.data if values.dtype.kind in "MO" else values.data.astype(np.float64))
    filled[np.ma.getmaskarray(values)] = {"M": np.datetime64("NaT"), "O": None}.get(filled.dtype.kind, np.nan)
    return filled

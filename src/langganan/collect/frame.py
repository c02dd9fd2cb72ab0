"""Order rows that are in memory already: a pandas or polars frame, or a mapping of column names to arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from langganan.collect.grid import Coded, Grid, code, grid_of_columns
from langganan.collect.layout import Layout
from langganan.collect.lines import Place
from langganan.collect.look import Look, look_at_grid
from langganan.collect.orders import Reading, read_grid
from langganan.errors import ArgumentError, FileError
from langganan.words import mark

_NAME = "frame"


def look_frame(frame: Any, *, currency: str = "IDR") -> Look:
    """This function will find out how a frame's columns are to be read; see `look.look`."""
    return look_at_grid(_grid(frame), Layout("parquet"), currency=currency)


def read_frame(frame: Any, *, layout: Layout | None = None, zone: str, currency: str, region: str = "ID") -> Reading:
    """This function will read and check order rows from a pandas or polars frame, or a mapping of arrays.

    Without a `layout` the columns are recognised by name. Times with a zone keep their moment; those
    without are in `zone`. Rows are numbered as in a file: the header is 1, the first row 2. Raises
    `ArgumentError` for what is no frame, `FileError` where it is empty or lacks a needed column.
    """
    grid = _grid(frame)
    found = look_at_grid(grid, Layout("parquet"), currency=currency) if layout is None else None
    reading = read_grid(
        grid, found.layout if found else layout or Layout("parquet"), Place(zone, currency, region), name=_NAME
    )
    reading.doubts.extend(found.doubts if found else ())
    return reading


def _grid(frame: Any) -> Grid:
    names = getattr(frame, "columns", None)
    names = list(frame) if names is None and isinstance(frame, Mapping) else names
    if names is None or callable(names):
        text = mark(
            "Orders are read from a file, a pandas or polars frame, or a mapping of columns. Given was {given}."
        )
        raise ArgumentError(text, given=type(frame).__name__)
    columns = {str(name): _coded(frame[name]) for name in names}
    lengths = {len(column.codes) for column in columns.values()}
    if len(lengths) > 1:
        raise ArgumentError(
            mark("The columns differ in length: {lengths}."), lengths=", ".join(map(str, sorted(lengths)))
        )
    if lengths in (set(), {0}):
        raise FileError(mark("The frame has no rows. Give one with an order line in each row."))
    return grid_of_columns(columns)


def _coded(column: Any) -> Coded:
    kind = getattr(column, "dtype", None)
    if getattr(kind, "tz", None) is not None:
        return code(column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(), utc=True)
    if getattr(kind, "time_zone", None) is not None:
        return code(column.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy(), utc=True)
    plain = column.to_numpy() if hasattr(column, "to_numpy") else column
    values = np.asarray(plain, dtype=None if hasattr(plain, "dtype") else object)
    return code(values if values.dtype.kind in "biufM" else values.astype(object))

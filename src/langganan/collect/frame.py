"""Order rows that are in memory already: a pandas or polars frame, or a mapping of column names to arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from langganan.arguments import shown
from langganan.collect.grid import Coded, Grid, code, grid_of_columns
from langganan.collect.layout import Layout
from langganan.collect.lines import Place
from langganan.collect.look import look_at_grid
from langganan.collect.orders import NESTED, Reading, read_grid
from langganan.errors import ArgumentError, FileError
from langganan.words import mark

_NAME = "frame"


def read_frame(frame: Any, *, layout: Layout | None = None, zone: str, currency: str, region: str = "ID") -> Reading:
    """This function will read and check order rows from a pandas or polars frame, or a mapping of arrays.

    Without a `layout` the columns are recognised by name. Times with a zone keep their moment; those
    without are in `zone`. Rows are numbered as in a file: the header is 1, the first row 2. Raises
    `ArgumentError` for what is no frame, `FileError` where it is empty or lacks a needed column.
    """
    grid = _grid(frame)
    found = look_at_grid(grid, Layout("parquet"), currency=currency) if layout is None else None
    meant = found.layout if found else layout or Layout("parquet")
    for header in meant.columns.values():
        if header in grid.columns and grid.columns[header].nested:
            raise ArgumentError(NESTED, file=_NAME, column=header, found=grid.columns[header].nested)
    reading = read_grid(grid, meant, Place(zone, currency, region), name=_NAME)
    reading.doubts.extend(found.doubts if found else ())
    return reading


def _grid(frame: Any) -> Grid:
    frame = frame.collect() if type(frame).__name__ == "LazyFrame" else frame
    columns = {name: _read(frame, given, name) for name, given in _names(frame).items()}
    lengths = {len(column.codes) for column in columns.values()}
    if len(lengths) > 1:
        raise ArgumentError(
            mark("The columns differ in length: {lengths}."), lengths=", ".join(map(str, sorted(lengths)))
        )
    if lengths in (set(), {0}):
        raise FileError(mark("The frame has no rows. Give one with an order line in each row."))
    return grid_of_columns(columns)


def _names(frame: Any) -> dict[str, Any]:
    """What each column is called as text, and as the frame calls it."""
    given = list(frame) if isinstance(frame, Mapping) else getattr(frame, "columns", None)
    if given is None or callable(given) or hasattr(frame, "column_names"):
        text = mark(
            "Orders are read from a file, a pandas or polars frame, or a mapping of columns. Given was {given}."
        )
        raise ArgumentError(text, given=type(frame).__name__)
    names: dict[str, Any] = {}
    for name in given:
        if str(name) in names:
            raise ArgumentError(mark("Two columns are called {name}. Give each a name of its own."), name=str(name))
        names[str(name)] = name
    return names


def _read(frame: Any, given: Any, name: str) -> Coded:
    column = frame[given]
    try:
        return _coded(column)
    except (TypeError, ValueError, AttributeError) as error:  # whatever a column of some other make may raise
        text = mark("The column {name} is no list with one value for each row. Given was {given}.")
        raise ArgumentError(text, name=name, given=shown(column)) from error


def _coded(column: Any) -> Coded:
    kind = getattr(column, "dtype", None)
    if getattr(kind, "tz", None) is not None:
        return code(column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(), utc=True)
    if getattr(kind, "time_zone", None) is not None:
        return code(column.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy(), utc=True)
    plain = column.to_numpy() if hasattr(column, "to_numpy") else column
    values = np.asarray(plain, dtype=None if hasattr(plain, "dtype") else object)
    if values.ndim == 0:
        raise TypeError
    if values.ndim > 1:
        return replace(code(np.array([str(row) for row in values], dtype=object)), nested=type(values).__name__)
    return code(values if values.dtype.kind in "biufM" else values.astype(object))

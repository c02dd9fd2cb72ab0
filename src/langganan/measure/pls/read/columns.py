"""Tables of any make as columns by name: frames of pandas, polars and pyarrow, mappings, rows, arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

import numpy as np

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.words import mark


@runtime_checkable
class Coded(Protocol):
    """A column kept as its different cells, and for each row which of them it is."""

    @property
    def codes(self) -> Array: ...
    @property
    def cells(self) -> Sequence[Any]: ...


class Cells(NamedTuple):
    """The plainest `Coded`."""

    codes: Array
    cells: Sequence[Any]


Column = Array | Coded
_ROWS = (list, tuple)


def columns_of(table: Any, names: Iterable[str] = ()) -> dict[str, Column]:
    """This function will take a table of any make apart into columns by name, all of one length.

    A frame of pandas, polars (lazy too) or pyarrow; a mapping of names to lists or arrays; a list of mappings (one
    a row); an array with one row per respondent, whose columns `names` tells. Raises `ArgumentError`.
    """
    table = table.collect() if type(table).__name__ == "LazyFrame" else table
    if isinstance(table, np.ndarray) and table.dtype.names is None:
        return _of_array(table, list(names))
    if isinstance(table, _ROWS) and table and all(isinstance(row, Mapping) for row in table):
        keys = dict.fromkeys(key for row in table for key in row)
        table = {key: [row.get(key) for row in table] for key in keys}
    elif isinstance(table, _ROWS):
        return _of_array(np.asarray(table, dtype=None if _is_even(table) else object), list(names))
    columns = {str(name): _column(table, name) for name in _names(table)}
    lengths = {length({name: column}) for name, column in columns.items()}
    if len(lengths) > 1:
        text = mark("The columns differ in length: {lengths}.")
        raise ArgumentError(text, lengths=", ".join(map(str, sorted(lengths))))
    return columns


def length(columns: Mapping[str, Column]) -> int:
    """This function will give the number of rows."""
    first = next(iter(columns.values()), ())
    return len(first.codes if isinstance(first, Coded) else first)


def code(values: Array) -> Coded:
    """This function will code an array of objects, or of text."""
    lookup: defaultdict[Any, int] = defaultdict()
    lookup.default_factory = lookup.__len__
    plain = values.tolist()
    try:
        codes = np.fromiter(map(lookup.__getitem__, plain), np.int64, len(plain))
    except TypeError:  # a cell that holds a list or the like is shown in an error as text
        return code(np.array([str(value) for value in plain], dtype=object))
    return Cells(codes, list(lookup))


def _of_array(values: Array, names: list[str]) -> dict[str, Column]:
    if values.ndim != 2 or values.shape[1] != len(names):
        text = mark(
            "The array has the shape {shape}; with {count} names it should have a row for each respondent and"
            " {count} columns."
        )
        raise ArgumentError(text, shape=" × ".join(map(str, values.shape)) or "0", count=len(names))
    return {name: values[:, at] for at, name in enumerate(names)}


def _is_even(table: Sequence[Any]) -> bool:
    widths = {len(row) if isinstance(row, (*_ROWS, np.ndarray)) else -1 for row in table}
    return len(widths) == 1 and -1 not in widths


def _names(table: Any) -> list[Any]:
    given = list(table) if isinstance(table, Mapping) else getattr(table, "column_names", None)
    given = getattr(table, "columns", None) if given is None else given
    given = getattr(getattr(table, "dtype", None), "names", None) if given is None else given
    if given is None or callable(given):
        text = mark(
            "Answers are read from a file, a frame of pandas, polars or pyarrow, a mapping of columns, a list of rows,"
            " or an array with names. Given was {given}."
        )
        raise ArgumentError(text, given=type(table).__name__)
    names = list(given)
    twice = next((str(name) for at, name in enumerate(names) if str(name) in map(str, names[:at])), None)
    if twice is not None:
        raise ArgumentError(mark("Two columns are called {name}. Give each a name of its own."), name=twice)
    return names


def _column(table: Any, name: Any) -> Column:
    column = table[name]
    if isinstance(column, Coded):
        return column
    try:
        plain = column.to_numpy() if hasattr(column, "to_numpy") else column
        return _flat(np.asarray(plain, dtype=None if hasattr(plain, "dtype") else object))
    except (TypeError, ValueError, AttributeError) as error:  # whatever a column of some other make may raise
        text = mark("The column {name} is no list with one value for each row. Given was {given}.")
        raise ArgumentError(text, name=str(name), given=shown(column)) from error


def _flat(values: Array) -> Array:
    if values.ndim != 1:
        raise TypeError
    return values

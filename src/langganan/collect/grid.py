"""A file's rows as columns, each kept as its different cells and, for each row, which of them it is.

A shop's file says the same things again and again, so every cell is parsed once, however often it occurs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import numpy as np

from langganan.collect.cells import clean, show
from langganan.tables import Array

CHUNK = 20_000
Progress = Callable[[float], None]
_NESTED = (list, tuple, dict, set, frozenset, bytes, bytearray, memoryview, np.ndarray)


@dataclass(frozen=True, eq=False)
class Coded:
    """One column: `codes` (int32, one a row) points into `cells`, the column's different cells as they came.

    `utc` says that times without a zone in it are UTC already; `nested` names what cells hold where that is not
    one value: list, dict, bytes and the like.
    """

    codes: Array
    cells: Sequence[Any]
    utc: bool = False
    nested: str = ""

    def cleaned(self) -> list[Any]:
        """This function will give the different cells made clean; see `cells.clean`."""
        return [clean(cell) for cell in self.cells]

    def first_rows(self) -> Array:
        """This function will give, for each different cell, the index of the first row that holds it."""
        _, first = np.unique(self.codes, return_index=True)
        return first


@dataclass(frozen=True)
class Ragged:
    """A row with more or fewer cells than the header."""

    row: int
    cells: list[str]


@dataclass(frozen=True, eq=False)
class Grid:
    """All rows of a file under its header: `rows` holds each one's record number, the file's first being 1."""

    headers: list[str]
    columns: Mapping[str, Coded]
    rows: Array
    ragged: list[Ragged] = field(default_factory=list)

    def cells(self, at: int, decimal: str) -> list[str]:
        """This function will write the cells of the row at index `at` as text, in the file's order."""
        picked = (self.columns[header] for header in self.headers)
        return [show(column.cells[column.codes[at]], decimal) for column in picked]


def grid_of_records(headers: list[str], records: Iterable[tuple[int, Sequence[Any]]]) -> Grid:
    """This function will gather (record number, cells) pairs, a chunk at a time, into a grid.

    Records without any filled cell are passed over. Empty cells beyond the header's width are dropped.
    """
    lookups: list[defaultdict[Any, int]] = [defaultdict() for _ in headers]
    for lookup in lookups:
        lookup.default_factory = lookup.__len__
    parts: list[list[Array]] = [[] for _ in headers]
    numbers: list[Array] = []
    ragged: list[Ragged] = []
    stream = iter(records)
    while chunk := list(islice(stream, CHUNK)):
        even = [pair for pair in chunk if len(pair[1]) == len(headers) and any(pair[1])]
        if len(even) < len(chunk):
            even = _even(chunk, len(headers), ragged)
        numbers.append(np.array([number for number, _ in even], dtype=np.int64))
        for lookup, part, cells in zip(lookups, parts, zip(*(cells for _, cells in even), strict=True), strict=False):
            part.append(np.fromiter(map(lookup.__getitem__, cells), np.int32, len(cells)))
    columns: dict[str, Coded] = {}
    for header in headers:  # each column's pieces are let go as soon as it is whole
        columns[header] = Coded(_join(parts.pop(0), np.int32), list(lookups.pop(0)))
    return Grid(headers, columns, _join(numbers, np.int64), ragged)


def grid_of_columns(columns: Mapping[str, Coded]) -> Grid:
    """This function will make a grid of columns that stand side by side; the header counts as row 1."""
    length = len(next(iter(columns.values())).codes) if columns else 0
    return Grid(list(columns), columns, np.arange(2, length + 2))


def code(values: Array, *, utc: bool = False) -> Coded:
    """This function will code one array of numbers, times, or Python objects."""
    if values.dtype.kind in "biufM":
        exact = values.astype("datetime64[us]") if values.dtype.kind == "M" else values
        cells, codes = np.unique(exact, return_inverse=True)
        return Coded(codes.astype(np.int32), cells.tolist(), utc)
    lookup: defaultdict[Any, int] = defaultdict()
    lookup.default_factory = lookup.__len__
    plain = values.tolist()
    try:
        codes = np.fromiter(map(lookup.__getitem__, plain), np.int32, len(plain))
    except TypeError:  # a list or another nested value: no order file holds one, but it may stand beside
        return replace(code(np.array([str(value) for value in plain], dtype=object)), nested=_nested(plain))
    return Coded(codes, list(lookup), utc, _nested(lookup))


def _nested(cells: Iterable[Any]) -> str:
    """What the first cell is that is not one value, or an empty text."""
    return next((type(cell).__name__ for cell in cells if isinstance(cell, _NESTED)), "")


def _even(chunk: list[tuple[int, Sequence[Any]]], width: int, ragged: list[Ragged]) -> list[tuple[int, Sequence[Any]]]:
    """The rows as wide as the header; the filled others go to `ragged`."""
    even: list[tuple[int, Sequence[Any]]] = []
    for number, cells in chunk:
        if not any(show(cell).strip() for cell in cells):
            continue
        if len(cells) > width and not any(show(cell).strip() for cell in cells[width:]):
            even.append((number, cells[:width]))
        elif len(cells) == width:
            even.append((number, cells))
        else:
            ragged.append(Ragged(number, [show(cell) for cell in cells]))
    return even


def _join(parts: list[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, dtype)

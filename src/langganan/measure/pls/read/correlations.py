"""Correlations or covariances between items, as papers print them, taken in place of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

import numpy as np

from langganan import arguments
from langganan.errors import TableError
from langganan.measure.pls.read.answers import Correlations, read_answers
from langganan.measure.pls.read.columns import Coded, Column, columns_of
from langganan.tables import Array
from langganan.words import Value, mark

TOLERANCE = 1e-6
"""How far printed correlations may be from symmetric, from a diagonal of ones, and from a possible matrix."""
MOST = 10**9


def read_correlations(
    table: Any, *, n: int, items: Iterable[str] = (), standardise: bool = False, source: str = ""
) -> Correlations:
    """Read the correlations of items that `n` respondents answered. This function will give `Correlations`.

    `table` is an array (p, p), whose `items` are told, or a table of any make with a column for each item; a first
    column with the items' names may say the order of the rows. One half may be empty. `standardise` turns
    covariances into correlations. Raises `TableError` where the matrix is not square, not symmetric, has no diagonal
    of ones, holds what is no correlation, or cannot come from any answers (is not positive semidefinite).
    """
    n = arguments.whole("n", n, least=3, most=MOST)
    columns = columns_of(table, items)
    labels = _labels(columns)
    names = tuple(name for name in columns if labels is None or name != next(iter(columns)))
    matrix = read_answers({name: columns[name] for name in names}, names, source=source).values
    if matrix.shape[0] != matrix.shape[1]:
        text = mark("The correlations have {rows} rows and {columns} columns. They should have as many of both.")
        raise TableError(text, rows=matrix.shape[0], columns=matrix.shape[1])
    matrix = _filled(_ordered(matrix, labels, names), names)
    if standardise:
        matrix = _standardised(matrix, names)
    _check(matrix, names)
    return Correlations(names, (matrix + matrix.T) / 2, n, source)


def _labels(columns: dict[str, Column]) -> list[str] | None:
    """The names of the rows, where the first column is one of text."""
    first = next(iter(columns.values()), None)
    if first is None or len(columns) < 2:
        return None
    cells = [first.cells[k] for k in first.codes] if isinstance(first, Coded) else first.tolist()
    named = set(columns)
    return [str(cell).strip() for cell in cells] if all(str(cell).strip() in named for cell in cells) else None


def _filled(matrix: Array, names: tuple[str, ...]) -> Array:
    """Papers print one half of the matrix: the other is its mirror."""
    filled = np.where(np.isnan(matrix), matrix.T, matrix)
    if np.isnan(filled).any():
        i, j = np.argwhere(np.isnan(filled))[0]
        _refuse(mark("The correlation of {first} and {second} is missing."), names, i, j)
    return filled


def _ordered(matrix: Array, labels: list[str] | None, names: tuple[str, ...]) -> Array:
    if labels is None:
        return matrix
    if sorted(labels) != sorted(names):
        text = mark("The rows are called {rows}, the columns {columns}. They should name the same items.")
        raise TableError(text, rows=", ".join(labels), columns=", ".join(names))
    return matrix[[labels.index(name) for name in names]]


def _standardised(matrix: Array, names: tuple[str, ...]) -> Array:
    variances = np.diagonal(matrix)
    if (variances <= 0).any():
        at = int(np.flatnonzero(variances <= 0)[0])
        text = mark("{item} has the variance {value}. It should be more than zero.")
        raise TableError(text, item=names[at], value=f"{variances[at]:g}")
    return matrix / np.sqrt(np.outer(variances, variances))


def _check(matrix: Array, names: tuple[str, ...]) -> None:
    apart = np.abs(matrix - matrix.T)
    if apart.max(initial=0) > TOLERANCE:
        i, j = np.unravel_index(apart.argmax(), apart.shape)
        text = mark("{first} and {second} correlate {above} in one half of the matrix and {below} in the other.")
        _refuse(text, names, i, j, above=f"{matrix[i, j]:g}", below=f"{matrix[j, i]:g}")
    odd = np.flatnonzero(np.abs(np.diagonal(matrix) - 1) > TOLERANCE)
    if len(odd):
        text = mark(
            "{item} has {value} on the diagonal, where correlations have 1. If these are covariances, say so"
            " (standardise=True)."
        )
        raise TableError(text, item=names[odd[0]], value=f"{matrix[odd[0], odd[0]]:g}")
    if np.abs(matrix).max(initial=0) > 1 + TOLERANCE:
        i, j = np.unravel_index(np.abs(matrix).argmax(), matrix.shape)
        text = mark("{first} and {second} correlate {value}. A correlation lies between -1 and 1.")
        _refuse(text, names, i, j, value=f"{matrix[i, j]:g}")
    lowest = float(np.linalg.eigvalsh(matrix)[0]) if len(names) else 0.0
    if lowest < -TOLERANCE:
        text = mark(
            "No answers can have these correlations: the smallest eigenvalue of the matrix is {value}, and none may"
            " be negative. Look for a mistyped number, or print more decimals."
        )
        raise TableError(text, value=f"{lowest:.4f}")


def _refuse(text: str, names: tuple[str, ...], i: Any, j: Any, **fields: Value) -> NoReturn:
    raise TableError(text, first=names[i], second=names[j], **fields)

"""A table in a file, found by the columns that are wanted from it; for answers, whose columns no list can know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from langganan.collect import text_file, workbook
from langganan.collect.grid import Grid, code, grid_of_columns, grid_of_records
from langganan.collect.headers import WITHIN, find_header, name_columns
from langganan.collect.sources import detect_kind
from langganan.engine import Engine
from langganan.errors import FileError
from langganan.words import mark

Records = Iterator[tuple[int, Sequence[Any]]]


def read_table(path: Path, wanted: Collection[str], engine: Callable[[], Engine]) -> Grid:
    """This function will read a CSV, TSV, Excel or Parquet file into a grid.

    The header is the one of the first 20 rows that names most of the `wanted` columns, in a workbook on whichever
    sheet that is. `engine` makes what reads Parquet, and is called for such a file only. Raises `FileError` where
    the file cannot be read, has nothing below its header, or a row with another number of cells than the header.
    """
    names = {name.strip() for name in wanted}
    kind = detect_kind(path)
    if kind == "parquet":
        grid = _parquet(path, engine())
    else:
        begin = _workbook(path, names) if kind == "xlsx" else _text(path)
        grid = _grid(begin, names, path.name)
    if grid.ragged:
        row = grid.ragged[0]
        text = mark("{file}, row {row} has {found} cells; the header has {wanted}. Mend the row and read again.")
        raise FileError(text, file=path.name, row=str(row.row), found=len(row.cells), wanted=len(grid.headers))
    if not len(grid.rows):
        raise FileError(mark("{file} has a header, but no rows below it."), file=path.name)
    return grid


def _text(path: Path) -> Callable[[], Records]:
    encoding = text_file.detect_encoding(path)
    delimiter = text_file.detect_delimiter(path, encoding)
    return lambda: text_file.records(path, encoding, delimiter)


def _workbook(path: Path, names: Collection[str]) -> Callable[[], Records]:
    book = workbook.open_workbook(path)
    if not book.sheet_names:
        raise FileError(mark("{file} has no sheet with cells."), file=path.name)

    def known(sheet: str) -> int:
        return max((_known(cells, names) for _, cells in _first(workbook.rows_of(book, sheet, path.name))), default=0)

    best = max(book.sheet_names, key=known)
    return lambda: workbook.rows_of(book, best, path.name)


def _grid(begin: Callable[[], Records], names: Collection[str], file: str) -> Grid:
    first = _first(begin())
    counts = [_known(cells, names) for _, cells in first]
    at = counts.index(max(counts)) if any(counts) else find_header([cells for _, cells in first])[0]
    stream = begin()
    header = workbook.as_text([next(islice(stream, at, at + 1), (0, []))[1]])[0]
    _check_once(header, names, file)
    return grid_of_records(name_columns(header), stream)


def _check_once(header: Sequence[str], names: Collection[str], file: str) -> None:
    """Of two columns of one name nobody can tell which is meant."""
    cells = [cell.strip().lstrip("\ufeff") for cell in header]
    twice = next((cell for cell in cells if cell in names and cells.count(cell) > 1), None)
    if twice is not None:
        text = mark("{file} has {count} columns called {name}. Rename them, so that it is clear which one is meant.")
        raise FileError(text, file=file, count=cells.count(twice), name=twice)


def _first(records: Records) -> list[tuple[int, list[str]]]:
    return [(number, workbook.as_text([cells])[0]) for number, cells in islice(records, WITHIN)]


def _known(cells: Sequence[str], names: Collection[str]) -> int:
    return len({cell.strip().lstrip("\ufeff") for cell in cells} & set(names))


def _parquet(path: Path, engine: Engine) -> Grid:
    try:
        columns = engine.read_parquet(path)
    except Exception as error:  # each engine has errors of its own, and all mean the same here
        raise FileError(mark("{file} is damaged, or no Parquet file. Export it again."), file=path.name) from error
    return grid_of_columns({str(name): code(values) for name, values in columns.items()})

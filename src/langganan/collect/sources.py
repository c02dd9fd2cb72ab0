"""Opening a file by what it holds, whatever its name: text, workbook or Parquet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from langganan.collect import text_file, workbook
from langganan.collect.cells import show
from langganan.collect.grid import Grid, Progress, code, grid_of_columns, grid_of_records
from langganan.collect.headers import WITHIN, find_header, name_columns
from langganan.collect.layout import Layout
from langganan.engine import Engine
from langganan.errors import FileError
from langganan.words import mark

Records = Iterator[tuple[int, Sequence[Any]]]

_HEAD, _SHOWN = 1024, 200
_WEB_PAGE = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|body|meta|title|style|script|table|div|form|center|font)\b)", re.IGNORECASE
)
_JSON = re.compile(rb"""\{\s*(?:"|\}|$)|\[\s*(?:[{\["\]]|$)""")
_OLE = b"\xd0\xcf\x11\xe0"
_FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}


def detect_kind(path: Path) -> str:
    """This function will tell csv, xlsx or parquet by a file's first bytes; raises `FileError` for others."""
    if not is_there(path):
        raise FileError(mark("There is no file {file}. Look at its name and folder."), file=_named(path))
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\r\n\t \xef\xbb\xbf"):
        _refuse_empty(path)
    foreign = next((name for start, name in _FOREIGN.items() if head.startswith(start)), None)
    if foreign:
        text = mark("{file} is a {kind} file. Send a table: CSV, Excel or Parquet.")
        raise FileError(text, file=path.name, kind=foreign)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    _refuse_marked_up(head, path.name)
    return "csv"


def is_there(path: Path) -> bool:
    """This function will tell whether a path is a file; one that cannot be a path at all is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def open_file(path: Path) -> tuple[Layout, Callable[[], Records]]:
    """This function will find a file's outer shape, and give a way to read its records from the first.

    The shape is kind, encoding, delimiter, sheet and the header's row. A Parquet file has no records.
    """
    kind = detect_kind(path)
    if kind == "parquet":
        return Layout("parquet"), lambda: iter(())
    if kind == "xlsx":
        title, row, sheet = workbook.choose_sheet(workbook.open_workbook(path), path.name)
        return Layout("xlsx", sheet=title, header_row=row), lambda: enumerate(sheet.iter_rows(), 1)
    encoding = text_file.detect_encoding(path)
    delimiter = text_file.detect_delimiter(path, encoding)
    first = islice(text_file.records(path, encoding, delimiter), WITHIN)
    row = find_header([cells for _, cells in first])[0] + 1
    layout = Layout("csv", encoding=encoding, delimiter=delimiter, header_row=row)
    return layout, lambda: open_records(path, layout)


def open_records(path: Path, layout: Layout, progress: Progress | None = None) -> Records:
    """This function will read a text's or workbook's records from the first, each with its number."""
    if layout.kind == "csv":
        return text_file.records(path, layout.encoding, layout.delimiter, progress)
    return workbook.rows_of(workbook.open_workbook(path), layout.sheet, path.name)


def load(path: Path, layout: Layout, engine: Engine, progress: Progress | None = None) -> Grid:
    """This function will read a whole file into a grid, laid out as told.

    Raises `FileError` where the file is empty, has nothing below its header, or is not of the layout's kind.
    """
    if detect_kind(path) != layout.kind:
        raise FileError(mark("{file} is not of the kind {kind}, as its layout says."), file=path.name, kind=layout.kind)
    grid = _parquet(path, engine) if layout.kind == "parquet" else _records(path, layout, progress)
    if not grid.headers:
        _refuse_empty(path)
    if not len(grid.rows) and not grid.ragged:
        raise FileError(mark("{file} has a header, but no rows below it."), file=path.name)
    return grid


def _named(path: Path) -> str:
    """The path for a sentence: its end, where the name is."""
    text = show(str(path))
    return text if len(text) <= _SHOWN else "…" + text[1 - _SHOWN :]


def _refuse_marked_up(head: bytes, name: str) -> None:
    """Web pages (which some shops export under the name .xls), XML and JSON: text, but no table."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")
    if _WEB_PAGE.match(text):
        said = mark(
            "{file} is a web page, whatever its name says. Open it in Excel, save it as CSV or Excel, and send that."
        )
        raise FileError(said, file=name)
    kind = "XML" if text.startswith(b"<?xml") else "JSON" if _JSON.match(text) else ""
    if kind:
        raise FileError(
            mark("{file} is a {kind} file. Export a table, as CSV or Excel, and send that."), file=name, kind=kind
        )


def _refuse_empty(path: Path) -> None:
    raise FileError(mark("{file} is empty. Export it again and send that file."), file=path.name)


def _parquet(path: Path, engine: Engine) -> Grid:
    try:
        columns = engine.read_parquet(path)
    except Exception as error:  # each engine has errors of its own, and all mean the same here
        raise FileError(mark("{file} is damaged, or no Parquet file. Export it again."), file=path.name) from error
    return grid_of_columns({str(name): code(values) for name, values in columns.items()})


def _records(path: Path, layout: Layout, progress: Progress | None) -> Grid:
    stream = iter(open_records(path, layout, progress))
    header = next((cells for _, cells in islice(stream, layout.header_row - 1, layout.header_row)), [])
    return grid_of_records(name_columns(workbook.as_text([header])[0]), stream)

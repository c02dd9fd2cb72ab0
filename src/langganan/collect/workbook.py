"""Excel workbooks: safe to open, the right sheet, its rows with their types."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from langganan.collect.cells import show
from langganan.collect.extent import Extent
from langganan.collect.headers import WITHIN, find_header
from langganan.errors import FileError
from langganan.words import mark

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

UNPACKED_LIMIT = 1 << 30
"""Bytes a workbook may have unpacked. A full sheet of orders (a million rows) has about half of this."""
CELL_LIMIT = 30_000_000
"""Cells that the rectangles of a workbook's sheets may have together."""
SPARSE_FROM, SPARSE = 2_000_000, 10
"""A sheet of more than this many cells must have one filled cell in ten: room is made for all of them."""
MEMBER_LIMIT = 5_000
RATIO_LIMIT = 200
"""How many times larger than packed a part may be, once it is over 64 MB; sheets of orders reach about 20."""
_RATIO_FROM = 1 << 26
_PIECE = 1 << 16
_LOCAL_HEADER = 30
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_OTHER_KINDS = frozenset({"xl/workbook.bin", "content.xml"})
"""Parts of binary workbooks and of OpenDocument, whose extent is not known before they are opened."""


def open_workbook(path: Path) -> CalamineWorkbook:
    """This function will open a workbook, after making sure that it is not far larger than it looks.

    Raises `FileError` where it is locked with a password, damaged, or too large.
    """
    from python_calamine import load_workbook

    with path.open("rb") as file:
        if file.read(4).startswith(b"PK"):
            _check_parts(file, path.name)
        file.seek(0)
        with _opening(path.name):
            return load_workbook(file)


def rows_of(book: CalamineWorkbook, sheet: str, name: str) -> Iterator[tuple[int, list[Any]]]:
    """This function will read a sheet's rows, each with the number Excel shows beside it.

    Formulas give the value Excel last worked out; none is evaluated. `name` is the file's, for errors.
    """
    yield from enumerate(_sheet(book, sheet, name).iter_rows(), 1)


def choose_sheet(book: CalamineWorkbook, name: str) -> tuple[str, int, CalamineSheet]:
    """This function will choose the sheet with the most known columns in its first rows; the first on a tie.

    What comes back: the sheet's name, the number of its header's row, and the sheet, read.
    """
    if not book.sheet_names:
        raise FileError(mark("{file} has no sheet with cells."), file=name)
    found = [_sheet(book, book.sheet_names[0], name)]
    most, header = find_header(as_text(islice(found[0].iter_rows(), WITHIN)))[::-1]
    for title in book.sheet_names[1:]:
        sheet = _sheet(book, title, name)
        at, known = find_header(as_text(islice(sheet.iter_rows(), WITHIN)))
        if known > most:
            found, most, header = [sheet], known, at
    return found[0].name, header + 1, found[0]


def as_text(rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    """This function will write rows of typed cells as text."""
    return [[show(cell) for cell in row] for row in rows]


def _sheet(book: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    if sheet not in book.sheet_names:
        text = mark('{file} has no sheet "{sheet}". It has: {sheets}.')
        raise FileError(text, file=name, sheet=sheet, sheets=", ".join(book.sheet_names))
    with _opening(name):
        return book.get_sheet_by_name(sheet)


@contextmanager
def _opening(name: str) -> Iterator[None]:
    """Says in our words what calamine found wrong; its panics are no Exception, and have no class to import."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise _locked(name) from error
    except BaseException as error:
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
            raise _damaged(name) from error
        raise


def _check_parts(file: BinaryIO, name: str) -> None:
    """Unpack every part piece by piece, keeping nothing, and stop where it grows beyond what is sane.

    What the archive says about sizes is not believed: only bytes that came out are counted.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
        if len(parts) > MEMBER_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            raise _too_large(name)
        if any(part.flag_bits & 1 for part in parts):
            raise _locked(name)
        if any(part.filename in _OTHER_KINDS for part in parts):
            raise FileError(
                mark("{file} is a workbook of another kind. Save it as .xlsx or CSV and send that."), file=name
            )
        left, room = UNPACKED_LIMIT, CELL_LIMIT
        for part in parts:
            size, area = _check_part(file, part, (left, room), name)
            left, room = left - size, room - area
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError) as error:
        raise _damaged(name) from error


def _check_part(file: BinaryIO, part: zipfile.ZipInfo, limits: tuple[int, int], name: str) -> tuple[int, int]:
    """One part's bytes and the cells its sheet reaches over; refused where they are more than the limits."""
    size, extent = 0, Extent()
    for piece in _unpacked(file, part):
        size += len(piece)
        if size > limits[0] or (size > _RATIO_FROM and size > RATIO_LIMIT * max(part.compress_size, 1)):
            raise _too_large(name)
        extent.see(piece)
    extent.finish()
    if extent.wrong:
        raise _damaged(name)
    if extent.area > limits[1] or (extent.area > SPARSE_FROM and extent.area > SPARSE * extent.filled):
        text = mark("{file} has a sheet of {rows} rows and {columns} columns. Delete what is not the table.")
        raise FileError(text, file=name, rows=extent.rows, columns=extent.columns)
    return size, extent.area


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(part.header_offset)
    head = file.read(_LOCAL_HEADER)
    if len(head) < _LOCAL_HEADER or not head.startswith(b"PK\x03\x04") or part.compress_type not in _METHODS:
        raise zipfile.BadZipFile
    file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    left, inflate = part.compress_size, zlib.decompressobj(-15)
    while left > 0 and (packed := file.read(min(_PIECE, left))):
        left -= len(packed)
        if part.compress_type == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, 1 << 20)
            packed = inflate.unconsumed_tail


def _locked(name: str) -> FileError:
    return FileError(mark("{file} is locked with a password. Save it without one and send it again."), file=name)


def _damaged(name: str) -> FileError:
    return FileError(
        mark("{file} is damaged, or no Excel workbook. Open it in Excel, save it again, and send it."), file=name
    )


def _too_large(name: str) -> FileError:
    return FileError(
        mark("{file} is far larger unpacked than packed, and is not opened. Save it as CSV and send that."), file=name
    )

"""Delimited text (CSV, TSV and kin): its encoding, its delimiter, and its records one after another."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from langganan.collect.grid import CHUNK, Progress
from langganan.collect.headers import WITHIN, find_header
from langganan.errors import FileError
from langganan.words import mark

DELIMITERS = ",;\t|"
GUESSED = frozenset({"cp1252", "latin-1", "utf-16-le", "utf-16-be"})
"""Encodings that `detect_encoding` gives by likelihood only: nothing in the file says or proves them."""
_HEAD = 1 << 16
_PIECE = 1 << 20
_FIRST_ODD, _FIRST_LATIN = 0x80, 0xA0  # between them Latin-1 has nothing, cp1252 has quotes and the euro
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect_encoding(path: Path) -> str:
    """This function will tell a text file's encoding: by its mark, by its zero bytes, as UTF-8, or by likelihood.

    The whole file is tried as UTF-8, because a name with an accent may come late.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
        if marked:
            return marked
        zeros = (head[0::2].count(0), head[1::2].count(0))
        if sum(zeros) > len(head) // 4:
            return _wide(path, zeros)
        odd = _not_utf8(head, file)
    return _likely(odd) if odd else "utf-8"


def detect_delimiter(path: Path, encoding: str) -> str:
    """This function will choose the delimiter under which the first rows look most like a table of orders."""
    rows = {mark_: _first_rows(path, encoding, mark_) for mark_ in DELIMITERS}
    return max(DELIMITERS, key=lambda mark_: _likeness(rows[mark_]))


def records(
    path: Path, encoding: str, delimiter: str, progress: Progress | None = None
) -> Iterator[tuple[int, list[str]]]:
    """This function will read the file's records, each with its number; the first record is 1.

    A cell with line breaks in quotes is one record, so numbers count records, not lines. Raises `FileError`
    where the encoding does not fit, or a quotation mark is never closed.
    """
    size = max(path.stat().st_size, 1)
    number = 0
    try:
        with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=_with_mark(encoding), newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), 1):
                if progress is not None and number % CHUNK == 0:
                    progress(min(raw.tell() / size, 1.0))
                yield number, cells
    except (UnicodeError, LookupError) as error:
        text = mark(
            '{file} is not written in the encoding "{encoding}" from row {row} on. Choose another, such as {good}.'
        )
        good = "cp1252" if encoding.startswith("utf") else "utf-8"
        raise FileError(text, file=path.name, encoding=encoding, row=number + 1, good=good) from error
    except csv.Error as error:
        text = mark('Row {row} of {file} cannot be read: a cell is endless. Look there for a " that is not closed.')
        raise FileError(text, file=path.name, row=number + 1) from error


def _with_mark(encoding: str) -> str:
    return "utf-8-sig" if encoding.replace("_", "-").lower() == "utf-8" else encoding


def _wide(path: Path, zeros: tuple[int, int]) -> str:
    """UTF-16 without a mark: Latin letters leave every other byte zero. Anything else is no text."""
    even, odd = zeros
    if min(even, odd) * 4 > max(even, odd):
        raise FileError(mark("{file} is not a table: it holds no text. Send CSV, Excel or Parquet."), file=path.name)
    return "utf-16-le" if odd > even else "utf-16-be"


def _not_utf8(head: bytes, file: io.BufferedReader) -> bytes:
    """The first piece of the file that is no UTF-8, or nothing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = head
    while piece:
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return piece
        piece = file.read(_PIECE)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return head
    return b""


def _likely(piece: bytes) -> str:
    """Which of the one-byte encodings of Western shops it is; Latin-1 has a letter for every byte."""
    from charset_normalizer import from_bytes

    at = next((i for i, byte in enumerate(piece) if byte >= _FIRST_ODD), 0)
    near = piece[max(at - 2000, 0) : at + 30_000]
    best = from_bytes(near, cp_isolation=["cp1252", "latin_1"]).best()
    guess = best.encoding if best is not None else "latin_1"
    return (
        "cp1252"
        if guess != "latin_1" or (any(_FIRST_ODD <= byte < _FIRST_LATIN for byte in near) and _fits(near, "cp1252"))
        else "latin-1"
    )


def _fits(piece: bytes, encoding: str) -> bool:
    try:
        piece.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _first_rows(path: Path, encoding: str, delimiter: str) -> list[list[str]]:
    try:
        return [cells for _, cells in islice(records(path, encoding, delimiter), WITHIN * 3)]
    except FileError:
        return []


def _likeness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Known columns in the header, then how many rows are exactly as wide as it (wider than one)."""
    if not rows:
        return 0, 0
    at, known = find_header(rows)
    width = len(rows[at])
    return known, sum(1 for row in rows[at:] if len(row) == width and width > 1)

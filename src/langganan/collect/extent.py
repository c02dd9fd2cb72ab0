"""How far a workbook's cells reach, found before a program makes room for all that lies between them."""

from __future__ import annotations

import re
from functools import cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where a sheet of Excel ends."""
_TAG_LIMIT = 1 << 20
_A = 64
_TAG = re.compile(
    rb"""<(?:[^\s<>/:]*:)?(c|row)(?=[\s/>])(?:OTHERS(?:\s+r\s*=\s*["']([A-Za-z]{0,3})([1-9]\d{0,6})["'])?OTHERS"""
    rb"""\s*+(/?)(>)(</)?)?""".replace(
        b"OTHERS", rb"""(?:\s+(?!r[\s=])[^\s=<>"'/]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*+"""
    )
)  # a tag that is not written like this is matched by its name alone
_SIZE = re.compile(rb"""<(?:[^\s<>/:]*:)?dimension\s(?:[^<>]*\s)?ref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_PLACE = re.compile(rb"([A-Za-z]{1,3})([1-9]\d{0,6})")


class Extent:
    """What one part of a workbook, fed piece by piece, says about its cells.

    `rows` and `columns` are the last with a filled cell, `filled` counts those; cells that only have a style do not
    count. `wrong` says that the place of a cell, row or sheet cannot be read, or lies beyond a sheet's end.
    """

    def __init__(self) -> None:
        self.rows = self.columns = self.filled = 0
        self.wrong = False
        self._left, self._row, self._column = b"", 0, 0

    @property
    def area(self) -> int:
        """Cells that a program would make room for."""
        return self.rows * self.columns

    def see(self, piece: bytes) -> None:
        """This function will take in one piece; a tag that goes on in the next piece waits for it."""
        known = self._left + piece
        end = _last_opening(known)
        self._scan(known[:end])
        self._left = known[end:]
        if len(self._left) > _TAG_LIMIT:
            closed = self._left.find(b">") + 1
            self.wrong |= not closed
            self._left = self._left[:closed]

    def finish(self) -> None:
        """This function will take in what still waits."""
        self._scan(self._left)
        self._left = b""

    def _scan(self, known: bytes) -> None:
        for name, letters, digits, alone, closed, follows in _TAG.findall(known):
            if not closed:
                self.wrong = True
            elif name == b"row":
                self._row, self._column = int(digits or self._row + 1), 0
                self.wrong |= bool(letters) or self._row > LAST_ROW
            else:
                self._see_cell(letters, digits, filled=not alone and not follows)
        if b"dimension" in known:
            self.wrong |= not all(map(_fits, (double or single for double, single in _SIZE.findall(known))))

    def _see_cell(self, letters: bytes, digits: bytes, *, filled: bool) -> None:
        """A cell without a place stands right of the one before."""
        row = int(digits) if digits else self._row
        self._column = _number(letters) if digits else self._column + 1
        if not 1 <= self._column <= LAST_COLUMN or row > LAST_ROW:
            self.wrong = True
        elif filled:
            self.filled += 1
            self.rows, self.columns = max(self.rows, row), max(self.columns, self._column)


def _last_opening(known: bytes) -> int:
    """Where the last tag begins that opens something; all before it is whole."""
    at = known.rfind(b"<")
    while at > 0 and known[at + 1 : at + 2] in {b"/", b""}:
        at = known.rfind(b"<", 0, at)
    return max(at, 0)


def _fits(size: bytes) -> bool:
    """Whether a sheet's size, such as A1:H500, can be read and lies within a sheet."""
    ends = [_PLACE.fullmatch(end) for end in size.split(b":")]
    return len(ends) <= 2 and all(end and _number(end[1]) <= LAST_COLUMN and int(end[2]) <= LAST_ROW for end in ends)  # noqa: PLR2004


@cache
def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A
    return number

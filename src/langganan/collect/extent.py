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
    rb"""\s*+(/?)(>)(</)?)?""".replace(b"OTHERS", rb"""(?:\s+(?!r[\s=])[^\s=<>"'/]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*+""")
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
        tags = _TAG.findall(known)
        if tags and all(tag[2] for tag in tags):
            self._see_placed(tags)
        else:
            self._see_each(tags)
        if b"dimension" in known:
            self.wrong |= not all(map(_fits, (double or single for double, single in _SIZE.findall(known))))

    def _see_placed(self, tags: list[tuple[bytes, ...]]) -> None:
        """Tags that all say where they stand, which is how nearly every workbook is written: no loop over them."""
        self._row = max(self._row, *map(int, {tag[2] for tag in tags}))
        self._column = _number(tags[-1][1])
        widest = max(map(_number, {tag[1] for tag in tags}))
        self.wrong |= self._row > LAST_ROW or widest > LAST_COLUMN
        self.wrong |= any((tag[0] == b"row") == bool(tag[1]) for tag in tags)
        filled = [tag for tag in tags if tag[0] == b"c" and not tag[3] and not tag[5]]
        self.filled += len(filled)
        self.rows = max([self.rows, *map(int, {tag[2] for tag in filled})])
        self.columns = max([self.columns, *map(_number, {tag[1] for tag in filled})])

    def _see_each(self, tags: list[tuple[bytes, ...]]) -> None:
        """A row without a place is taken to follow the furthest one, a cell without one the cell before it."""
        for name, letters, digits, alone, closed, follows in tags:
            own = bool(letters) if name == b"c" else not letters
            self.wrong |= not closed or bool(digits and not own)
            self._row = max(self._row + (name == b"row" and not digits), int(digits or 0))
            self._column = 0 if name == b"row" else _number(letters) if digits else self._column + 1
            self.wrong |= self._row > LAST_ROW or self._column > LAST_COLUMN
            if name == b"c" and not alone and not follows:
                self.filled += 1
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _last_opening(known: bytes) -> int:
    """Where the last tag begins that opens something; all before it is whole."""
    at = known.rfind(b"<")
    while at > 0 and known[at + 1 : at + 2] in {b"/", b""}:
        at = known.rfind(b"<", 0, at)
    return max(at, 0)


def _fits(size: bytes) -> bool:
    """Whether a sheet's size, such as A1:H500, can be read and lies within a sheet."""
    ends = [_PLACE.fullmatch(end) for end in size.split(b":")]
    return all(end and _number(end[1]) <= LAST_COLUMN and int(end[2]) <= LAST_ROW for end in ends)


@cache
def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A
    return number

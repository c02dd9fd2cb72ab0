"""The columns of a grid, parsed into what they mean: texts, numbers and times, one value a row, and faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from langganan.collect.cells import Cell
from langganan.collect.dates import parse_time, to_utc
from langganan.collect.grid import Coded
from langganan.tables import Array
from langganan.words import Phrase

PIECE = 50_000
"""Different times worked on at once, so that a million of them need little memory."""
_NOWHEN = datetime.combine(date(1970, 1, 1), time())


@dataclass(frozen=True, eq=False)
class Texts:
    """A text for each row: `codes` points into `values`, which differ from one another; -1 is no text."""

    codes: Array
    values: list[str]

    def objects(self) -> Array:
        """This function will give each row's text, or None (object array)."""
        return np.array([*self.values, None], dtype=object)[self.codes]

    def __getitem__(self, rows: Array) -> Texts:
        return Texts(self.codes[rows], self.values)


@dataclass
class Faults:
    """What is wrong with which row: `reason` points into `said` (header, sentence), -1 where nothing is.

    The first fault of a row stands.
    """

    reason: Array
    said: list[tuple[str, Phrase]] = field(default_factory=list)

    def add_cells(self, header: str, codes: Array, wrong: dict[int, Phrase]) -> None:
        """This function will fault every row whose cell (by its code) is wrong."""
        if not wrong:
            return
        lookup = np.full(int(codes.max(initial=0)) + 1, -1, dtype=np.int32)
        for code, phrase in wrong.items():
            lookup[code] = len(self.said)
            self.said.append((header, phrase))
        found = lookup[codes]
        self.reason = np.where((self.reason < 0) & (found >= 0), found, self.reason)

    def add_rows(self, header: str, rows: Array, phrase: Phrase) -> None:
        """This function will fault the rows of a mask, all for one reason."""
        if rows.any():
            self.reason = np.where((self.reason < 0) & rows, len(self.said), self.reason)
            self.said.append((header, phrase))


def parse_each(cells: Sequence[Cell], parse: Callable[[Cell], Any]) -> tuple[list[Any], dict[int, Phrase]]:
    """This function will parse each different cell; what gives a Phrase is None, and a fault under its code."""
    wrong: dict[int, Phrase] = {}
    values: list[Any] = []
    for code, cell in enumerate(cells):
        value = parse(cell)
        if isinstance(value, Phrase):
            wrong[code] = value
            value = None
        values.append(value)
    return values, wrong


def texts(codes: Array, values: Sequence[str | None]) -> Texts:
    """This function will point each row at its text, where several cells may have come to the same text."""
    lookup: dict[str, int] = {}
    again = [-1 if value is None else lookup.setdefault(value, len(lookup)) for value in values]
    return Texts(np.array(again, dtype=np.int32)[codes], list(lookup))


def numbers(codes: Array, values: Sequence[float | None]) -> Array:
    """This function will give each row's number, NaN for none (float64)."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)[codes]


def times(column: Coded, cells: Sequence[Cell], order: str, zone: ZoneInfo) -> tuple[Array, Array, dict[int, Phrase]]:
    """This function will give each different cell's time in UTC and its day in the shop's zone, and the faults."""
    utc, day = np.empty(len(cells), "datetime64[us]"), np.empty(len(cells), "datetime64[D]")
    wrong: dict[int, Phrase] = {}
    for start in range(0, len(cells), PIECE):
        part = slice(start, start + PIECE)
        values, faults = parse_each(cells[part], lambda cell: parse_time(cell, order))
        wrong |= {start + code: phrase for code, phrase in faults.items()}
        utc[part], day[part] = _moments([_NOWHEN if value is None else value for value in values], zone, utc=column.utc)
    return utc, day, wrong


def _moments(values: list[datetime], zone: ZoneInfo, *, utc: bool) -> tuple[Array, Array]:
    if utc:
        values = [value if value.tzinfo else value.replace(tzinfo=UTC) for value in values]
    local = [value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value for value in values]
    naive = np.array(local, dtype="datetime64[us]")
    moments = to_utc(naive, zone)
    for code, value in enumerate(values):
        if value.tzinfo:
            moments[code] = np.datetime64(value.astimezone(UTC).replace(tzinfo=None), "us")
    return moments, naive.astype("datetime64[D]")

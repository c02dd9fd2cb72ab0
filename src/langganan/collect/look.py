"""A first look at a file: how it seems to be laid out, its first rows, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from langganan.collect.cells import show
from langganan.collect.dates import Orders
from langganan.collect.grid import Grid
from langganan.collect.headers import match, name_columns, nearest
from langganan.collect.layout import Layout, headers_sha256, missing
from langganan.collect.numbers import Marks
from langganan.collect.sources import load, open_file, open_records
from langganan.collect.text_file import GUESSED
from langganan.engine import Engine
from langganan.errors import FileError
from langganan.words import Phrase, mark

SHOWN = 10
_SAMPLE = 2_000
_AT_MOST = 1_000_000
"""Rows searched for a date or number that settles how they are written."""

Record = tuple[int, Sequence[Any]]
Remembered = Callable[[str], Layout | None]


@dataclass(frozen=True)
class Look:
    """What a first look found: `rows` are the first ten below the header, as text."""

    layout: Layout
    headers: list[str]
    rows: list[list[str]]
    doubts: list[Phrase] = field(default_factory=list)


def look(
    path: str | Path,
    *,
    engine: Engine,
    remembered: Remembered | None = None,
    currency: str = "IDR",
    corrected: Layout | None = None,
) -> Look:
    """This function will find out how a file is laid out, without reading more of it than that needs.

    `remembered` gives the layout a person confirmed for files with these headers (see `headers_sha256`):
    its columns, date order, decimal mark and treatment of repeats are then taken as they are. `currency`
    settles numbers such as "1.234" where the column itself does not. `corrected` is the layout as a person
    set it for this very file: it stands, whatever the file seems to say. Columns that were not recognised stay
    out of the layout, with a doubt that says what is missing.

    Raises `FileError` where the file is empty, damaged or no table.
    """
    path = Path(path)
    layout, records = (corrected, partial(open_records, path, corrected)) if corrected else open_file(path)
    if layout.kind == "parquet":
        grid = load(path, layout, engine)
        return look_at_grid(grid, layout, remembered=remembered, currency=currency, settled=corrected is not None)
    stream = records()
    header: Sequence[Any] = next((cells for _, cells in islice(stream, layout.header_row - 1, layout.header_row)), ())
    headers = name_columns([show(cell) for cell in header])
    filled = (record for record in stream if any(show(cell).strip() for cell in record[1]))
    sample = list(islice(filled, _SAMPLE))
    if not headers or not sample:
        raise FileError(mark("{file} has a header, but no rows below it."), file=path.name)
    rows = [[show(cell) for cell in cells[: len(headers)]] for _, cells in sample[:SHOWN]]
    stands = layout if corrected else _recalled(layout, headers, remembered)
    guessed = [] if corrected else _guessed(layout)
    if stands is not None and _fits(stands, headers):
        return Look(stands, headers, rows, guessed + lacking(stands, headers))
    layout, doubts = _habits(replace(layout, columns=match(headers)), headers, sample, filled, currency)
    return Look(layout, headers, rows, guessed + doubts + lacking(layout, headers))


def look_at_grid(
    grid: Grid, layout: Layout, *, remembered: Remembered | None = None, currency: str, settled: bool = False
) -> Look:
    """This function will do the same for rows that are in memory already; a settled layout stands."""
    rows = [grid.cells(at, ".") for at in range(min(SHOWN, len(grid.rows)))]
    stands = layout if settled else _recalled(layout, grid.headers, remembered)
    if stands is not None and _fits(stands, grid.headers):
        return Look(stands, grid.headers, rows, lacking(stands, grid.headers))
    layout = replace(layout, columns=match(grid.headers))
    layout, doubts = _habits(layout, grid.headers, _different(grid, layout.columns), (), currency)
    return Look(layout, grid.headers, rows, doubts + lacking(layout, grid.headers))


def lacking(layout: Layout, headers: Sequence[str]) -> list[Phrase]:
    """This function will say, for each needed field without a column, what is missing and what it may be."""
    taken = set(layout.columns.values())
    said: list[Phrase] = []
    for group in missing(layout.columns):
        guess = next((hit for name in group if (hit := nearest(name, headers, taken))), "")
        alone, with_guess = _LACKING[group[0]]
        said.append(
            Phrase(
                with_guess if guess else alone, {"headers": ", ".join(headers)} | ({"guess": guess} if guess else {})
            )
        )
    return said


_LACKING = {
    "ordered_at": (
        mark("No column holds the date of the order. The columns are: {headers}."),
        mark("No column holds the date of the order; perhaps {guess} does. The columns are: {headers}."),
    ),
    "sku": (
        mark("No column holds the product's code or name. The columns are: {headers}."),
        mark("No column holds the product's code or name; perhaps {guess} does. The columns are: {headers}."),
    ),
    "unit_price": (
        mark("No column holds the price or the amount. The columns are: {headers}."),
        mark("No column holds the price or the amount; perhaps {guess} does. The columns are: {headers}."),
    ),
}


def _guessed(layout: Layout) -> list[Phrase]:
    """That the letters may be others, where the file does not say how they are written."""
    if layout.kind != "csv" or layout.encoding not in GUESSED:
        return []
    text = mark(
        "The file does not say how its letters are written. They are read as {encoding}. Look for strange letters "
        "in the first rows; if there are some, save the file as CSV UTF-8 and send that."
    )
    return [Phrase(text, {"encoding": layout.encoding})]


def _recalled(found: Layout, headers: Sequence[str], remembered: Remembered | None) -> Layout | None:
    """The file's own outer shape with the meanings a person confirmed, where these headers are known."""
    known = remembered(headers_sha256(headers)) if remembered else None
    if known is None:
        return None
    return replace(
        found,
        columns=dict(known.columns),
        date_order=known.date_order,
        decimal=known.decimal,
        keep_repeats=known.keep_repeats,
    )


def _fits(layout: Layout, headers: Sequence[str]) -> bool:
    """Whether the layout's columns are all there; after a change of sheet or header row they may not be."""
    return set(layout.columns.values()) <= set(headers)


def _habits(
    layout: Layout, headers: Sequence[str], sample: Sequence[Record], rest: Iterable[Record], currency: str
) -> tuple[Layout, list[Phrase]]:
    """How dates and numbers are written: by the sample, and by the rest of the file where that leaves it open."""
    at = {name: headers.index(header) for name, header in layout.columns.items()}
    orders, money, pieces = Orders(), Marks(), Marks()
    _see(sample, at, orders, (money, pieces))
    if not orders.settled() or (any(money.open.values()) and not any(money.sure.values())):
        _see(islice(rest, _AT_MOST), at, orders, (money, pieces))
    marks = money if any((*money.sure.values(), *money.open.values())) else pieces
    doubts = [doubt for doubt in (orders.doubt(), marks.doubt(currency)) if doubt is not None]
    return replace(layout, date_order=orders.decide(), decimal=marks.decide(currency)), doubts


def _see(records: Iterable[Record], at: Mapping[str, int], orders: Orders, marks: tuple[Marks, Marks]) -> None:
    money, pieces = marks
    stream = iter(records)
    while chunk := list(islice(stream, _SAMPLE)):
        if "ordered_at" in at:
            orders.see(_column(chunk, at["ordered_at"]))
        for name, seen in (("unit_price", money), ("amount", money), ("quantity", pieces)):
            if name in at:
                seen.see({cell: None for _, cell in _column(chunk, at[name])})


def _column(records: Iterable[Record], at: int) -> Iterator[tuple[int, object]]:
    """Each different text of a column once, with the row it first stands in."""
    first: dict[object, int] = {}
    for row, cells in records:
        if len(cells) > at and isinstance(cells[at], str):
            first.setdefault(cells[at], row)
    return ((row, cell) for cell, row in first.items())


def _different(grid: Grid, columns: Mapping[str, str]) -> list[Record]:
    """Records that together hold every different text of the columns that matter, for `_see`."""
    wanted = [columns[name] for name in ("ordered_at", "unit_price", "amount", "quantity") if name in columns]
    held = ((header, cell, int(grid.rows[first])) for header in wanted for cell, first in _texts(grid, header))
    return [(row, [cell if header == name else None for name in grid.headers]) for header, cell, row in held]


def _texts(grid: Grid, header: str) -> Iterator[tuple[str, int]]:
    column = grid.columns[header]
    pairs = zip(column.cells, column.first_rows(), strict=True)
    return ((cell, int(first)) for cell, first in pairs if isinstance(cell, str))

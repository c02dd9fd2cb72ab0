"""An order file in, a checked table of order rows out, with a count for every rule and a reason for every reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from langganan.collect.cells import given
from langganan.collect.goods import not_goods
from langganan.collect.grid import Grid, Progress
from langganan.collect.layout import OWN_PREFIX, REST, Layout, missing
from langganan.collect.lines import Lines, Place, parse_lines
from langganan.collect.look import Look, lacking, look
from langganan.collect.prices import doubt_prices
from langganan.collect.rejects import Reject, write_rejects
from langganan.collect.rules import RULES, kinds, repeats
from langganan.collect.sources import load
from langganan.engine import Engine
from langganan.errors import FileError
from langganan.tables import ORDER_ROWS, Array
from langganan.words import Phrase, mark

__all__ = ["RULES", "Look", "Reading", "Reject", "look", "not_goods", "read", "read_grid", "write_rejects"]


NESTED = mark("The column {column} of {file} holds {found}. It needs one text, number or time in each row.")


@dataclass(frozen=True, eq=False)
class Reading:
    """What a file came to: `orders` passes `tables.ORDER_ROWS`; `counts` has a number for each code of `RULES`.

    `goods` tells for each product code whether it is goods. `rejects` are in the file's order.
    """

    orders: dict[str, Array]
    goods: dict[str, bool]
    counts: dict[str, int]
    headers: list[str]
    currency: str
    rejects: list[Reject] = field(default_factory=list)
    doubts: list[Phrase] = field(default_factory=list)


def read(
    path: str | Path,
    layout: Layout,
    *,
    zone: str,
    currency: str,
    region: str = "ID",
    engine: Engine,
    progress: Progress | None = None,
) -> Reading:
    """This function will read and check a whole order file, laid out as told.

    Local times are in `zone` (a name such as Asia/Jakarta), money in `currency` (ISO 4217), phone numbers
    without a country code in `region` (ISO 3166). `progress` is called with the share done, 0 to 1.

    Raises `FileError` where the file cannot be read, lacks a needed column, or no row of it can be taken.
    """
    path, told = Path(path), progress or (lambda _: None)
    grid = load(path, layout, engine, lambda share: told(share * 0.6))
    told(0.6)
    reading = read_grid(grid, layout, Place(zone, currency, region), name=path.name)
    told(1.0)
    return reading


def read_grid(grid: Grid, layout: Layout, place: Place, *, name: str) -> Reading:
    """This function will check rows that are in memory; `name` stands for the file in errors.

    A row that faults in several columns is rejected for the first. Rows of cancelled orders, then rows that
    equal an earlier one, are counted and left out.
    """
    _require(grid, layout, name)
    lines = parse_lines(grid, layout, place)
    if not lines.read:
        raise FileError(mark("{file} has a header, but no rows below it."), file=name)
    rejects = _rejects(grid, lines, layout.decimal)
    if len(rejects) == lines.read:
        raise _nothing(rejects[0], grid, name)
    good = lines.faults.reason < 0
    kept = good & ~lines.cancelled
    again = _repeats(grid, lines, kept, keep=layout.keep_repeats)
    orders, negative = _table(lines, kept & ~again)
    goods = _goods(lines, kept & ~again)
    counts = {"read": lines.read, "cancelled": int((good & lines.cancelled).sum()), "repeats": int(again.sum()),
              "rejected": len(rejects), "negative_price": negative, **_count(orders, goods)}  # fmt: skip
    doubts = [*lines.doubts, *doubt_prices(orders, goods, place.currency)]
    return Reading(orders, goods, {code: counts[code] for code in RULES}, grid.headers, place.currency, rejects, doubts)


def _require(grid: Grid, layout: Layout, name: str) -> None:
    absent = [header for header in layout.columns.values() if header not in grid.headers]
    if absent:
        text = mark("{file} has no column {absent}. Its columns are: {headers}.")
        raise FileError(text, file=name, absent=", ".join(absent), headers=", ".join(grid.headers))
    nested = next((header for header in layout.columns.values() if grid.columns[header].nested), None)
    if nested is not None:
        raise FileError(NESTED, file=name, column=nested, found=grid.columns[nested].nested)
    if missing(layout.columns):
        phrase = lacking(layout, grid.headers)[0]
        raise FileError(phrase.text, **phrase.fields)


def _rejects(grid: Grid, lines: Lines, decimal: str) -> list[Reject]:
    text = mark("The row has {found} cells, the header {wanted}. Look for a delimiter or quotation mark too many.")
    wanted = len(grid.headers)
    reasons = {wide: Phrase(text, {"found": wide, "wanted": wanted}) for wide in {len(r.cells) for r in grid.ragged}}
    found = [Reject(ragged.row, "", reasons[len(ragged.cells)], ragged.cells) for ragged in grid.ragged]
    for at in np.flatnonzero(lines.faults.reason >= 0).tolist():
        header, phrase = lines.faults.said[lines.faults.reason[at]]
        where = int(lines.at[at])
        found.append(Reject(int(grid.rows[where]), header, phrase, grid.cells(where, decimal)))
    return sorted(found, key=lambda reject: reject.row)


def _nothing(first: Reject, grid: Grid, name: str) -> FileError:
    if not first.column:
        text = mark("No row of {file} can be read. Row {row} has {found} cells, the header {wanted}.")
        return FileError(text, file=name, row=first.row, found=len(first.cells), wanted=len(grid.headers))
    text = mark('No row of {file} can be read. In row {row} the column {column} holds "{given}".')
    if first.column == REST:
        text = mark(
            'No row of {file} can be read. In row {row} the column {column} still holds "{given}", which did not fit '
            "under the header. Put it where it belongs in each row, and empty the cell."
        )
    held = first.cells[grid.headers.index(first.column)]
    return FileError(text, file=name, row=first.row, column=first.column, given=given(held))


def _repeats(grid: Grid, lines: Lines, kept: Array, *, keep: bool) -> Array:
    again = np.zeros(len(kept), dtype=bool)
    if not keep:
        own = [header for header in grid.headers if not header.startswith(OWN_PREFIX)]
        again[kept] = repeats([grid.columns[header].codes[lines.at[kept]] for header in own])
    return again


def _table(lines: Lines, rows: Array) -> tuple[dict[str, Array], int]:
    """The checked table of the rows kept, and how many of them have a negative price."""
    kind, negative = kinds(lines.quantity[rows], lines.price[rows], lines.value[rows], lines.correction[rows])
    columns = {
        "row": lines.row[rows],
        "ordered_at": lines.ordered_at[rows],
        "quantity": lines.quantity[rows],
        "unit_price": lines.price[rows],
        "amount": lines.amount[rows],
        "kind": kind,
        **{name: texts[rows].objects() for name, texts in lines.texts.items()},
    }
    return ORDER_ROWS.check(columns), int(negative.sum())


def _goods(lines: Lines, rows: Array) -> dict[str, bool]:
    """For each product code whether it is goods, by the name it has most often."""
    sku, name = lines.texts["sku"][rows], lines.texts["product_name"][rows]
    span = len(name.values) + 1
    pairs, counts = np.unique(sku.codes.astype(np.int64) * span + name.codes + 1, return_counts=True)
    most: dict[int, int] = {}
    for at in np.argsort(counts, kind="stable").tolist():
        which, named = divmod(int(pairs[at]), span)
        if named or which not in most:
            most[which] = named - 1
    names = [*name.values, None]
    return {sku.values[which]: not not_goods(sku.values[which], names[named]) for which, named in most.items()}


def _count(orders: Mapping[str, Array], goods: Mapping[str, bool]) -> dict[str, int]:
    kind, customers = orders["kind"], orders["customer_ref"].tolist()
    lines = {name: int((kind == of).sum()) for name, of in _KIND_COUNTS.items()}
    skus = orders["sku"].tolist()
    return {
        **lines,
        "orders": len(set(orders["order_ref"].tolist())),
        "customers": len(set(customers) - {None}),
        "products": len(goods),
        "no_customer": customers.count(None),
        "not_goods": sum(1 for sku in skus if not goods[sku]),
    }


_KIND_COUNTS = {"sales": "sale", "returns": "return", "free": "free", "adjustment": "adjustment"}

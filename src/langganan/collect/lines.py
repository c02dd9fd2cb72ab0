"""Order lines, parsed and not yet sorted by rule: every field of every row, with the faults and doubts found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np

from langganan.collect.cells import REF_LENGTH, Cell, clean, given, mark_of, name_to_ref, parse_ref, show
from langganan.collect.contacts import NAME_LENGTH, parse_email, parse_phone
from langganan.collect.dates import parse_time, zone_named
from langganan.collect.fields import Faults, Texts, numbers, parse_each, texts, times
from langganan.collect.goods import is_stock_correction
from langganan.collect.grid import Grid
from langganan.collect.layout import REST, Layout
from langganan.collect.numbers import parse_number, parse_quantity
from langganan.collect.order_refs import make_refs, one_customer_each
from langganan.collect.products import join_codes
from langganan.collect.rules import is_c_number, says_cancelled
from langganan.tables import Array
from langganan.words import Phrase, decimals_of, mark

PRODUCT_NAME_LENGTH = 300
CHANNEL_LENGTH = 60
_AMOUNT_LIMIT, _PRICE_LIMIT = 1e15, 1e13


@dataclass(frozen=True)
class Place:
    """Where the shop is: its time zone, currency (ISO 4217) and region for phone numbers (ISO 3166)."""

    zone: str
    currency: str
    region: str = "ID"


@dataclass(frozen=True, eq=False)
class Lines:
    """Every filled row's fields; arrays of one length. `at` is each row's index in the grid.

    `value` is what the line came to in currency, `amount` the same in minor units; `read` counts rows with
    those too wide or too narrow for the header.
    """

    at: Array
    row: Array
    texts: dict[str, Texts]
    ordered_at: Array
    quantity: Array
    price: Array
    value: Array
    amount: Array
    cancelled: Array
    correction: Array
    faults: Faults
    doubts: list[Phrase]
    read: int


def parse_lines(grid: Grid, layout: Layout, place: Place) -> Lines:
    """This function will parse every field of every filled row of a grid; see `layout.FIELDS` for what may lack."""
    return _Parser(grid, layout, place).lines()


class _Parser:
    """Parses one grid, gathering faults and doubts on the way."""

    def __init__(self, grid: Grid, layout: Layout, place: Place) -> None:
        self.grid, self.layout, self.place = grid, layout, place
        self.doubts: list[Phrase] = []
        self.cells = {header: grid.columns[header].cleaned() for header in set(layout.columns.values())}
        self.at = self._filled()
        self.faults = Faults(np.full(len(self.at), -1, dtype=np.int32))

    def lines(self) -> Lines:
        self._refuse_nul()
        self._refuse_rest()
        ordered_at, day = self._times()
        refs = self._texts("order_ref", parse_ref, needed=_NO_ORDER)
        found = {"order_ref": refs, "customer_ref": self._texts("customer_ref", parse_ref), **self._people()}
        found["customer_ref"] = self._customers(found)
        found |= self._products()
        quantity, price, value = self._numbers()
        if "order_ref" in self.layout.columns:
            quantity, value = self._turn(refs, quantity, value)
            found |= self._one_customer_each(refs, found["customer_ref"])
        else:
            found["order_ref"] = self._make_refs(found["customer_ref"], day, ordered_at)
        status = self._texts("status", _plain_text)
        return Lines(
            self.at, self.grid.rows[self.at], found, ordered_at, quantity, price, value, self._amounts(value),
            _which(status, says_cancelled) & (quantity > 0), _which(found["sku"], is_stock_correction),
            self.faults, self.doubts, len(self.at) + len(self.grid.ragged),
        )  # fmt: skip

    def _filled(self) -> Array:
        """Rows with anything in them, without a first row that only explains the columns."""
        filled = np.zeros(len(self.grid.rows), dtype=bool)
        for header, cells in self.cells.items():
            filled |= np.array([cell is not None for cell in cells], dtype=bool)[self.grid.columns[header].codes]
        for at in np.flatnonzero(~filled).tolist():
            filled[at] = any(clean(cell) is not None for cell in self.grid.cells(at, "."))
        at = np.flatnonzero(filled)
        if len(at) > 1 and self._explains(int(at[0])):
            text = mark("Row {row} explains the columns and is left out.")
            self.doubts.append(Phrase(text, {"row": int(self.grid.rows[at[0]])}))
            return at[1:]
        return at

    def _explains(self, at: int) -> bool:
        """Whether a row has words where the date and every number should be."""
        parsers = {
            "ordered_at": partial(parse_time, order=self.layout.date_order),
            **dict.fromkeys(("quantity", "unit_price", "amount"), partial(parse_number, decimal=self.layout.decimal)),
        }
        headers = {name: self.layout.columns[name] for name in parsers if name in self.layout.columns}
        cells = {name: self.cells[header][self.grid.columns[header].codes[at]] for name, header in headers.items()}
        worded = [isinstance(cell, str) and not any(c.isdigit() for c in cell) for cell in cells.values()]
        return (
            len(cells) > 1
            and all(worded)
            and all(isinstance(parsers[name](cell), Phrase) for name, cell in cells.items())
        )

    def _column(self, name: str) -> tuple[str, Array, list[Cell]] | None:
        """A field's header, its codes for the filled rows, and its different cells, clean."""
        header = self.layout.columns.get(name)
        return None if header is None else (header, self.grid.columns[header].codes[self.at], self.cells[header])

    def _refuse_nul(self) -> None:
        text = mark('"{given}" holds a zero byte: the file was damaged on its way. Write the cell again.')
        for header, column in self.grid.columns.items():
            bad = {i: cell for i, cell in enumerate(column.cells) if isinstance(cell, str) and "\0" in cell}
            wrong = {i: Phrase(text, {"given": given(clean(cell))}) for i, cell in bad.items()}
            self.faults.add_cells(header, column.codes[self.at], wrong)

    def _refuse_rest(self) -> None:
        """Rows sent again whose cells that did not fit were not put where they belong; see `write_rejects`."""
        if REST not in self.grid.headers:
            return
        column = self.grid.columns[REST]
        text = mark('"{given}" did not fit under the header. Put it where it belongs in the row, and empty this cell.')
        filled = {i: cell for i, cell in enumerate(column.cleaned()) if cell is not None}
        wrong = {i: Phrase(text, {"given": given(cell)}) for i, cell in filled.items()}
        self.faults.add_cells(REST, column.codes[self.at], wrong)

    def _times(self) -> tuple[Array, Array]:
        header = self.layout.columns["ordered_at"]
        column = self.grid.columns[header]
        codes = column.codes[self.at]
        utc, day, wrong = times(column, self.cells[header], self.layout.date_order, zone_named(self.place.zone))
        self.faults.add_cells(header, codes, wrong)
        self._doubt_order(np.isin(codes, [code for code in wrong if self._fits_otherwise(self.cells[header][code])]))
        return utc[codes], day[codes]

    def _fits_otherwise(self, cell: Cell) -> bool:
        """Whether a refused date would be one with day and month the other way round."""
        return isinstance(cell, str) and isinstance(parse_time(cell, _OTHERWISE[self.layout.date_order]), datetime)

    def _doubt_order(self, rows: Array) -> None:
        self._doubt_if(int(rows.sum()), _OTHER_ORDER)

    def _texts(self, name: str, parse: Callable[[Cell], Any], *, needed: str = "") -> Texts:
        """One field as texts; where the column is absent, none. An empty cell is a fault where it is needed."""
        column = self._column(name)
        if column is None:
            return texts(np.full(len(self.at), 0, dtype=np.int32), [None])
        header, codes, cells = column
        values, wrong = parse_each(cells, parse)
        empty = {
            code: Phrase(needed) for code, value in enumerate(values) if needed and value is None and code not in wrong
        }
        self.faults.add_cells(header, codes, wrong | empty)
        return texts(codes, values)

    def _people(self) -> dict[str, Texts]:
        """Names, contacts and channels, as far as the file has them; unreadable contacts are left out and counted."""
        parsers: dict[str, Callable[[Cell], str | None]] = {
            "customer_name": partial(_plain_text, longest=NAME_LENGTH),
            "phone": partial(parse_phone, region=self.place.region),
            "email": parse_email,
            "channel": partial(_plain_text, longest=CHANNEL_LENGTH),
        }
        found = {name: self._texts(name, parse) for name, parse in parsers.items() if name in self.layout.columns}
        for name in ("phone", "email"):
            column = self._column(name)
            if column is not None:
                filled = np.array([cell is not None for cell in column[2]], dtype=bool)[column[1]]
                self._doubt_if(int((filled & (found[name].codes < 0)).sum()), _LEFT_OUT[name])
        return found

    def _customers(self, found: dict[str, Texts]) -> Texts:
        """Who bought: the reference; where the file has no such column, the phone, else e-mail, else name."""
        if "customer_ref" in self.layout.columns:
            return found["customer_ref"]
        instead = next((name for name in _INSTEAD if name in found), "")
        self.doubts.append(Phrase(_INSTEAD[instead]))
        if instead != "customer_name":
            return found.get(instead, found["customer_ref"])
        codes, values = found[instead].codes, found[instead].values
        return texts(codes, [*map(name_to_ref, values), None])

    def _products(self) -> dict[str, Texts]:
        """Code, name and category; for rows without a code see `join_codes`."""
        sku = self._texts("sku", _upper_ref)
        names = self._texts("product_name", partial(_plain_text, longest=PRODUCT_NAME_LENGTH))
        joined, by_name = join_codes(sku, names)
        self._doubt_if(int((by_name & (self.faults.reason < 0)).sum()), _BY_NAME)
        header = self.layout.columns.get("sku") or self.layout.columns["product_name"]
        self.faults.add_rows(
            header, joined.codes < 0, Phrase(mark("The row names no product. Write its code or its name."))
        )
        return {
            "sku": joined,
            "product_name": names,
            "category": self._texts("category", partial(_plain_text, longest=REF_LENGTH)),
        }

    def _numbers(self) -> tuple[Array, Array, Array]:
        """Quantity, price of one, and the line's value: the file's own amount, else quantity times price."""
        decimal, currency = self.layout.decimal, self.place.currency
        quantity = self._number("quantity", partial(parse_quantity, decimal=decimal), absent=1.0)
        money = partial(parse_number, decimal=decimal, currency=currency)
        price, amount = self._number("unit_price", money), self._number("amount", money)
        if "quantity" not in self.layout.columns:
            self.doubts.append(Phrase(mark("There is no column for the quantity: each line counts as one piece.")))
        amount = np.where((quantity < 0) & (amount > 0), -amount, amount)
        value = np.where(np.isnan(amount), quantity * price, amount)
        price = np.where(np.isnan(price), value / np.where(np.isnan(quantity), 1.0, quantity), price)
        header = self.layout.columns.get("unit_price") or self.layout.columns["amount"]
        text = mark("The row has no price. Write the price of one, or 0 where it was given free.")
        self.faults.add_rows(header, np.isnan(value), Phrase(text))
        text = mark("One piece would cost more than can be right. Look at the price and the quantity.")
        self.faults.add_rows(header, np.abs(price) >= _PRICE_LIMIT, Phrase(text))
        return quantity, price, value

    def _number(self, name: str, parse: Callable[[Cell], Any], absent: float = np.nan) -> Array:
        column = self._column(name)
        if column is None:
            return np.full(len(self.at), absent)
        header, codes, cells = column
        values, wrong = parse_each(cells, parse)
        self.faults.add_cells(header, codes, wrong)
        return numbers(codes, values)

    def _amounts(self, value: Array) -> Array:
        """Minor units, halves to even. Rounding to a millionth first takes off what binary fractions add."""
        minor = np.rint(np.round(value * 10 ** decimals_of(self.place.currency), 6))
        large = np.abs(minor) >= _AMOUNT_LIMIT
        header = self.layout.columns.get("amount") or self.layout.columns["unit_price"]
        text = mark("The line comes to more than can be right. Look at its quantity and price.")
        self.faults.add_rows(header, large, Phrase(text))
        return np.where(np.isfinite(minor) & ~large, minor, 0).astype(np.int64)

    def _turn(self, refs: Texts, quantity: Array, value: Array) -> tuple[Array, Array]:
        """Quantity and value with the lines of C numbers made negative, unless the shop so numbers its orders."""
        c_number = _which(refs, is_c_number)
        some = sum(map(is_c_number, refs.values))
        if some * 2 > len(refs.values) and bool((quantity[c_number] > 0).any()):
            text = mark("Most order numbers are C and digits, so that does not mean a return here.")
            self.doubts.append(Phrase(text))
            return quantity, value
        turned = c_number & (quantity > 0)
        return np.where(turned, -quantity, quantity), np.where(turned, -value, value)

    def _make_refs(self, customers: Texts, day: Array, ordered_at: Array) -> Texts:
        self.doubts.append(
            Phrase(mark("There is no column for the order number: a customer's lines of one day are one order."))
        )
        return make_refs(self._shown(customers), day, ordered_at)

    def _shown(self, customers: Texts) -> Texts:
        """Customers as they may appear in an order number: a reference, but no phone, address or name."""
        if "customer_ref" in self.layout.columns:
            return customers
        return Texts(customers.codes, [mark_of(value) for value in customers.values])

    def _one_customer_each(self, refs: Texts, customers: Texts) -> dict[str, Texts]:
        split, shared, example = one_customer_each(refs, customers, self._shown(customers).values)
        self._doubt_if(shared, _SHARED, order=example)
        return split

    def _doubt_if(self, n: int, sentences: tuple[str, str], **fields: str) -> None:
        if n:
            self.doubts.append(Phrase(sentences[0], {"n": n, **fields}, sentences[1]))


_OTHERWISE = {"dmy": "mdy", "mdy": "dmy", "ymd": "dmy"}
_OTHER_ORDER = (
    mark("{n} row is rejected whose date would be right with day and month the other way round."),
    mark("{n} rows are rejected whose dates would be right with day and month the other way round."),
)
_BY_NAME = (
    mark("{n} row has a product's name but no code. It is taken for the product that has this name and a code."),
    mark(
        "{n} rows have a product's name but no code. They are taken for the products that have these names and a code."
    ),
)
_NO_ORDER = mark("The row has no order number. Write it.")
_SHARED = (
    mark("{n} order number stands for more than one customer: {order}. Each customer's lines are one order."),
    mark("{n} order numbers stand for more than one customer, such as {order}. Each customer's lines are one order."),
)
_LEFT_OUT = {
    "phone": (
        mark("{n} phone number cannot be read and is left out; its row is kept."),
        mark("{n} phone numbers cannot be read and are left out; their rows are kept."),
    ),
    "email": (
        mark("{n} e-mail address cannot be read and is left out; its row is kept."),
        mark("{n} e-mail addresses cannot be read and are left out; their rows are kept."),
    ),
}
_INSTEAD = {
    "phone": mark("There is no column for the customer's number: customers are told apart by phone."),
    "email": mark("There is no column for the customer's number: customers are told apart by e-mail address."),
    "customer_name": mark("There is no column for the customer's number: customers are told apart by name."),
    "": mark("There is no column for the customer: the lines count for products only."),
}


def _which(column: Texts, test: Callable[[str], bool]) -> Array:
    """For each row whether its text passes the test; no text passes none."""
    return np.array([*map(test, column.values), False], dtype=bool)[column.codes]


def _upper_ref(cell: Cell) -> str | Phrase | None:
    ref = parse_ref(cell)
    return ref.upper() if isinstance(ref, str) else ref


def _plain_text(cell: Cell, longest: int = REF_LENGTH) -> str | None:
    return None if cell is None else show(cell)[:longest].strip()

"""How an order file is laid out: which column means what, and how dates and numbers are written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from langganan.errors import ArgumentError
from langganan.words import mark

FIELDS = {
    "order_ref": mark("order number"),
    "ordered_at": mark("date of the order"),
    "customer_ref": mark("customer number"),
    "sku": mark("product code"),
    "product_name": mark("product name"),
    "category": mark("category"),
    "quantity": mark("quantity"),
    "unit_price": mark("price of one"),
    "amount": mark("amount of the line"),
    "status": mark("status of the order"),
    "customer_name": mark("customer's name"),
    "phone": mark("phone"),
    "email": mark("e-mail address"),
    "channel": mark("where the order came from"),
}
"""What a column may mean, with the words for it.

Needed: `ordered_at`; one of `sku` and `product_name`; one of `unit_price` and `amount`. The rest may be
missing: without `order_ref` a customer's lines of one day are one order, without `quantity` each line is
one piece, without `unit_price` it is the amount divided by the quantity, without `customer_ref` customers
are told apart by phone, else e-mail address, else name.
"""

NEEDED: tuple[tuple[str, ...], ...] = (("ordered_at",), ("sku", "product_name"), ("unit_price", "amount"))
"""Of each group at least one field must have a column."""

KINDS = ("csv", "xlsx", "parquet")
DATE_ORDERS = ("dmy", "mdy", "ymd")
DECIMALS = (".", ",")
OWN_PREFIX = "langganan_"
"""Columns so named were written by `write_rejects`; they are ignored on the way back in."""
REST = f"{OWN_PREFIX}rest"
"""But this one holds what did not fit under the header: a row is rejected until it is empty."""


@dataclass(frozen=True)
class Layout:
    """How one file is read. `header_row` counts records from 1; `columns` maps field to header.

    `kind` is csv (any delimited text), xlsx (any Excel workbook) or parquet. `date_order` is used where a
    date does not begin with its year. `keep_repeats` keeps rows that equal another in every column.
    """

    kind: str
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    date_order: str = "dmy"
    sheet: str = ""
    header_row: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    keep_repeats: bool = False

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, KINDS)
        _one_of("decimal", self.decimal, DECIMALS)
        _one_of("date_order", self.date_order, DATE_ORDERS)
        for name in self.columns:
            _one_of("columns", name, FIELDS)
        if len(self.delimiter) != 1 or self.delimiter in '\r\n"':
            raise ArgumentError(mark("The delimiter must be one character such as , or ;. It is {given}."),
                                given=repr(self.delimiter))  # fmt: skip
        if self.header_row < 1:
            raise ArgumentError(mark("The header's row must be 1 or more. It is {given}."), given=self.header_row)

    def to_json(self) -> dict[str, Any]:
        """This function will give the layout as plain values; `Layout.from_json` is the way back."""
        return {**asdict(self), "columns": dict(self.columns)}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Layout:
        """This function will make a layout of what `to_json` gave.

        Raises `ArgumentError` naming the first value that cannot be used.
        """
        known: dict[str, Any] = {name: value for name, value in data.items() if name in Layout.__dataclass_fields__}
        if not isinstance(known.get("columns", {}), Mapping) or "kind" not in known:
            raise ArgumentError(mark("A layout needs a kind and columns. It has: {given}."), given=", ".join(data))
        return Layout(**known)


def missing(columns: Collection[str]) -> list[tuple[str, ...]]:
    """This function will list the groups of fields of which none has a column."""
    return [group for group in NEEDED if not any(name in columns for name in group)]


def headers_sha256(headers: Sequence[str]) -> str:
    """This function will give the key under which a confirmed layout is remembered (64 hex digits).

    Case, spaces around, and the columns `write_rejects` adds make no difference; order does.
    """
    plain = [header.strip().casefold() for header in headers if not header.startswith(OWN_PREFIX)]
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()


def _one_of(name: str, given: str, allowed: Collection[str]) -> None:
    if given not in allowed:
        raise ArgumentError(mark("{name} must be one of {allowed}. It is {given}."),
                            name=name, allowed=", ".join(allowed), given=repr(given))  # fmt: skip

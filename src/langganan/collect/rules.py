"""The stated rules by which rows are counted, and what each order line is."""

from __future__ import annotations

import re

import numpy as np

from langganan.tables import KINDS, Array
from langganan.words import mark

RULES = {
    "read": mark("Rows read below the header, empty ones left aside."),
    "orders": mark("Different order numbers."),
    "customers": mark("Different customers named."),
    "products": mark("Different product codes; capital and small letters are the same."),
    "sales": mark("Lines that sold something."),
    "returns": mark("Lines that came back: a negative quantity, or an order number of C and digits."),
    "cancelled": mark("Lines of orders marked as cancelled, refunded or returned: set aside, not sales."),
    "no_customer": mark("Lines without a customer: they count for products, not for customers."),
    "free": mark("Lines with a price of 0: given, not sold."),
    "adjustment": mark("Corrections of stock or books: they are not demand."),
    "negative_price": mark("Lines with a price below 0: taken as corrections."),
    "repeats": mark("Rows equal to another in every column: counted once."),
    "not_goods": mark("Lines for postage, fees, discounts and the like: not products."),
    "rejected": mark("Rows that could not be read. Download them, mend them, and send them again."),
}
"""Each count's code and what it says. read = sales + returns + free + adjustment + cancelled + repeats + rejected."""

_C_NUMBER = re.compile(r"C\d+", re.IGNORECASE)
_CANCELLED = re.compile(
    r"\b(?:cancell?ed|cancell?ation|cancel|batal|dibatalkan|pembatalan|refunded|refund|returned|return|retur|"
    r"dikembalikan|pengembalian|void|voided)\b"
)
_PARTLY = re.compile(r"\b(?:partial|partially|partly|sebagian|not|no|tidak|belum)\b")


def says_cancelled(status: str | None) -> bool:
    """This function will tell whether a status means that the order was cancelled or wholly given back."""
    words = (status or "").lower().replace("_", " ")
    return bool(_CANCELLED.search(words)) and not _PARTLY.search(words)


def is_c_number(order_ref: str | None) -> bool:
    """This function will tell whether an order number is C and digits, as tills number cancellations."""
    return bool(order_ref) and _C_NUMBER.fullmatch(order_ref or "") is not None


def kinds(quantity: Array, price: Array, value: Array, correction: Array) -> tuple[Array, Array]:
    """This function will tell each line's kind (one of `tables.KINDS`), and which have a negative price.

    All of one length: quantity, price of one, the line's value in currency, whether its code is a stock
    correction. A stock correction, a price below 0, or a price of 0 with a negative quantity is an
    adjustment; any other price of 0 is free; any other negative quantity is a return; the rest are sales.
    """
    negative = (price < 0) | ((quantity > 0) & (value < 0))
    free = value == 0
    adjustment = correction | negative | (free & (quantity < 0))
    names = np.array(KINDS, dtype=object)
    which = np.select([adjustment, free, quantity < 0], [3, 2, 1], default=0)
    return names[which], negative


def repeats(columns: list[Array]) -> Array:
    """This function will tell which rows equal an earlier row in every column (each an array of codes)."""
    key = np.zeros(len(columns[0]) if columns else 0, dtype=np.int64)
    span = 1
    for codes in columns:
        width = int(codes.max(initial=0)) + 1
        if span * width >= 2**62:
            _, key = np.unique(key, return_inverse=True)
            span = int(key.max(initial=0)) + 1
        key, span = key * width + codes, span * width
    _, first = np.unique(key, return_index=True)
    again = np.ones(len(key), dtype=bool)
    again[first] = False
    return again

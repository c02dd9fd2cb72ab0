"""Prices far from what their product usually costs, as a slip of the hand or a lost thousand makes them."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array
from langganan.words import Money, Phrase, decimals_of, mark

TIMES = 20
"""A price is odd when it is more than this many times the product's median, or less than one such part of it."""
LEAST_LINES = 5
"""Lines with a price that a product needs before its median says what is usual."""


def doubt_prices(orders: dict[str, Array], goods: dict[str, bool], currency: str) -> list[Phrase]:
    """This function will say how many prices of goods are odd, with the first of them; nothing where none is.

    `orders` passes `tables.ORDER_ROWS`; free lines and corrections of the stock have no price here.
    """
    numbered = {sku: number for number, sku in enumerate(goods)}
    code = np.array([numbered[sku] for sku in orders["sku"].tolist()], dtype=np.int32)
    sold = ((orders["kind"] == "sale") | (orders["kind"] == "return")) & (orders["unit_price"] > 0)
    at = np.flatnonzero(sold & np.array(list(goods.values()), dtype=bool)[code])
    price, usual = orders["unit_price"][at], _medians(code[at], orders["unit_price"][at])
    odd = np.flatnonzero((price > usual * TIMES) | (price * TIMES < usual))
    if not len(odd):
        return []
    first, minor = odd[0], 10 ** decimals_of(currency)
    fields = {
        "n": len(odd), "times": TIMES, "row": int(orders["row"][at[first]]),
        "product": orders["product_name"][at[first]] or orders["sku"][at[first]],
        "price": Money(round(float(price[first]) * minor), currency),
        "usual": Money(round(float(usual[first]) * minor), currency),
    }  # fmt: skip
    return [Phrase(_ODD[0], fields, _ODD[1])]


def _medians(code: Array, price: Array) -> Array:
    """The median price of each line's product, NaN (which no price is far from) where it has too few lines."""
    order = np.lexsort((price, code))
    _, start, which, n = np.unique(code[order], return_index=True, return_inverse=True, return_counts=True)
    ordered = price[order]
    median = (ordered[start + (n - 1) // 2] + ordered[start + n // 2]) / 2
    usual = np.empty(len(price))
    usual[order] = np.where(n < LEAST_LINES, np.nan, median)[which]
    return usual


_ODD = (
    mark(
        "{n} price is more than {times} times above or below what its product usually costs. Look at row {row}: "
        "{product} at {price}; usually {usual}."
    ),
    mark(
        "{n} prices are more than {times} times above or below what their products usually cost, such as row {row}: "
        "{product} at {price}; usually {usual}."
    ),
)

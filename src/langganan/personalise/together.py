"""What is bought together, in one order."""

from __future__ import annotations

from dataclasses import dataclass

from langganan.tables import Array, Columns, Result

LARGEST_ORDER = 50
MOST_LINES = 1_500_000
"""About so many products in orders are looked at: of a shop with more, every second, third ... order."""


@dataclass(frozen=True, eq=False, repr=False)
class Together(Result):
    """One row per product and another that goes with it, best (`turn` 1) first.

    `shared` orders hold the two. `lift` says how many times as often as if the two had nothing to do with each other;
    `score` is their cosine, drawn to 0 where orders are few: shared / (sqrt(orders * other_orders) + 5).
    Of a shop with more than 1.5 million products in orders, all four counts are of the part of orders looked at.
    """

    product_id: Array
    other_id: Array
    turn: Array
    shared: Array
    orders: Array
    other_orders: Array
    all_orders: Array
    lift: Array
    score: Array


def parts(lines: int) -> int:
    """This function will give how many parts the orders are dealt out to, of which one is looked at."""
    return -(-lines // MOST_LINES) or 1


def together(rows: Columns) -> Together:
    """This function will name the rows of `together.sql`."""
    return Together(**{name: rows[name] for name in Together.__dataclass_fields__})

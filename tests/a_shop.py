"""A small made-up shop for tests: ten regulars of a corner shop in Jakarta, January to June 2026.

Customer number i (1 to 10) comes every 6 + 2i days, starting on 1 + i January, and always buys product i
and every second time product i + 1 as well. Customer 10 stopped coming at the end of February.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta

TODAY = date(2026, 6, 30)
PRODUCTS = (
    "Beras 5 kg", "Gula 1 kg", "Kopi bubuk", "Teh celup", "Minyak 1 l", "Telur 10", "Sabun", "Mi instan", "Susu",
    "Kecap",
)  # fmt: skip
HEADERS = ("Invoice", "Date", "Customer", "Name", "SKU", "Product", "Quantity", "Price")
Row = tuple[str, str, str, str, str, str, int, int]


def rows() -> list[Row]:
    """One row per order line, oldest first."""
    return sorted((row for number in range(1, 11) for row in _orders_of(number)), key=lambda row: (row[1], row[0]))


def as_csv(lines: list[Row] | None = None) -> bytes:
    """The rows as a file a shop might export."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(rows() if lines is None else lines)
    return text.getvalue().encode()


def many_rows(count: int) -> list[Row]:
    """`count` rows of the same make, for work that should take a while."""
    start = datetime(2026, 1, 2, 9)
    return [_of_many(n, start + timedelta(minutes=n)) for n in range(count)]


def _of_many(n: int, at: datetime) -> Row:
    return (f"M{n // 4}", str(at), f"C{n % 997}", "", f"P{n % 211}", f"Product {n % 211}", 1 + n % 5, 1000)


def _orders_of(number: int) -> Iterator[Row]:
    last = datetime(2026, 2, 28) if number == 10 else datetime(2026, 6, 29)
    at, turn = datetime(2026, 1, 1 + number, 9), 0
    while at <= last:
        for product in (number, number + 1)[: 1 + turn % 2]:
            yield _line(f"A{number}-{turn}", at, number, 1 + (product - 1) % 10)
        at, turn = at + timedelta(days=6 + 2 * number), turn + 1


def _line(order: str, at: datetime, customer: int, product: int) -> Row:
    name, goods = f"Pelanggan {customer}", PRODUCTS[product - 1]
    return (order, str(at), f"C{customer}", name, f"P{product}", goods, 2, 10_000 * product)

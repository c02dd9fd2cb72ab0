from __future__ import annotations

import pytest

from langganan.errors import ArgumentError
from made_shop import TODAY, count, made, real

LINES = [
    (f"{person}{sku}", person, sku, "2026-01-01", 1, 1)
    for person, bought in {"ani": "AB", "budi": "AB", "cici": "ABC", "didi": "AC"}.items()
    for sku in bought
]


def test_products_of_the_same_customers_are_alike() -> None:
    listed = made(LINES).similar("A")
    assert listed["sku"].tolist() == ["B", "C"]
    assert (listed["both"].tolist(), listed["customers"].tolist()) == ([3, 2], [4, 4])


def test_what_is_sold_out_is_not_named() -> None:
    shop = made(LINES)
    count(shop, "B", left=0, day="2026-01-02")
    assert shop.similar("A")["sku"].tolist() == ["C"]


def test_every_number_is_true_in_the_real_shop() -> None:
    found, rows = real().alike(TODAY, 3), real().engine.run("select distinct customer_id, product_id from baskets")
    for row in found.rows()[:50]:
        of, other = (set(rows["customer_id"][rows["product_id"] == row[name]]) for name in ("product_id", "other_id"))
        assert (row["both"], row["customers"], row["other_customers"]) == (len(of & other), len(of), len(other))


def test_a_code_that_is_not_there_is_named() -> None:
    with pytest.raises(ArgumentError, match="There is no product Z here"):
        made(LINES).similar("Z")

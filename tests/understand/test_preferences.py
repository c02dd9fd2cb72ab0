from __future__ import annotations

from datetime import date

from made_shop import TODAY, made, real


def test_most_orders_first_then_the_latest() -> None:
    shop = made([
        ("1", "ani", "A", "2026-01-01", 9, 9), ("2", "ani", "B", "2026-01-02", 1, 1),
        ("2", "ani", "B", "2026-01-02", 1, 1),
        ("3", "ani", "B", "2026-01-03", 1, 1), ("4", "ani", "C", "2026-01-04", 1, 1),
    ], categories={"A": "food", "B": "drink"})  # fmt: skip
    found = shop.refresh(as_of=date(2026, 2, 1)).preferences
    things = shop.names.codes(found.product_id).tolist()
    assert things[:3] == ["B", "C", "A"]
    assert found.orders.tolist() == [2, 1, 1, 2, 1]
    assert found.category.tolist() == [None, None, None, "drink", "food"]


def test_five_products_at_most() -> None:
    found = real().refresh(as_of=TODAY).preferences
    assert found.rank.max() == 5
    assert (found.product_id >= 0).all()

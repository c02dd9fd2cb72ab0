from __future__ import annotations

from datetime import date

from langganan.understand.preferences import said
from made_shop import TODAY, made, real


def test_most_orders_first_then_the_latest() -> None:
    shop = made([
        ("1", "ani", "A", "2026-01-01", 9, 9), ("2", "ani", "B", "2026-01-02", 1, 1),
        ("2", "ani", "B", "2026-01-02", 1, 1),
        ("3", "ani", "B", "2026-01-03", 1, 1), ("4", "ani", "C", "2026-01-04", 1, 1),
    ], categories={"A": "food", "B": "drink"})  # fmt: skip
    found = shop._preferences(date(2026, 2, 1))
    things = shop.names.codes(found.product_id).tolist()
    assert things[:3] == ["B", "C", "A"]
    assert found.orders.tolist() == [2, 1, 1, 2, 1]
    assert found.category.tolist() == [None, None, None, "drink", "food"]


def test_five_products_at_most() -> None:
    found = real()._preferences(TODAY)
    assert found.rank.max() == 5
    assert (found.product_id >= 0).all()


def test_likings_come_with_how_sure() -> None:
    found = made([(str(n), "ani", "A", f"2026-01-0{n}", 1, 1) for n in (1, 2, 3)])._preferences(date(2026, 2, 1))
    assert (found.orders.tolist(), found.of_orders.tolist()) == ([3], [3])
    assert str(said(found, 0, name="Tea")) == "Tea was in 3 of 3 orders; of 100 to come, in 43 to 100."


def test_of_one_order_no_liking_is_claimed() -> None:
    found = made([("1", "ani", "A", "2026-01-01", 1, 1)])._preferences(date(2026, 2, 1))
    assert "whether it is liked shows from the next" in str(said(found, 0, name="Tea"))

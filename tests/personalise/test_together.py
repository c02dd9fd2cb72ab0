"""What is bought together: its counts, in a whole shop and in one so large that a part of the orders is looked at."""

from __future__ import annotations

from langganan.personalise import together
from made_shop import TODAY, real


def test_all_orders_count_in_a_shop_that_is_not_large():
    found = real().together(as_of=TODAY)
    orders = real().engine.run("select count(distinct order_id) as n from purchases")["n"][0]
    assert set(found.all_orders.tolist()) == {orders}


def test_of_a_large_shop_a_part_of_the_orders_is_looked_at_and_all_counts_are_of_that_part(monkeypatch):
    monkeypatch.setattr(together, "MOST_LINES", 5_000)
    found = real().together(as_of=TODAY, seed=1)
    parts = together.parts(int(real()._goods(TODAY)["orders"].sum()))
    rows = real().engine.run(f"select order_id, product_id from purchases where order_id % {parts} = 1")
    holding = [set(rows["order_id"][rows["product_id"] == ids[0]]) for ids in (found.product_id, found.other_id)]
    assert parts > 1
    assert (found.shared[0], found.orders[0]) == (len(holding[0] & holding[1]), len(holding[0]))
    assert found.all_orders[0] == len(set(rows["order_id"].tolist()))


def test_a_shop_of_any_size_has_one_part_at_least():
    assert [together.parts(lines) for lines in (0, together.MOST_LINES, together.MOST_LINES + 1)] == [1, 1, 2]

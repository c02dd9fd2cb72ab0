"""A customer's habits, short and whole."""

from __future__ import annotations

import pytest

from langganan.web.models import CustomerInsight
from langganan.web.queries.habits import habits_of


def _said(orders, of, what="on Saturdays"):
    return {"text": "Buys {what}: {orders} of {of}, others {usual}.", "plural": "",
            "fields": {"what": what, "orders": orders, "of": of, "usual": 17}}  # fmt: skip


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        (6, "Buys mostly on Saturdays: on 6 of 8 days with an order."),
        (3, "Often buys on Saturdays: on 3 of 8 days with an order."),
    ],
)
def test_short(orders, said):
    habit = habits_of(CustomerInsight(habits=[["weekday", _said(orders, 8)]]))[0]
    assert str(habit.short) == said
    assert str(habit.whole) == f"Buys on Saturdays: {orders} of 8, others 17."


def test_the_clearest_of_each_kind():
    kept = [["price", _said(6, 8, "in the lower third of prices")], ["price", _said(2, 8)], ["weekday", _said(5, 8)]]
    assert [str(one.short).split(":")[0] for one in habits_of(CustomerInsight(habits=kept))] == [
        "Buys mostly in the lower third of prices", "Buys mostly on Saturdays"
    ]  # fmt: skip

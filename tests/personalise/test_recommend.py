from __future__ import annotations

from datetime import date

import numpy as np

from langganan.words import Phrase
from made_shop import TODAY, count, made, real

LINES = [
    ("1", "ani", "A", "2026-01-01", 1, 1), ("2", "ani", "A", "2026-01-02", 1, 1),
    ("2", "ani", "B", "2026-01-02", 1, 1),
    ("3", "budi", "B", "2026-01-02", 1, 1), ("3", "budi", "C", "2026-01-02", 1, 1),
    ("4", "cici", "C", "2026-01-03", 1, 1),
    ("4", "cici", "POST", "2026-01-03", 1, 1), ("5", None, "D", "2026-01-03", 1, 1),
]  # fmt: skip


def test_own_products_come_first_then_popular_ones() -> None:
    listed = made(LINES).recommend("ani", k=5)
    assert listed["sku"].tolist() == ["A", "B", "C"]
    assert listed["repeat"].tolist() == [True, True, False]


def test_reasons_hold_the_true_numbers() -> None:
    assert made(LINES).recommend("ani")["reason"].tolist() == [
        "Bought in 2 of 2 orders, last on 2 January 2026",
        "Bought in 1 of 2 orders, last on 2 January 2026",
        "2 customers bought it in the last 90 days",
    ]


def test_ties_go_to_the_more_popular() -> None:
    assert made(LINES).recommend("budi")["sku"].tolist()[:2] == ["B", "C"]
    more = [*LINES, ("6", "didi", "C", "2026-01-04", 1, 1)]
    assert made(more).recommend("budi")["sku"].tolist()[:2] == ["C", "B"]


def test_what_is_sold_out_is_not_suggested() -> None:
    shop = made(LINES)
    count(shop, "A", left=1, day="2026-01-01")
    assert shop.recommend("ani")["sku"].tolist() == ["B", "C"]


def test_somebody_whose_products_are_all_gone_gets_popular_ones() -> None:
    shop = made(LINES)
    count(shop, "C", left=0, day="2026-01-05")
    listed = shop.recommend("cici")
    assert listed["sku"].tolist() == ["B", "A"]
    assert not listed["repeat"].any()


def test_long_ago_is_said_as_ever() -> None:
    listed = made(LINES).recommend("ani", as_of=date(2026, 12, 1))
    assert listed["reason"][2] == "2 customers have bought it"


def test_everyone_in_the_real_shop_gets_five_different_products() -> None:
    insights = real().refresh(as_of=TODAY)
    found = insights.recommendations
    assert np.array_equal(np.unique(found.customer_id), insights.segments.customer_id)
    assert (np.bincount(found.customer_id)[insights.segments.customer_id] == 5).all()
    assert len(set(zip(found.customer_id.tolist(), found.product_id.tolist(), strict=True))) == len(found)
    assert all(isinstance(reason, Phrase) for reason in found.reasons())

from __future__ import annotations

from datetime import date
from functools import partial

import numpy as np
import pytest

from langganan.personalise.recommend import Wishes, for_newcomer, recommend
from langganan.words import Phrase, Voice
from made_shop import TODAY, Line, count, made, real

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


def test_new_products_get_the_share_that_the_shop_wishes() -> None:
    listed = real().recommend("14646", k=10, explore=0.5)
    assert listed["repeat"].sum() == 5
    assert set(listed["kind"][~listed["repeat"]]) <= {"explore", "trial"}


def test_what_is_excluded_or_refused_is_not_suggested() -> None:
    shop = real()
    plain = shop.recommendations(TODAY)
    customer, product = int(plain.customer_id[0]), int(plain.product_id[0])
    wishes = Wishes(refused=((customer, product),), excluded=(int(plain.product_id[1]),))
    refused = shop.recommendations(TODAY, wishes=wishes)
    assert product not in refused.product_id[refused.customer_id == customer]
    assert plain.product_id[1] not in refused.product_id


def test_the_real_shop_has_learned_and_says_so() -> None:
    found = real().recommendations(TODAY)
    assert found.method == "learned"
    assert found.backtest.learned > found.backtest.frequency
    assert found.how().say(Voice()).startswith("Learned from this shop's orders")


def test_a_small_shop_says_that_nothing_was_learned() -> None:
    found = made(LINES).recommendations(date(2026, 1, 5))
    assert found.method == "frequency"
    assert "too little" in found.how().say(Voice())


def test_parts_of_the_shop_add_up_to_all_of_it() -> None:
    shop, goods = real(), real()._goods(TODAY)
    read = partial(shop._run, "personalise", "recommend", TODAY, parts=3)
    found = recommend(lambda part: read(part=part), goods, parts=3, as_of=TODAY, seed=1)
    assert np.array_equal(np.unique(found.customer_id), np.unique(shop.recommendations(TODAY).customer_id))
    assert (np.diff(found.customer_id) >= 0).all()


def test_a_product_that_goes_with_others_says_how_many_bought_both() -> None:
    found = real().recommendations(TODAY)
    row = int(np.flatnonzero(found.why == "together")[0])
    pairs = real().engine.run("select distinct customer_id, product_id from purchases")
    buyers = [set(pairs["customer_id"][pairs["product_id"] == p]) for p in (found.product_id[row], found.because[row])]
    assert found.both[row] == len((buyers[0] & buyers[1]) - {-1})


def test_a_trial_is_new_in_the_shop_and_in_few_lists() -> None:
    found = real().recommendations(TODAY)
    trials = found.only(found.kind == "trial")
    assert (np.datetime64(TODAY) - trials.first_day.astype("datetime64[D]") < np.timedelta64(28, "D")).all()
    assert 0 < len(trials) < 0.3 * len(np.unique(found.customer_id))


@pytest.mark.parametrize("lines", [
    [("1", "ani", "A", "2026-01-01", 1, 1)],
    [(str(n), "ani", "A", "2026-01-01", 10**6, 1) for n in range(4)],
    [(str(n), f"日本{n}", f"Ä{n % 3}", "2026-01-01", 1, 1) for n in range(30)],
])  # fmt: skip
def test_odd_shops_are_suggested_what_they_have(lines: list[Line]) -> None:
    shop = made(lines)
    listed = shop.recommend(str(lines[0][1]))
    assert listed["sku"][0] == lines[0][2]


def test_somebody_who_bought_nothing_is_suggested_what_others_buy() -> None:
    shop = made([*LINES, ("9", "new", "POST", "2026-01-03", 1, 1)])
    listed = shop.recommend("new")
    assert not listed["repeat"].any()
    assert listed["reason"][0] == "2 customers bought it in the last 90 days"


def test_bought_together_counts_orders_and_lift() -> None:
    lines = [(str(n), "ani", sku, "2026-01-01", 1, 1) for n in range(2) for sku in "AB"]
    found = made([*lines, *((str(n), "ani", "C", "2026-01-01", 1, 1) for n in range(2, 4))]).together()
    assert (found.shared.tolist(), found.lift.tolist()) == ([2, 2], [2.0, 2.0])
    assert found.score[0] == pytest.approx(2 / 7)


def test_a_trial_keeps_to_what_the_shop_wishes() -> None:
    shop, goods = real(), real()._goods(TODAY)
    new = goods["product_id"][goods["first_day"].astype("datetime64[D]") > np.datetime64(TODAY) - 28]
    people = np.unique(shop.recommendations(TODAY).customer_id)
    refused = tuple((int(person), int(product)) for person in people for product in new)
    found = shop.recommendations(TODAY, wishes=Wishes(refused=refused, trial=1.0))
    assert not set(refused) & set(zip(found.customer_id.tolist(), found.product_id.tolist(), strict=True))


def test_nothing_that_was_first_sold_later_is_suggested() -> None:
    shop, then = real(), date(2011, 6, 1)
    sold = shop.engine.run("select distinct product_id from order_lines where day <= $then", then=then)["product_id"]
    found = shop.recommendations(then, wishes=Wishes(trial=1.0))
    assert (found.kind == "trial").any()
    assert np.isin(found.product_id, sold).all()


def test_what_goes_with_a_suggestion_was_bought_by_the_customer() -> None:
    found = real().recommendations(TODAY, wishes=Wishes(k=10, explore=0.5))
    rows = real().engine.run("select distinct customer_id, product_id from purchases")
    bought = set(zip(rows["customer_id"].tolist(), rows["product_id"].tolist(), strict=True))
    told = np.flatnonzero(found.because >= 0)
    pairs = zip(found.customer_id[told].tolist(), found.because[told].tolist(), strict=True)
    assert all(pair in bought for pair in pairs)


def test_an_order_that_lies_on_two_days_is_one_order() -> None:
    lines = [("1", "ani", "A", "2026-01-01", 1, 1), ("1", "ani", "B", "2026-01-02", 1, 1)]
    reasons = made([*lines, ("2", "budi", "B", "2026-01-03", 1, 1)]).recommend("ani")["reason"]
    assert set(reasons) == {"Bought in the only order so far, on 1 January 2026"}


def test_somebody_new_gets_no_more_of_a_category_than_wished() -> None:
    shop = made([*LINES, ("9", "new", "POST", "2026-01-03", 1, 1)], categories={"A": "tea", "B": "tea"})
    goods, person = shop._goods(date(2026, 1, 5)), shop.names.customer("new")
    found = for_newcomer(person, goods, as_of=date(2026, 1, 5), wishes=Wishes(per_category=1))
    assert [shop.names.codes(found.product_id).tolist().count(sku) for sku in "CD"] == [1, 1]
    assert len(found) == 3

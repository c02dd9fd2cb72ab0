from __future__ import annotations

from datetime import date, timedelta

import numpy as np

import seasonal_shop
from langganan.understand.lifetime import Terms, lifetime, words
from langganan.understand.lifetime.backtest import backtest
from langganan.understand.lifetime.result import Lifetime

DAY = np.datetime64("2026-03-12", "D")
USUAL = {
    "customer_id": 7, "purchases": 3, "alive": 0.8, "expected": 1.2, "expected_low": 0, "expected_high": 3,
    "again": 0.68, "again_low": 0.61, "again_high": 0.79, "next_day": DAY, "next_from": DAY - 30, "next_to": DAY + 60,
    "order_value": 41200.4, "value": 150000.0, "value_low": 0.0, "value_high": 300000.0,
}  # fmt: skip


def one(margin=1.0, **changes):
    columns = {name: np.array([value]) for name, value in (USUAL | changes).items()}
    return Lifetime(
        **columns, model="mbg", backtest=backtest([]), short_history=False, terms=Terms(margin=margin), basis=None
    )


def test_who_comes_back():
    assert str(words.again(one(), 0)) == (
        "Of customers like this one, about 7 in 10 come back within 90 days "
        "(in this shop's past, between 6 and 8 in 10)."
    )
    assert (
        str(words.again(one(again_low=np.nan), 0))
        == "Of customers like this one, about 7 in 10 come back within 90 days."
    )


def test_how_many_orders():
    assert "will place 0 to 3 orders in the next 90 days" in str(words.orders(one(), 0))
    assert "will place 0 orders" in str(words.orders(one(expected_high=0), 0))


def test_when_the_next():
    assert str(words.next_order(one(), 0)).endswith(
        "by 12 March 2026; 8 in 10 between 10 February 2026 and 11 May 2026."
    )
    never = np.datetime64("NaT", "D")
    assert "some not within three years" in str(words.next_order(one(next_to=never), 0))
    assert "will not order again" in str(words.next_order(one(next_to=never, next_day=never), 0))


def test_what_it_is_worth():
    assert str(words.worth(one(), 0)).startswith("About Rp 150,000 in sales over the next 365 days")
    assert str(words.worth(one(margin=0.3), 0)).startswith("About Rp 150,000 earned")


def test_new_customers_are_said_to_be_judged_by_others():
    assert words.about_new(one(), 0) is None
    assert "Only one order so far" in str(words.about_new(one(purchases=1), 0))


def test_nothing_can_be_said_of_too_little():
    (said,) = words.customer(one(again=np.nan), 0)
    assert "it takes 20 customers" in str(said)


def test_a_shop_in_words():
    shop = seasonal_shop.simulated(300, days=400, seed=5)
    as_of = shop.day(400)
    found = lifetime(shop.rows(as_of, as_of), as_of=as_of)
    assert str(words.shop(found)[0]).startswith("Foreseen by a model")
    assert "could not be tried" in str(words.shop(found)[1])
    assert as_of - timedelta(days=399) == date(2023, 1, 1)


def test_an_average_beyond_what_most_bring_is_said_to_be_one():
    said = str(words.worth(one(value=24.0, value_high=0.0), 0))
    assert "buy nothing" in said
    assert "Rp 0" not in said


def test_a_margin_of_nothing_does_not_say_that_nobody_buys():
    assert "buy nothing" not in str(words.worth(one(margin=0.0, value=0.0, value_high=0.0), 0))


def test_where_nobody_paid_it_is_not_orders_that_are_missing():
    assert "nobody has paid" in str(words.worth(one(value=np.nan), 0))

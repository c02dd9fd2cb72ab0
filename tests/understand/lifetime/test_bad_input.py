"""What cannot be foreseen is said to be unknown; nothing of it stops the loop."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from made_shop import made

AS_OF = date(2026, 6, 30)


def shop(days=("2026-01-05", "2026-02-10", "2026-03-01"), people=40, amount=lambda person: 100 + person):
    return made([
        (f"{person}-{turn}", f"c{person}", "A", day, 1, amount(person))
        for person in range(people)
        for turn, day in enumerate(days[: 1 + person % len(days)])
    ])  # fmt: skip


def foreseen(lines):
    return lines.lifetime(as_of=AS_OF).found


def test_all_orders_on_one_day():
    found = foreseen(shop(days=("2026-01-05",)))
    assert found.model == "none"
    assert np.isnan(found.again).all()
    assert "too few orders" in str(shop(days=("2026-01-05",)).lifetime(as_of=AS_OF).about()[0])


def test_everything_happened_today():
    assert foreseen(shop(days=("2026-06-30",))).model == "none"


@pytest.mark.parametrize("people", [1, 19])
def test_too_few_customers(people):
    found = foreseen(shop(people=people))
    assert (found.model, len(found)) == ("none", people)
    assert np.isnat(found.next_day).all()


def test_twenty_customers_are_enough():
    found = foreseen(shop(people=20))
    assert found.model != "none"
    assert np.isfinite(found.value).all()


def test_days_to_come_change_nothing():
    with_future = foreseen(shop(days=("2026-01-05", "2026-02-10", "2026-03-01", "2026-12-24")))
    assert with_future.purchases.max() == 3
    assert (with_future.alive <= 1).all()


def test_one_huge_outlier_does_not_decide_for_the_others():
    plain, huge = foreseen(shop()), foreseen(shop(amount=lambda person: 10**9 if person == 7 else 100 + person))
    others = np.arange(40) != 7
    assert np.abs(huge.order_value[others] / plain.order_value[others] - 1).max() < 0.5


def test_totals_below_zero_are_no_value():
    found = foreseen(shop(amount=lambda person: -50 if person == 3 else 100 + person))
    assert np.isfinite(found.order_value).all()
    assert (found.value >= 0).all()


def test_nobody_paid_anything():
    found = foreseen(shop(amount=lambda person: 0))
    assert found.model != "none"
    assert np.isnan(found.value).all()


def test_a_gap_of_years():
    found = foreseen(shop(days=("2016-01-05", "2016-02-10", "2026-05-01")))
    assert np.isfinite(found.expected).all()
    assert found.expected[2] > found.expected[1]


def test_no_customers_at_all():
    found = made([("1", None, "A", "2026-01-05", 1, 100)]).lifetime(as_of=AS_OF)
    assert (len(found), found.found.model) == (0, "none")

from __future__ import annotations

from datetime import date

import numpy as np

from made_shop import made, real


def test_of_whoever_had_bought_nothing_yet_nothing_is_foreseen():
    shop = real()
    found = shop.lifetime(as_of=date(2011, 9, 1))
    later = np.setdiff1d(shop.names.customer_refs, found["customer"])
    assert all("had bought nothing" in found.said(one)[0] for one in later[[0, -1]])


def test_no_more_orders_than_days_are_foreseen():
    daily = [(f"{who}-{day}", f"c{who}", "A", str(np.datetime64("2024-01-01") + day), 1, 100)
             for who in range(20) for day in range(60)]  # fmt: skip
    found = made(daily).lifetime(horizon=30).found
    assert found.expected_high.max() <= 30
    assert found.expected.max() <= 30


def test_where_nobody_came_back_in_the_past_no_share_is_missed():
    few = [(f"{who}-{day}", f"c{who}", "A", f"2024-01-{day:02}", 1, 100) for who in range(25) for day in (1, 5, 9)]
    found = made(few).lifetime(as_of=date(2026, 1, 1))
    assert "no customer came back" in found.about()[1]
    assert "between 0 and" in found.said("c3")[0]

from __future__ import annotations

from datetime import date

import numpy as np

from made_shop import TODAY, count, made, real

AS_OF = date(2026, 6, 30)
WEEKLY = [(f"{week}", "ani", "A", f"2026-{month:02}-{day:02}", 7.0, 700) for week, (month, day) in enumerate(
    [(5, 5), (5, 12), (5, 19), (5, 26), (6, 2), (6, 9), (6, 16), (6, 23), (6, 30)])]  # fmt: skip


def test_without_a_count_there_is_no_suggestion() -> None:
    found = made(WEEKLY).refresh(as_of=AS_OF).stock
    assert np.isnan([found.on_hand[0], found.suggested[0], found.cover_days[0]]).all()
    assert found.order_up_to[0] > 14


def test_what_was_sold_since_the_count_is_gone() -> None:
    shop = made([*WEEKLY, ("C", "ani", "A", "2026-06-24", -2.0, -200)])
    count(shop, "A", left=40, day="2026-06-16")
    found = shop.refresh(as_of=AS_OF).stock
    assert found.on_hand.tolist() == [40 - 7 - 7 + 2]
    assert found.suggested[0] == max(np.ceil(found.order_up_to[0] - 28), 0)
    assert found.cover_days[0] == found.on_hand[0] / found.daily_mean[0]


def test_more_than_enough_needs_no_order() -> None:
    shop = made(WEEKLY)
    count(shop, "A", left=500, day="2026-06-30")
    assert shop.refresh(as_of=AS_OF).stock.suggested.tolist() == [0]


def test_months_are_28_days_up_to_the_day() -> None:
    found = made(WEEKLY).refresh(as_of=AS_OF).stock
    assert (found.units_month[0], found.units_month_before[0], found.units_year[0]) == (28, 28, 63)


def test_the_real_shop() -> None:
    found = real().refresh(as_of=TODAY).stock
    assert sorted(found.rank.tolist()) == list(range(1, len(found) + 1))
    assert found.revenue_year[found.rank == 1] == found.revenue_year.max()
    assert set(found.trend) <= {"rising", "steady", "falling", "unknown"}
    assert 0 < found.dead.mean() < 0.5

from __future__ import annotations

from datetime import date

import numpy as np

from langganan.understand.rfm import GROUPS, _names, quintiles
from made_shop import TODAY, made, real


def test_quintiles_are_fifths() -> None:
    assert quintiles(np.arange(10)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    assert quintiles(np.array([1, 1, 1, 2, 3, 4])).tolist() == [2, 2, 2, 3, 4, 5]


def test_everybody_alike_is_in_the_middle() -> None:
    assert quintiles(np.array([7, 7, 7, 7])).tolist() == [3, 3, 3, 3]
    assert quintiles(np.array([7])).tolist() == [3]
    assert len(quintiles(np.array([]))) == 0


def test_each_of_125_cells_has_one_name_and_group() -> None:
    named = [name for name in _names().tolist() if name is not None]
    assert len(named) == 125
    assert set(named) == set(GROUPS)
    assert set(GROUPS.values()) == {"best", "loyal", "new", "slipping", "quiet"}


def test_customers_with_one_order_have_the_lowest_frequency() -> None:
    found = real()._segments(TODAY)
    once = found.orders == 1
    assert once.sum() > 100
    assert set(found.f[once].tolist()) == {1}


def test_returns_lower_revenue_and_undone_orders_do_not_count() -> None:
    shop = made([
        ("1", "ani", "A", "2026-01-01", 2, 200), ("2", "ani", "A", "2026-01-02", 80995, 9_000_000),
        ("C2", "ani", "A", "2026-01-02", -80995, -9_000_000), ("3", "ani", "B", "2026-01-05", 3, 300),
        ("C3", "ani", "B", "2026-01-06", -1, -100),
    ])  # fmt: skip
    (row,) = shop.segments().rows()
    assert (row["orders"], row["revenue"]) == (2, 400)


def test_what_happens_after_the_day_is_not_known_yet() -> None:
    shop = made([("1", "ani", "A", "2026-01-01", 2, 200), ("C1", "ani", "A", "2026-02-01", -2, -200)])
    (row,) = shop.segments(as_of=date(2026, 1, 31)).rows()
    assert (row["orders"], row["revenue"], row["silent_days"]) == (1, 200, 30)
    assert shop.segments(as_of=date(2026, 2, 1)).rows() == []


def test_the_year_is_365_days() -> None:
    shop = made([("1", "ani", "A", "2025-01-10", 1, 100), ("2", "ani", "A", "2026-01-10", 1, 30)])
    (row,) = shop.segments(as_of=date(2026, 1, 10)).rows()
    assert (row["revenue"], row["revenue_year"]) == (130, 30)
    (row,) = shop.segments(as_of=date(2026, 1, 9)).rows()
    assert row["revenue_year"] == 100


def test_the_best_fifth_brings_most_of_the_revenue() -> None:
    found = real()._segments(TODAY)
    best = found.group == "best"
    assert 0.1 < best.mean() < 0.25
    assert found.revenue[best].sum() > found.revenue.sum() / 2

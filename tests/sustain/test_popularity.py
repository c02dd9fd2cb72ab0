from __future__ import annotations

from datetime import date

import numpy as np

from langganan.sustain.popularity import dead, ranks, trends
from made_shop import made

AS_OF = date(2026, 6, 30)


def sales(month: float, before: float) -> dict[str, np.ndarray]:
    return {"units_month": np.array([month]), "units_month_before": np.array([before])}


def trend(month: float, before: float, *, variance: float = 1.0, weeks: int = 30) -> str:
    return trends(sales(month, before), weekly_variance=np.array([variance]), weeks_seen=np.array([weeks]))[0]


def test_a_change_must_exceed_the_noise() -> None:
    assert trend(130, 70) == "rising"
    assert trend(70, 130) == "falling"
    assert trend(105, 95) == "steady"
    assert trend(130, 70, variance=400) == "steady"


def test_poisson_noise_is_the_least_there_is() -> None:
    assert trend(6, 2, variance=0.0) == "steady"


def test_too_little_is_unknown() -> None:
    assert trend(130, 70, weeks=7) == "unknown"
    assert trend(0, 0) == "unknown"


def silent(last: str, *, first: str = "2025-07-01", days: int = 50, offered: bool = True, left: float = np.nan) -> bool:
    rows = {
        "first_day": np.array([first], "datetime64[D]"), "last_day": np.array([last], "datetime64[D]"),
        "selling_days": np.array([days]), "offered": np.array([offered]), "on_hand": np.array([left]),
    }  # fmt: skip
    return bool(dead(rows, as_of=AS_OF)[0])


def test_dead_is_silent_for_long_by_its_own_rhythm() -> None:
    assert silent("2026-03-31")
    assert not silent("2026-04-01")
    assert not silent("2026-03-01", days=5)


def test_what_never_sold_steadily_has_not_stopped() -> None:
    assert silent("2025-12-01", days=3, first="2025-11-01")
    assert not silent("2025-12-01", days=2, first="2025-11-01")
    assert not silent("2026-03-31", first="2026-03-31", days=1)


def test_what_is_gone_or_given_up_is_not_dead_stock() -> None:
    assert not silent("2026-01-01", left=0)
    assert not silent("2026-01-01", offered=False)
    assert silent("2026-01-01", left=3)


def test_ranks_go_by_revenue() -> None:
    assert ranks(np.array([5, 9, 9, -1])).tolist() == [3, 1, 2, 4]


def test_buyers_are_those_with_most_orders() -> None:
    shop = made([
        ("1", "ani", "A", "2026-06-01", 1, 1), ("2", "budi", "A", "2026-06-01", 9, 9),
        ("3", "ani", "A", "2026-06-02", 1, 1),
        ("4", None, "A", "2026-06-02", 1, 1), ("5", "cici", "A", "2025-06-01", 1, 1),
    ])  # fmt: skip
    found = shop.refresh(as_of=AS_OF).buyers
    assert shop.names.refs(found.customer_id).tolist() == ["ani", "budi"]
    assert found.orders.tolist() == [2, 1]

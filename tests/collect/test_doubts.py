from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from langganan.collect.doubts import late_doubts

NOW = datetime(2026, 6, 30, tzinfo=UTC)


def said(at: str, price: float, currency: str = "IDR") -> list[str]:
    rows = {
        "row": np.array([7]),
        "ordered_at": np.array([at], dtype="datetime64[us]"),
        "unit_price": np.array([price]),
    }
    return [str(doubt) for doubt in late_doubts(rows, currency=currency, now=NOW)]


def test_rows_of_days_to_come_are_told() -> None:
    assert "1 row is dated after today (row 7)" in said("2027-06-30", 5)[0]


def test_tomorrow_may_be_today_in_another_zone() -> None:
    assert said("2026-06-30T20:00", 5) == []


def test_decimals_in_a_currency_without_are_told() -> None:
    assert "IDR has none" in said("2026-06-01", 2.55)[0]
    assert said("2026-06-01", 2.55, "GBP") == []

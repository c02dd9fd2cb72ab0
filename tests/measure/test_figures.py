from __future__ import annotations

from datetime import date

import numpy as np

from langganan.measure.figures import Counts, figures
from langganan.words import Voice
from made_shop import TODAY, made, real

AS_OF = date(2026, 6, 30)


def counts(**other: int) -> Counts:
    usual = {
        "watched": 40,
        "again": 10,
        "customers": 90,
        "active": 50,
        "revenue": 1000,
        "at_risk": 3,
        "at_risk_revenue": 70,
    }
    return Counts(**usual | other)


def test_four_figures_now_and_before() -> None:
    found = figures(counts(), counts(again=20, active=40, revenue=900, at_risk=5))
    assert found.code.tolist() == ["repeat_rate", "active", "revenue_month", "at_risk"]
    assert found.value.tolist() == [0.25, 50, 1000, 3]
    assert found.before.tolist() == [0.5, 40, 900, 5]


def test_each_says_how_it_was_worked_out() -> None:
    said = [phrase.say(Voice("en", "IDR")) for phrase in figures(counts(), counts()).how]
    assert said[0].startswith("40 customers ordered 60 to 120 days ago; 10 of them")
    assert said[1] == "50 of 90 customers ordered in the last 90 days."
    assert said[2].endswith("Rp 1,000.")


def test_few_cases_give_no_rate() -> None:
    found = figures(counts(watched=19), counts())
    assert np.isnan(found.value[0])
    assert "Cannot tell yet" in str(found.how[0])


def test_before_the_first_customer_there_is_nothing_to_compare() -> None:
    nobody = Counts(0, 0, 0, 0, 0, 0, 0)
    assert np.isnan(figures(counts(), nobody).before).all()


def test_repeat_rate_follows_the_first_order_in_the_window() -> None:
    lines = [
        ("1", "soon", "A", "2026-03-03", 1, 1), ("2", "soon", "A", "2026-05-02", 1, 1),
        ("3", "late", "A", "2026-03-04", 1, 1), ("4", "late", "A", "2026-05-04", 1, 1),
        ("5", "before", "A", "2026-03-02", 1, 1), ("6", "after", "A", "2026-05-02", 1, 1),
    ]  # fmt: skip
    facts = made(lines)._figures(AS_OF).facts[0]
    assert facts == {"cases": 2, "again": 1}


def test_the_real_shop_lost_and_found() -> None:
    found = real()._figures(TODAY)
    rate, active, revenue, at_risk = found.value.tolist()
    assert 0.3 < rate < 0.7
    assert 300 < active < 600
    assert revenue > found.before[2] * 0.5
    assert 5 < at_risk < 100

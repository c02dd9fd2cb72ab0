from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.understand.cohorts import Period, cell_days, said
from langganan.words import Voice
from made_shop import TODAY, cost, made, real

LINES = [
    ("1", "ani", "A", "2026-01-05", 1, 100), ("2", "ani", "A", "2026-03-05", 1, 50),
    ("3", "budi", "A", "2026-01-31", 1, 10),
    ("4", "budi", "A", "2026-02-01", 1, 20), ("C4", "budi", "B", "2026-04-01", -1, -5),
    ("5", "cici", "A", "2026-04-30", 1, 7),
]  # fmt: skip


def test_every_month_since_is_there_zeros_included() -> None:
    found = made(LINES)._cohorts(date(2026, 4, 30))
    assert found.month_number.tolist() == [0, 1, 2, 3, 0]
    assert found.customers.tolist() == [2, 2, 2, 2, 1]
    assert found.active.tolist() == [2, 1, 1, 0, 1]
    assert found.returned.tolist() == [0, 1, 2, 2, 0]
    assert found.revenue.tolist() == [110, 20, 50, -5, 7]
    assert found.revenue_each.tolist() == [55, 65, 90, 87.5, 7]


def test_a_month_is_finished_on_its_last_evening() -> None:
    found = made(LINES)._cohorts(date(2026, 4, 29))
    assert found.finished.tolist() == [True, True, True, False]
    assert made(LINES)._cohorts(date(2026, 4, 30)).finished.all()


def test_no_customers_no_cohorts() -> None:
    assert len(made([("1", None, "A", "2026-01-05", 1, 100)])._cohorts(date(2026, 4, 30))) == 0


def test_cells_of_the_real_shop_add_up() -> None:
    found, segments = real()._cohorts(TODAY), real()._segments(TODAY)
    first = found.month_number == 0
    assert found.customers[first].sum() == len(segments)
    assert (found.active[first] == found.customers[first]).all()
    assert (found.returned <= found.customers).all()
    assert np.isclose(found.revenue.sum(), segments.revenue.sum(), rtol=0.001)


def test_margin_is_revenue_less_known_cost() -> None:
    shop = made(LINES)
    cost(shop, {"A": 4, "B": 1})
    found = shop._cohorts(date(2026, 4, 30))
    assert found.margin.tolist() == [102, 16, 46, -4, 3]
    assert found.margin_each.tolist() == [51, 59, 82, 80, 3]


def test_goods_without_a_cost_have_the_shops_margin_or_none() -> None:
    shop = made(LINES)
    cost(shop, {"B": 1})
    assert np.isnan(shop._cohorts(date(2026, 4, 30)).margin).tolist() == [True, True, True, False, True]
    found = shop._cohorts(date(2026, 4, 30), margin=0.5)
    assert found.margin.tolist() == [55, 10, 25, -4, 4]


def test_weeks_start_on_monday_and_quarters_in_january() -> None:
    weeks = made(LINES)._cohorts(date(2026, 4, 30), Period.WEEK)
    assert weeks.month[0] == np.datetime64("2026-01-05")
    assert weeks.month[weeks.month_number == 0].tolist() == [date(2026, 1, 5), date(2026, 1, 26), date(2026, 4, 27)]
    quarters = made(LINES)._cohorts(date(2026, 4, 30), Period.QUARTER)
    assert quarters.month.tolist() == [date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)]
    assert quarters.active.tolist() == [2, 0, 1]


@pytest.mark.parametrize("period", Period)
def test_a_cells_customers_are_as_many_as_it_counts(period: Period) -> None:
    found = real()._cohorts(TODAY, period)
    for row in range(3, len(found), 40):
        days = (found.month[row].item(), int(found.month_number[row]))
        assert len(real().in_cohort(*days, period=period.value, as_of=TODAY)) == found.active[row]


def test_who_came_back_by_then_are_as_many_as_counted() -> None:
    found = real()._cohorts(TODAY)
    for row in range(2, len(found), 20):
        days = (found.month[row].item(), int(found.month_number[row]))
        if days[1]:
            assert len(real().in_cohort(*days, by_then=True, as_of=TODAY)) == found.returned[row]


def test_a_cell_has_first_and_last_days() -> None:
    days = cell_days(date(2026, 1, 17), 2, period=Period.MONTH)
    assert list(map(str, days.values())) == ["2026-01-01", "2026-01-31", "2026-03-01", "2026-03-31"]


def test_a_cell_is_said_with_how_sure() -> None:
    found = real()._cohorts(TODAY)
    words = " ".join(phrase.say(Voice(currency="GBP")) for phrase in said(found, 5))
    assert "75 had come back: about 7 in 10 (60 to 78 of 100" in words
    running = " ".join(map(str, said(found, int(np.flatnonzero(~found.finished)[0]))))
    assert "still running" in running


def test_unknown_periods_are_refused() -> None:
    with pytest.raises(ArgumentError, match="period is 'year'. It is one of: week, month, quarter"):
        made(LINES).cohorts(period="year")


def test_one_customer_is_not_customers() -> None:
    found = made([("1", "ani", "A", "2026-01-05", 1, 100)])._cohorts(date(2026, 1, 31))
    assert str(said(found, 0)[0]).startswith("1 customer bought")

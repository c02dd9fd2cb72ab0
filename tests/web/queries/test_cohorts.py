"""Who came back, by the month of the first order."""

from __future__ import annotations

import pytest

from langganan.web.models import CohortCell, CustomerInsight
from langganan.web.queries.cohorts import ENOUGH, cohort_table


def test_every_customer_has_one_row(demo):
    table = cohort_table(demo.current_refresh, measure="active")
    assert (
        sum(row.customers for row in table.rows) == CustomerInsight.objects.filter(refresh=demo.current_refresh).count()
    )


@pytest.mark.parametrize(
    ("measure", "first"), [("active", 1), ("returned", 1), ("revenue", 0), ("each", 0), ("margin", 0)]
)
def test_only_money_starts_at_month_0(demo, measure, first):
    table = cohort_table(demo.current_refresh, measure=measure)
    assert table.months.start == first
    assert len(table.rows[0].cells) == len(table.months)


def test_came_back_by_then_never_shrinks(demo):
    for row in cohort_table(demo.current_refresh, measure="returned").rows:
        shares = [cell.share for cell in row.cells]
        assert shares == sorted(shares)


def test_spent_by_each_is_all_so_far_over_everybody(demo):
    spent, each = (cohort_table(demo.current_refresh, measure=name).rows[0] for name in ("revenue", "each"))
    so_far = [sum(cell.amount or 0 for cell in spent.cells[: number + 1]) for number in range(len(spent.cells))]
    assert [cell.amount for cell in each.cells] == [round(money / spent.customers) for money in so_far]


def test_a_margin_nobody_told_is_not_known(demo):
    table = cohort_table(demo.current_refresh, measure="margin")
    assert not table.margin_known
    assert {cell.amount for row in table.rows for cell in row.cells} == {None}


def test_the_running_month_is_marked(demo):
    table = cohort_table(demo.current_refresh, measure="active")
    assert [cell.finished for cell in table.rows[0].cells] == [True] * (len(table.months) - 1) + [False]


def test_darker_is_more(demo):
    cells = [cell for row in cohort_table(demo.current_refresh, measure="active").rows for cell in row.cells]
    shades = [cell.shade for cell in sorted(cells, key=lambda cell: cell.share)]
    assert shades == sorted(shades)
    assert max(shades) <= 5


def test_the_sentence_is_about_the_newest_month_that_had_its_three_months(shop):
    CohortCell.objects.all().delete()
    for month, finished in (("2026-01-01", True), ("2026-04-01", False)):
        for number in range(4):
            CohortCell.objects.create(
                refresh=shop.current_refresh, month=month, month_number=number, customers=2 * ENOUGH, active=3,
                returned=10, revenue=1, finished=finished or number < 2,
            )  # fmt: skip
    said = str(cohort_table(shop.current_refresh, measure="active").sentence)
    assert said == "Of every 100 who first bought in January 2026, 25 came back within three months."


def test_too_few_customers_is_said(shop):
    assert str(cohort_table(shop.current_refresh, measure="active").sentence).startswith("Cannot tell yet")


def test_nothing_before_the_first_refresh(empty_shop):
    assert cohort_table(None, measure="active").rows == []


def test_few_people_are_counted_and_not_painted(shop):
    CohortCell.objects.all().delete()
    for month, customers in (("2026-01-01", 4), ("2026-02-01", 5)):
        for number in range(2):
            CohortCell.objects.create(
                refresh=shop.current_refresh, month=month, month_number=number, customers=customers,
                active=customers, returned=customers, revenue=1, finished=True,
            )  # fmt: skip
    few, enough = cohort_table(shop.current_refresh, measure="active").rows
    assert (few.few, few.cells[0].count, few.cells[0].shade) == (True, 4, 0)
    assert (enough.few, enough.cells[0].shade) == (False, 5)

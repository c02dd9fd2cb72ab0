"""The customers of one cell of the table about who comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from langganan.shop import Shop as Analysis
from langganan.understand.cohorts import Period, cell_days
from langganan.web.frames.lake import lake_engine
from langganan.web.frames.names import names_of
from langganan.web.models import CohortCell, CustomerInsight, Refresh, Shop
from langganan.web.queries.customers import PAGE
from langganan.words import Phrase, mark


@dataclass(frozen=True)
class Opened:
    """One cell: the month of the first order, how many months later, and its people, most valuable first.

    `by_then`: who came back in any month after the first one, up to that one; else who bought in that very month.
    """

    month: date
    number: int
    by_then: bool
    cohort: int
    finished: bool
    members: list[int]

    def page(self, refresh: Refresh, number: int) -> tuple[Page[int], list[CustomerInsight]]:
        """One page of the people, by number, and what the refresh knows of them."""
        page = Paginator(self.members, PAGE).get_page(number)
        found = CustomerInsight.objects.filter(refresh=refresh, customer__in=list(page)).select_related("customer")
        return page, list(found.order_by("-revenue_year", "customer"))

    @property
    def later(self) -> date:
        """The first day of the month the cell is about."""
        return cell_days(self.month, self.number, period=Period.MONTH)["day_from"]

    @property
    def said(self) -> Phrase:
        """Whom the cell holds, in a sentence that will still be true later."""
        days = cell_days(self.month, self.number, period=Period.MONTH, by_then=self.by_then)
        if self.number == 0:
            return Phrase(mark("Their first order was between {first_from} and {first_to}."), days)
        text = mark(
            "Their first order was between {first_from} and {first_to}, "
            "and they bought again between {day_from} and {day_to}."
        )
        return Phrase(text, days)


def opened(shop: Shop, month: date, number: int, *, by_then: bool) -> Opened | None:
    """The cell of that month and number as the current refresh counted it; None where there is no such cell."""
    refresh = shop.current_refresh
    cell = CohortCell.objects.filter(refresh=refresh, month=month, month_number=number).first() if refresh else None
    if refresh is None or cell is None:
        return None
    by_then = by_then and number > 0
    with lake_engine(shop) as engine:
        analysis = Analysis(engine, names=names_of(), zone=shop.zone, currency=shop.currency)
        members = analysis.in_cohort(month, number, by_then=by_then, as_of=refresh.as_of).tolist()
    return Opened(
        month=month, number=number, by_then=by_then, cohort=cell.customers, finished=cell.finished,
        members=sorted(members, key=_worth(refresh, month)),
    )  # fmt: skip


def _worth(refresh: Refresh, month: date) -> Callable[[int], tuple[int, int]]:
    """A key that puts the most valuable of a month's new customers first."""
    days = cell_days(month, 0, period=Period.MONTH)
    seen = CustomerInsight.objects.filter(refresh=refresh, first_day__range=(days["first_from"], days["first_to"]))
    worth = dict(seen.values_list("customer", "revenue_year"))
    return lambda customer: (-worth.get(customer, 0), customer)

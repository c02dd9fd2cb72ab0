"""Who comes back, month by month, and the people behind each number."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import audiences
from langganan.web.middleware import ShopRequest
from langganan.web.pages.given import whole
from langganan.web.pages.tell import done, telling
from langganan.web.queries.cohort_cell import Opened, opened
from langganan.web.queries.cohorts import MEASURES, cohort_table
from langganan.web.queries.refresh import refresh_state
from langganan.words import Phrase, mark

MEASURE_NAMES = {
    "active": Phrase(mark("Bought in that month")),
    "returned": Phrase(mark("Came back by then")),
    "revenue": Phrase(mark("Spent in that month")),
    "each": Phrase(mark("Spent by each up to then")),
    "margin": Phrase(mark("Left after the goods’ cost")),
}


@require_safe
def cohorts_page(request: ShopRequest) -> HttpResponse:
    """The table."""
    asked = request.GET.get("show", "")
    measure = asked if asked in MEASURES else "active"
    table = cohort_table(request.shop.current_refresh, measure=measure)
    context = {"table": table, "measures": MEASURE_NAMES, "refresh": refresh_state(request.shop)}
    return render(request, "langganan/understand/cohorts.html", context)


@require_safe
def cohort_page(request: ShopRequest, year: int, month: int, number: int) -> HttpResponse:
    """The people of one number."""
    cell = _cell(request, year, month, number)
    assert request.shop.current_refresh is not None
    page, rows = cell.page(request.shop.current_refresh, whole(request.GET.get("page"), otherwise=1))
    context = {"cell": cell, "page": page, "rows": rows, "show": _measure(request)}
    return render(request, "langganan/understand/cohort.html", context)


@require_POST
def cohort_keep(request: ShopRequest, year: int, month: int, number: int) -> HttpResponse:
    """Keep the people of one number as a list."""
    cell = _cell(request, year, month, number)
    with telling(request):
        kept = audiences.keep(request.POST.get("name", ""), cell.members, how=cell.said, by=request.user)
        done(request, _("Kept as a list."), undo=reverse("audience_remove", args=[kept.pk]))
        return redirect("audience", kept.pk)
    address = reverse("cohort", args=[year, month, number])
    return redirect(f"{address}?show={_measure(request)}")


def _cell(request: ShopRequest, year: int, month: int, number: int) -> Opened:
    try:
        first = date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    cell = opened(request.shop, first, number, by_then=_measure(request) == "returned")
    if cell is None:
        raise Http404
    return cell


def _measure(request: ShopRequest) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in MEASURES else "active"

"""Who comes back, month by month."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langganan.web.middleware import ShopRequest
from langganan.web.queries.cohorts import MEASURES, cohort_table
from langganan.words import Phrase, mark

MEASURE_NAMES = {
    "active": Phrase(mark("Bought in that month")),
    "returned": Phrase(mark("Came back by then")),
    "revenue": Phrase(mark("Spent in that month")),
}


@require_safe
def cohorts_page(request: ShopRequest) -> HttpResponse:
    """The table."""
    asked = request.GET.get("show", "")
    measure = asked if asked in MEASURES else "active"
    table = cohort_table(request.shop.current_refresh, measure=measure)
    return render(request, "langganan/understand/cohorts.html", {"table": table, "measures": MEASURE_NAMES})

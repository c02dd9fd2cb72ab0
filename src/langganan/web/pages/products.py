"""The list of products."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langganan.web.middleware import ShopRequest
from langganan.web.pages.given import whole
from langganan.web.queries.products import SHOWS, SORTS, Asked, products
from langganan.web.queries.refresh import refresh_state
from langganan.words import Phrase, mark

SHOW_NAMES = {
    "all": Phrase(mark("All")),
    "to_order": Phrase(mark("To order")),
    "rising": Phrase(mark("Rising")),
    "falling": Phrase(mark("Slowing")),
    "dead": Phrase(mark("Not selling")),
}
SORT_NAMES = {
    "popular": Phrase(mark("Best sellers of the year first")),
    "sold": Phrase(mark("Most sold in 28 days first")),
    "order": Phrase(mark("Most to order first")),
    "cover": Phrase(mark("Soonest sold out first")),
    "quiet": Phrase(mark("Longest unsold first")),
    "name": Phrase(mark("By name")),
}


@require_safe
def products_page(request: ShopRequest) -> HttpResponse:
    """A page of the list."""
    found = products(request.shop.current_refresh, _asked(request))
    chips = [(show, name, found.counts[show]) for show, name in SHOW_NAMES.items()]
    context: dict[str, Any] = {
        "page": found.page,
        "asked": found.asked,
        "counts": found.counts,
        "chips": chips,
        "sorts": SORT_NAMES,
    }
    if not found.counts["all"]:
        context["refresh"] = refresh_state(request.shop)
    return render(request, "langganan/sustain/products.html", context)


def _asked(request: ShopRequest) -> Asked:
    given = request.GET
    show, sort = given.get("show", "all"), given.get("sort", "popular")
    return Asked(
        words=given.get("q", "").strip()[:100],
        show=show if show in SHOWS else "all",
        sort=sort if sort in SORTS else "popular",
        page=whole(given.get("page"), otherwise=1),
    )

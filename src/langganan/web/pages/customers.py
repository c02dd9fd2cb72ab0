"""The list of customers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langganan.web.middleware import ShopRequest
from langganan.web.pages.given import whole
from langganan.web.queries.customers import SORTS, Asked, customers
from langganan.web.queries.refresh import refresh_state
from langganan.web.queries.wording import BEFORE, GROUP_WORDS, GROUPS, STATES
from langganan.words import Phrase, mark

SORT_NAMES = {
    "value": Phrase(mark("Most spent in a year first")),
    "ahead": Phrase(mark("What they may bring, most first")),
    "back": Phrase(mark("Most likely to come back first")),
    "last": Phrase(mark("Latest order first")),
    "due": Phrase(mark("Soonest due first")),
    "orders": Phrase(mark("Most orders first")),
    "name": Phrase(mark("By name")),
}


@require_safe
def customers_page(request: ShopRequest) -> HttpResponse:
    """A page of the list."""
    shop = request.shop
    found = customers(shop.current_refresh, _asked(request))
    context = {
        "found": found,
        "page": found.page,
        "groups": [(code, name, found.counts[code]) for code, name in GROUPS.items()],
        "group_names": GROUPS,
        "about": GROUP_WORDS.get(found.asked.group),
        "state_names": STATES,
        "sorts": SORT_NAMES,
        "refresh": refresh_state(shop),
    }
    return render(request, "langganan/understand/customers.html", context)


def _asked(request: ShopRequest) -> Asked:
    given = request.GET
    group, was, sort = given.get("group", ""), given.get("was", ""), given.get("sort", "value")
    return Asked(
        words=given.get("q", "").strip()[:100],
        group=group if group in GROUPS else "",
        was=was if was in BEFORE else "",
        audience=whole(given.get("list"), otherwise=0),
        sort=sort if sort in SORTS else "value",
        page=whole(given.get("page"), otherwise=1),
    )

"""Who moved between the groups of customers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langganan.web.middleware import ShopRequest
from langganan.web.queries.moved import moved
from langganan.web.queries.refresh import refresh_state
from langganan.web.queries.wording import GROUPS


@require_safe
def moved_page(request: ShopRequest) -> HttpResponse:
    """Sentences, then a table whose numbers lead to the people."""
    found = moved(request.shop.current_refresh_id)
    context = {"moved": found, "groups": GROUPS, "refresh": refresh_state(request.shop)}
    return render(request, "langganan/understand/moved.html", context)

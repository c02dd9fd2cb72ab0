"""How good the guesses were on the shop's own past."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langganan.web.middleware import ShopRequest
from langganan.web.queries.guesses import coming_back, next_order
from langganan.web.queries.refresh import refresh_state


@require_safe
def guesses_page(request: ShopRequest) -> HttpResponse:
    """Who comes back and what they buy next, as it was foreseen and as it came."""
    refresh = request.shop.current_refresh_id
    context = {"back": coming_back(refresh), "next": next_order(refresh), "refresh": refresh_state(request.shop)}
    return render(request, "langganan/understand/guesses.html", context)

"""Every request knows its shop, and is answered in the reader's language and the shop's zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from langganan.web.models import Shop, User
from langganan.web.queries.shop import the_shop, today_of, voice_of

LANGUAGE_COOKIE = "langganan_language"


class ShopRequest(HttpRequest):
    """What a page is given: a request that knows its shop, from somebody who is logged in."""

    shop: Shop
    user: User  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in


class ShopMiddleware:
    """Puts `request.shop` there and activates language and zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        shop = the_shop()
        request.shop = shop  # type: ignore[attr-defined]
        language = _language(request, shop.language if shop else "en")
        zone = ZoneInfo(shop.zone) if shop else ZoneInfo("UTC")
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language(request: HttpRequest, shops: str) -> str:
    """The user's own choice, else this browser's (chosen before logging in), else the shop's."""
    own = getattr(request.user, "language", "") if request.user.is_authenticated else ""
    chosen = own or request.COOKIES.get(LANGUAGE_COOKIE, "") or shops
    return chosen if chosen in {"en", "id"} else "en"


def shop_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use: the shop, its day, and how to say things."""
    shop = getattr(request, "shop", None)
    return {"shop": shop, "voice": voice_of(shop), "shop_today": today_of(shop) if shop else None}

"""The shop's settings, one's own password, and the phone's More menu."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from langganan.errors import ArgumentError
from langganan.web.actions import people
from langganan.web.actions import shop as actions
from langganan.web.middleware import ShopRequest
from langganan.web.models import Shop
from langganan.web.pages.given import days, share
from langganan.web.pages.given import quantity as decimal
from langganan.web.pages.tell import done, telling
from langganan.web.queries.refresh import refresh_state
from langganan.words import mark

CURRENCIES = ("IDR", "MYR", "SGD", "USD", "EUR", "GBP", "JPY")
FIELDS = ("name", "zone", "currency", "language", "lead_days", "review_days")


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: ShopRequest) -> HttpResponse:
    """The form; what could not be taken stays in it."""
    values = _values(request.shop)
    if request.method == "POST":
        values |= {name: request.POST.get(name, "").strip() for name in values}
        with telling(request):
            _change(request, values)
            done(request, _("Saved."))
            return redirect("settings")
    context = {
        "values": values,
        "zones": sorted(
            zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc", "System"))
        ),
        "currencies": sorted({*CURRENCIES, values["currency"]}),
    }
    return render(request, "langganan/protect/settings.html", context)


@require_POST
def password(request: ShopRequest) -> HttpResponse:
    """Change one's own password and stay logged in here; other browsers are logged out."""
    with telling(request):
        people.change_password(request.user, request.POST.get("old", ""), request.POST.get("new", ""))
        update_session_auth_hash(request, request.user)
        done(request, _("The password is changed. Other browsers are logged out."))
    return redirect("settings")


@require_safe
def more(request: ShopRequest) -> HttpResponse:
    """What does not fit into the phone's bottom bar."""
    return render(request, "langganan/protect/more.html", {"refresh": refresh_state(request.shop)})


def _values(shop: Shop) -> dict[str, str]:
    shares = {"service": (100, shop.service_level), "margin": (100, shop.margin), "explore": (10, shop.explore)}
    shown = {name: "" if share is None else f"{of * share:g}" for name, (of, share) in shares.items()}
    return {name: str(getattr(shop, name)) for name in FIELDS} | shown


def _change(request: ShopRequest, values: dict[str, str]) -> None:
    service, lead, review = decimal(values["service"]), days(values["lead_days"]), days(values["review_days"])
    if service is None or lead is None or review is None:
        raise ArgumentError(mark("Fill in the days and the percentage; the stock advice needs them."))
    actions.change(
        name=values["name"], zone=values["zone"], currency=values["currency"], language=values["language"],
        service_level=service / 100, lead_days=lead, review_days=review,
        margin=share(values["margin"], of=100), explore=share(values["explore"], of=10), by=request.user,
    )  # fmt: skip

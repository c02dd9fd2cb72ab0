"""The shop itself: who it is, what day it is there, how to speak to whoever is reading."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from langganan.personalise.wishes import Wishes
from langganan.web.models import NotThis, Shop
from langganan.words import Voice


def the_shop() -> Shop | None:
    """The shop of this database, or None before `init`."""
    return Shop.objects.select_related("current_refresh").filter(pk=1).first()


def today_of(shop: Shop, now: datetime | None = None) -> date:
    """The calendar day in the shop's zone; a demo shop lives on the day its data ends."""
    return shop.fixed_today or (now or timezone.now()).astimezone(ZoneInfo(shop.zone)).date()


def now_of(shop: Shop) -> datetime:
    """This moment; in a demo shop, this time of day on the day its data ends, so that what is noted counts there."""
    now = timezone.now()
    if shop.fixed_today is None:
        return now
    here = now.astimezone(ZoneInfo(shop.zone))
    return here.replace(year=shop.fixed_today.year, month=shop.fixed_today.month, day=shop.fixed_today.day)


def voice_of(shop: Shop | None) -> Voice:
    """The reader's language (the one active now) and the shop's currency."""
    language = (translation.get_language() or "en")[:2]
    return Voice(language if language in {"en", "id"} else "en", shop.currency if shop else "IDR")


def wishes_of(shop: Shop) -> Wishes:
    """What the shop wants suggested: its share of new things, and never what somebody said no to for a customer."""
    refused = NotThis.objects.order_by("customer", "product").values_list("customer_id", "product_id")
    return Wishes(explore=shop.explore, refused=tuple(refused))

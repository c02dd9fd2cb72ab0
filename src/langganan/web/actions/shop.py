"""The shop's own settings."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import available_timezones

from django.db import transaction

from langganan.errors import ArgumentError, SetupError
from langganan.web.actions import refresh
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import OrderLine, Shop
from langganan.words import LANGUAGES, mark

RECKONED = {"zone", "service_level", "lead_days", "review_days", "margin", "explore"}
"""Settings that results depend on: a change has them worked out anew."""


@transaction.atomic
def open_shop(
    *, name: str, zone: str, currency: str, language: str, fixed_today: date | None = None, source_note: str = ""
) -> Shop:
    """Make the shop of an empty database."""
    if Shop.objects.filter(pk=1).exists():
        raise SetupError(mark("There is a shop in this data folder already. Choose another with --home."))
    _check_place(zone, currency, language)
    shop = Shop.objects.create(
        pk=1, name=_name(name), zone=zone, currency=currency, language=language,
        fixed_today=fixed_today, source_note=source_note,
    )  # fmt: skip
    leave("shop.open", by=None, subject="shop", subject_id=1)
    return shop


@transaction.atomic
def change(
    *,
    name: str,
    zone: str,
    currency: str,
    language: str,
    service_level: float,
    lead_days: int,
    review_days: int,
    margin: float | None,
    explore: float | None,
    by: Actor,
) -> Shop:
    """Change the shop's settings. A new zone moves days, so the lake is built anew at the next refresh.

    `margin` and `explore` are shares from 0 to 1; None: not told, and as learned.
    """
    _check_place(zone, currency, language)
    _check_stock_rules(service_level, lead_days, review_days)
    _check_shares(margin, explore)
    shop = Shop.objects.select_for_update().get(pk=1)
    _check_currency(shop, currency)
    new = {
        "name": _name(name), "zone": zone, "currency": currency, "language": language,
        "service_level": service_level, "lead_days": lead_days, "review_days": review_days,
        "margin": margin, "explore": explore,
    }  # fmt: skip
    changed = [field for field, value in new.items() if getattr(shop, field) != value]
    for field in changed:
        setattr(shop, field, new[field])
    if "zone" in changed:
        shop.lake_generation += 1
    shop.save()
    leave("shop.change", by=by, subject="shop", subject_id=1, fields=changed)
    if shop.current_refresh_id and not RECKONED.isdisjoint(changed):
        transaction.on_commit(lambda: refresh.start(by=by))
    return shop


def _name(name: str) -> str:
    if not name.strip():
        raise ArgumentError(mark("The shop needs a name."))
    return name.strip()[:120]


def _check_place(zone: str, currency: str, language: str) -> None:
    if zone not in available_timezones():
        raise ArgumentError(
            mark("{given} is not a time zone. Asia/Jakarta and Europe/London are two that are."), given=zone
        )
    if not re.fullmatch("[A-Z]{3}", currency):
        raise ArgumentError(mark("{given} is not a currency code. IDR and GBP are two that are."), given=currency)
    if language not in LANGUAGES:
        raise ArgumentError(mark("{given} is not one of {allowed}."), given=language, allowed=", ".join(LANGUAGES))


def _check_stock_rules(service_level: float, lead_days: int, review_days: int) -> None:
    if not 0.5 <= service_level <= 0.999:
        raise ArgumentError(
            mark("How many of 100 rounds should not run out is a number from 50 to 99.9; {given} was given."),
            given=service_level * 100,
        )
    if not (0 <= lead_days <= 365 and 1 <= review_days <= 365):
        raise ArgumentError(mark("Days to delivery run from 0 to 365, days between orders from 1 to 365."))


def _check_shares(margin: float | None, explore: float | None) -> None:
    if margin is not None and not 0 < margin <= 1:
        raise ArgumentError(
            mark("What is left of 100 spent is a number above 0, up to 100; {given} was given."), given=margin * 100
        )
    if explore is not None and not 0 <= explore <= 1:
        raise ArgumentError(
            mark("How many of 10 suggestions are new is a number from 0 to 10; {given} was given."), given=explore * 10
        )


def _check_currency(shop: Shop, currency: str) -> None:
    """Amounts are stored in the currency's minor unit, so it is chosen before the first import."""
    if currency != shop.currency and OrderLine.objects.exists():
        raise ArgumentError(
            mark("The orders here are in {currency}. Undo the imports first, then choose another currency."),
            currency=shop.currency,
        )

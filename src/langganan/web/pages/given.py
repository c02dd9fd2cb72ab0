"""What a person typed or a link carries, read as numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from django.http import HttpRequest, QueryDict

from langganan.errors import ArgumentError
from langganan.words import decimals_of, mark

_DIGITS = 9
LONGEST_AMOUNT = 15


def form_of(request: HttpRequest) -> QueryDict:
    """What was posted; an Undo button, which posts nothing of its own, carries its values in the address."""
    return request.POST if set(request.POST) - {"csrfmiddlewaretoken"} else request.GET


def whole(text: str | None, *, otherwise: int) -> int:
    """A whole number from a link; anything else counts as not given."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise


def quantity(text: str | None) -> float | None:
    """A quantity from a form, with a decimal point or comma; None where the box was left empty."""
    text = (text or "").strip()
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise ArgumentError(
            mark("A quantity is a number such as 12 or 0.5; {given} was given."), given=text[:40]
        ) from error


def share(text: str | None, *, of: int) -> float | None:
    """A share (0 to 1) said as so many of 10 or 100; None where the box was left empty."""
    many = quantity(text)
    return None if many is None else many / of


def money(text: str | None, currency: str) -> int | None:
    """An amount in minor units; None where the box was left empty.

    Three digits after a point or comma are thousands, as many as the currency has decimals are decimals:
    `12.500`, `1,250.50`, `3,5`.
    """
    text = (text or "").strip()
    if not text:
        return None
    places = decimals_of(currency)
    fraction = rf"(?:(?!(?P=by))[.,](?P<fraction>\d{{1,{places}}}))?" if places else "(?P<fraction>)"
    units = r"(?P<units>\d+|\d{1,3}(?P<by>[.,])\d{3}(?:(?P=by)\d{3})*)"
    found = re.fullmatch(units + fraction, text, re.ASCII)
    if found is None or len(text) > LONGEST_AMOUNT:
        raise ArgumentError(
            mark("An amount is a number such as {example}; {given} was given."),
            example="12500" if places == 0 else "3.50",
            given=text[:40],
        )
    units, fraction = re.sub("[.,]", "", found["units"]), (found["fraction"] or "").ljust(places, "0")
    return int(units + fraction)


def amount(minor: int | None, currency: str) -> str:
    """An amount as its box shows it, and `money` reads it: `12500`, `3.50`."""
    places = decimals_of(currency)
    return "" if minor is None else f"{Decimal(minor).scaleb(-places):.{places}f}"


def days(text: str | None) -> int | None:
    """Whole days from a form; None where the box was left empty."""
    text = (text or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise ArgumentError(mark("Days are a whole number such as 7; {given} was given."), given=text[:40])
    return int(text)

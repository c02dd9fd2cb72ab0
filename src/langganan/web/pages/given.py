"""What a person typed or a link carries, read as numbers."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from langganan.errors import ArgumentError
from langganan.words import mark

_DIGITS = 9


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


def days(text: str | None) -> int | None:
    """Whole days from a form; None where the box was left empty."""
    text = (text or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise ArgumentError(mark("Days are a whole number such as 7; {given} was given."), given=text[:40])
    return int(text)

"""Saying numbers, money, days and phrases in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from langganan.understand.lifetime.words import tenths as in_tenths
from langganan.words import Phrase, Voice, say_day, say_money, say_number

register = template.Library()


def _voice(context: Mapping[str, Any]) -> Voice:
    voice = context.get("voice")
    return voice if isinstance(voice, Voice) else Voice()


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], phrase: Phrase | Mapping[str, Any] | None) -> str:
    """A phrase, or one kept as JSON, in words."""
    if not phrase:
        return ""
    return (phrase if isinstance(phrase, Phrase) else Phrase.from_json(phrase)).say(_voice(context))


@register.simple_tag(takes_context=True)
def money(context: Mapping[str, Any], minor: int | None, *, short: bool = False) -> str:
    """Minor units as money: `£41.20`, or short `£41.2k`."""
    return "" if minor is None else say_money(int(minor), _voice(context), short=short)


@register.simple_tag(takes_context=True)
def number(context: Mapping[str, Any], value: float | None, decimals: int | None = None) -> str:
    """A number with the language's separators."""
    return "" if value is None else say_number(value, _voice(context), decimals)


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: date | datetime | None) -> str:
    """A day as people say it, in the shop's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return "" if value is None else say_day(value, _voice(context))


@register.simple_tag(takes_context=True)
def tenths(context: Mapping[str, Any], chance: float | None) -> str:
    """A chance (0 to 1) as a frequency: `about 7 in 10`."""
    return "" if chance is None else in_tenths(chance).say(_voice(context))


@register.simple_tag(takes_context=True)
def signed(context: Mapping[str, Any], value: float, decimals: int) -> str:
    """A number with its sign: `+1.2`, `−0.4`."""
    return f"{'−' if value < 0 else '+'}{say_number(abs(value), _voice(context), decimals)}"

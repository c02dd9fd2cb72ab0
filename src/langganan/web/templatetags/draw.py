"""Small drawings as SVG. Places and lengths are whole numbers in attributes, colours are classes (strict CSP)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import template

register = template.Library()
WIDTH = 1000
EDGE = 6
LONGEST = timedelta(days=730)


@dataclass(frozen=True)
class Strip:
    """A customer's orders on a line: the days, today, and when the next one is expected."""

    days: Sequence[date]
    today: date
    due_from: date | None = None
    due_to: date | None = None


@register.inclusion_tag("langganan/parts/strip.html", takes_context=True)
def strip(context: Mapping[str, Any], drawn: Strip) -> dict[str, Any]:
    """Each order a tick on a line, today dashed, the next expected as a band; the axis' two ends in words below."""
    first, last = _span(drawn)
    place = _Scale(first, max((last - first).days, 1))
    return {
        "voice": context.get("voice"),
        "ticks": sorted({place(day) for day in drawn.days if day >= first}),
        "today": place(drawn.today),
        "band": _band(place, drawn),
        "first": first,
        "last": last,
        "width": WIDTH,
    }


@register.inclusion_tag("langganan/parts/cycle.html")
def cycle(silent_days: int, interval_days: float | None, own_intervals: int) -> dict[str, Any]:
    """How far the silence has come on the customer's own cycle: full is twice the usual interval; late is soga."""
    if not interval_days or not own_intervals:
        return {"filled": None}
    return {
        "filled": round(100 * min(silent_days / (2 * interval_days), 1.0)),
        "colour": "soga" if silent_days > 1.5 * interval_days else "indigo",
    }


@register.inclusion_tag("langganan/parts/bar.html")
def bar(share: float | None, *, colour: str = "indigo") -> dict[str, Any]:
    """A bar filled to `share` (0 to 1). The number must also stand beside it in words."""
    return {"filled": round(1000 * min(max(share or 0.0, 0.0), 1.0)), "colour": colour}


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int

    def __call__(self, day: date) -> int:
        return EDGE + round((WIDTH - 2 * EDGE) * (day - self.first).days / self.days)


def _span(drawn: Strip) -> tuple[date, date]:
    """From the first order to the end of the expected window or today, but never more than two years."""
    last = max(filter(None, (drawn.today, drawn.due_to)))
    first = min((*drawn.days, drawn.today))
    return max(first, last - LONGEST), last


def _band(place: _Scale, drawn: Strip) -> dict[str, int] | None:
    if drawn.due_from is None or drawn.due_to is None or drawn.due_to < place.first:
        return None
    start, end = max(place(drawn.due_from), EDGE), place(drawn.due_to)
    return {"x": start, "width": max(end - start, 4)}


@register.simple_tag
def percent(share: float) -> str:
    """A share (0 to 1) as a whole number of percent, for attributes."""
    return str(round(100 * share))

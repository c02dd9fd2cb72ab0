"""What stands out in one customer's orders, short and with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from langganan.web.models import CustomerInsight
from langganan.words import Phrase, mark


@dataclass(frozen=True)
class Habit:
    """A habit in one short sentence, and the whole one with what others do and how sure it is."""

    short: Phrase
    whole: Phrase


def habits_of(insight: CustomerInsight) -> list[Habit]:
    """The clearest habit of each kind: weekday, part of the day, channel, price, category."""
    first: dict[str, Phrase] = {}
    for aspect, said in insight.habits:
        first.setdefault(aspect, Phrase.from_json(said))
    return [Habit(_short(whole), whole) for whole in first.values()]


def _short(whole: Phrase) -> Phrase:
    counts = {name: whole.fields[name] for name in ("what", "orders", "of")}
    mostly = 2 * _count(whole, "orders") > _count(whole, "of")
    text = mark("Buys mostly {what}: on {orders} of {of} days with an order.")
    return Phrase(text if mostly else mark("Often buys {what}: on {orders} of {of} days with an order."), counts)


def _count(whole: Phrase, name: str) -> int:
    value = whole.fields[name]
    return value if isinstance(value, int) else 0

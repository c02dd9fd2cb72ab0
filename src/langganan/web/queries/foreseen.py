"""What is foreseen of one customer, in sentences; and which days the strip of orders shows as the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from langganan.understand.lifetime import words
from langganan.web.frames.lifetimes import foreseen_of
from langganan.web.models import CustomerInsight, ShopInsight
from langganan.words import Phrase, mark

FAR = timedelta(days=365)
"""A band that ends further away would leave no room for the orders before it."""
ABOUT = 2
"""Of the sentences about the model the first two say which it is and how it did, the others what cannot be told."""
_ON_A_DAY = (
    mark(
        "Each mark is a day with an order, the dashed line is today. At this pace the next order comes around "
        "{due_to}, the shaded part."
    ),
    mark(
        "Each mark is a day with an order, the dashed line is today. At that pace the next order would have come "
        "around {due_to}, the shaded part."
    ),
)
"""Of a window of one day: ahead, and past."""
PACED = ("on_time", "due")
LATE = ("late", "quiet")


@dataclass(frozen=True)
class Foreseen:
    """What comes next, in sentences: the chance, when, what they may bring (minor units), how it was worked out."""

    chance: Phrase
    when: Phrase | None
    value: int | None
    value_low: int | None
    value_high: int | None
    order_value: int | None
    keeps: bool
    rate: int
    how: list[Phrase]
    limits: list[Phrase]


@dataclass(frozen=True)
class Band:
    """When the next order is expected, and what that rests on."""

    first: date | None
    last: date | None
    caption: Phrase | None


def facts_of(refresh: int | None, code: str) -> dict[str, Any]:
    """What a refresh found out about the shop as a whole; empty where it did not."""
    found = ShopInsight.objects.filter(refresh=refresh, code=code).values_list("facts", flat=True).first()
    return found or {}


def foreseen(insight: CustomerInsight, facts: dict[str, Any]) -> Foreseen | None:
    """What the shop's model foresees of a customer; None where nothing was foreseen."""
    if not facts or insight.again is None:
        return None
    found, said = foreseen_of(insight, facts), [Phrase.from_json(one) for one in facts["said"]]
    stays, new = None if facts["short_history"] else _stays(insight.alive), words.about_new(found, 0)
    return Foreseen(
        chance=_by_rhythm(insight) if facts["rhythm_better"] else words.again(found, 0),
        when=None if paced(insight) or _rash(insight, facts) else words.next_order(found, 0),
        value=insight.value, value_low=insight.value_low, value_high=insight.value_high,
        order_value=insight.order_value, keeps=facts["margin"] < 1, rate=round(100 * facts["rate"]),
        how=[one for one in (new, words.orders(found, 0), stays, *said[:ABOUT]) if one is not None],
        limits=said[ABOUT:],
    )  # fmt: skip


def _rash(insight: CustomerInsight, facts: dict[str, Any]) -> bool:
    """Whether it would be said that somebody is gone where the history is too short to see anybody leave."""
    return insight.next_day is None and bool(facts["short_history"])


def unforeseen(facts: dict[str, Any]) -> list[Phrase]:
    """Why nothing is foreseen of anybody, where that is so."""
    return [Phrase.from_json(one) for one in facts["said"]] if facts.get("model") == "none" else []


def paced(insight: CustomerInsight) -> bool:
    """Whether the customer's own pace says when the next order comes; it does not of who is late or came once."""
    return insight.state in PACED and insight.own_intervals > 0


def band(insight: CustomerInsight, seen: Foreseen | None, today: date) -> Band:
    """When the next order is expected: at the customer's own pace, else as the model foresees it.

    Past its window a pace tells nothing of what is to come, while the model starts from today's silence.
    """
    if paced(insight) or seen is None:
        return _pace(insight, today)
    near = [day for day in (insight.next_to, insight.next_day) if day is not None and day <= today + FAR]
    if insight.next_from is None or not near:
        return Band(None, None, Phrase(mark("Each mark is a day with an order, the dashed line is today.")))
    eight = mark(
        "Each mark is a day with an order, the dashed line is today. Of 10 such customers, 8 order again in the "
        "shaded part."
    )
    half = mark(
        "Each mark is a day with an order, the dashed line is today. By the end of the shaded part half of such "
        "customers have ordered again."
    )
    return Band(insight.next_from, near[0], Phrase(eight if near[0] == insight.next_to else half))


def _pace(insight: CustomerInsight, today: date) -> Band:
    if insight.due_from is None or insight.due_to is None:
        return Band(None, None, None)
    ahead = mark(
        "Each mark is a day with an order, the dashed line is today. At this pace the next order comes between "
        "{due_from} and {due_to}, the shaded part."
    )
    past = mark(
        "Each mark is a day with an order, the dashed line is today. At that pace the next order would have come "
        "between {due_from} and {due_to}, the shaded part."
    )
    if insight.due_from == insight.due_to:
        ahead, past = _ON_A_DAY
    days = {"due_from": insight.due_from, "due_to": insight.due_to}
    return Band(insight.due_from, insight.due_to, Phrase(past if insight.due_to < today else ahead, days))


def _stays(alive: float | None) -> Phrase | None:
    if alive is None:
        return None
    return Phrase(
        mark("Of customers like this one, {often} still count this shop as theirs; the others have gone for good."),
        {"often": words.tenths(alive)},
    )


def _by_rhythm(insight: CustomerInsight) -> Phrase:
    """The share that came back from as long a silence, which did better than the model in this shop's past."""
    if insight.return_in_100 is None:
        return Phrase(mark("Cannot tell yet how many like this come back; there are too few past cases."))
    return Phrase(
        mark("Of customers who were silent for as long, {often} came back within 60 days ({n} past case)."),
        {"often": words.tenths(insight.return_in_100 / 100), "n": insight.return_cases},
        mark("Of customers who were silent for as long, {often} came back within 60 days ({n} past cases)."),
    )

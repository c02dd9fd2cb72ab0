"""The words of the worklist: why a thing is worth doing, and what one might write to a customer."""

from __future__ import annotations

import math
from typing import Any

from langganan.words import Phrase, mark

MESSAGES = {
    "talk": {
        (True, True): mark("Hi {name}, shall I set some {product} aside for you this week? Just tell me how many."),
        (True, False): mark("Hi {name}, how are you? Is there anything I can get ready for you this week?"),
        (False, True): mark("Hi, shall I set some {product} aside for you this week? Just tell me how many."),
        (False, False): mark("Hi, how are you? Is there anything I can get ready for you this week?"),
    },
    "slipping": {
        (True, True): mark(
            "Hi {name}, I have not seen you for a while and wanted to ask how you are. "
            "Are you still happy with {product}? If something was not right, please tell me."
        ),
        (True, False): mark(
            "Hi {name}, I have not seen you for a while and wanted to ask how you are. "
            "If something was not right last time, please tell me."
        ),
        (False, True): mark(
            "Hi, I have not seen you for a while and wanted to ask how you are. "
            "Are you still happy with {product}? If something was not right, please tell me."
        ),
        (False, False): mark(
            "Hi, I have not seen you for a while and wanted to ask how you are. "
            "If something was not right last time, please tell me."
        ),
    },
}
"""Drafts by (the name is known, a favourite product is known)."""


def message(kind: str, row: dict[str, Any]) -> Phrase:
    """Draft a message to a customer. This function will use the name and the favourite product where they are known."""
    fields = {"name": row["name"], "product": _spoken(row["product"])}
    fields = {name: text for name, text in fields.items() if text}
    return Phrase(MESSAGES[kind]["name" in fields, "product" in fields], fields)


def addressed(kind: str, draft: Phrase, name: str) -> Phrase:
    """Put a name into a draft that was made without one. This function will give the draft to send.

    Drafts are stored without names, which are personal data; an empty `name`, or words that are not
    one of `MESSAGES`, leave a draft as it is.
    """
    if not name or draft.text not in MESSAGES[kind].values():
        return draft
    return message(kind, {"name": name, "product": str(draft.fields.get("product", ""))})


def why(kind: str, row: dict[str, Any]) -> Phrase:
    """Say why a thing is worth doing. This function will give one or two sentences with the row's own numbers."""
    return {"talk": _why_talk, "slipping": _why_slipping, "order": _why_order, "dead": _why_dead}[kind](row)


def _why_talk(row: dict[str, Any]) -> Phrase:
    return Phrase(
        mark(
            "Usually orders about every {interval} days; the last order was {silent} days ago. "
            "At that pace the next comes between {first} and {last}."
        ),
        {
            "interval": round(row["interval_days"]),
            "silent": row["silent_days"],
            "first": row["due_from"],
            "last": row["due_to"],
        },
    )


def _why_slipping(row: dict[str, Any]) -> Phrase:
    if math.isnan(row["return_in_100"]):
        return Phrase(
            mark(
                "Usually orders about every {interval} days, but the last order was {silent} days ago. "
                "How many come back from such a silence cannot be told yet."
            ),
            {"interval": round(row["interval_days"]), "silent": row["silent_days"]},
        )
    return Phrase(
        mark(
            "Usually orders about every {interval} days, but the last order was {silent} days ago. "
            "About {back} in 100 come back from such a silence within 60 days by themselves."
        ),
        {
            "interval": round(row["interval_days"]),
            "silent": row["silent_days"],
            "back": round(row["return_in_100"]),
        },
    )


def _why_order(row: dict[str, Any]) -> Phrase:
    sold = _pieces(row["units_month"])
    if math.isnan(row["on_hand"]):
        return Phrase(
            mark("Order so that you have {level}. {sold} sold in the last 28 days; what is left was never counted."),
            {"level": _pieces(row["order_up_to"]), "sold": sold},
        )
    if row["on_hand"] <= 0:
        return Phrase(mark("Order {level}. None are left; {sold} sold in the last 28 days."),
                      {"level": _pieces(row["suggested"]), "sold": sold})  # fmt: skip
    days = 1 if math.isnan(row["cover_days"]) else max(1, round(row["cover_days"]))
    return Phrase(
        mark("Order {level}. {left} are left, enough for about a day."),
        {"level": _pieces(row["suggested"]), "left": _pieces(row["on_hand"]), "n": days},
        mark("Order {level}. {left} are left, enough for about {n} days."),
    )


def _why_dead(row: dict[str, Any]) -> Phrase:
    fields = {"day": row["last_day"], "silent": row["quiet_days"]}
    if row["on_hand"] > 0:
        return Phrase(
            mark("None sold since {day}, {silent} days ago; {left} are left."),
            fields | {"left": _pieces(row["on_hand"])},
        )
    return Phrase(mark("Used to sell, but none since {day}, {silent} days ago. Is any left to sell off?"), fields)


def _pieces(quantity: float) -> float:
    """Whole where it is whole, else with one decimal (kilograms)."""
    return round(quantity, 1)


def _spoken(product: str) -> str:
    """A product's name as one would write it in a message: not in capitals throughout."""
    return product.lower() if product.isupper() else product

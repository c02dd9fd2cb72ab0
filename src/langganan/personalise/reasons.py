"""Why each product is suggested, in a sentence made of the row's own numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from langganan.personalise.basket.features import GROUPS
from langganan.personalise.basket.history import History
from langganan.personalise.basket.known import Known, faded
from langganan.tables import Array
from langganan.words import Phrase, mark

RECENT_DAYS = 90
"""Popularity is told as customers over this many days."""
RHYTHM_TIMES, SHORTEST = 3, 2
"""An interval is told from three purchases on, if it is two days or longer."""
OF_OWN, OF_NEW = ("repeat", "rhythm"), ("popular", "neighbours", "together")


def strongest(terms: Array, repeat: Array) -> Array:
    """This function will name the group of terms that spoke most for each row, among those that can be told of it."""
    own = np.array(OF_OWN)[terms[:, [GROUPS.index(name) for name in OF_OWN]].argmax(axis=1)]
    new = np.array(OF_NEW)[terms[:, [GROUPS.index(name) for name in OF_NEW]].argmax(axis=1)]
    return np.where(repeat, own, new).astype(object)


def because(known: Known, history: History, customer: Array, product: Array) -> tuple[Array, Array]:
    """Find which of a customer's products speaks most for a new one.

    This function will give its place (-1 where none goes with it) and how many customers bought both.
    """
    if not len(customer):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    shared = faded(history)[customer].multiply(known.goes.turned[product]).tocsr()
    best, there = np.asarray(shared.argmax(axis=1)).ravel(), shared.max(axis=1).toarray().ravel() > 0
    alike = np.where(there, np.asarray(known.goes.plain[best, product]).ravel(), 0)
    count = known.items.customers
    both = alike * (np.sqrt(count[best] * count[product]) + known.shrink)
    return np.where(alike > 0, best, -1), np.round(both).astype(np.int64)


def reason(row: dict[str, Any]) -> Phrase:
    """This function will give the sentence for one row of `Recommendations`."""
    if row["kind"] == "repeat":
        return _of_own(row["times"], row["orders"], row["usual_days"], row["last_day"])
    if row["kind"] == "trial":
        return Phrase(mark("New here: first sold on {day}"), {"day": row["first_day"]})
    if row["why"] == "together" and row["because"] >= 0:
        return _of_pair(row["because_name"], row["both"])
    if row["why"] == "neighbours":
        return Phrase(mark("Customers with a similar basket buy it"))
    return _of_popularity(row["customers"], row["customers_recent"])


def _of_own(times: int, orders: int, usual: float, last: date) -> Phrase:
    if orders == 1:
        return Phrase(mark("Bought in the only order so far, on {day}"), {"day": last})
    if times < RHYTHM_TIMES or round(usual) < SHORTEST:
        return Phrase(
            mark("Bought in {n} of {orders} orders, last on {day}"), {"n": times, "orders": orders, "day": last}
        )
    return Phrase(
        mark("Bought in {times} of {orders} orders, about every {days} days, last on {day}"),
        {"times": times, "orders": orders, "days": round(usual), "day": last},
    )


def _of_pair(name: str, both: int) -> Phrase:
    if not name:
        return Phrase(mark("Goes with what this customer bought before"))
    if not both:
        return Phrase(mark("People who buy {product} also buy this"), {"product": name})
    return Phrase(
        mark("People who buy {product} also buy this ({n} customer)"), {"product": name, "n": both},
        mark("People who buy {product} also buy this ({n} customers)"),
    )  # fmt: skip


def _of_popularity(customers: int, recent: int) -> Phrase:
    if recent:
        return Phrase(
            mark("{n} customer bought it in the last {days} days"), {"n": recent, "days": RECENT_DAYS},
            mark("{n} customers bought it in the last {days} days"),
        )  # fmt: skip
    if not customers:
        return Phrase(mark("None of the customers on record has it yet"))
    return Phrase(mark("{n} customer has bought it"), {"n": customers}, mark("{n} customers have bought it"))

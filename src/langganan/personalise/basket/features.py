"""The terms that speak for a product to be in a customer's next order, in groups from which reasons are made."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from langganan.personalise.basket.items import Items
from langganan.personalise.basket.repeat import Own
from langganan.tables import Array

GROUPS = ("repeat", "rhythm", "neighbours", "together", "popular", "customer")
"""The last is about the customer alone: it weighs own products against new ones, and is no reason for any of them."""
Terms = dict[str, tuple[str, Array]]

FLOOR = {"near": 1e-5, "goes": 1e-4}
"""What is added before a logarithm is taken, well below one neighbour's or one pair's least share."""
OWN_BENT = ("times", "since", "near", "hazard", "goes", "ever", "days")
OWN_TWINS = (
    *product(("times", "hazard", "since", "near", "goes", "ever"), ("orders", "again", "size")),
    ("times", "since"), ("hazard", "since"), ("times", "hazard"), ("days", "times"), ("days", "hazard"),
    ("days", "orders"), ("overdue_days", "times"),
)  # fmt: skip
NEW_BENT = ("near", "goes", "ever")
NEW_TWINS = tuple(product(NEW_BENT, ("orders", "size")))


@dataclass(frozen=True, eq=False)
class Person:
    """Per customer of a part: log of `orders`, of products per order (`size`), and of the share bought `again`."""

    orders: Array
    size: Array
    again: Array

    @classmethod
    def of(cls, own: Own, orders: Array) -> Person:
        """This function will count it from what each customer bought."""
        lines = np.bincount(own.customer, own.times, minlength=len(orders))
        kinds = np.bincount(own.customer, minlength=len(orders))
        many = np.maximum(orders, 1)
        return cls(np.log(many), np.log(np.maximum(lines / many, 1)), np.log((lines - kinds + 2) / (lines + 10)))

    def terms(self, customer: Array) -> Terms:
        """This function will give the terms of each row's customer."""
        found = {"orders": self.orders, "size": self.size, "again": self.again}
        return {name: ("customer", values[customer]) for name, values in found.items()}


def of_own(own: Own, items: Items, today: Array | None) -> Terms:
    """Terms of what the customer bought before. This function will give one value per row of `own` for each.

    `hazard` is the product's, `rate` the customer's own drawn towards it: times bought again over orders since the
    first purchase, both with three orders at the product's hazard.
    """
    since, hazard = (own.orders - own.last).astype(float), items.hazard[own.product]
    rate = (own.times - 1 + 3 * hazard) / (own.orders - own.first + 2)
    gap = (own.last - own.first + 2 * items.gap[own.product]) / (own.times + 1)
    repeat = {
        "times": np.log1p(own.times), "share": own.times / own.orders, "faded_fast": own.faded[:, 0],
        "faded": own.faded[:, 1], "faded_slow": own.faded[:, 2], "hazard": np.log(hazard), "rate": np.log(rate),
        "first": np.log(own.orders - own.first),
    }  # fmt: skip
    rhythm = {"since": np.log(since), "just": since == 1, "overdue": np.clip(since / np.maximum(gap, 0.5), 0, 4)}
    if today is not None:
        rhythm |= _in_days(own, items, today)
    return _grouped("repeat", repeat) | _grouped("rhythm", rhythm)


def _in_days(own: Own, items: Items, today: Array) -> dict[str, Array]:
    """Terms of time since the last purchase, against an interval between the customer's own and the product's."""
    since = np.maximum(today[own.customer] - own.last_day, 0)
    late = since / np.maximum(usual_days(own, items), 1)
    due = np.exp(-(np.log(np.maximum(late, 0.01)) ** 2))
    return {"days": np.log1p(since), "overdue_days": np.clip(late, 0, 4), "due": due}


def usual_days(own: Own, items: Items) -> Array:
    """This function will give the usual days between purchases: the customer's own, and two of everybody's."""
    return (own.days_between + 2 * items.gap_days[own.product]) / (own.times + 1)


def of_any(goods: Array, week: Array, items: Items, looks: Array) -> Terms:
    """Terms that any product has; `looks` (2 x rows) is what neighbours, and what goes with own products, say of it.

    This function will give the scores plain and as logarithms, and how popular the product is: ever, and lately as
    each row's `week` (a place in `items.recent`) began.
    """
    most = items.customers.max(initial=0) + 1
    popular = {"ever": np.log((items.customers[goods] + 0.5) / most)}
    popular |= {"lately": np.log(items.recent[0][week, goods]), "of_late": np.log(items.recent[1][week, goods])}
    near = {"near": np.log(looks[0] + FLOOR["near"]), "near_plain": looks[0]}
    goes = {"goes": np.log(looks[1] + FLOOR["goes"]), "goes_plain": looks[1]}
    return _grouped("neighbours", near) | _grouped("together", goes) | _grouped("popular", popular)


def crossed(terms: Terms, *, bent: tuple[str, ...], twins: tuple[tuple[str, str], ...]) -> Terms:
    """Terms with squares of the `bent` and products of the `twins` that are there, each in its first term's group.

    This function will give the terms whose effect bends, or depends on the customer, a straight line of their own.
    """
    pairs = [(name, name) for name in bent] + list(twins)
    known = [(one, other) for one, other in pairs if one in terms and other in terms]
    return terms | {f"{a} x {b}": (terms[a][0], terms[a][1] * terms[b][1]) for a, b in known}


def stacked(terms: Terms) -> Array:
    """This function will give all terms as one table: rows x terms, float32."""
    table = np.empty((len(next(iter(terms.values()))[1]), len(terms)), np.float32)
    for place, (_, values) in enumerate(terms.values()):
        table[:, place] = values
    return table


def _grouped(group: str, terms: dict[str, Array]) -> Terms:
    return {name: (group, values) for name, values in terms.items()}

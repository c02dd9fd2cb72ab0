"""For each customer, the products worth weighing, with their terms: all own ones, and the likeliest new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from langganan.personalise.basket import features
from langganan.personalise.basket.features import Person, Terms
from langganan.personalise.basket.history import History
from langganan.personalise.basket.known import Known
from langganan.personalise.basket.repeat import Own
from langganan.tables import Array
from langganan.threads import mapped

CHUNK = 128
FROM_EACH = 50
"""New products that each looker (neighbours, together, popularity) puts forward."""
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rows of customer and product (places) with their `terms` (rows x terms); `names` and `groups` of the terms."""

    customer: Array
    product: Array
    terms: Array
    names: tuple[str, ...]
    groups: tuple[str, ...]

    def only(self, kept: Array) -> Candidates:
        """This function will give the rows that `kept` (booleans or places) picks."""
        return Candidates(self.customer[kept], self.product[kept], self.terms[kept], self.names, self.groups)


@dataclass(frozen=True, eq=False)
class Ask:
    """Who is asked about, by place in `history`, in rising order; `today` per customer of the history, or None.

    `allowed` (I) are the products that may be suggested; `refused` the pairs that may not, as sorted keys
    customer * I + product. None allows all.
    """

    history: History
    people: Array
    today: Array | None = None
    allowed: Array | None = None
    refused: Array | None = None


def weigh(known: Known, ask: Ask, handle: Callable[[Candidates, Candidates], Made]) -> list[Made]:
    """Go through the customers some hundreds at a time, on two threads, so that memory stays small.

    This function will give what `handle` makes of own and new candidates of each lot, in the order of the customers.
    """
    lots = [ask.people[at : at + CHUNK] for at in range(0, len(ask.people), CHUNK)]

    def one(people: Array) -> Made:
        return handle(*_lot(known, ask, people))

    return list(mapped(one, lots))


def gathered(parts: list[Candidates]) -> Candidates:
    """This function will put candidates of several lots, of one kind, into one."""
    first = parts[0]
    arrays = [np.concatenate([getattr(part, name) for part in parts]) for name in ("customer", "product", "terms")]
    return Candidates(arrays[0], arrays[1], arrays[2], first.names, first.groups)


def _lot(known: Known, ask: Ask, people: Array) -> tuple[Candidates, Candidates]:
    part = ask.history.only(people)
    own, person = Own.of(part), Person.of(Own.of(part), part.orders)
    today = None if ask.today is None else ask.today[people]
    week = known.items.week(today, len(people))
    looks = np.empty((2, len(people), len(part.products)), np.float32)
    looks[0], looks[1] = known.near(part), known.goes_with(part)
    terms = features.of_own(own, known.items, today)
    terms |= features.of_any(own.product, week[own.customer], known.items, looks[:, own.customer, own.product])
    terms |= person.terms(own.customer)
    terms = features.crossed(terms, bent=features.OWN_BENT, twins=features.OWN_TWINS)
    row, product = np.nonzero(_worth_trying(own, looks, known.popular))
    fresh = features.of_any(product, week[row], known.items, looks[:, row, product]) | person.terms(row)
    fresh = features.crossed(fresh, bent=features.NEW_BENT, twins=features.NEW_TWINS)
    made = (_named(people[own.customer], own.product, terms), _named(people[row], product, fresh))
    return _may(made[0], ask), _may(made[1], ask)


def _worth_trying(own: Own, looks: Array, popular: Array) -> Array:
    """Which products are new to each customer and put forward by one of the lookers (customers x products)."""
    wanted = np.zeros(looks.shape[1:], bool)
    size = wanted.shape[1]
    for scores in looks:
        if size > FROM_EACH:
            top = np.argpartition(scores, size - FROM_EACH, axis=1)[:, size - FROM_EACH :]
            np.put_along_axis(wanted, top, True, axis=1)
    wanted[:, popular[:FROM_EACH]] = True
    wanted[own.customer, own.product] = False
    return wanted


def _named(customer: Array, product: Array, terms: Terms) -> Candidates:
    return Candidates(customer, product, features.stacked(terms), tuple(terms), tuple(g for g, _ in terms.values()))


def _may(rows: Candidates, ask: Ask) -> Candidates:
    """Only what may be suggested, to whom it may be."""
    may = np.ones(len(rows.customer), bool) if ask.allowed is None else ask.allowed[rows.product]
    if ask.refused is not None and len(ask.refused):
        key = rows.customer * np.int64(len(ask.history.products)) + rows.product
        may = may & ~np.isin(key, ask.refused)
    return rows.only(may)

"""Recommendations: what each customer buys most, then what others buy; with the reason for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.words import Phrase, mark

RECENT_DAYS = 90
"""Popularity counts customers over this many days."""


@dataclass(frozen=True, eq=False, repr=False)
class Recommendations(Result):
    """One row per customer and suggested product, `rank` 1 first.

    `repeat`: the customer bought it before, in `times` of their `orders`, last on `last_day`; `score` is then
    times / orders, else 0. `customers_recent` bought it in the last 90 days, `customers` ever.
    """

    customer_id: Array
    product_id: Array
    rank: Array
    repeat: Array
    score: Array
    times: Array
    orders: Array
    last_day: Array
    customers: Array
    customers_recent: Array

    def reasons(self) -> list[Phrase]:
        """Say why each was suggested. This function will give one sentence per row, made of the row's own numbers."""
        names = ("repeat", "times", "orders", "last_day", "customers", "customers_recent")
        return [_reason(row) for row in zip(*(getattr(self, name).tolist() for name in names), strict=True)]


def recommend(candidates: Columns, *, k: int = 5) -> Recommendations:
    """Suggest products to each customer. This function will give `k` rows each, fewer where the shop has fewer.

    The customer's own products come first, those in most orders first, ties by popularity (personal frequency,
    "GP-TopFreq" in the papers on next baskets); then the most popular products that the customer has not bought.

    `candidates` are the rows of `recommend.sql`, asked for with `popular=2 * k` or more.
    """
    shop, own = candidates["customer_id"] < 0, candidates["product_id"] >= 0
    repeats = {name: values[~shop & own] for name, values in candidates.items()}
    popular = {name: values[shop] for name, values in candidates.items()}
    people, first = np.unique(candidates["customer_id"][~shop], return_index=True)
    filled = _fill(repeats, popular, people=people, orders=candidates["orders"][~shop][first], k=k)
    rows = {name: np.concatenate([repeats[name], filled[name]]) for name in candidates}
    order = np.lexsort((rows["turn"], rows["times"] == 0, rows["customer_id"]))
    return _named({name: values[order] for name, values in rows.items()})


def _fill(repeats: Columns, popular: Columns, *, people: Array, orders: Array, k: int) -> dict[str, Array]:
    """Popular products not bought yet, for every customer with fewer than `k` of their own."""
    owner = np.searchsorted(people, repeats["customer_id"])
    short = np.flatnonzero(np.bincount(owner, minlength=len(people)) < k)
    width = len(popular["product_id"])
    fresh = np.ones((len(people), width), bool)
    place = {product: at for at, product in enumerate(popular["product_id"].tolist())}
    at = np.array([place.get(product, -1) for product in repeats["product_id"].tolist()], np.int64)
    fresh[owner[at >= 0], at[at >= 0]] = False
    wanted = k - np.bincount(owner, minlength=len(people))
    chosen = fresh[short] & (np.cumsum(fresh[short], axis=1) <= wanted[short, None])
    row, column = np.nonzero(chosen)
    filled = {name: values[column] for name, values in popular.items()}
    return filled | {"customer_id": people[short][row], "orders": orders[short][row]}


def _named(rows: Columns) -> Recommendations:
    """Name the sorted rows and number them within each customer."""
    customers = rows["customer_id"]
    place = np.arange(len(customers))
    starts = np.append(True, customers[1:] != customers[:-1])[: len(customers)]
    return Recommendations(
        customer_id=customers,
        product_id=rows["product_id"],
        rank=place - np.maximum.accumulate(np.where(starts, place, 0)) + 1,
        repeat=rows["times"] > 0,
        score=rows["times"] / np.maximum(rows["orders"], 1),
        times=rows["times"],
        orders=rows["orders"],
        last_day=rows["last_day"],
        customers=rows["customers"],
        customers_recent=rows["customers_recent"],
    )


def _reason(row: tuple[Any, ...]) -> Phrase:
    repeat, times, orders, last_day, customers, recent = row
    if repeat:
        return _own_reason(times, orders, last_day)
    if recent:
        return Phrase(
            mark("{n} customer bought it in the last {days} days"),
            {"n": recent, "days": RECENT_DAYS},
            mark("{n} customers bought it in the last {days} days"),
        )
    return Phrase(mark("{n} customer has bought it"), {"n": customers}, mark("{n} customers have bought it"))


def _own_reason(times: int, orders: int, last_day: date) -> Phrase:
    if orders == 1:
        return Phrase(mark("Bought in the only order so far, on {day}"), {"day": last_day})
    return Phrase(
        mark("Bought in {n} of {orders} orders, last on {day}"), {"n": times, "orders": orders, "day": last_day}
    )

"""A fair trial for products that are new in the shop: shown to some, by what their first weeks may promise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.ranking import Ranking
from langganan.tables import Array, Columns

NEW_DAYS, OPEN_DAYS = 28, 56
MOST = 50
GOOD = 0.75


@dataclass(frozen=True, eq=False)
class Newcomers:
    """Products on trial (places, the newest first): in `orders` of `orders_since` orders since each was new.

    `hope` is the share of orders that a good product of this shop is in: three in four products are in fewer.
    """

    product: Array
    orders: Array
    orders_since: Array
    hope: float

    @classmethod
    def of(cls, items: Columns, *, as_of: np.datetime64) -> Newcomers:
        """Find the products first seen in the last 28 days, at most 50, in a shop that is open for 56 or more.

        This function will find none in a younger shop, where everything is new.
        """
        age = (as_of - items["first_day"].astype("datetime64[D]")).astype(np.int64)
        open_for = (as_of - items["shop_first_day"].astype("datetime64[D]")).astype(np.int64)
        fresh = np.flatnonzero((age < NEW_DAYS) & (open_for >= OPEN_DAYS) & items["allowed"])
        fresh = fresh[np.argsort(age[fresh], kind="stable")][:MOST]
        share = items["orders"] / np.maximum(items["orders_since"], 1)
        hope = float(np.quantile(share[share > 0], GOOD)) if (share > 0).any() else 1.0
        return cls(fresh, items["orders"][fresh], items["orders_since"][fresh], hope)


def tried(found: Ranking, history: History, new: Newcomers, *, share: float, seed: list[int]) -> tuple[Ranking, Array]:
    """Give the last new product's place to one on trial, for about `share` of the customers.

    This function will draw each trial product's share of orders from what is known of it (Thompson 1933: Gamma, after
    one order at the share of a good product), once per customer, and take the highest that the customer never bought.
    It gives the ranking, and which rows are trials.
    """
    rows = _last_new(found)
    people = found.customer[rows]
    chance = np.random.default_rng(seed)
    chosen = chance.random(len(history.customers))[people] < share
    rows, people = rows[chosen], people[chosen]
    on_trial = np.zeros(len(found.customer), bool)
    if not len(new.product) or not len(rows):
        return found, on_trial
    drawn = chance.gamma(new.orders + 1, 1 / (new.orders_since + 1 / new.hope), (len(rows), len(new.product)))
    drawn[_taken(found, history, people, new.product)] = -1
    best = drawn.argmax(axis=1)
    there = drawn[np.arange(len(rows)), best] >= 0
    product = found.product.copy()
    product[rows[there]] = new.product[best[there]]
    on_trial[rows[there]] = True
    return Ranking(found.customer, product, found.odds, found.repeat, found.terms), on_trial


def _last_new(found: Ranking) -> Array:
    """The row of each customer's last product that he never bought."""
    rows = np.flatnonzero(~found.repeat)
    people = found.customer[rows]
    return rows[np.append(people[1:] != people[:-1], True)[: len(rows)]]


def _taken(found: Ranking, history: History, people: Array, product: Array) -> Array:
    """Which trial products (columns) each customer bought, or is suggested already."""
    size = np.int64(len(history.products))
    keys = people[:, None] * size + product
    bought, listed = history.customer * size + history.product, found.customer * size + found.product
    return np.isin(keys, bought) | np.isin(keys, listed)

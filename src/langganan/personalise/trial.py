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
        """Find the products first sold in the last 28 days, at most 50, in a shop that is open for 56 or more.

        This function will find none in a younger shop, where everything is new, and none that nobody has bought:
        nothing tells when it came, or whether it had come by a day long ago.
        """
        age = (as_of - items["first_day"].astype("datetime64[D]")).astype(np.int64)
        open_for = (as_of - items["shop_first_day"].astype("datetime64[D]")).astype(np.int64)
        sold = items["orders"] > 0
        fresh = np.flatnonzero(sold & (age < NEW_DAYS) & (open_for >= OPEN_DAYS) & items["allowed"])
        fresh = fresh[np.argsort(age[fresh], kind="stable")][:MOST]
        share = items["orders"] / np.maximum(items["orders_since"], 1)
        hope = float(np.quantile(share[share > 0], GOOD)) if (share > 0).any() else 1.0
        return cls(fresh, items["orders"][fresh], items["orders_since"][fresh], hope)


@dataclass(frozen=True, eq=False)
class Rules:
    """The `share` of customers shown a trial, and what the shop wishes of the lists that trials get into.

    `category` is each product's (a number; -1 for none), of which a list holds at most `most` (None: any number);
    `refused` are pairs that may not be, as keys customer * I + product (places).
    """

    share: float
    category: Array
    most: int | None
    refused: Array

    def against(self, found: Ranking, rows: Array, product: Array, size: np.int64) -> Array:
        """This function will say where a product (columns) may not take the place of a row (rows x products)."""
        people = found.customer[rows][:, None]
        barred = np.isin(people * size + product, self.refused)
        if self.most is None:
            return barred
        width = np.int64(self.category.max(initial=0) + 1)
        kinds, kind = self.category[found.product], self.category[product]
        held, count = np.unique((found.customer * width + kinds)[kinds >= 0], return_counts=True)
        held, count = np.append(held, -1 + width * (people.max(initial=0) + 2)), np.append(count, 0)
        wanted = people * width + kind
        at = np.searchsorted(held, wanted)
        others = np.where(held[at] == wanted, count[at], 0) - (kinds[rows][:, None] == kind)
        return barred | ((kind >= 0) & (others >= self.most))


def tried(
    found: Ranking, history: History, new: Newcomers, rules: Rules, *, seed: list[int]
) -> tuple[Ranking, Array]:  # fmt: skip
    """Give the last new product's place to one on trial, for about the rules' share of the customers.

    This function will draw each trial product's share of orders from what is known of it (Thompson 1933: Gamma, after
    one order at the share of a good product), once per customer, and take the highest that the customer never bought
    and the rules allow. It gives the ranking, and which rows are trials.
    """
    rows = _last_new(found)
    people = found.customer[rows]
    chance = np.random.default_rng(seed)
    chosen = chance.random(len(history.customers))[people] < rules.share
    rows, people = rows[chosen], people[chosen]
    on_trial = np.zeros(len(found.customer), bool)
    if not len(new.product) or not len(rows):
        return found, on_trial
    drawn = chance.gamma(new.orders + 1, 1 / (new.orders_since + 1 / new.hope), (len(rows), len(new.product)))
    barred = rules.against(found, rows, new.product, np.int64(len(history.products)))
    drawn[_taken(found, history, people, new.product) | barred] = -1
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

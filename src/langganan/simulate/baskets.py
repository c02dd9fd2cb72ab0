"""What simulated customers put into their baskets: something from their past, or something new to their taste."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.again import RATIOS, Again, bins_of
from langganan.simulate.catalogue import Catalogue
from langganan.simulate.orders import Orders
from langganan.simulate.runs import starts_of
from langganan.simulate.taste import Taste
from langganan.tables import Array


@dataclass(frozen=True, eq=False)
class Lines:
    """One row per line to fill, sorted by customer and order: `order` and `customer` from 0, `day` from the first day.

    `first` is the row of the customer's first line, `before` how many lines the customer had before this order.
    """

    customer: Array
    order: Array
    day: Array
    first: Array
    before: Array

    @staticmethod
    def of(orders: Orders) -> Lines:
        order = np.repeat(np.arange(len(orders.size)), orders.size)
        begins = np.cumsum(orders.size) - orders.size
        of_customer = starts_of(orders.customer)
        first = np.repeat(begins[of_customer], np.bincount(orders.customer))
        return Lines(orders.customer[order], order, orders.day[order], first[order], (begins - first)[order])


def fill(lines: Lines, catalogue: Catalogue, again: Again, days: int, rng: np.random.Generator) -> Array:
    """Choose a product for each line. This function will give places in the catalogue, -1 for a line left out.

    A line looks back with the chance that belongs to how much was bought before. Then two earlier lines are drawn,
    and the likelier of their products, by hazard and time since, wins in proportion; else the product is new. What an
    order holds twice is drawn anew once, then left out.
    """
    taste = Taste.of(lines.customer, lines.order, again, catalogue, rng)
    epoch = catalogue.epoch_of(lines.day, days)
    new = catalogue.draw(epoch, taste.groups(lines.customer, lines.order, rng), rng)
    looks = np.flatnonzero(rng.random(len(new)) < again.flag[bins_of(lines.before)])
    looks = looks[lines.before[looks] > 0]
    back = (rng.random((2, len(looks))) * lines.before[looks]).astype(np.int64) + lines.first[looks]
    product = _resolve(new, looks, back, _Odds(lines.day, again, catalogue.like, rng.random(len(looks))))
    twice = _twice(lines.order, product, len(catalogue.like))
    product[twice] = catalogue.draw(epoch[twice], taste.groups(lines.customer[twice], lines.order[twice], rng), rng)
    product[_twice(lines.order, product, len(catalogue.like))] = -1
    return product


@dataclass(frozen=True, eq=False)
class _Odds:
    """Which of two earlier lines a line takes after."""

    day: Array
    again: Again
    like: Array
    chance: Array

    def second(self, at: Array, line: Array, earlier: Array, product: Array) -> Array:
        """True where the second of two earlier lines wins."""
        weight = [self._weight(line, one, product[one]) for one in earlier]
        return self.chance[at] * (weight[0] + weight[1]) > weight[0]

    def _weight(self, line: Array, earlier: Array, product: Array) -> Array:
        like = self.like[product]
        ratio = (self.day[line] - self.day[earlier]) / self.again.interval[like]
        return self.again.hazard[like] * self.again.shape[np.searchsorted(RATIOS, ratio)]


def _resolve(new: Array, looks: Array, back: Array, odds: _Odds) -> Array:
    """Follow lines that look back until each has a product. A line waits until both it looks at are known."""
    product, known = new.copy(), np.ones(len(new), bool)
    known[looks] = False
    waiting = np.arange(len(looks))
    while len(waiting):
        one, two = back[0, waiting], back[1, waiting]
        ready = known[one] & known[two]
        at, line = waiting[ready], looks[waiting[ready]]
        second = odds.second(at, line, back[:, at], product)
        product[line] = product[np.where(second, back[1, at], back[0, at])]
        known[line] = True
        waiting = waiting[~ready]
    return product


def _twice(order: Array, product: Array, products: int) -> Array:
    """Rows whose product stands in the same order already."""
    key = order * np.int64(products + 1) + product
    sort = np.argsort(key, kind="stable")
    return sort[1:][key[sort[1:]] == key[sort[:-1]]]

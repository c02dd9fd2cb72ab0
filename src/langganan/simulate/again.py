"""What customers buy again, how long after, and how narrow their taste is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from langganan.simulate.goods import Goods
from langganan.simulate.runs import lengths_of, starts_of, within
from langganan.tables import Array, Columns

BINS = 16
"""Bins of repeat shares: by the binary logarithm of what the customer bought before."""
RATIOS = np.array([0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0])
"""Ends of the bins of time since the last purchase, in usual intervals of the product."""
PSEUDO = 20.0
"""A product's hazard is drawn toward the shop's by this many chances, its interval by this many intervals."""
DRAWS = 4


@dataclass(frozen=True, eq=False)
class Again:
    """How the past returns in a basket.

    `share`: of lines by a customer who bought 2^k - 1 lines or more before, the share bought before, per bin k;
    `flag`: the chance to look into the past that brings this share about; `hazard` and `interval` (days): per product
    of `Goods`, the chance to be bought again in a later order, and the usual time until then; `shape`: that chance by
    time since the last purchase in intervals (bins of `RATIOS`), 1 on average. `narrow`: the Dirichlet concentration
    of customers' tastes over groups, `themed`: the chance that a line follows its order's main group.
    """

    share: Array
    flag: Array
    hazard: Array
    interval: Array
    shape: Array
    narrow: float
    themed: float

    def aimed(self, target: Self, got: Array) -> Self:
        """Correct the chance to look back by what it brought about. This function will give a nearer `Again`."""
        ratio = np.where(got > 0, target.share / np.maximum(got, 1e-9), 1.0)
        return replace(self, flag=np.clip(self.flag * np.clip(ratio, 0.5, 2.0), 0, 1))


def measure_again(known: Columns, goods: Goods, *, seed: int) -> Again:
    """Measure the known customers' rows of `sales.sql`. This function will give an `Again`."""
    history = History.of(known, goods)
    hazard = _hazards(history, len(goods.product_id))
    interval = _intervals(history, len(goods.product_id))
    share = history.repeat_shares()
    narrow, themed = _taste(history, goods)
    return Again(
        share=share, flag=share, hazard=hazard, interval=interval,
        shape=_shape(history, interval, np.random.default_rng(seed)), narrow=narrow, themed=themed,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class History:
    """Lines sorted by customer, day and order; `customer`, `order` and `product` number 0 upward, days are whole.

    `before`: how many lines the customer had bought before this line's order; `again`: bought before it; `since`: days
    since it was last bought in an earlier order (0 where never).
    """

    customer: Array
    order: Array
    product: Array
    day: Array
    before: Array
    again: Array
    since: Array

    @staticmethod
    def of(known: Columns, goods: Goods) -> History:
        customer = np.unique(known["customer_id"], return_inverse=True)[1]
        starts = starts_of(known["customer_id"], known["order_id"])
        order = np.repeat(np.arange(len(starts)), lengths_of(starts, len(customer)))
        product = np.searchsorted(goods.product_id, known["product_id"])
        return History.made(customer, order, product, known["day"].astype(np.int64))

    @staticmethod
    def made(customer: Array, order: Array, product: Array, day: Array) -> History:
        """A history of lines sorted by customer and order, each product once in an order."""
        first_line = starts_of(customer)
        first = np.repeat(first_line, lengths_of(first_line, len(customer)))
        of_order = starts_of(order)
        before = np.repeat(of_order, lengths_of(of_order, len(order))) - first
        sort = np.lexsort((order, product, customer))
        same = (customer[sort][1:] == customer[sort][:-1]) & (product[sort][1:] == product[sort][:-1])
        again, since = np.zeros(len(sort), bool), np.zeros(len(sort), np.int64)
        again[sort[1:]] = same
        since[sort[1:]] = np.where(same, np.diff(day[sort]), 0)
        return History(customer, order, product, day, before, again, since)

    def repeat_shares(self) -> Array:
        """The share of lines bought before, by bin of `before`. This function will give `BINS` shares.

        Each is drawn toward the one before it by 20 lines.
        """
        bins = bins_of(self.before)
        lines, repeated = (np.bincount(bins, values, minlength=BINS) for values in (None, self.again))
        shares = np.zeros(BINS)
        for number in range(1, BINS):
            shares[number] = (repeated[number] + PSEUDO * shares[number - 1]) / (lines[number] + PSEUDO)
        return shares


def bins_of(before: Array) -> Array:
    """The bin of how much was bought before. This function will give 0 for nothing, k for 2^(k-1) to 2^k - 1."""
    return np.minimum(np.ceil(np.log2(before + 1.0)).astype(np.int64), BINS - 1)


def _hazards(history: History, products: int) -> Array:
    orders = starts_of(history.order)
    owner = history.customer[orders]
    turn = within(lengths_of(starts_of(owner), len(owner)))
    left = (np.bincount(owner)[owner] - 1 - turn)[history.order]
    risk = np.bincount(history.product, np.where(history.again, 0, left), minlength=products)
    events = np.bincount(history.product, history.again, minlength=products)
    usual = events.sum() / max(risk.sum(), 1)
    return (events + PSEUDO * max(usual, 1e-6)) / (risk + PSEUDO)


def _intervals(history: History, products: int) -> Array:
    logs = np.log(np.maximum(history.since[history.again], 0.5))
    of = history.product[history.again]
    usual = logs.mean() if len(logs) else np.log(30.0)
    total, count = np.bincount(of, logs, minlength=products), np.bincount(of, minlength=products)
    return np.exp((total + PSEUDO * usual) / (count + PSEUDO))


def _shape(history: History, interval: Array, rng: np.random.Generator) -> Array:
    """How likely an earlier line's product is in a later order, by time since in intervals, 1 on average."""
    lines = np.repeat(np.flatnonzero(history.before > 0), DRAWS)
    if not len(lines):
        return np.ones(len(RATIOS) + 1)
    first = starts_of(history.customer)[history.customer[lines]]
    drawn = first + (rng.random(len(lines)) * history.before[lines]).astype(np.int64)
    wide = np.int64(history.product.max() + 1)
    held = np.sort(history.order * wide + history.product)
    wanted = history.order[lines] * wide + history.product[drawn]
    there = held[np.minimum(np.searchsorted(held, wanted), len(held) - 1)] == wanted
    ratio = (history.day[lines] - history.day[drawn]) / interval[history.product[drawn]]
    cell = np.searchsorted(RATIOS, ratio)
    risk = np.bincount(cell, minlength=len(RATIOS) + 1)
    events = np.bincount(cell, there, minlength=len(RATIOS) + 1)
    usual = max(events.sum() / risk.sum(), 1e-9)
    return (events + PSEUDO) / (risk * usual + PSEUDO)


def _taste(history: History, goods: Goods) -> tuple[float, float]:
    """The concentration of tastes and the pull of an order's main group, by the method of moments on new products.

    Two new lines of one customer are of one group with chance (1 + k s) / (1 + k), s being that of two lines of
    anybody and k the concentration; within one order with chance c^2 + (1 - c^2) times that.
    """
    new = ~history.again
    group, groups = goods.group[history.product[new]], int(goods.group.max(initial=0)) + 1
    whole, within_orders = (_alike(owner[new], group, groups) for owner in (history.customer, history.order))
    share = np.bincount(group, minlength=groups) / max(len(group), 1)
    anybody, order = float((share**2).sum()), _mean_share(within_orders)
    if anybody > 0.99:
        return 1.0, 0.0
    pairs, alike = (_per_customer(history, new, part) for part in within_orders[::-1])
    apart = whole[1] - pairs, whole[0] - alike
    customer = float(np.clip(_mean_share(apart[::-1]), anybody + 1e-3, 0.999))
    return (1 - customer) / (customer - anybody), float(np.sqrt(np.clip((order - customer) / (1 - customer), 0, 1)))


def _alike(owner: Array, group: Array, groups: int) -> tuple[Array, Array]:
    """Per owner, pairs of rows of one group, and pairs."""
    cells, counts = np.unique(owner * np.int64(groups) + group, return_counts=True)
    number = np.bincount(owner)
    alike = np.bincount(cells // groups, counts * (counts - 1) / 2, minlength=len(number))
    return alike, number * (number - 1) / 2


def _per_customer(history: History, new: Array, of_orders: Array) -> Array:
    owner = history.customer[starts_of(history.order)][: len(of_orders)]
    size = len(np.bincount(history.customer[new]))
    return np.bincount(owner, of_orders, minlength=size)[:size]


def _mean_share(counts: tuple[Array, Array]) -> float:
    some = counts[1] > 0
    return float((counts[0][some] / counts[1][some]).mean()) if some.any() else 0.0

"""The products of a simulated shop: each made after one of the source's, and which are on sale when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.goods import Goods
from langganan.tables import PRODUCTS, Array

EPOCH = 30
"""Days in which the same products are on sale."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Products sorted by group; `like` is each one's row in `Goods`.

    `chance` holds, epoch by epoch, the number of the epoch plus the share of purchases that go to the products up to
    each one; `edges` (epochs x groups + 1) holds those shares at the ends of groups; `groups` each group's share.
    """

    like: Array
    chance: Array
    edges: Array
    groups: Array

    @staticmethod
    def of(goods: Goods, *, products: int, days: int) -> Catalogue:
        """A catalogue for so many products and days; where more are asked for than there were, each has siblings."""
        like = np.arange(products) % len(goods.weight)
        if products < len(goods.weight):
            like = np.unique(np.linspace(0, len(goods.weight) - 1, products).round().astype(np.int64))
            like = np.argsort(-goods.weight, kind="stable")[like]
        like = like[np.argsort(goods.group[like], kind="stable")]
        epochs = np.linspace(0, 1, max(round(days / EPOCH), 1) + 1)
        last, first = np.minimum(goods.gone[like], epochs[1:, None]), np.maximum(goods.born[like], epochs[:-1, None])
        weight = np.maximum(last - first, 0) * goods.weight[like] + 1e-12
        group = np.unique(goods.group[like], return_inverse=True)[1]
        shares = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
        ends = np.flatnonzero(np.append(group[1:] != group[:-1], True))
        edges = np.hstack([np.zeros((len(shares), 1)), shares[:, ends]])
        chance = (np.arange(len(shares))[:, None] + shares).ravel()
        return Catalogue(like=like, chance=chance, edges=edges, groups=np.diff(edges, axis=1).mean(axis=0))

    def draw(self, epoch: Array, group: Array, rng: np.random.Generator) -> Array:
        """Draw a product that is new to a customer, of a group. This function will give one place per row."""
        low, high = self.edges[epoch, group], self.edges[epoch, group + 1]
        at = np.searchsorted(self.chance, epoch + low + rng.random(len(epoch)) * (high - low), side="right")
        return np.clip(at - epoch * len(self.like), 0, len(self.like) - 1)

    def epoch_of(self, day: Array, days: int) -> Array:
        """The epoch in which days (0 upward, of `days`) lie. This function will give one number per day."""
        return day * len(self.edges) // days

    def table(self, goods: Goods) -> dict[str, Array]:
        """The products as an engine takes them. This function will give a PRODUCTS table; numbers start at 1."""
        count = len(self.like)
        names = np.array([f"Group {number + 1}" for number in range(int(goods.group.max(initial=0)) + 1)], object)
        return PRODUCTS.check({
            "product_id": np.arange(1, count + 1), "is_goods": np.ones(count, bool), "offered": np.ones(count, bool),
            "category": names[goods.group[self.like]], "counted": np.full(count, np.nan),
            "counted_on": np.full(count, "NaT", "datetime64[D]"), "lead_days": np.full(count, np.nan),
        })  # fmt: skip

"""Products: how popular, from when to when, in which group, for how much and in which quantities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.groups import groups_of
from langganan.simulate.runs import lengths_of, normal_scores, shared_part, starts_of
from langganan.tables import Array, Columns

UNUSUAL = 4
"""A product came late, or went early, if that left more than this many of its usual gaps empty."""


@dataclass(frozen=True, eq=False)
class Goods:
    """One row per product sold (`product_id` in the source).

    `weight`: orders per day while sold; `born` and `gone`: when, as shares of the time looked at; `group`: of products
    bought by the same customers. The product's sold quantities with what each came to (minor units) stand in
    `quantity` and `amount` from `start` on, `count` of them, the smallest first; `own` is how far a customer's
    quantities are alike (share of variance of normal scores).
    """

    product_id: Array
    weight: Array
    born: Array
    gone: Array
    group: Array
    start: Array
    count: Array
    quantity: Array
    amount: Array
    own: float


def measure_goods(sales: Columns, days: int, categories: Columns) -> Goods:
    """Measure products from all rows of `sales.sql`. This function will give one row per product sold.

    `categories` has `product_id` and `category`; where half of the products have one it is their group, else groups
    are found from who bought what.
    """
    products, which = np.unique(sales["product_id"], return_inverse=True)
    order = np.lexsort((sales["quantity"], which))
    count = np.bincount(which, minlength=len(products))
    born, gone = _lives(sales, which, len(products), days)
    return Goods(
        product_id=products, weight=count / (gone - born), born=born, gone=gone,
        group=groups_of(sales, products, which, categories), start=np.cumsum(count) - count, count=count,
        quantity=sales["quantity"][order], amount=sales["amount"][order], own=_own_quantities(sales, which, order),
    )  # fmt: skip


def _lives(sales: Columns, which: Array, products: int, days: int) -> tuple[Array, Array]:
    """From when to when each product was sold, as shares of the time: all of it where silence at an end is usual."""
    day = (sales["day"] - sales["day"].min()).astype(np.int64)
    first, last = np.full(products, days), np.zeros(products, np.int64)
    np.minimum.at(first, which, day)
    np.maximum.at(last, which, day)
    pairs = np.unique(which * np.int64(days) + day) // days
    gap = (last - first) / np.maximum(np.bincount(pairs, minlength=products) - 1, 1)
    steady = np.bincount(pairs, minlength=products) > 2
    late, early = (steady & (empty > UNUSUAL * np.maximum(gap, 1)) for empty in (first, days - 1 - last))
    return np.where(late, first / days, 0.0), np.where(early, (last + 1) / days, 1.0)


def _own_quantities(sales: Columns, which: Array, order: Array) -> float:
    """How far the quantities that a customer buys are small, or large, beside what others buy of the product."""
    known = sales["customer_id"][order] >= 0
    ranks = _ranks(which[order], sales["quantity"][order])[known]
    _, owner = np.unique(sales["customer_id"][order][known], return_inverse=True)
    scores = normal_scores(ranks)
    return shared_part(scores, owner, int(owner.max(initial=-1)) + 1)


def _ranks(product: Array, quantity: Array) -> Array:
    """The mean rank of each row among the same product's, 0 to 1; rows are sorted by product, then quantity."""
    ties = starts_of(product, quantity)
    tied = lengths_of(ties, len(product))
    begins = starts_of(product)
    sizes = lengths_of(begins, len(product))
    place = np.repeat(ties + tied / 2, tied) - np.repeat(begins, sizes)
    return place / np.repeat(sizes, sizes)

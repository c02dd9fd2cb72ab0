"""Products alike: bought by the same customers, in one order or another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.repeat import Own
from langganan.personalise.basket.together import SHRINK, alike
from langganan.tables import Array, Columns, Result


@dataclass(frozen=True, eq=False, repr=False)
class Similar(Result):
    """One row per product and another like it, the most alike (`turn` 1) first.

    Of the `customers` who bought the product, `both` bought the other one too, which `other_customers` bought. `score`
    is their cosine, drawn to 0 where customers are few: both / (sqrt(customers * other_customers) + 5). In a shop of
    more than 15,000 customers all three count one part of them.
    """

    product_id: Array
    other_id: Array
    turn: Array
    both: Array
    customers: Array
    other_customers: Array
    score: Array


def similar(rows: Columns, items: Columns, *, top: int) -> Similar:
    """Find the `top` products most like each, among those that may be suggested.

    `rows` are those of `recommend.sql`, `items` those of `items.sql`. This function will leave out pairs that fewer
    than two customers share. (Item-based collaborative filtering: Deshpande and Karypis 2004, eq. 3, with shrinkage.)
    """
    own = Own.of(history := History.of(rows, products=items["product_id"]))
    pairs = alike(own, len(history.customers), len(history.products)).tocoo()
    kept = items["allowed"].astype(bool)[pairs.row]
    other, product, score = pairs.row[kept], pairs.col[kept], pairs.data[kept].astype(float)
    order = np.lexsort((other, -score, product))
    product, other, score = product[order], other[order], score[order]
    turn = np.arange(len(product)) - np.searchsorted(product, product)
    first, count = turn < top, np.bincount(own.product, minlength=len(history.products))
    product, other, score = product[first], other[first], score[first]
    both = np.round(score * (np.sqrt(count[product] * count[other]) + SHRINK)).astype(np.int64)
    return Similar(
        product_id=history.products[product], other_id=history.products[other], turn=turn[first] + 1, both=both,
        customers=count[product], other_customers=count[other], score=score,
    )  # fmt: skip

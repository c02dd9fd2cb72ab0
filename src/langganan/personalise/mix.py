"""One list out of products bought before and new ones, as the shop wishes."""

from __future__ import annotations

import numpy as np

from langganan.personalise.basket.ranking import Ranking
from langganan.personalise.wishes import Wishes
from langganan.tables import Array

ALWAYS_NEW = 5
"""One place in so many is for products that the customer never bought, unless the shop says otherwise."""


def mixed(pools: Ranking, category: Array, wishes: Wishes) -> Ranking:
    """Choose `wishes.k` rows per customer, best first.

    This function will keep to the most of one category, then give new products their share of the places; what one
    kind cannot fill goes to the other. `category` is each product's (a number; -1 for none, which has no limit).
    """
    if wishes.per_category is not None:
        pools = pools.only(_within(pools, category, wishes.per_category))
    turn = _turns(pools)
    fresh = np.minimum(_new_places(pools, wishes), _counts(pools, ~pools.repeat))
    own = np.minimum(wishes.k - fresh, _counts(pools, pools.repeat))
    fresh = wishes.k - own
    places = np.where(pools.repeat, own[pools.customer], fresh[pools.customer])
    return pools.only(turn < places)


def _new_places(pools: Ranking, wishes: Wishes) -> Array:
    """How many places of each customer (by place) are for new products."""
    width = int(pools.customer.max(initial=-1)) + 1
    if wishes.explore is not None:
        return np.full(width, round(wishes.explore * wishes.k))
    first = ~pools.repeat & (pools.turn < wishes.k)
    return np.maximum(np.bincount(pools.customer[first], minlength=width), wishes.k // ALWAYS_NEW)


def _counts(pools: Ranking, which: Array) -> Array:
    return np.bincount(pools.customer[which], minlength=int(pools.customer.max(initial=-1)) + 1)


def _turns(pools: Ranking) -> Array:
    """Each row's place among its customer's rows of the same kind."""
    turn = np.empty(len(pools.customer), np.int64)
    for kind in (True, False):
        rows = np.flatnonzero(pools.repeat == kind)
        people = pools.customer[rows]
        turn[rows] = np.arange(len(rows)) - np.searchsorted(people, people)
    return turn


def _within(pools: Ranking, category: Array, most: int) -> Array:
    """Rows that are among the first `most` of their category in the customer's list."""
    kind = category[pools.product]
    key = pools.customer * np.int64(category.max(initial=0) + 2) + kind
    return first_of_each(np.where(kind < 0, -1, key), most)


def first_of_each(kind: Array, most: int) -> Array:
    """This function will say which rows are among the first `most` of their kind; -1 is no kind, and has no limit."""
    order = np.argsort(kind, kind="stable")
    turn = np.empty(len(kind), np.int64)
    turn[order] = np.arange(len(kind)) - np.searchsorted(kind[order], kind[order])
    return (turn < most) | (kind < 0)

"""Who had what in which order: the one table that every model of the next basket learns from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from langganan.tables import Array, Columns


@dataclass(frozen=True, eq=False)
class Truth:
    """What was in one order of each customer: places of customers and products, sorted; `today` per customer.

    `today` (U) is the day of that order (days since 1970; -1 where the customer has no such order), None without dates.
    """

    customer: Array
    product: Array
    today: Array | None


@dataclass(frozen=True, eq=False)
class History:
    """One row per customer, order and product, sorted by the three; each product once in an order.

    `customer` (0 to U - 1) and `product` (0 to I - 1) are places in `customers` and `products`, the ids; `basket`
    counts a customer's orders from 0; `day` is the order's day (days since 1970), None where there are no dates.
    """

    customer: Array
    basket: Array
    product: Array
    day: Array | None
    customers: Array
    products: Array

    @classmethod
    def of(cls, columns: Columns, *, products: Array | None = None) -> History:
        """Number rows of `customer_id`, `product_id`, and `order_id` with `day`, or `basket`, or all three.

        This function will order a customer's orders by `day`, then `order_id`, or by `basket` where that is all
        there is. `products` (sorted ids) are those to know about; rows of others are left out, and so are
        customers left with none.
        """
        rows = {name: np.asarray(values) for name, values in columns.items()}
        known = np.unique(rows["product_id"]) if products is None else products
        at = np.minimum(np.searchsorted(known, rows["product_id"]), max(len(known) - 1, 0))
        kept = np.flatnonzero(known[at] == rows["product_id"]) if len(known) else np.zeros(0, np.int64)
        people, customer = np.unique(rows["customer_id"][kept], return_inverse=True)
        day = _days(rows["day"][kept]) if "day" in rows else None
        turn = rows["order_id" if "order_id" in rows else "basket"][kept]
        order = np.lexsort([turn, customer] if day is None else [turn, day, customer])
        sorted_day = None if day is None else day[order]
        customer, basket = customer[order], _baskets(customer[order], turn[order], sorted_day)
        return _sorted(customer, basket, at[kept][order], sorted_day, (people, known))

    @cached_property
    def orders(self) -> Array:
        """How many orders each customer has made (U)."""
        count = np.zeros(len(self.customers), np.int64)
        if len(self.customer):
            last = np.append(self.customer[1:] != self.customer[:-1], True)
            count[self.customer[last]] = self.basket[last] + 1
        return count

    @cached_property
    def age(self) -> Array:
        """How many orders ago each row was, 0 being the customer's last order."""
        return self.orders[self.customer] - 1 - self.basket

    def without_last(self, n: int = 1) -> tuple[History, Truth]:
        """Hide the last `n` orders of each customer. This function will give the rest, and the first hidden order.

        Customers keep their places; those with `n` orders or fewer are left with no order and have no truth.
        """
        hidden = (self.age == n - 1) & (self.basket > 0)
        today = None
        if self.day is not None:
            today = np.full(len(self.customers), -1, np.int64)
            today[self.customer[hidden]] = self.day[hidden]
        return self._rows(self.age >= n), Truth(self.customer[hidden], self.product[hidden], today)

    def only(self, people: Array) -> History:
        """This function will give the history of some customers, by their places in rising order, renumbered."""
        place = np.full(len(self.customers), -1, np.int64)
        place[people] = np.arange(len(people))
        kept = self._rows(place[self.customer] >= 0)
        return History(place[kept.customer], kept.basket, kept.product, kept.day, self.customers[people], self.products)

    def drawn(self, people: Array, *, lines: int, seed: int) -> Array:
        """Draw as many of `people` (places) as have about `lines` rows together, and at least one.

        This function will give them in rising order; all where they have no more.
        """
        rows = np.bincount(self.customer, minlength=len(self.customers))
        if rows[people].sum() <= lines or not len(people):
            return people
        order = np.random.default_rng(seed).permutation(people)
        return np.sort(order[: max(int(np.searchsorted(np.cumsum(rows[order]), lines, side="right")), 1)])

    def _rows(self, kept: Array) -> History:
        day = None if self.day is None else self.day[kept]
        return History(self.customer[kept], self.basket[kept], self.product[kept], day, self.customers, self.products)


def _days(day: Array) -> Array:
    return day.astype("datetime64[D]").astype(np.int64) if day.dtype.kind == "M" else day.astype(np.int64)


def _baskets(customer: Array, turn: Array, day: Array | None) -> Array:
    """Number each customer's orders from 0, rows being sorted by customer, day and order."""
    new = np.append(True, customer[1:] != customer[:-1])[: len(customer)]
    fresh = new | np.append(True, turn[1:] != turn[:-1])[: len(turn)]
    if day is not None:
        fresh |= np.append(True, day[1:] != day[:-1])[: len(day)]
    count = np.cumsum(fresh)
    return count - np.maximum.accumulate(np.where(new, count, 0))


def _sorted(customer: Array, basket: Array, product: Array, day: Array | None, ids: tuple[Array, Array]) -> History:
    """Sort by customer, order and product, and drop a product's second line in one order."""
    order = np.lexsort((product, basket, customer))
    customer, basket, product = customer[order], basket[order], product[order]
    again = (customer[1:] == customer[:-1]) & (basket[1:] == basket[:-1]) & (product[1:] == product[:-1])
    once = np.append(True, ~again)[: len(customer)]
    return History(
        customer[once], basket[once], product[once], None if day is None else day[order][once], ids[0], ids[1]
    )

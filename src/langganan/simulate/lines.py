"""Order lines of a simulated shop: quantities, amounts, what comes back, and the numbers of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.catalogue import Catalogue
from langganan.simulate.goods import Goods
from langganan.simulate.orders import Orders, alike
from langganan.simulate.profile import Profile, Returned
from langganan.tables import ORDER_LINES, Array

KINDS = np.array(["sale", "return"], object)


@dataclass(frozen=True)
class Numbers:
    """The last numbers given to lines, orders and customers."""

    line: int = 0
    order: int = 0
    customer: int = 0


def order_lines(
    orders: Orders, product: Array, profile: Profile, catalogue: Catalogue, days: Array, numbers: Numbers,
    rng: np.random.Generator,
) -> tuple[dict[str, Array], Numbers]:  # fmt: skip
    """Put a part's lines together. This function will give an ORDER_LINES table sorted by day, and the numbers used.

    `product` holds places in the catalogue, line by line, -1 for lines left out. Returns are orders of their own.
    """
    kept = product >= 0
    order = np.repeat(np.arange(len(orders.size)), orders.size)[kept]
    quantity, amount = _amounts(profile.goods, catalogue.like[product[kept]], orders, order, rng)
    sold = {"order": order, "product": product[kept], "quantity": quantity, "amount": amount}
    back, back_day = _returns(sold, orders, profile.returned, len(days), rng)
    day_of = np.concatenate([orders.day, back_day])
    rows = {name: np.concatenate([sold[name], back[name]]) for name in sold}
    sort, order_id = _by_day(rows["order"], day_of)
    count, at = len(sort), rows["order"][sort]
    customer = np.where(orders.customer < orders.named, orders.customer + 1 + numbers.customer, -1)
    table = {
        "line_id": numbers.line + 1 + np.arange(count), "order_id": numbers.order + 1 + order_id[at],
        "customer_id": customer[at % len(orders.size)], "product_id": rows["product"][sort] + 1,
        "day": days[day_of[at]], "quantity": rows["quantity"][sort], "amount": rows["amount"][sort],
        "kind": KINDS[(at >= len(orders.size)).astype(np.int64)],
    }  # fmt: skip
    used = Numbers(
        numbers.line + count, numbers.order + int(order_id.max(initial=-1)) + 1, numbers.customer + orders.named
    )
    return ORDER_LINES.check(table), used


def _amounts(goods: Goods, like: Array, orders: Orders, order: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """What each line held and came to, as a line of the product in the source: the rank follows the customer's own."""
    share = alike(orders.customer[order], orders.customers, goods.own, rng)
    at = goods.start[like] + (share * goods.count[like]).astype(np.int64)
    return goods.quantity[at], goods.amount[at]


def _returns(
    sold: dict[str, Array], orders: Orders, habit: Returned, days: int, rng: np.random.Generator
) -> tuple[dict[str, Array], Array]:
    """What named customers bring back, and the day of each order's return (which is order number + orders)."""
    day = orders.day + _any_of(habit.days_later, len(orders.day), rng)
    chance = habit.share / max(1 - habit.share, 1e-9)
    comes = (rng.random(len(sold["order"])) < chance) & (orders.customer[sold["order"]] < orders.named)
    rows = np.flatnonzero(comes & (day[sold["order"]] < days))
    quantity = sold["quantity"][rows]
    part = np.minimum(np.maximum(np.rint(quantity * _any_of(habit.part, len(rows), rng)), 1), quantity)
    back = {
        "order": sold["order"][rows] + len(orders.day), "product": sold["product"][rows], "quantity": -part,
        "amount": -np.rint(sold["amount"][rows] * part / np.maximum(quantity, 1e-9)).astype(np.int64),
    }  # fmt: skip
    return back, np.minimum(day, days - 1)


def _any_of(values: Array, count: int, rng: np.random.Generator) -> Array:
    return values[rng.integers(len(values), size=count)] if len(values) else np.zeros(count, np.int64)


def _by_day(order: Array, day: Array) -> tuple[Array, Array]:
    """The rows in the order of their orders' days, and each order's place among those that hold any.

    An order's rows stand together, here as there.
    """
    turn = np.argsort(day.astype(np.int32), kind="stable")
    place = np.empty(len(day), np.int64)
    size = np.bincount(order, minlength=len(day))
    place[turn] = np.cumsum(size[turn] > 0) - 1
    start = np.cumsum(size) - size
    ends = np.cumsum(size[turn])
    return np.repeat(start[turn] - (ends - size[turn]), size[turn]) + np.arange(len(order)), place

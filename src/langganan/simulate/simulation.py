"""A simulated shop: made customer by customer in parts, so that a shop of any size fits into little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

import numpy as np

from langganan import arguments
from langganan.simulate.again import BINS, Again, History
from langganan.simulate.baskets import Lines, fill
from langganan.simulate.catalogue import Catalogue
from langganan.simulate.lines import Numbers, order_lines
from langganan.simulate.orders import make_orders
from langganan.simulate.profile import Profile
from langganan.tables import Array

MOST_CUSTOMERS, MOST_YEARS, MOST_PRODUCTS = 100_000_000, 50.0, 10_000_000
LINES_A_PART = 1_000_000
YEAR = 365.25
PILOT, ROUNDS = 2_000, 6
"""Customers, and rounds, by which the chance to look back is set so that the share bought again comes out right."""


@dataclass(frozen=True)
class Simulation:
    """A shop of so many customers over so many years up to `profile.last_day`, the same for the same seed.

    `products` is how many different ones there are, by default as many as in the source. Raises `ArgumentError` for
    numbers out of reach.
    """

    profile: Profile
    customers: int
    years: float = 1.0
    seed: int = 1
    products: int | None = None

    def __post_init__(self) -> None:
        arguments.whole("customers", self.customers, least=1, most=MOST_CUSTOMERS)
        arguments.number("years", self.years, least=1 / 12, most=MOST_YEARS)
        arguments.seed(self.seed)
        if self.products is not None:
            arguments.whole("products", self.products, least=2, most=MOST_PRODUCTS)

    @property
    def last_day(self) -> date:
        """The day that the simulated shop ends with, the source's own."""
        return self.profile.last_day

    @cached_property
    def days(self) -> Array:
        """Every day of the simulated shop. This function will give datetime64[D]."""
        end = np.datetime64(self.profile.last_day, "D") + 1
        return np.arange(end - round(self.years * YEAR), end)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The products. This function will give the same ones each time."""
        goods = self.profile.goods
        return Catalogue.of(goods, products=self.products or len(goods.weight), days=len(self.days))

    def product_table(self) -> dict[str, Array]:
        """The products as an engine takes them. This function will give a PRODUCTS table."""
        return self.catalogue.table(self.profile.goods)

    def parts(self) -> Iterator[dict[str, Array]]:
        """Make the shop. This function will yield ORDER_LINES tables of about a million lines, each sorted by day.

        Customers of one part appear in no other; numbers of lines, orders and customers go on from part to part.
        """
        size = max(int(LINES_A_PART / max(self._pilot[1], 1)), 1)
        numbers = Numbers()
        for part in range(ceil(self.customers / size)):
            people = min(size, self.customers - part * size)
            rng = np.random.default_rng([self.seed, 1, part])
            table, numbers = self._part(people, numbers, rng)
            yield table

    def _part(self, people: int, numbers: Numbers, rng: np.random.Generator) -> tuple[dict[str, Array], Numbers]:
        orders = make_orders(self.profile, self._busyness, people, rng)
        product = fill(Lines.of(orders), self.catalogue, self._pilot[0], len(self.days), rng)
        return order_lines(orders, product, self.profile, self.catalogue, self.days, numbers, rng)

    @cached_property
    def _busyness(self) -> Array:
        return self.profile.calendar.busyness(self.days)

    @cached_property
    def _pilot(self) -> tuple[Again, float]:
        """How often lines look back, so that as many are bought again as in the source; and lines per customer."""
        again, lines = self.profile.again, 0.0
        for turn in range(ROUNDS):
            rng = np.random.default_rng([self.seed, 0, turn])
            orders = make_orders(self.profile, self._busyness, min(PILOT, max(self.customers, 200)), rng)
            to_fill = Lines.of(orders)
            product = fill(to_fill, self.catalogue, again, len(self.days), rng)
            again = again.aimed(self.profile.again, _repeat_shares(to_fill, product, orders.named))
            lines = len(product) / orders.named
        return again, lines


def _repeat_shares(lines: Lines, product: Array, named: int) -> Array:
    kept = (product >= 0) & (lines.customer < named)
    if not kept.any():
        return np.zeros(BINS)
    history = History.made(lines.customer[kept], lines.order[kept], product[kept], lines.day[kept])
    return history.repeat_shares()

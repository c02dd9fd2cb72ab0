"""Orders of simulated customers: when each comes, how often, and how large the baskets are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.people import TENTHS, Baskets, People
from langganan.simulate.profile import Profile
from langganan.simulate.runs import within
from langganan.tables import Array

LONGEST_LIFE = 1e9
"""Purchases before leaving; more than any history holds."""


@dataclass(frozen=True, eq=False)
class Orders:
    """One row per order, sorted by customer and day: `customer` from 0, those without a name behind all others.

    `day` counts from the first day; `size` is the number of products.
    """

    customer: Array
    day: Array
    size: Array
    named: int

    @property
    def customers(self) -> int:
        """How many customers there are; each order without a name is one of its own."""
        return int(self.customer.max(initial=-1)) + 1


def make_orders(profile: Profile, busyness: Array, customers: int, rng: np.random.Generator) -> Orders:
    """Let so many customers come and buy over days as busy as given. This function will give their orders."""
    customer, day = _purchases(profile.people, busyness, customers, rng)
    repeated = rng.geometric(1 / profile.people.orders_a_day, len(customer))
    customer, day = np.repeat(customer, repeated), np.repeat(day, repeated)
    sizes = _sizes(profile.baskets, customer, customers, rng)
    others = rng.poisson(profile.baskets.nameless_share * len(customer))
    return Orders(
        customer=np.concatenate([customer, customers + np.arange(others)]),
        day=np.concatenate([day, _days(busyness, others, rng)]),
        size=np.concatenate([sizes, _drawn(profile.baskets.nameless, rng.random(others))]),
        named=customers,
    )


def _purchases(people: People, busyness: Array, customers: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Customers and days of their purchases: Poisson in busy time, ended by leaving after a purchase (MBG/NBD).

    Given their number, the times of a Poisson process are sorted uniform draws.
    """
    passed = np.cumsum(busyness)
    first = _first_days(people, busyness, customers, rng)
    left = passed[-1] - passed[first]
    rate = rng.gamma(people.rate[0], 1 / people.rate[1], customers)
    leave = np.clip(rng.beta(*people.leaving, customers), 1 / LONGEST_LIFE, 1)
    came = rng.poisson(rate * left)
    stayed = np.minimum(came, rng.geometric(leave) - 1)
    owner = np.repeat(np.arange(customers), came)
    times = np.sort(owner + rng.random(len(owner)))
    kept = within(came) < stayed[owner]
    owner = owner[kept]
    later = np.searchsorted(passed, passed[first[owner]] + (times[kept] - owner) * left[owner])
    begins = np.cumsum(stayed) - stayed
    days = np.insert(later, begins, first)
    return np.repeat(np.arange(customers), stayed + 1), np.minimum(days, len(busyness) - 1)


def _first_days(people: People, busyness: Array, customers: int, rng: np.random.Generator) -> Array:
    tenth = np.arange(len(busyness)) * TENTHS // len(busyness)
    coming = np.cumsum(people.arrivals[tenth] * busyness)
    return np.searchsorted(coming, rng.random(customers) * coming[-1])


def _days(busyness: Array, count: int, rng: np.random.Generator) -> Array:
    passed = np.cumsum(busyness)
    return np.searchsorted(passed, rng.random(count) * passed[-1])


def _sizes(baskets: Baskets, customer: Array, customers: int, rng: np.random.Generator) -> Array:
    return _drawn(baskets.sizes, alike(customer, customers, baskets.own, rng))


def alike(owner: Array, owners: int, own: float, rng: np.random.Generator) -> Array:
    """Draw numbers alike within an owner (a Gaussian copula). This function will give one in [0, 1) per row."""
    from scipy.special import ndtr

    scores = np.sqrt(own) * rng.standard_normal(owners)[owner]
    return np.minimum(ndtr(scores + np.sqrt(1 - own) * rng.standard_normal(len(owner))), 1 - 1e-12)


def _drawn(values: Array, share: Array) -> Array:
    """The value below which each share of the values lies."""
    return values[(share * len(values)).astype(np.int64)] if len(share) else np.zeros(0, np.int64)

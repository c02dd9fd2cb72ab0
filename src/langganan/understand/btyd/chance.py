"""Purchases of made-up customers, for tests of the models and for forecasts by simulation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from langganan.tables import Array

Gaps = Callable[[Array], Array]
"""Customers (j) to the time until each one's next purchase (j)."""
Stays = Callable[[Array], Array]
"""Customers (j) who just bought to whether each one stays a customer (j)."""


def arrivals(length: Array, gaps: Gaps, stays: Stays) -> tuple[Array, Array]:
    """Let each customer buy until they leave or `length` (n) is over. This function will give whose and when.

    Both (purchases), ordered by customer and time; the first purchase, at time 0, is not among them.
    """
    clock, who = np.zeros(len(length)), np.arange(len(length))
    found: list[tuple[Array, Array]] = []
    while len(who):
        clock[who] += gaps(who)
        who = who[clock[who] <= length[who]]
        found.append((who, clock[who]))
        who = who[stays(who)]
    customer, time = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((time, customer))
    return customer[order], time[order]


def histories(customer: Array, time: Array, length: Array) -> tuple[Array, Array]:
    """This function will give x (n) and t_x (n) of purchases as `arrivals` gives them, up to `length` (n)."""
    seen = time <= length[customer]
    x = np.bincount(customer[seen], minlength=len(length))
    t_x = np.zeros(len(length))
    t_x[customer[seen]] = time[seen]
    return x, t_x

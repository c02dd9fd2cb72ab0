"""RFM: how recently, how often and for how much each customer bought, beside the shop's other customers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.understand.shopify_groups import shopify_groups

GROUPS = {
    "champions": "best",
    "loyal": "loyal",
    "potential_loyalist": "loyal",
    "need_attention": "loyal",
    "new_customers": "new",
    "promising": "new",
    "about_to_sleep": "slipping",
    "at_risk": "slipping",
    "cannot_lose_them": "slipping",
    "hibernating": "quiet",
    "lost": "quiet",
}
"""The owner's five groups. What decides is what the owner would do: `best` and `loyal` were here lately and come
back (`need_attention` too: its cells have R of 3 and more); `new` were here lately with few orders behind them;
`slipping` came or spent more than they do now; `quiet` have long been silent and were never regulars."""


@dataclass(frozen=True, eq=False, repr=False)
class Segments(Result):
    """One row per customer with a purchase. Money in minor units, net of returns; `silent_days` up to `as_of`.

    `segment` is the name of the customer's cell of 125, `group` the owner's of five, `shopify` Shopify's of eleven.
    """

    customer_id: Array
    first_day: Array
    last_day: Array
    orders: Array
    revenue: Array
    revenue_year: Array
    silent_days: Array
    r: Array
    f: Array
    m: Array
    segment: Array
    group: Array
    shopify: Array


def segments(customers: Columns, *, as_of: date) -> Segments:
    """Score customers by quintile and name their cell. This function will give one row per row of `rfm.sql`.

    R is scored on the last day, F on the number of orders, M on revenue net of returns, each from 1 (lowest
    fifth of the shop's customers) to 5. The names are those of the 125-cell table in `rfm_cells.json`.
    """
    r, f, m = (quintiles(customers[name]) for name in ("last_day", "orders", "revenue"))
    codes = _names()[r * 36 + f * 6 + m]
    return Segments(
        customer_id=customers["customer_id"],
        first_day=customers["first_day"],
        last_day=customers["last_day"],
        orders=customers["orders"],
        revenue=customers["revenue"],
        revenue_year=customers["revenue_year"],
        silent_days=(np.datetime64(as_of, "D") - customers["last_day"]).astype(np.int64),
        r=r, f=f, m=m, segment=codes, group=_groups()[r * 36 + f * 6 + m],
        shopify=shopify_groups(r, f, m),
    )  # fmt: skip


def quintiles(values: Array) -> Array:
    """Score values by their fifth within the shop. This function will give 1 (lowest fifth) to 5 for each value.

    Equal values share the mean of the ranks they take up, so all get the same score; where everybody is equal,
    everybody is in the middle (3).
    """
    if not len(values):
        return np.zeros(0, np.int64)
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2
    scores = np.ceil(5 * (mean_rank - 0.5) / len(values))
    return np.clip(scores, 1, 5).astype(np.int64)[place]


@cache
def _names() -> Array:
    """Segment code by R * 36 + F * 6 + M."""
    text = resources.files("langganan.understand").joinpath("rfm_cells.json").read_text(encoding="utf-8")
    names = np.full(216, None, object)
    for code, cells in json.loads(text)["segments"].items():
        for r, f, m in cells:
            names[int(r) * 36 + int(f) * 6 + int(m)] = code
    return names


@cache
def _groups() -> Array:
    return np.array([GROUPS.get(name) for name in _names()], object)

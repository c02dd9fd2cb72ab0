"""What a refresh found out about each product, as columns of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from langganan.personalise.similar import Similar
from langganan.personalise.together import Together
from langganan.shop import Insights
from langganan.sustain.demand import Demand
from langganan.sustain.popularity import Buyers
from langganan.web.frames import bulk

WEEKS_AHEAD = 8
PLAIN = ("rank", "customers", "trend", "revenue_year", "quiet_days", "dead")
FLOATS = (
    "units_month", "units_month_before", "units_year", "on_hand", "daily_mean", "order_up_to", "suggested",
    "cover_days",
)  # fmt: skip


def products(found: Insights) -> dict[str, Sequence[Any]]:
    """One row per product. This function will give the columns of `ProductInsight`."""
    plan, goods = found.stock, found.stock.product_id.tolist()
    weeks, buyers = _weeks(found.demand), _buyers(found.buyers)
    together, alike = _together(found.together), _alike(found.similar)
    return {
        "product_id": goods,
        **{name: getattr(plan, name).tolist() for name in PLAIN},
        **{name: bulk.numbers(getattr(plan, name)) for name in FLOATS},
        "last_day": bulk.days(plan.last_day),
        "weeks": [weeks.get(product, "{}") for product in goods],
        "buyers": [bulk.as_json(buyers.get(product, [])) for product in goods],
        "together": [bulk.as_json(together.get(product, [])) for product in goods],
        "alike": [bulk.as_json(alike.get(product, [])) for product in goods],
    }


def _weeks(demand: Demand) -> dict[int, str]:
    """Per product, the weeks sold and those ahead as JSON; the forecast is flat, as simple smoothing's is."""
    start = demand.weeks.start.isoformat()
    sold = np.round(demand.weeks.sold, 3).tolist()
    lines = (np.round(values, 2).tolist() for values in (demand.weekly_mean, demand.low, demand.high))
    ahead = (
        {name: [value] * WEEKS_AHEAD for name, value in zip(("mean", "low", "high"), week, strict=True)}
        for week in zip(*lines, strict=True)
    )
    return {
        product: bulk.as_json({"start": start, "sold": past, **to_come})
        for product, past, to_come in zip(demand.product_id.tolist(), sold, ahead, strict=True)
    }


def _buyers(found: Buyers) -> dict[int, list[list[int]]]:
    """Per product, [customer number, orders with it], most first."""
    buyers: dict[int, list[list[int]]] = {}
    columns = (found.product_id, found.customer_id, found.orders)
    for product, customer, orders in zip(*(values.tolist() for values in columns), strict=True):
        buyers.setdefault(product, []).append([customer, orders])
    return buyers


def _together(found: Together) -> dict[int, list[list[int]]]:
    """Per product, [other product's number, orders with both, orders with this one], most telling first."""
    pairs: dict[int, list[list[int]]] = {}
    columns = (found.product_id, found.other_id, found.shared, found.orders)
    for product, other, shared, orders in zip(*(values.tolist() for values in columns), strict=True):
        pairs.setdefault(product, []).append([other, shared, orders])
    return pairs


def _alike(found: Similar) -> dict[int, list[list[int]]]:
    """Per product, [other product's number, customers who bought both, customers of this one], most alike first."""
    pairs: dict[int, list[list[int]]] = {}
    columns = (found.product_id, found.other_id, found.both, found.customers)
    for product, other, both, customers in zip(*(values.tolist() for values in columns), strict=True):
        pairs.setdefault(product, []).append([other, both, customers])
    return pairs

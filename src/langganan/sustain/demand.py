"""Demand: what each product sells in a week, how surely, and up to how many to order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from langganan.arguments import number
from langganan.sustain import negative_binomial, service
from langganan.tables import Array, Columns, Result

HISTORY, AHEAD = 52, 8
"""Weeks shown back and ahead."""
MEMORY = 104
"""Weeks learned from."""
SMOOTHING = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
SHOP_WEIGHT = 4
"""The shop's usual ratio of variance to mean counts as much as this many weeks of the product's own."""
BAND = (0.1, 0.9)
SERVICES = (0.01, service.HIGHEST)
LONGEST = 365
"""Days that delivery, or the time between two rounds of ordering, may take."""


@dataclass(frozen=True)
class Terms:
    """How a shop orders: the share of rounds that should pass without a stock-out, and two times in days.

    `lead_days` pass from order to delivery, `review_days` between two rounds of ordering. Raises `ArgumentError`
    where one of them is no number or beyond what a shop can mean.
    """

    service: float = 0.95
    lead_days: float = 7
    review_days: float = 7

    def __post_init__(self) -> None:
        number("service", self.service, least=SERVICES[0], most=SERVICES[1])
        number("lead_days", self.lead_days, least=0, most=LONGEST)
        number("review_days", self.review_days, least=1, most=LONGEST)


@dataclass(frozen=True, eq=False)
class Weeks:
    """Pieces sold per product (rows as in `Demand`) and week; `start` is the first day of the first column."""

    start: date
    sold: Array


@dataclass(frozen=True, eq=False, repr=False)
class Demand(Result):
    """One row per product sold in the last two years. Quantities in the product's own unit.

    A week's demand has mean `weekly_mean` and variance `weekly_variance`; it lies between `low` and `high` in 8 weeks
    of 10. `weeks_seen` counts weeks from the product's first sale. `order_up_to` covers `horizon_days` (delivery
    plus review) at the asked service. `smoothing` is the constant chosen for the shop, `level` the quantile at which
    it has to order to reach that service (see `sustain.service`).
    """

    product_id: Array
    weeks_seen: Array
    daily_mean: Array
    weekly_mean: Array
    weekly_variance: Array
    low: Array
    high: Array
    horizon_days: Array
    order_up_to: Array
    smoothing: float
    level: float
    weeks: Weeks


def demand(rows: Columns, *, as_of: date, terms: Terms = Terms()) -> Demand:
    """Forecast from the rows of `demand.sql`. This function will give one row per product.

    Simple exponential smoothing (Brown 1959) started exactly, by normalising its weights over the product's own
    life; one smoothing constant per shop, by one-step squared error on the past. The variance is that of the
    one-step errors, constant per product and not growing with the mean squared, shrunk toward the shop's ratio
    of variance to mean; demand over the horizon is negative binomial with that mean and a variance that grows with
    the horizon. `order_up_to` is the quantile that would have given the asked service on the shop's own past, and
    not less than the mean: one huge order among small ones makes a variance whose quantile lies below it.
    """
    products, place = np.unique(rows["product_id"], return_inverse=True)
    sold = _weekly(rows, place, len(products), as_of=as_of)
    alive = np.maximum.accumulate(sold > 0, axis=1)
    alpha = _smoothing(sold, alive)
    errors, ahead = _one_step(sold, alive, alpha)
    variance = _variance(sold, alive, errors)
    horizon = _horizon(rows, place, len(products), terms)
    low, high = (negative_binomial.quantile(share, ahead, variance) for share in BAND)
    weeks = max(round((terms.lead_days + terms.review_days) / 7), 1)
    level = service.level_for(terms.service, sold, errors, variance, weeks=weeks, alpha=alpha)
    mean = ahead * horizon / 7
    upto = negative_binomial.quantile(level, mean, variance * service.growth(horizon / 7, alpha))
    upto = np.maximum(upto, np.round(mean))
    return Demand(
        product_id=products, weeks_seen=alive.sum(axis=1), daily_mean=ahead / 7, weekly_mean=ahead,
        weekly_variance=variance, low=low, high=high, horizon_days=horizon, order_up_to=upto,
        smoothing=alpha, level=level, weeks=_shown(sold, as_of),
    )  # fmt: skip


def _weekly(rows: Columns, place: Array, products: int, *, as_of: date) -> Array:
    """Products x weeks, oldest first, zeros included; a first week that is not whole is left out if others are."""
    days = int((np.datetime64(as_of, "D") - rows["first_day"]).astype(np.int64).max(initial=0)) + 1
    weeks = min(max(days // 7, 1), MEMORY)
    kept = rows["weeks_ago"] < weeks
    sold = np.zeros((products, weeks))
    sold[place[kept], weeks - 1 - rows["weeks_ago"][kept]] = rows["quantity"][kept]
    return sold


def _smoothing(sold: Array, alive: Array) -> float:
    """The constant with the least squared one-step error, each product's errors in units of its own size."""
    size = np.maximum(np.where(alive, sold**2, 0).sum(axis=1), 1)
    losses = []
    for alpha in SMOOTHING:
        errors, _ = _one_step(sold, alive, alpha)
        losses.append(float((errors**2 / size[:, None]).sum()))
    return SMOOTHING[int(np.argmin(losses))]


def _one_step(sold: Array, alive: Array, alpha: float) -> tuple[Array, Array]:
    """Errors of forecasting each week from those before (0 where nothing went before), and the next forecast."""
    level, weight = np.zeros(len(sold)), np.zeros(len(sold))
    errors = np.zeros_like(sold)
    for week in range(sold.shape[1]):
        forecast = level / np.maximum(weight, 1e-9)
        errors[:, week] = np.where(weight > 0, sold[:, week] - forecast, 0)
        level = (1 - alpha) * level + alive[:, week] * sold[:, week]
        weight = (1 - alpha) * weight + alive[:, week]
    return errors, level / np.maximum(weight, 1e-9)


def _variance(sold: Array, alive: Array, errors: Array) -> Array:
    """The variance of a week's demand around its forecast, per product."""
    lived = np.maximum(alive.sum(axis=1), 1)
    mean, seen = np.where(alive, sold, 0).sum(axis=1) / lived, lived - 1
    own = (errors**2).sum(axis=1) / np.maximum(seen, 1)
    usual = (seen > 0) & (mean > 0)
    ratio = float(np.median(own[usual] / mean[usual])) if usual.any() else 1.0
    return (seen * own + SHOP_WEIGHT * ratio * mean) / (seen + SHOP_WEIGHT)


def _horizon(rows: Columns, place: Array, products: int, terms: Terms) -> Array:
    """Days that one order has to cover: the product's own delivery time, else the shop's, plus the review time."""
    lead = np.full(products, np.nan)
    lead[place] = rows["lead_days"]
    return np.where(np.isnan(lead), terms.lead_days, lead) + terms.review_days


def _shown(sold: Array, as_of: date) -> Weeks:
    recent = sold[:, -HISTORY:]
    return Weeks(start=as_of - timedelta(days=7 * recent.shape[1] - 1), sold=recent)

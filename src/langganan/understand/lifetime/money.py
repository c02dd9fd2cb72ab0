"""What an order of each customer comes to, and what all of them over the next year are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Columns
from langganan.understand.btyd import gamma_gamma
from langganan.understand.btyd.gamma_gamma import Spend
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.clock import Clock
from langganan.understand.lifetime.terms import VALUE_DAYS, Terms
from langganan.understand.timed import weeks_ahead

MONTHS = 12
FENCE = 0.99
TOGETHER = 0.1
LEAST_PAID = 30
"""With fewer customers who paid something everybody is held to pay what the shop's orders come to on average."""


@dataclass(frozen=True, eq=False)
class OrderValue:
    """Minor units per order: `each` for each customer; `rule` is gamma_gamma, shrunk, or mean; `spend` the model."""

    each: Array
    rule: str
    spend: Spend | None


def order_value(rows: Columns) -> OrderValue:
    """Expect what one more order will come to. This function will give minor units for each row of `lifetime.sql`.

    An order is all that was bought on one day; the first one counts. Where how often customers come and what they pay
    at a time go together (their correlation is surely beyond 0.1, Cohen's small effect), the Gamma-Gamma model's
    condition fails and customers' means are shrunk to those of customers who came as often; else the Gamma-Gamma mean
    is given (Fader & Hardie 2013). What moves all customers is fitted to means capped at the shop's 99th percentile, so
    that no single outlier decides for everybody. Who paid nothing in all, or less, is expected to pay as a new customer
    does.
    """
    orders = rows["x"] + 1
    mean = (rows["first_revenue"] + rows["repeat_revenue"]) / orders
    paid = mean > 0
    if paid.sum() < LEAST_PAID or len(np.unique(mean[paid])) == 1:
        usual = float(mean[paid].mean()) if paid.any() else np.nan
        return OrderValue(np.full(len(mean), usual), "mean", None)
    capped = np.minimum(mean[paid], np.quantile(mean[paid], FENCE, method="lower"))
    spend = gamma_gamma.fit_spend(orders[paid], capped)
    if max(spend.low, -spend.high) <= TOGETHER and spend.q > 1:
        usual = spend.average
        each = np.where(paid, spend.expected(orders, np.where(paid, mean, usual)), usual)
        return OrderValue(each, "gamma_gamma", spend)
    each = np.full(len(mean), float(np.average(capped, weights=orders[paid])))
    each[paid] = _shrunk(mean[paid], capped, orders[paid])
    return OrderValue(each, "shrunk", spend)


def _shrunk(mean: Array, capped: Array, orders: Array) -> Array:
    """Means drawn to what customers who came as often pay, in logarithms: (n own + k line) / (n + k).

    Bühlmann's credibility (1967): k is the variance of one order over the variance between customers. A straight line
    in ln(orders) is what customers who came as often pay; the variance around it of those who came n times is
    between + within / n, which least squares take apart.
    """
    log_orders, log_mean = np.log(orders), np.log(capped)
    line = np.polynomial.Polynomial.fit(log_orders, log_mean, 1)(log_orders) if np.ptp(orders) else log_mean.mean()
    square = (log_mean - line) ** 2
    design = np.column_stack([np.ones(len(orders)), 1 / orders])
    between, within = np.linalg.lstsq(design, square, rcond=None)[0]
    own = np.clip(orders / (orders + max(within, 0.0) / max(between, 1e-9)), 0, 1)
    smear = float((capped.mean()) / np.exp(line + own * (log_mean - line)).mean())
    return smear * np.exp(line + own * (np.log(mean) - line))


def discounted(model: Fitted, h: Histories, *, as_of: date, clock: Clock, rate: float) -> tuple[Array, Array]:
    """Expect a year's orders. This function will give them for each row: plain, and each divided by (1 + rate)^years.

    Of each twelfth of the year what is expected in it counts as if it came in its middle.
    """
    ends = np.round(np.linspace(0, VALUE_DAYS, MONTHS + 1)).astype(int)
    reached = [np.zeros(len(h.x))]
    reached += [model.expected(h, weeks_ahead(clock, as_of, int(end))) for end in ends[1:]]
    months = np.diff(np.stack(reached), axis=0)
    middles = (ends[1:] + ends[:-1]) / 2 / VALUE_DAYS
    return reached[-1], (1 + rate) ** -middles @ months


def value(orders: Array, each: Array, terms: Terms) -> Array:
    """This function will give whole minor units: (discounted) orders × value of one × margin."""
    return np.round(orders * each * terms.margin)

"""The lifetimes of a shop's customers: what is known of each, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from langganan.tables import Array, Result
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.clock import Clock
from langganan.understand.lifetime import money
from langganan.understand.lifetime.backtest import Backtest
from langganan.understand.lifetime.calibration import Calibration
from langganan.understand.lifetime.money import OrderValue
from langganan.understand.lifetime.outlook import HIGH, LOW, days_to_next, likely_counts
from langganan.understand.lifetime.terms import VALUE_DAYS, Terms
from langganan.understand.season import Season
from langganan.understand.timed import weeks_ahead


@dataclass(frozen=True, eq=False)
class Basis:
    """What forecasts are made from: the fitted model, the customers it saw (sorted), and their histories on its clock.

    `new_orders` are expected of a new customer after the first, within 365 days.
    """

    as_of: date
    customers: Array
    model: Fitted
    histories: Histories
    clock: Clock
    season: Season | None
    orders: OrderValue
    calibration: Calibration
    new_orders: float


@dataclass(frozen=True, eq=False, repr=False)
class Lifetime(Result):
    """One row per customer with a purchase. Several orders on one day are one purchase.

    `alive` is the chance to be still a customer; `expected` orders in the next `terms.horizon` days, of which 8 in 10
    customers like each make between `expected_low` and `expected_high`; `again` the chance of one or more, which in the
    shop's past lay between `again_low` and `again_high` (NaN where that could not be tried). By `next_from`, `next_day`
    and `next_to` 1, 5 and 9 in 10 have ordered again (NaT where that is further than three years away, or never).
    `order_value` in minor units; `value` is margin × order value × the orders of the next 365 days, later ones
    discounted; `value_low` and `value_high` are from how many orders 8 in 10 make in that time.

    `model` is mbg, mbg_season, pareto, mbg_cnbd, old_rate, or none where there is too little (then all chances are
    NaN); `backtest` is why. `short_history`: the history is too short to see customers leaving, and `alive` rests on
    what is usual elsewhere.
    """

    customer_id: Array
    purchases: Array
    alive: Array
    expected: Array
    expected_low: Array
    expected_high: Array
    again: Array
    again_low: Array
    again_high: Array
    next_day: Array
    next_from: Array
    next_to: Array
    order_value: Array
    value: Array
    value_low: Array
    value_high: Array
    model: str
    backtest: Backtest
    short_history: bool
    terms: Terms
    basis: Basis | None

    def forecast(self, days: int = 90) -> Lifetime:
        """Look another number of days ahead, 1 to 730. This function will give the same customers.

        `expected`, `again` and their intervals change; the rest does not depend on it. Raises `ArgumentError` for
        another number of days.
        """
        terms = replace(self.terms, horizon=days)
        if self.basis is None or not len(self):
            return replace(self, terms=terms)
        place = self.basis.histories.place[np.searchsorted(self.basis.customers, self.customer_id)]
        return replace(self, terms=terms, **{name: values[place] for name, values in counts(self.basis, days).items()})

    def in_100(self, days: int) -> Array:
        """This function will give of how many in 100 like each at least one order comes within `days` days.

        All NaN where nothing is foreseen, or where Kaplan-Meier did better at that in the shop's own past.
        """
        beaten = self.backtest.mean("brier", "rhythm") < self.backtest.mean("brier", self.model)
        return np.full(len(self), np.nan) if beaten else 100 * self.forecast(days).again


def counts(basis: Basis, days: int) -> dict[str, Array]:
    """Foresee the next `days` days. This function will give, per row of the histories, all that depends on them.

    As orders on one day are one, no more than `days` of them come, whatever the model's continuous time allows.
    """
    h, model, ahead = basis.histories, basis.model, weeks_ahead(basis.clock, basis.as_of, days)
    again = model.at_least(h, ahead, 1)
    low, high = likely_counts(model, h, ahead)
    least, most = basis.calibration.interval(again)
    if days != basis.calibration.days:
        least, most = np.full(len(again), np.nan), np.full(len(again), np.nan)
    return {
        "expected": np.minimum(model.expected(h, ahead), days),
        "expected_low": np.minimum(low, days), "expected_high": np.minimum(high, days),
        "again": again, "again_low": least, "again_high": most,
    }  # fmt: skip


def lasting(basis: Basis, terms: Terms) -> dict[str, Array]:
    """Foresee what does not depend on the horizon. This function will give, per customer, next days and values."""
    h, model = basis.histories, basis.model
    nexts = days_to_next(model, h, as_of=basis.as_of, clock=basis.clock)
    orders, discounted = money.discounted(model, h, as_of=basis.as_of, clock=basis.clock, rate=terms.rate)
    low, high = likely_counts(model, h, weeks_ahead(basis.clock, basis.as_of, VALUE_DAYS))
    now = discounted / np.where(orders > 0, orders, 1)
    each = basis.orders.each
    return {
        "alive": h.each(model.alive(h)), "order_value": each,
        "next_from": _day(basis, nexts[LOW]), "next_day": _day(basis, nexts[0.5]), "next_to": _day(basis, nexts[HIGH]),
        "value": money.value(h.each(discounted), each, terms),
        "value_low": money.value(h.each(low * now), each, terms),
        "value_high": money.value(h.each(high * now), each, terms),
    }  # fmt: skip


def _day(basis: Basis, days: Array) -> Array:
    """The day so many days ahead, for each customer; NaT where NaN."""
    ahead = basis.histories.each(days)
    known = np.datetime64(basis.as_of, "D") + np.nan_to_num(ahead).astype("timedelta64[D]")
    return np.where(np.isnan(ahead), np.datetime64("NaT"), known)

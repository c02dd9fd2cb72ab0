"""What was foreseen of one customer, from its row back into the result that has the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from langganan.understand.lifetime import Lifetime, Terms
from langganan.understand.lifetime.backtest import backtest
from langganan.web.frames.about_customers import CHANCES, DAYS, WHOLE
from langganan.web.models import CustomerInsight


def foreseen_of(insight: CustomerInsight, facts: Mapping[str, Any]) -> Lifetime:
    """One customer's row of the lifetime, as `facts` of the shop's `ShopInsight` say it was worked out."""
    numbers = {name: _number(getattr(insight, name)) for name in (*CHANCES, *WHOLE)}
    days = {name: np.array([_day(getattr(insight, name))]) for name in DAYS}
    terms = Terms(horizon=facts["horizon"], margin=facts["margin"], rate=facts["rate"])
    return Lifetime(
        customer_id=np.array([insight.customer_id]), purchases=np.array([insight.own_intervals + 1]),
        model=facts["model"], short_history=facts["short_history"], terms=terms, basis=None, backtest=backtest([]),
        **numbers, **days,
    )  # fmt: skip


def _number(value: float | None) -> np.ndarray[Any, Any]:
    return np.array([np.nan if value is None else value], float)


def _day(value: date | None) -> np.datetime64:
    return np.datetime64("NaT", "D") if value is None else np.datetime64(value, "D")

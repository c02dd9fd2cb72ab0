"""What a lifetime is asked for: how far ahead, and what a sale is worth to the shop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from langganan import arguments
from langganan.tables import Array, Columns

HORIZON = 90
VALUE_DAYS = 365
MOST_DAYS = 730
CUTS = 3
LEAST_CUSTOMERS = 20
LEAST_TRIAL = 7
"""A backtest looks at least a week ahead."""
LEAST_DAYS = 14


@dataclass(frozen=True)
class Terms:
    """`horizon` in days; `margin`, the share of a sale that the shop keeps; `rate` a year for money that comes later.

    A margin of 1 makes values of sales, not of profit. Raises `ArgumentError` outside 1 to 730 days, 0 to 1 and 0 to 1.
    """

    horizon: int = HORIZON
    margin: float = 1.0
    rate: float = 0.1

    def __post_init__(self) -> None:
        arguments.whole("horizon", self.horizon, least=1, most=MOST_DAYS)
        arguments.number("margin", self.margin, least=0, most=1)
        arguments.number("rate", self.rate, least=0, most=1)


@dataclass(frozen=True, eq=False)
class Cut:
    """A day in the shop's own past to forecast from: the rows of `lifetime.sql` for that day, with what came later.

    `returns` is the naive rule's share of customers like each who come by `until`, NaN where it cannot tell.
    """

    day: date
    until: date
    rows: Columns
    returns: Array | None = None


def cuts(first: date, as_of: date, *, horizon: int) -> Iterator[tuple[date, date]]:
    """Choose days to forecast from. This function will give up to three (day, until), the latest first.

    Stretches of `horizon` days, or of a quarter of the history where that is shorter, end one where the next begins;
    each has at least as many days before it. A history of under four weeks gives none.
    """
    length = (as_of - first).days
    ahead = timedelta(days=min(horizon, length // (CUTS + 1)))
    if ahead.days < LEAST_TRIAL:
        return
    for turn in range(1, CUTS + 1):
        yield as_of - turn * ahead, as_of - (turn - 1) * ahead

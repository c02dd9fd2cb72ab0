"""Doubts about checked rows that only their values, the currency and the present moment can raise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from langganan.tables import Columns
from langganan.words import Phrase, decimals_of, mark


def late_doubts(orders: Columns, *, currency: str, now: datetime) -> list[Phrase]:
    """This function will say what is odd about ORDER_ROWS.

    Rows dated after `now` (with a day's grace for zones), and prices with decimals in a currency that has none.
    """
    return [doubt for doubt in (_future(orders, now), _rounded(orders, currency)) if doubt is not None]


def _future(orders: Columns, now: datetime) -> Phrase | None:
    limit = np.datetime64((now.astimezone(UTC) + timedelta(days=1)).replace(tzinfo=None))
    late = np.flatnonzero(orders["ordered_at"] > limit)
    if not len(late):
        return None
    return Phrase(
        mark("{n} row is dated after today (row {row}). It counts only once that day has come; is the year right?"),
        {"n": len(late), "row": int(orders["row"][late[0]])},
        mark(
            "{n} rows are dated after today, such as row {row}. They count once that day has come; is the year right?"
        ),
    )


def _rounded(orders: Columns, currency: str) -> Phrase | None:
    if decimals_of(currency) or not np.any(orders["unit_price"] % 1):
        return None
    text = mark(
        "Prices have decimals, and {currency} has none in daily use: amounts are rounded. Is the currency right?"
    )
    return Phrase(text, {"currency": currency})

"""Habits: the days, hours, channels, price levels and categories that a customer keeps to more than others do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Columns, Result
from langganan.words import Phrase, mark

ASPECTS = ("weekday", "part", "channel", "price", "category")
MOST = 3
"""How many of one aspect are kept for one customer."""
TAIL = 0.025
"""Below the interval's lower end, and above its upper one."""
LEAST_WEIGHT = 1.0
"""Other customers' habit counts at least as much as one order."""


@dataclass(frozen=True, eq=False, repr=False)
class Habits(Result):
    """One row per customer and clear habit, clearest first.

    `aspect` is weekday (`of_kind` 0 for Monday to 6), part (morning 4 to 11 o'clock, midday to 15, afternoon to 18,
    evening), channel, price (low, middle, high: thirds of the category's sales by price per piece) or category.
    `orders` of the customer's `of_orders` were so (orders of one day count as one); `share` is that drawn toward
    `usual`, other customers' mean share, `low` and `high` its 95 % interval.
    """

    customer_id: Array
    aspect: Array
    of_kind: Array
    orders: Array
    of_orders: Array
    share: Array
    low: Array
    high: Array
    usual: Array
    rank: Array


def habits(rows: Columns) -> Habits:
    """Find what stands out in the rows of `habits.sql`. This function will keep what clearly differs from others.

    Each share has a beta prior around customers' mean share of it, worth s = (1 - ρ) / ρ orders, where ρ is how much
    more alike two orders of one customer are in it than two of different customers. With n orders of a customer, k of
    them so, k (k - 1) / (n (n - 1)) estimates the square of their share without bias, and ρ is the variance of shares
    over that of single orders (the intraclass correlation of the beta-binomial, Skellam 1948; its moments as Kleinman
    1973). So where customers differ little, a few orders say little. Said is what has the lower end of its interval
    above the mean share. Customers with one order have no row.
    """
    if not len(rows["customer_id"]):
        return _picked(rows, np.zeros(0, np.int64), [np.zeros(0)] * 4)
    kinds, of = _kinds(rows), rows["of_orders"].astype(float)
    k = rows["orders"].astype(float)
    usual = _mean(kinds, k / of)
    weight = _weight(kinds, k * (k - 1) / (of * (of - 1)), usual)
    mean, worth = usual[kinds.kind], weight[kinds.kind]
    maybe = np.flatnonzero((k / of > mean) & np.isfinite(worth))
    a = worth[maybe] * mean[maybe] + k[maybe]
    b = worth[maybe] * (1 - mean[maybe]) + of[maybe] - k[maybe]
    low, high = _interval(a, b)
    clear = low > mean[maybe]
    numbers = [values[clear] for values in (a / (a + b), low, high, mean[maybe])]
    return _picked(rows, maybe[clear], numbers)


@dataclass(frozen=True, eq=False)
class _Kinds:
    """For each row the number of its kind, for each kind the customers of whom its aspect is known."""

    kind: Array
    customers: Array


def _kinds(rows: Columns) -> _Kinds:
    places = {name: place for place, name in enumerate(ASPECTS)}
    aspect = np.array([places[name] for name in rows["aspect"].tolist()], np.int64)
    seen: dict[tuple[int, str], int] = {}
    pairs = zip(aspect.tolist(), rows["of_kind"].tolist(), strict=True)
    kind = np.array([seen.setdefault(pair, len(seen)) for pair in pairs], np.int64)
    aspect_of = np.array([place for place, _ in seen], np.int64)
    both = np.unique(np.stack([aspect, rows["customer_id"]]), axis=1)[0]
    customers = np.bincount(both, minlength=len(ASPECTS))
    return _Kinds(kind, customers[aspect_of])


def _mean(kinds: _Kinds, values: Array) -> Array:
    """Each kind's mean over all customers of its aspect; those without a row count as 0."""
    return np.bincount(kinds.kind, weights=values, minlength=len(kinds.customers)) / kinds.customers


def _weight(kinds: _Kinds, squares: Array, usual: Array) -> Array:
    """For each kind how many orders the others' habit is worth; infinite where customers do not differ in it."""
    between, single = _mean(kinds, squares) - usual**2, usual * (1 - usual)
    alike = np.divide(between, single, out=np.zeros(len(usual)), where=single > 0)
    worth = np.divide(1 - alike, alike, out=np.full(len(usual), np.inf), where=alike > 0)
    return np.maximum(worth, LEAST_WEIGHT)


def _interval(a: Array, b: Array) -> tuple[Array, Array]:
    from scipy.special import betaincinv

    return betaincinv(a, b, TAIL), betaincinv(a, b, 1 - TAIL)


def _picked(rows: Columns, at: Array, numbers: list[Array]) -> Habits:
    """The clear habits, by customer and aspect, those farthest above the others' first."""
    share, low, high, usual = numbers
    places = {name: place for place, name in enumerate(ASPECTS)}
    aspect = np.array([places[name] for name in rows["aspect"][at].tolist()], np.int64)
    owner = rows["customer_id"][at]
    order = np.lexsort((at, usual - low, aspect, owner))
    key = owner[order] * len(ASPECTS) + aspect[order]
    turn = np.arange(len(key)) - np.searchsorted(key, key) + 1
    kept = order[turn <= MOST]
    found = at[kept]
    return Habits(
        customer_id=rows["customer_id"][found], aspect=rows["aspect"][found].astype(object),
        of_kind=rows["of_kind"][found].astype(object), orders=rows["orders"][found], of_orders=rows["of_orders"][found],
        share=share[kept], low=low[kept], high=high[kept], usual=usual[kept], rank=turn[turn <= MOST],
    )  # fmt: skip


_WEEKDAYS = (
    mark("on Mondays"), mark("on Tuesdays"), mark("on Wednesdays"), mark("on Thursdays"), mark("on Fridays"),
    mark("on Saturdays"), mark("on Sundays"),
)  # fmt: skip
_KINDS = {
    ("part", "morning"): mark("in the morning"),
    ("part", "midday"): mark("around midday"),
    ("part", "afternoon"): mark("in the afternoon"),
    ("part", "evening"): mark("in the evening or at night"),
    ("price", "low"): mark("in the lower third of prices"),
    ("price", "middle"): mark("in the middle third of prices"),
    ("price", "high"): mark("in the upper third of prices"),
    **{("weekday", str(day)): words for day, words in enumerate(_WEEKDAYS)},
}
NONE_YET = mark("One order so far: no habit can be told from it.")
NOTHING = mark("In {n} orders nothing stands out from what other customers do.")


def kind_words(aspect: str, of_kind: str) -> Phrase:
    """Name a kind of habit. This function will give words such as "on Saturdays" or "through Tokopedia"."""
    if (aspect, of_kind) in _KINDS:
        return Phrase(_KINDS[aspect, of_kind])
    text = mark("through {name}") if aspect == "channel" else mark("from {name}")
    return Phrase(text, {"name": of_kind})


def said(found: Habits, customer: int, *, orders: int) -> tuple[Phrase, ...]:
    """Say what is known of one customer's habits. This function will give a sentence for each, or why there is none.

    `orders` are all of the customer's.
    """
    own = found.only(found.customer_id == customer)
    if not len(own):
        return (Phrase(NONE_YET) if orders <= 1 else Phrase(NOTHING, {"n": orders}),)
    return sentences(own)


def sentences(found: Habits) -> tuple[Phrase, ...]:
    """Say every habit. This function will give one sentence for each row, with counts and interval."""
    return tuple(_said(found, row) for row in range(len(found)))


def _said(found: Habits, row: int) -> Phrase:
    mostly = mark(
        "Buys mostly {what}: on {orders} of {of} days with an order. Of others' days about {usual} of 100 are so, of "
        "this customer's {low} to {high}."
    )
    often = mark(
        "Buys {what} more than others do: on {orders} of {of} days with an order. Of others' days about {usual} of 100 "
        "are so, of this customer's {low} to {high}."
    )
    ends = {"low": int(np.floor(100 * found.low[row])), "high": int(np.ceil(100 * found.high[row]))}
    counts = {"orders": int(found.orders[row]), "of": int(found.of_orders[row])}
    text = mostly if 2 * counts["orders"] > counts["of"] else often
    what = kind_words(str(found.aspect[row]), str(found.of_kind[row]))
    return Phrase(text, {"what": what, **counts, "usual": round(100 * float(found.usual[row])), **ends})

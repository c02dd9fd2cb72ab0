"""What a refresh found out about each customer, as columns of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from langganan.shop import Insights
from langganan.tables import Array
from langganan.understand.habits import Habits, sentences
from langganan.understand.lifetime import Lifetime
from langganan.understand.movement import NOBODY, Movement
from langganan.understand.preferences import Preferences
from langganan.web.frames import bulk

CHANCES = ("alive", "expected", "again", "again_low", "again_high")
WHOLE = ("expected_low", "expected_high", "order_value", "value", "value_low", "value_high")
DAYS = ("next_day", "next_from", "next_to")
LOOK_BACK = 90
"""Where customers stood so many days ago is kept with each."""


def customers(found: Insights) -> dict[str, Sequence[Any]]:
    """One row per customer. This function will give the columns of `CustomerInsight`."""
    people, beat = found.segments, found.rhythm
    likes, categories = _likes(found.preferences, people.customer_id)
    plain = ("orders", "revenue", "revenue_year", "silent_days", "r", "f", "m", "segment", "group", "shopify")
    return {
        "customer_id": people.customer_id.tolist(),
        **{name: getattr(people, name).tolist() for name in plain},
        "first_day": bulk.days(people.first_day),
        "last_day": bulk.days(people.last_day),
        "interval_days": bulk.numbers(beat.interval_days),
        "own_intervals": beat.own_intervals.tolist(),
        "due_from": bulk.days(beat.due_from),
        "due_to": bulk.days(beat.due_to),
        "state": beat.state.tolist(),
        "return_in_100": bulk.numbers(beat.return_in_100),
        "return_cases": beat.return_cases.tolist(),
        "likes": likes,
        "like_categories": categories,
        "habits": _habits(found.habits, people.customer_id),
        "group_before": _before(found.movements, people.customer_id),
        **_ahead(found.lifetime, people.customer_id),
    }


def recommendations(found: Insights) -> dict[str, Sequence[Any]]:
    """One row per customer and product. This function will give the columns of `Recommendation`."""
    made = found.recommendations
    plain = ("customer_id", "product_id", "rank", "repeat", "kind")
    return {
        **{name: getattr(made, name).tolist() for name in plain},
        "reason": [bulk.as_json(reason.to_json()) for reason in made.reasons()],
    }


def whole(values: Array) -> list[int | None]:
    """Numbers rounded to whole ones, NaN as None."""
    return [None if value is None else round(value) for value in bulk.numbers(values.astype(float))]


def _ahead(found: Lifetime, people: Array) -> dict[str, Sequence[Any]]:
    """What is foreseen of each of `people`."""
    own = found.only(np.searchsorted(found.customer_id, people))
    return {
        **{name: bulk.numbers(np.round(getattr(own, name), 4)) for name in CHANCES},
        **{name: whole(getattr(own, name)) for name in WHOLE},
        **{name: bulk.days(getattr(own, name)) for name in DAYS},
    }


def _likes(found: Preferences, people: Array) -> tuple[list[str], list[str]]:
    """Per customer, [product number, orders] and [category, orders] as JSON, most first."""
    of_goods: dict[int, list[list[Any]]] = {}
    of_kinds: dict[int, list[list[Any]]] = {}
    columns = (found.customer_id, found.product_id, found.category, found.orders)
    for customer, product, category, orders in zip(*(values.tolist() for values in columns), strict=True):
        if product >= 0:
            of_goods.setdefault(customer, []).append([product, orders])
        else:
            of_kinds.setdefault(customer, []).append([category, orders])
    return _as_json(of_goods, people), _as_json(of_kinds, people)


def _habits(found: Habits, people: Array) -> list[str]:
    """Per customer, [aspect, phrase] as JSON."""
    own: dict[int, list[list[Any]]] = {}
    rows = zip(found.customer_id.tolist(), found.aspect.tolist(), sentences(found), strict=True)
    for customer, aspect, sentence in rows:
        own.setdefault(customer, []).append([aspect, sentence.to_json()])
    return _as_json(own, people)


def _before(movements: Sequence[Movement], people: Array) -> list[str]:
    """Each one's group 90 days ago; empty where they were no customers yet."""
    moves = next(one.moves for one in movements if (one.until - one.since).days == LOOK_BACK)
    was = dict(zip(moves.customer_id.tolist(), moves.before.tolist(), strict=True))
    return ["" if was[customer] == NOBODY else was[customer] for customer in people.tolist()]


def _as_json(own: dict[int, list[list[Any]]], people: Array) -> list[str]:
    return [bulk.as_json(own.get(customer, [])) for customer in people.tolist()]

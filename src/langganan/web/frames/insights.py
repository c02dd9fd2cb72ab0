"""What a refresh found out, from results into rows under the refresh's number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import models

from langganan.engage.worklist import Task as Suggested
from langganan.shop import Insights
from langganan.sustain.demand import Demand
from langganan.tables import Array
from langganan.understand.preferences import Preferences
from langganan.web.frames import bulk
from langganan.web.models import (
    CohortCell,
    CustomerInsight,
    Figure,
    ProductInsight,
    Recommendation,
    Refresh,
    Shop,
    Task,
)

WEEKS_AHEAD = 8
TABLES: tuple[type[models.Model], ...] = (CustomerInsight, CohortCell, Figure, Recommendation, ProductInsight, Task)


def store(refresh: Refresh, found: Insights) -> dict[str, int]:
    """Write all results of one refresh; the caller holds the transaction. Gives how many rows of each kind."""
    parts: dict[type[models.Model], tuple[list[str], list[Sequence[Any]]]] = {
        CustomerInsight: _table(_customers(found)),
        CohortCell: _table(_cohorts(found)),
        Figure: _table(_figures(found)),
        Recommendation: _table(_recommendations(found)),
        ProductInsight: _table(_products(found)),
        Task: _table(_tasks(found.tasks)),
    }
    for model, (fields, columns) in parts.items():
        numbered = ((refresh.pk, *row) for row in zip(*columns, strict=True))
        bulk.insert(model, ["refresh_id", *fields], numbered)
    return {model.__name__.lower() + "s": len(columns[0]) for model, (_, columns) in parts.items()}


def forget_all_but(kept: int) -> None:
    """Remove the results of all refreshes but the current one and the newest ones before it, `kept` in all."""
    current = Shop.objects.values_list("current_refresh_id", flat=True).get(pk=1)
    done = Refresh.objects.filter(state=Refresh.State.DONE).exclude(pk=current).order_by("-pk")
    stay = [current, *done.values_list("pk", flat=True)[: kept - 1]]
    for table in TABLES:
        bulk.delete_all(table._default_manager.exclude(refresh_id__in=stay))


def _table(columns: Mapping[str, Sequence[Any]]) -> tuple[list[str], list[Sequence[Any]]]:
    return list(columns), list(columns.values())


def _customers(found: Insights) -> dict[str, Sequence[Any]]:
    people, beat = found.segments, found.rhythm
    likes, categories = _likes(found.preferences, people.customer_id)
    plain = ("orders", "revenue", "revenue_year", "silent_days", "r", "f", "m", "segment", "group")
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
    }


def _likes(found: Preferences, people: Array) -> tuple[list[str], list[str]]:
    """Per customer, [product number, orders] and [category, orders] as JSON, most first."""
    of_goods: dict[int, list[list[Any]]] = {}
    of_kinds: dict[int, list[list[Any]]] = {}
    names = ("customer_id", "product_id", "category", "orders")
    for customer, product, category, orders in _rows(found, names):
        if product >= 0:
            of_goods.setdefault(customer, []).append([product, orders])
        else:
            of_kinds.setdefault(customer, []).append([category, orders])
    order = people.tolist()
    return [bulk.as_json(of_goods.get(c, [])) for c in order], [bulk.as_json(of_kinds.get(c, [])) for c in order]


def _cohorts(found: Insights) -> dict[str, Sequence[Any]]:
    cells = found.cohorts
    plain = ("month_number", "customers", "active", "returned", "revenue", "finished")
    return {"month": bulk.days(cells.month), **{name: getattr(cells, name).tolist() for name in plain}}


def _figures(found: Insights) -> dict[str, Sequence[Any]]:
    figures = found.figures
    about = [{**facts, "how": how.to_json()} for facts, how in zip(figures.facts, figures.how, strict=True)]
    return {
        "code": figures.code.tolist(),
        "value": bulk.numbers(figures.value),
        "before": bulk.numbers(figures.before),
        "facts": [bulk.as_json(facts) for facts in about],
    }


def _recommendations(found: Insights) -> dict[str, Sequence[Any]]:
    made = found.recommendations
    return {
        "customer_id": made.customer_id.tolist(),
        "product_id": made.product_id.tolist(),
        "rank": made.rank.tolist(),
        "repeat": made.repeat.tolist(),
        "reason": [bulk.as_json(reason.to_json()) for reason in made.reasons()],
    }


def _products(found: Insights) -> dict[str, Sequence[Any]]:
    plan = found.stock
    plain = ("rank", "customers", "trend", "revenue_year", "quiet_days", "dead")
    floats = (
        "units_month",
        "units_month_before",
        "units_year",
        "on_hand",
        "daily_mean",
        "order_up_to",
        "suggested",
        "cover_days",
    )
    weeks, buyers = _weeks(found.demand), _buyers(found)
    products = plan.product_id.tolist()
    return {
        "product_id": products,
        **{name: getattr(plan, name).tolist() for name in plain},
        **{name: bulk.numbers(getattr(plan, name)) for name in floats},
        "last_day": bulk.days(plan.last_day),
        "weeks": [weeks.get(product, "{}") for product in products],
        "buyers": [bulk.as_json(buyers.get(product, [])) for product in products],
    }


def _weeks(demand: Demand) -> dict[int, str]:
    """Per product, the weeks sold and those ahead as JSON; the forecast is flat, as simple smoothing's is."""
    start = demand.weeks.start.isoformat()
    sold = np.round(demand.weeks.sold, 3).tolist()
    ahead = zip(
        *(np.round(values, 2).tolist() for values in (demand.weekly_mean, demand.low, demand.high)), strict=True
    )
    return {
        product: bulk.as_json(
            {
                "start": start,
                "sold": past,
                "mean": [mean] * WEEKS_AHEAD,
                "low": [low] * WEEKS_AHEAD,
                "high": [high] * WEEKS_AHEAD,
            }
        )
        for product, past, (mean, low, high) in zip(demand.product_id.tolist(), sold, ahead, strict=True)
    }


def _buyers(found: Insights) -> dict[int, list[list[int]]]:
    buyers: dict[int, list[list[int]]] = {}
    for product, customer, orders in _rows(found.buyers, ("product_id", "customer_id", "orders")):
        buyers.setdefault(product, []).append([customer, orders])
    return buyers


def _tasks(tasks: Iterable[Suggested]) -> dict[str, Sequence[Any]]:
    chosen = list(tasks)
    return {
        "kind": [task.kind for task in chosen],
        "subject_id": [task.subject_id for task in chosen],
        "rank": list(range(1, len(chosen) + 1)),
        "why": [bulk.as_json(task.why.to_json()) for task in chosen],
        "message": [None if task.message is None else bulk.as_json(task.message.to_json()) for task in chosen],
        "value": [task.value for task in chosen],
        "minutes": [task.minutes for task in chosen],
    }


def _rows(result: Any, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(getattr(result, name).tolist() for name in names), strict=True)

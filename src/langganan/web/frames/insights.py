"""What a refresh found out, from results into rows under the refresh's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from langganan.engage.worklist import Task as Suggested
from langganan.shop import Insights
from langganan.web.frames import bulk
from langganan.web.frames.about_customers import customers, recommendations
from langganan.web.frames.about_products import products
from langganan.web.frames.about_shop import whole_shop
from langganan.web.models import (
    CohortCell,
    CustomerInsight,
    Figure,
    ProductInsight,
    Recommendation,
    Refresh,
    Shop,
    ShopInsight,
    Task,
)

TABLES: tuple[type[models.Model], ...] = (
    CustomerInsight,
    CohortCell,
    Figure,
    Recommendation,
    ProductInsight,
    Task,
    ShopInsight,
)


def store(refresh: Refresh, found: Insights) -> dict[str, int]:
    """Write all results of one refresh; the caller holds the transaction. Gives how many rows of each kind."""
    parts: dict[type[models.Model], Mapping[str, Sequence[Any]]] = {
        CustomerInsight: customers(found),
        CohortCell: _cohorts(found),
        Figure: _figures(found),
        Recommendation: recommendations(found),
        ProductInsight: products(found),
        Task: _tasks(found.tasks),
        ShopInsight: whole_shop(found),
    }
    for model, columns in parts.items():
        numbered = ((refresh.pk, *row) for row in zip(*columns.values(), strict=True))
        bulk.insert(model, ["refresh_id", *columns], numbered)
    return {model.__name__.lower() + "s": len(next(iter(columns.values()))) for model, columns in parts.items()}


def forget_all_but(kept: int) -> None:
    """Remove the results of all refreshes but the current one and the newest ones before it, `kept` in all."""
    current = Shop.objects.values_list("current_refresh_id", flat=True).get(pk=1)
    done = Refresh.objects.filter(state=Refresh.State.DONE).exclude(pk=current).order_by("-pk")
    stay = [current, *done.values_list("pk", flat=True)[: kept - 1]]
    for table in TABLES:
        bulk.delete_all(table._default_manager.exclude(refresh_id__in=stay))


def _cohorts(found: Insights) -> dict[str, Sequence[Any]]:
    cells = found.cohorts
    plain = ("month_number", "customers", "active", "returned", "revenue", "finished")
    kept = bulk.numbers(cells.margin)
    return {
        "month": bulk.days(cells.month),
        **{name: getattr(cells, name).tolist() for name in plain},
        "margin": [None if value is None else round(value) for value in kept],
    }


def _figures(found: Insights) -> dict[str, Sequence[Any]]:
    figures = found.figures
    about = [{**facts, "how": how.to_json()} for facts, how in zip(figures.facts, figures.how, strict=True)]
    return {
        "code": figures.code.tolist(),
        "value": bulk.numbers(figures.value),
        "before": bulk.numbers(figures.before),
        "facts": [bulk.as_json(facts) for facts in about],
    }


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

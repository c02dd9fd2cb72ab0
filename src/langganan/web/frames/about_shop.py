"""What a refresh found out about the shop as a whole: which models were used, how good they were, who moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from langganan.personalise.recommend import Recommendations
from langganan.shop import Insights
from langganan.understand import movement
from langganan.understand.lifetime import Lifetime, words
from langganan.understand.lifetime.backtest import RHYTHM, Backtest
from langganan.understand.lifetime.result import Basis
from langganan.understand.movement import Movement
from langganan.web.frames import bulk

SCORES = ("log_score", "mae", "rmse", "total_error", "brier", "pit")


def whole_shop(found: Insights) -> dict[str, Sequence[Any]]:
    """One row per subject. This function will give the columns of `ShopInsight`."""
    facts = {
        "lifetime": lifetime(found.lifetime),
        "recommend": recommend(found.recommendations),
        **{f"movement_{(move.until - move.since).days}": moved(move) for move in found.movements},
    }
    return {"code": list(facts), "facts": [bulk.as_json(one) for one in facts.values()]}


def lifetime(found: Lifetime) -> dict[str, Any]:
    """Which model foresees who comes back, how it and the others did in the past, and its parameters."""
    table = found.backtest
    beaten = table.mean("brier", RHYTHM) < table.mean("brier", found.model)
    return {
        "model": found.model,
        "short_history": found.short_history,
        "rhythm_better": bool(beaten),
        "horizon": found.terms.horizon,
        "margin": found.terms.margin,
        "rate": found.terms.rate,
        "said": [phrase.to_json() for phrase in words.shop(found)],
        "backtest": _trials(table),
        "fit": None if found.basis is None else _fit(found.basis),
    }


def recommend(found: Recommendations) -> dict[str, Any]:
    """How suggestions are made, and what that found of orders that were known but hidden."""
    tried = found.backtest
    return {
        "method": found.method,
        "said": found.how().to_json(),
        "orders": tried.orders,
        "learned": tried.learned,
        "frequency": tried.frequency,
        "error": tried.error,
    }


def moved(found: Movement) -> dict[str, Any]:
    """How many went from which group to which."""
    names = ("before", "now", "customers", "of", "low", "high")
    pairs = zip(*(np.asarray(getattr(found, name)).tolist() for name in names), strict=True)
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "said": [phrase.to_json() for phrase in movement.said(found)],
        "pairs": [dict(zip(names, pair, strict=True)) for pair in pairs],
    }


def _trials(table: Backtest) -> list[dict[str, Any]]:
    """The backtest's rows: each day it was tried on, and each model."""
    columns = {
        "day": bulk.days(table.day), "until": bulk.days(table.until), "model": table.model.tolist(),
        "customers": table.customers.tolist(), **{name: bulk.numbers(getattr(table, name)) for name in SCORES},
    }  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _fit(basis: Basis) -> dict[str, Any]:
    model = basis.model
    return {
        "name": model.name,
        "parameters": _finite(model.parameters),
        "standard_errors": _finite(model.standard_errors),
        **_finite({"log_likelihood": model.log_likelihood, "new_orders": basis.new_orders}),
        "converged": bool(model.converged),
    }


def _finite(numbers: Mapping[str, float]) -> dict[str, float | None]:
    """Numbers as JSON can hold them."""
    return {name: float(value) if np.isfinite(value) else None for name, value in numbers.items()}

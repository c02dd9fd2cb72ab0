"""Results as plain data: what `langganan study --json` prints, and what another program may read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, SupportsFloat

import numpy as np

from langganan.measure.pls.bootstrap import USUAL, Bootstrap, estimate_of
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.labelled import RELIABILITY, root_diagonal
from langganan.tables import Array, Result
from langganan.words import Voice

if TYPE_CHECKING:
    from langganan.measure.pls.compare.multigroup import MultiGroup
    from langganan.measure.pls.predict.predict import Prediction

Plain = dict[str, Any]


def outline(result: Estimate | Bootstrap) -> Plain:
    """This function will give an estimate, or a bootstrap, as dictionaries, lists and numbers; what is not is None.

    `loadings`, `weights`: by construct, then indicator. `htmt`, `fornell_larcker` (√AVE on the diagonal, else
    correlations): by construct, then construct. `f2`, `vif`: by source, then target. `paths`, `total_effects`,
    `indirect_effects`: one dictionary each; without a bootstrap only `estimate` is filled.
    """
    estimate = estimate_of(result)
    found, names = estimate.statistics, estimate.constructs
    return {
        "n": estimate.n,
        "iterations": estimate.iterations,
        "converged": estimate.converged,
        "loadings": _by_indicator(estimate, found.loadings),
        "weights": _by_indicator(estimate, found.weights),
        "reliability": {
            name: {kind: number(getattr(found, kind)[k]) for kind in RELIABILITY} for k, name in enumerate(names)
        },
        "htmt": _pairs(found.htmt, names, ~np.eye(len(names), dtype=bool)),
        "fornell_larcker": _pairs(root_diagonal(found), names),
        "r2": {name: number(value) for name, value in zip(names, found.r2, strict=True) if not math.isnan(value)},
        "f2": _pairs(found.f2, names, ~np.isnan(found.f2)),
        "vif": _pairs(found.vif, names, ~np.isnan(found.vif)),
        "paths": effects(result, "paths"),
        "total_effects": effects(result, "total"),
        "indirect_effects": effects(result, "indirect"),
        "bootstrap": _counts(result),
    }


def comparison(found: MultiGroup, voice: Voice = Voice()) -> Plain:
    """This function will give a comparison of groups: their names and sizes, invariance, and differences of paths."""
    return {
        "column": found.division.column,
        "groups": [{"name": group.name, "n": group.n} for group in found.groups],
        "left_out": [reason.say(voice) for reason in found.left_out],
        "invariance": _plain(found.micom),
        "differences": _plain(found.effects()),
    }


def prediction(found: Prediction) -> Plain:
    """This function will give PLSpredict: the errors of every item and every construct's scores, and the power."""
    return {
        "folds": found.folds,
        "repeats": found.repeats,
        "items": _plain(found.errors),
        "constructs": _plain(found.construct_errors),
        "power": _plain(found.power()),
    }


def effects(result: Estimate | Bootstrap, kind: str) -> list[Plain]:
    """This function will give the `paths`, `total` or `indirect` effects, one dictionary each."""
    if isinstance(result, Bootstrap):
        return [_effect(row) for row in _rows(result.effects(kind, **result.inference._asdict()))]
    places = result.effect_places(kind)
    values = getattr(result.statistics, kind)[places]
    return [
        _effect({"source": result.constructs[i], "target": result.constructs[j], "estimate": value})
        for i, j, value in zip(*places, values, strict=True)
    ]


def number(value: SupportsFloat) -> float | None:
    """This function will give a number as Python's own, and None for what is not finite."""
    plain = float(value)
    return plain if math.isfinite(plain) else None


def _plain(found: Result) -> list[Plain]:
    """Rows with numbers as Python's own, what is not finite as None, everything else as text."""
    return [
        {name: number(cell) if isinstance(cell, float) else _told(cell) for name, cell in row.items()}
        for row in _rows(found)
    ]


def _told(cell: object) -> object:
    """Truth and whole numbers as they are, everything else as text."""
    return (
        cell.item() if isinstance(cell, np.bool | np.integer) else cell if isinstance(cell, bool | int) else str(cell)
    )


def _rows(found: Result) -> Iterable[Plain]:
    columns = found.columns()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _effect(row: Plain) -> Plain:
    measures = ("estimate", "mean", "sd", "t", "p", "ci_low", "ci_high")
    return {
        "from": str(row["source"]),
        "to": str(row["target"]),
        **{name: number(row[name]) if name in row else None for name in measures},
    }


def _by_indicator(estimate: Estimate, values: Array) -> dict[str, dict[str, float | None]]:
    found: dict[str, dict[str, float | None]] = {name: {} for name in estimate.constructs}
    for indicator, owner, value in zip(estimate.indicators, estimate.owner.tolist(), values, strict=True):
        found[estimate.constructs[owner]][indicator] = number(value)
    return found


def _pairs(matrix: Array, names: tuple[str, ...], wanted: Array | None = None) -> dict[str, dict[str, float | None]]:
    """A matrix by row and column name; only `wanted` cells, and no empty rows."""
    there = np.ones(matrix.shape, dtype=bool) if wanted is None else wanted
    rows = {
        first: {second: number(matrix[i, j]) for j, second in enumerate(names) if there[i, j]}
        for i, first in enumerate(names)
    }
    return {first: row for first, row in rows.items() if row}


def _counts(result: Estimate | Bootstrap) -> Plain:
    if isinstance(result, Bootstrap):
        return {
            "resamples": result.resamples,
            "dropped": result.dropped,
            "not_converged": result.not_converged,
            "inadmissible": result.inadmissible,
            "seed": result.seed,
            **({} if result.inference == USUAL else result.inference._asdict()),
        }
    return {"resamples": 0, "dropped": 0, "not_converged": 0, "inadmissible": 0, "seed": None}

"""Statistics as tables with names: one row for each item, construct or pair, with what a bootstrap says of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from langganan.measure.pls.bootstrap import Bootstrap, estimate_of
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.estimate import Estimate
from langganan.tables import Array, Listing

Result = Estimate | Bootstrap
RELIABILITY = ("alpha", "rho_a", "rho_c", "ave")


def by_indicator(result: Result, name: str) -> Listing:
    """This function will list `loadings` or `weights`: construct, item, estimate, and what a bootstrap says."""
    estimate = estimate_of(result)
    owners = _names([estimate.constructs[place] for place in estimate.owner.tolist()])
    every = np.arange(len(estimate.indicators))
    told = told_of(result, name, (every,))
    return Listing(name.capitalize(), {"construct": owners, "item": _names(estimate.indicators), **told})


def reliability(result: Result) -> Listing:
    """This function will list alpha, rho_a, rho_c and ave: a row per construct and measure, NaN left out.

    Left out are interactions, and measures of single items and of constructs that their items make up.
    """
    model = estimate_of(result).study.model
    judged = [
        place for place, construct in enumerate(model.constructs) if construct.reflective and construct.indicators[1:]
    ]
    at = (np.array(judged, dtype=int),)
    parts = [told_of(result, kind, at) for kind in RELIABILITY]
    own = {
        "construct": _names([model.names[place] for place in judged] * len(RELIABILITY)),
        "measure": _names([kind for kind in RELIABILITY for _ in judged]),
    }
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(np.tile(np.arange(len(judged)), len(RELIABILITY)), kind="stable")
    return Listing("Reliability", {name: values[order] for name, values in (own | joined).items()})


def htmt(result: Result) -> Listing:
    """This function will list HTMT: a row per pair of constructs that their items reflect."""
    estimate = estimate_of(result)
    kept = [place for place, construct in enumerate(estimate.study.model.constructs) if construct.reflective]
    pairs = [(i, j) for j in kept for i in kept if i < j and not np.isnan(estimate.statistics.htmt[i, j])]
    at = tuple(np.array([pair[end] for pair in pairs], dtype=int) for end in (0, 1))
    names = {head: _names([estimate.constructs[p] for p in part.tolist()])
             for head, part in zip(("first", "second"), at, strict=True)}  # fmt: skip
    return Listing("HTMT", {**names, **told_of(result, "htmt", at)})


def r2(result: Result) -> Listing:
    """This function will list R² and adjusted R²: a row per construct that something leads to."""
    estimate = estimate_of(result)
    at = (np.flatnonzero(~np.isnan(estimate.statistics.r2)),)
    names = _names([estimate.constructs[place] for place in at[0].tolist()])
    told = told_of(result, "r2", at)
    adjusted = {"adjusted": estimate.r2_adjusted[at]}
    return Listing("R²", {"construct": names, "estimate": told.pop("estimate"), **adjusted, **told})


def fornell_larcker(result: Result) -> Listing:
    """This function will give the matrix: √AVE on the diagonal, else correlations; a row and column per construct."""
    estimate = estimate_of(result)
    names = estimate.study.model.names
    matrix = root_diagonal(estimate.statistics)[: len(names), : len(names)]
    return Listing("Fornell-Larcker criterion", _matrix("construct", names, names, matrix))


def cross_loadings(result: Result) -> Listing:
    """This function will give every item's correlation with every construct; a row per item."""
    estimate = estimate_of(result)
    names = estimate.study.model.names
    matrix = estimate.statistics.cross_loadings[:, : len(names)]
    return Listing("Cross loadings", _matrix("item", estimate.indicators, names, matrix))


def told_of(result: Result, name: str, at: tuple[Array, ...]) -> dict[str, Array]:
    """This function will give the estimates of a statistic at these places; of a bootstrap all that it says of them."""
    if not isinstance(result, Bootstrap):
        return {"estimate": getattr(result.statistics, name)[at]}
    asked = result.inference
    low, high = result.interval(name, asked.method, asked.level)
    found = {
        "estimate": result.value(name), "mean": result.mean(name), "sd": result.sd(name), "t": result.t(name),
        "p": result.p(name, asked.tails), "ci_low": low, "ci_high": high,
    }  # fmt: skip
    return {head: values[at] for head, values in found.items()}


def root_diagonal(found: Statistics) -> Array:
    """(k, k) this function will give correlations with √AVE on the diagonal; NaN for a negative AVE, which has none."""
    matrix = np.array(found.correlations, dtype=float)
    with np.errstate(invalid="ignore"):
        np.fill_diagonal(matrix, np.sqrt(found.ave))
    return matrix


def _matrix(head: str, rows: Sequence[str], columns: Sequence[str], values: Array) -> dict[str, Array]:
    """The first column gets underscores where a construct has its name."""
    while head in columns:
        head += "_"
    return {head: _names(rows), **{name: values[:, place] for place, name in enumerate(columns)}}


def _names(names: Sequence[str]) -> Array:
    return np.array(list(names), dtype=object)

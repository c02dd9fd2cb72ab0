"""Between stages: scores of one as indicators of the next, and the statistics of all put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from langganan.measure.pls.engine.stages import Stage
from langganan.measure.pls.engine.statistics import Statistics
from langganan.tables import Array

OF_PAIRS = ("correlations", "htmt", "htmt2")
OF_EFFECTS = ("paths", "total", "f2", "vif", "r2")
OF_CONSTRUCTS = ("alpha", "rho_a", "rho_c", "ave")


def stage_matrices(stage: Stage, matrices: Array, columns: Sequence[str], composites: dict[str, Array]) -> Array:
    """The correlations (p, p, B) of a stage's indicators, from those of the columns and the scores so far."""
    indicators = stage.layout.indicators
    if not stage.scores:
        places = [columns.index(i) for i in indicators]
        return matrices if places == list(range(len(matrices))) else matrices[np.ix_(places, places)]
    weights = np.zeros((len(matrices), len(indicators), matrices.shape[-1]))
    for place, indicator in enumerate(indicators):
        if indicator in stage.scores:
            weights[:, place] = composites[indicator]
        else:
            weights[columns.index(indicator), place] = 1.0
    half = np.einsum("ijb,jmb->imb", matrices, weights)
    found = np.einsum("imb,inb->mnb", weights, half)
    deviations = np.sqrt(found[np.arange(len(found)), np.arange(len(found))])
    return found / (deviations[:, None] * deviations)


def stage_composites(
    stage: Stage, weights: Array, columns: Sequence[str], composites: dict[str, Array], size: int
) -> dict[str, Array]:
    """Each construct of a stage as weights (m, B) on the m columns."""
    found = {}
    for name, block in zip(stage.layout.constructs, stage.layout.blocks, strict=True):
        total = np.zeros((size, weights.shape[-1]))
        for indicator, weight in zip(stage.layout.indicators[block], weights[block], strict=True):
            if indicator in stage.scores:
                total += weight * composites[indicator]
            else:
                total[columns.index(indicator)] += weight
        found[name] = total
    return found


def merged(stages: Sequence[tuple[Stage, Statistics]], constructs: Sequence[str], owner: Array) -> Statistics:
    """Put the statistics of all stages together, each construct as in the last stage that measured it as itself.

    `constructs` (k) and `owner` (p) are those of the results. This function will give statistics of their shapes.
    """
    k, p, last = len(constructs), len(owner), stages[-1][1]
    shapes = {f.name: getattr(last, f.name).ndim for f in fields(Statistics)}
    size = last.weights.shape[-1]
    out = {name: np.full((k,) * (rank - 1) + (size,), np.nan) for name, rank in shapes.items()}
    out |= {"weights": np.full((p, size), np.nan), "loadings": np.full((p, size), np.nan)}
    out |= {"cross_loadings": np.full((p, k, size), np.nan)}
    out |= {"paths": np.zeros((k, k, size)), "total": np.zeros((k, k, size))}
    for stage, found in stages:
        _take_measurement(out, stage, found, constructs, owner)
        _take_pairs(out, stage, found, constructs, one_is_enough=found is last)
    places = [constructs.index(name) for name in stages[-1][0].layout.constructs]
    for name in OF_EFFECTS:
        where = (places,) if name == "r2" else np.ix_(places, places)
        out[name][where] = getattr(last, name)
    return Statistics(**out)


def _take_measurement(
    out: dict[str, Array], stage: Stage, found: Statistics, constructs: Sequence[str], owner: Array
) -> None:
    layout = stage.layout
    places = np.array([constructs.index(name) for name in layout.constructs])
    own = np.array([name in stage.own for name in layout.constructs])
    for name in OF_CONSTRUCTS:
        out[name][places[own]] = getattr(found, name)[own]
    for construct in np.flatnonzero(own):
        rows, block = np.flatnonzero(owner == places[construct]), layout.blocks[construct]
        out["weights"][rows], out["loadings"][rows] = found.weights[block], found.loadings[block]
        out["cross_loadings"][np.ix_(rows, places)] = found.cross_loadings[block]


def _take_pairs(
    out: dict[str, Array], stage: Stage, found: Statistics, constructs: Sequence[str], *, one_is_enough: bool
) -> None:
    """What concerns two constructs; a construct measured by repeated items is not compared with its own parts."""
    places = np.array([constructs.index(name) for name in stage.layout.constructs])
    own = np.array([name in stage.own for name in stage.layout.constructs])
    first, second = np.nonzero(own[:, None] | own if one_is_enough else own[:, None] & own)
    for name in OF_PAIRS:
        out[name][places[first], places[second]] = getattr(found, name)[first, second]

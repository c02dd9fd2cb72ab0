"""Our numbers under the names that tests/reference/pls gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.study import Study
from langganan.tables import Array

Numbers = dict[str, float]
BY_ITEM = ("weights", "loadings")
BY_CONSTRUCT = ("r2", "alpha", "rho_a", "rho_c", "ave")
EFFECTS = ("paths", "total", "indirect", "vif")
PAIRS = ("htmt", "correlations")
OF_ESTIMATE = ("r2_adjusted", "aic", "bic")


def named(estimate: Estimate, group: str, wanted: Iterable[str]) -> Numbers:
    """One group of an estimate's numbers, by name; at least those wanted."""
    if group == "f2_anew":
        return {name: _cohen_anew(estimate, *name.split(" -> ")) for name in wanted}
    if group == "scores":
        return {f"{i} @ {name}": row[k] for i, row in enumerate(estimate.scores[:5]) for k, name in _names(estimate)}
    if group == "item_vif":
        return dict(zip(estimate.indicators, estimate.indicator_vif, strict=True))
    if group == "fornell_larcker":
        return dict(zip(estimate.constructs, np.sqrt(estimate.statistics.ave), strict=True))
    if group in OF_ESTIMATE:
        return dict(zip(estimate.constructs, getattr(estimate, group), strict=True))
    return of_array(estimate, group, getattr(estimate.statistics, group))


def of_array(estimate: Estimate, group: str, values: Array) -> Numbers:
    """An array shaped as a statistic, by name: the statistic's mean, standard deviation or bound as well."""
    constructs = estimate.constructs
    if group in BY_ITEM:
        return dict(zip(estimate.indicators, values, strict=True))
    if group in BY_CONSTRUCT:
        return dict(zip(constructs, values, strict=True))
    if group == "cross_loadings":
        return {f"{i} @ {c}": values[p, k] for p, i in enumerate(estimate.indicators) for k, c in enumerate(constructs)}
    link = " ~ " if group in PAIRS else " -> "
    return {f"{a}{link}{b}": values[i, j] for i, a in enumerate(constructs) for j, b in enumerate(constructs)}


def _names(estimate: Estimate) -> list[tuple[int, str]]:
    return list(enumerate(estimate.constructs))


def _cohen_anew(estimate: Estimate, source: str, target: str) -> float:
    """Cohen's f² as seminr defines it: what R² loses when the model is estimated anew without the path."""
    r2 = estimate.statistics.r2[estimate.constructs.index(target)]
    return float((r2 - _r2_without(estimate.study, source, target)) / (1.0 - r2))


def _r2_without(study: Study, source: str, target: str) -> float:
    paths = tuple(path for path in study.model.paths if path != (source, target))
    if not any(b == target for _, b in paths):
        return 0.0
    named = {name for path in paths for end in path for name in end.split(":")}
    kept = tuple(c for c in study.model.constructs if c.name in named | _parts(study))
    found = replace(study, model=replace(study.model, constructs=kept, paths=paths)).estimate()
    return float(found.statistics.r2[found.constructs.index(target)])


def _parts(study: Study) -> set[str]:
    return {part for construct in study.model.constructs for part in study.model.parts(construct)}

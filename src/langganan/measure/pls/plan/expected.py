"""Sample sizes from a plan's assumptions without simulation: the t test of a regression between the scores of PLS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.measure.pls.plan.population import Population
from langganan.measure.pls.plan.power import regression_size
from langganan.tables import Array, Result

SIZES = 6


@dataclass(frozen=True, eq=False, repr=False)
class Expected(Result):
    """What a plan comes to without simulation, one row per path.

    `estimate` is what PLS comes to with endless answers; `n` the respondents for which the t test of a regression
    between scores has the power asked for; `r2` of the target and `vif` of the source among those scores.
    """

    source: Array
    target: Array
    path: Array
    estimate: Array
    r2: Array
    vif: Array
    n: Array


def expected(assumed: Population, *, power: float = 0.8, level: float = 0.05) -> Expected:
    """Work out sample sizes from the population that PLS sees. This function will give one row per path."""
    limit, (sources, targets) = assumed.limit, assumed.places
    found = limit.paths[sources, targets]
    r2, vif = limit.r2[targets], limit.vif[sources, targets]
    count = np.bincount(targets, minlength=len(assumed.model.names))[targets]
    sizes = [
        float(regression_size(p, r2=r, vif=v, sources=int(c), power=power, level=level)) if abs(p) > 0.01 else np.nan
        for p, r, v, c in zip(found, r2, vif, count, strict=True)
    ]
    names = np.array(assumed.model.names, object)
    return Expected(names[sources], names[targets], assumed.paths, found, r2, vif, np.array(sizes))


def grid(assumed: Population, *, power: float = 0.8, level: float = 0.05) -> tuple[int, ...]:
    """Choose numbers of respondents to simulate, around those that `expected` gives for the paths."""
    needs = expected(assumed, power=power, level=level).n
    needs = needs[np.isfinite(needs)]
    low, high = (0.75 * needs.min(), 1.3 * needs.max()) if len(needs) else (50.0, 400.0)
    least = 2 * len(assumed.items)
    sizes = np.geomspace(max(low, least, 20), max(high, 1.5 * least, 40), SIZES)
    return tuple(dict.fromkeys(int(5 * round(size / 5)) for size in sizes))

"""Moderation: how a path changes with its moderator (simple slopes; Aiken & West 1991), from a bootstrap.

An interaction's path is per product of standardised scores, so the effect of X on Y where the moderator M lies m
standard deviations from its mean is the path of X plus m times that of X:M.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.bootstrap import ROUNDING, Bootstrap, Method, p_values, resampled
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.thresholds import RULES
from langganan.tables import Array, Result
from langganan.words import mark

LEVELS = (-1.0, 0.0, 1.0)


@dataclass(frozen=True, eq=False, repr=False)
class Slopes(Result):
    """The effect of `source` on `target` where `moderator` is `at` standard deviations from its mean; one row each."""

    source: Array
    target: Array
    moderator: Array
    at: Array
    slope: Array
    sd: Array
    t: Array
    p: Array
    ci_low: Array
    ci_high: Array


@dataclass(frozen=True, eq=False, repr=False)
class Interactions(Result):
    """Interactions, one row per path from one: its size, and f² with what it counts for.

    `size` is small from .005, medium from .010, large from .025 on (Kenny 2018; Aguinis et al. 2005 found .009 on
    average), below that `none`.
    """

    interaction: Array
    target: Array
    estimate: Array
    f2: Array
    size: Array


def simple_slopes(
    bootstrap: Bootstrap,
    *,
    at: Sequence[float] = LEVELS,
    method: Method | str = Method.PERCENTILE,
    level: float = 0.95,
    tails: int = 2,
) -> Slopes:
    """Work out the simple slopes of every interaction, the first-named construct being the one that is moderated.

    This function will give one row per interaction, target and level. Raises `ArgumentError` where the model has no
    interaction, or for an estimate that was not bootstrapped.
    """
    estimate = resampled("simple_slopes", bootstrap).estimate
    rows = [(*each, float(m)) for each in _interactions(estimate) for m in at]

    def read(found: Statistics) -> Array:
        return np.array([_slope(estimate, row, found.paths) for row in rows])

    value, drawn = read(estimate.statistics), read(bootstrap.draws)
    sd = drawn.std(-1, ddof=1)
    t = value / np.where(sd > ROUNDING, sd, np.nan)
    ends = bootstrap.ends(read, method, level)
    first, second = zip(*(name.split(":") for name, _, _ in rows), strict=True)
    names = [np.array(each, dtype=object) for each in (first, [row[1] for row in rows], second)]
    levels = np.array([row[2] for row in rows])
    columns = [*names, levels, value, sd, t, p_values(t, bootstrap.completed - 1, tails), *ends]
    return Slopes(*columns)


def interactions(estimate: Estimate) -> Interactions:
    """List the paths from interactions. This function will give their sizes and f²."""
    rows = _interactions(estimate)
    places = [(estimate.constructs.index(name), estimate.constructs.index(target)) for name, target in rows]
    paths = np.array([estimate.statistics.paths[place] for place in places])
    f2 = np.array([estimate.statistics.f2[place] for place in places])
    names, targets = (np.array(each, dtype=object) for each in zip(*rows, strict=True))
    sizes = np.array(["none", "small", "medium", "large"], dtype=object)[
        np.digitize(f2, RULES["f2_interaction"].values)
    ]
    return Interactions(names, targets, paths, f2, sizes)


def _interactions(estimate: Estimate) -> list[tuple[str, str]]:
    rows = [(source, target) for source, target in estimate.study.model.paths if ":" in source]
    if not rows:
        raise ArgumentError(mark("The model has no interaction. Write one as X:M in a path, such as Y ~ X + M + X:M."))
    return rows


def _slope(estimate: Estimate, row: tuple[str, str, float], paths: Array) -> Array:
    name, target, m = row
    source, moderator = name.split(":")
    end = estimate.constructs.index(target)
    both = paths[estimate.constructs.index(name), end]
    twice = 2.0 if source == moderator else 1.0
    return paths[estimate.constructs.index(source), end] + twice * m * both

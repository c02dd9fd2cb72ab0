"""Necessary condition analysis: what the outcome cannot do without (Dul 2016, Organizational Research Methods 19).

Above a ceiling the upper left corner of the scatter plot is empty: without enough of the condition there is no high
outcome. CE-FDH is the step function over the highest outcomes reached so far; CR-FDH is the straight line fitted by
least squares through the corners (peers) of those steps. The effect size d is the empty zone's share of the scope, the
rectangle that the observed minima and maxima span. Permutation test: Dul, van der Laan & Kuik 2020.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.words import mark

CEILINGS = ("ce_fdh", "cr_fdh")
NEAR = 1e-9


class Ceiling(NamedTuple):
    """A ceiling for a batch of outcomes (last axis B): `d` (B), line (B) or NaN; `steps` (u, B) over `x` (u)."""

    x: Array
    steps: Array
    peers: Array
    d: Array
    intercept: Array
    slope: Array


def ceiling(x: Array, y: Array, kind: str = "ce_fdh") -> Ceiling:
    """Draw the ceiling over a condition x (n) and outcomes y (n, B). This function will give it for every outcome.

    Peers are the corners of the steps: the highest outcome at its x, and higher than any at smaller x; equal
    respondents count each. A line that does not rise is no ceiling: d is 0.
    """
    if kind not in CEILINGS:
        raise ArgumentError(mark("A ceiling is {kinds}; given was {given}."), kinds=", ".join(CEILINGS), given=kind)
    order = np.argsort(x, kind="stable")
    at, starts = np.unique(x[order], return_index=True)
    sorted_y = y[order]
    highest = np.maximum.reduceat(sorted_y, starts, axis=0)
    steps = np.maximum.accumulate(highest, axis=0)
    low, top = sorted_y.min(axis=0), steps[-1]
    before = np.concatenate([np.full((1, y.shape[1]), -np.inf), steps[:-1]])
    group = np.repeat(np.arange(len(at)), np.diff([*starts, len(x)]))
    peers = np.where(highest > before, np.add.reduceat(sorted_y == highest[group], starts, axis=0), 0)
    scope = (at[-1] - at[0]) * (top - low)
    if kind == "ce_fdh":
        empty = (np.diff(at)[:, None] * (top - steps[:-1])).sum(axis=0)
        none = np.full(y.shape[1], np.nan)
        return Ceiling(at, steps, peers, _share(empty, scope), none, none)
    intercept, slope = _line(at, steps, peers)
    empty = _above(intercept, slope, (at[0], at[-1]), (low, top))
    return Ceiling(at, steps, peers, _share(empty, scope), intercept, slope)


def _share(empty: Array, scope: Array) -> Array:
    return np.divide(empty, scope, out=np.zeros_like(empty), where=scope > 0)


def _line(x: Array, y: Array, weights: Array) -> tuple[Array, Array]:
    """Least squares through the peers of each column; NaN where they are one point or the line falls."""
    total = weights.sum(axis=0)
    middle = x @ weights / total
    away = x[:, None] - middle
    spread = (weights * away**2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (weights * away * y).sum(axis=0) / spread
    slope = np.where((spread > 0) & (slope > 0), slope, np.nan)
    return (weights * y).sum(axis=0) / total - slope * middle, slope


def _above(intercept: Array, slope: Array, ends: tuple[float, float], bounds: tuple[Array, Array]) -> Array:
    """The area between a rising line and the top of the scope, the line cut off at the scope's edges."""
    low, top = bounds
    with np.errstate(invalid="ignore"):
        enters = np.clip((low - intercept) / slope, *ends)
        leaves = np.clip((top - intercept) / slope, *ends)
        left, right = intercept + slope * enters, intercept + slope * leaves
        area = (enters - ends[0]) * (top - low) + (leaves - enters) * (top - (left + right) / 2)
    return np.where(np.isfinite(slope), area, 0.0)


def needed(found: Ceiling, wanted: Array) -> Array:
    """The least x at which each outcome lies under the ceiling; NaN: every x will do, inf: no x does."""
    low, high = found.x[0], found.x[-1]
    if np.isfinite(found.slope[0]):
        need = (wanted - found.intercept[0]) / found.slope[0]
    elif found.d[0] > 0:
        places = np.searchsorted(found.steps[:, 0], wanted - NEAR)
        need = found.x[np.minimum(places, len(found.x) - 1)]
    else:
        return np.full(len(wanted), np.nan)
    need = np.where(need > high + NEAR, np.inf, need)
    return np.where(need <= low + NEAR, np.nan, need)

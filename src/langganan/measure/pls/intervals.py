"""Intervals from bootstrap draws (Efron & Tibshirani 1993, chapters 12-14). Draws are on the last axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from langganan.tables import Array
from langganan.words import mark

INTERVALS = {
    "percentile": mark("percentile"), "basic": mark("basic"),
    "bca": mark("bias-corrected and accelerated (BCa)"), "studentised": mark("studentised"),
}  # fmt: skip
TAILS = {1: mark("one-tailed"), 2: mark("two-tailed")}


class Interval(NamedTuple):
    """The two ends, in the shape of the statistic."""

    low: Array
    high: Array


def percentile(draws: Array, level: float) -> Interval:
    """The middle `level` of the draws (..., B), ends between neighbours (R's type 7, as SmartPLS and seminr)."""
    low, high = _quantiles(np.sort(draws, axis=-1), np.array([(1 - level) / 2, (1 + level) / 2]))
    return Interval(low, high)


def basic(draws: Array, estimate: Array, level: float) -> Interval:
    """The percentile interval mirrored about the estimate."""
    low, high = percentile(draws, level)
    with np.errstate(invalid="ignore"):
        return Interval(2 * estimate - high, 2 * estimate - low)


def bca(draws: Array, estimate: Array, jackknife: Array, level: float, *, alike: Sequence[Array] = ()) -> Interval:
    """Bias-corrected and accelerated (Efron 1987): `jackknife` (..., J) are estimates with a part left out.

    Acceleration is from the third moment of the jackknife's influence values, equation 14.15. Where statistics are
    in one row (m, B), those of each group of places in `alike` are given the mean of their bias corrections.
    """
    from scipy.special import ndtr, ndtri

    ordered = np.sort(draws, axis=-1)
    bias = _shared(_bias(ordered, estimate), estimate, alike)
    with np.errstate(invalid="ignore"):
        influence = jackknife.mean(-1, keepdims=True) - jackknife
    spread = (influence**2).sum(-1) ** 1.5
    acceleration = (influence**3).sum(-1) / np.where(spread > 0, 6 * spread, 1.0)
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + ndtri(share)
        ends.append(_at(ordered, ndtr(bias + shifted / (1 - acceleration * shifted))))
    return Interval(*ends)


def _bias(ordered: Array, estimate: Array) -> Array:
    """The bias correction z0: the normal quantile of the share of draws below the estimate, equation 14.14."""
    from scipy.special import ndtri

    size = np.maximum(_numbers(ordered), 1)
    below = (np.sum(ordered < estimate[..., None], -1) + np.sum(ordered == estimate[..., None], -1) / 2) / size
    return ndtri(np.clip(below, 1 / (2 * size), 1 - 1 / (2 * size)))


def _shared(bias: Array, estimate: Array, alike: Sequence[Array]) -> Array:
    """Each group's mean in place of its bias corrections (m,), all taken in the direction away from zero."""
    turned = np.where(estimate < 0, -1.0, 1.0)
    found = bias.copy()
    for places in alike:
        found[places] = turned[places] * (turned * bias)[places].mean()
    return found


def studentised(draws: Array, errors: Array, estimate: Array, error: Array, level: float) -> Interval:
    """Bootstrap-t: draws and their own standard errors (..., B), the estimate and its standard error."""
    t = (draws - estimate[..., None]) / np.where(errors > 0, errors, np.nan)
    low, high = percentile(t, level)
    return Interval(estimate - high * error, estimate - low * error)


def _quantiles(ordered: Array, shares: Array) -> Array:
    return np.stack([_at(ordered, np.full(ordered.shape[:-1], share)) for share in shares])


def _at(ordered: Array, share: Array) -> Array:
    """The value at a share of the way through ordered draws (..., B), one share for each row.

    Draws that are not numbers (sorted to the end) do not count.
    """
    last = np.maximum(_numbers(ordered) - 1, 0)
    place = share * last
    whole = np.minimum(np.nan_to_num(place).astype(np.intp), last)
    after = np.minimum(whole + 1, last)
    first = np.take_along_axis(ordered, whole[..., None], -1)[..., 0]
    second = np.take_along_axis(ordered, after[..., None], -1)[..., 0]
    with np.errstate(invalid="ignore"):
        between = first + (second - first) * (place - whole)
    return np.where((first == second) | (place == whole), first, between)


def _numbers(draws: Array) -> Array:
    """How many of the draws (..., B) are numbers."""
    return np.count_nonzero(~np.isnan(draws), axis=-1)

"""CVPAT: whether a model predicts better than a benchmark, or than another model, beyond chance.

Liengaard et al. 2021 ("Prediction: coveted, yet forsaken?", Decision Sciences 52) for two models; Sharma et al. 2023
("Predictive model assessment and selection in composite-based modeling using PLS-SEM", European Journal of
Marketing 57) against the indicator average and the linear model. A respondent's loss is the mean squared error over
items; the differences of losses are tested by a paired t test and by its bootstrap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.bootstrap import p_values
from langganan.measure.pls.engine.resample import Drawn
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.predict.predict import Prediction, predict
from langganan.measure.pls.predict.rule import Antecedents
from langganan.tables import Array, Result
from langganan.words import mark

OVERALL = "(all)"
"""Stands in the place of a construct where the items of all of them count together."""
BATCH = 2_500


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """Average losses compared, one row per construct and benchmark; a negative difference speaks for the model.

    For two models, `loss` is the alternative's and `other` the established one's. t and p are of the paired t test
    with n - 1 degrees of freedom; p_better is one-sided, the chance of such a gain where there is none;
    p_bootstrap is two-sided.
    """

    construct: Array
    against: Array
    loss: Array
    other: Array
    difference: Array
    t: Array
    p: Array
    p_better: Array
    p_bootstrap: Array
    ci_low: Array
    ci_high: Array


def against_benchmarks(prediction: Prediction, *, resamples: int = 10_000, seed: int = 1) -> Comparison:
    """Compare with the indicator average, then with the linear model, overall and per endogenous construct."""
    owners, out = prediction.owners, prediction.outside
    ours = _losses(prediction.observed, out.pls, owners)
    names = list(ours)
    rows = [(name, kind) for kind in ("average", "linear") for name in names]
    theirs = {
        kind: _losses(prediction.observed, each, owners)
        for kind, each in (("average", out.average), ("linear", out.linear))
    }
    first = np.stack([ours[name] for name, _ in rows], axis=1)
    second = np.stack([theirs[kind][name] for name, kind in rows], axis=1)
    return _compared(rows, first, second, (resamples, seed))


def compare_models(
    established: Estimate,
    alternative: Estimate,
    *,
    folds: int = 10,
    repeats: int = 10,
    seed: int = 1,
    antecedents: Antecedents | str = Antecedents.EARLIEST,
    resamples: int = 10_000,
) -> Comparison:
    """Compare two models of the same respondents on the items that both predict, in the same folds.

    This function will give the row of all items, and one for each construct that both have. Raises `ArgumentError`
    where the respondents are not the same or no item is predicted by both.
    """
    if established.n != alternative.n or not np.array_equal(established.study.kept, alternative.study.kept):
        text = mark("The models use different respondents ({n} and {other}). Estimate both on the same ones.")
        raise ArgumentError(text, n=established.n, other=alternative.n)
    options = {"folds": folds, "repeats": repeats, "seed": seed, "antecedents": antecedents}
    first, second = (predict(each, **options) for each in (established, alternative))
    shared = [item for item in first.items if item in second.items]
    _check(first, second, shared)
    places = [[each.items.index(item) for item in shared] for each in (first, second)]
    observed = first.observed[:, places[0]]
    owners = [tuple(each.owners[i] for i in own) for each, own in zip((first, second), places, strict=True)]
    same = tuple(a if a == b else "" for a, b in zip(*owners, strict=True))
    before, after = (
        _losses(observed, each.outside.pls[:, own], same) for each, own in zip((first, second), places, strict=True)
    )
    rows = [(name, "established") for name in before]
    return _compared(
        rows, np.stack(list(after.values()), axis=1), np.stack(list(before.values()), axis=1), (resamples, seed)
    )


def _check(first: Prediction, second: Prediction, shared: list[str]) -> None:
    if not shared:
        text = mark("The models predict no item that is the same: {items} and {others}.")
        raise ArgumentError(text, items=", ".join(first.items), others=", ".join(second.items))
    pair = [each.observed[:, [each.items.index(item) for item in shared]] for each in (first, second)]
    if not np.array_equal(*pair, equal_nan=True):
        raise ArgumentError(
            mark("The models were given different answers to the same items, so losses do not compare.")
        )


def _losses(observed: Array, expected: Array, owners: tuple[str, ...]) -> dict[str, Array]:
    """(n,) mean squared errors over all items, then over each construct's; NaN where nothing was answered."""
    squares, places = (observed - expected) ** 2, np.array(owners, object)
    groups = {OVERALL: np.ones(len(owners), bool)}
    groups |= {name: places == name for name in dict.fromkeys(owners) if name}
    return {name: _row_means(squares[:, own]) for name, own in groups.items()}


def _row_means(squares: Array) -> Array:
    known = ~np.isnan(squares)
    return np.where(known, squares, 0.0).sum(1) / np.where(known.any(1), known.sum(1), np.nan)


def _compared(rows: list[tuple[str, str]], ours: Array, theirs: Array, drawing: tuple[int, int]) -> Comparison:
    known = np.isfinite(ours + theirs)
    n, difference = known.sum(0), np.where(known, ours - theirs, np.nan)
    mean, error = np.nanmean(difference, axis=0), np.nanstd(difference, axis=0, ddof=1) / np.sqrt(n)
    t = mean / np.where(error > 0, error, np.nan)
    p, half = p_values(t, n - 1, 2), _t_quantile(n - 1) * error
    better = np.where(t < 0, p / 2, 1.0 - p / 2)
    names, against = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    loss, other = (np.nanmean(np.where(known, each, np.nan), axis=0) for each in (ours, theirs))
    drawn = _bootstrapped(difference, mean, t, drawing)
    return Comparison(names, against, loss, other, mean, t, p, better, drawn, mean - half, mean + half)


def _t_quantile(df: Array) -> Array:
    from scipy.special import stdtrit

    return stdtrit(df, 0.975)


def _bootstrapped(difference: Array, mean: Array, t: Array, drawing: tuple[int, int]) -> Array:
    """How often resamples of the centred differences give such a t or a larger one (Liengaard et al. 2021)."""
    resamples = arguments.whole("resamples", drawing[0], least=99, most=10_000_000)
    seed = arguments.seed(drawing[1])
    known = np.isfinite(difference)
    centred = np.where(known, difference - mean, 0.0)
    columns = np.concatenate([known.astype(float), centred, centred**2], axis=1)
    beyond, size = np.zeros(len(t)), min(BATCH, resamples)
    for first in range(0, resamples, size):
        drawn = Drawn(seed, len(difference), first, min(size, resamples - first))
        n, sums, squares = np.split(sum(counts.T @ columns[rows] for rows, counts in drawn), 3, axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = (squares - sums**2 / n) / (n - 1)
            found = sums / n / np.sqrt(variance / n)
        beyond += (np.abs(found) >= np.abs(t)).sum(0)
    return np.where(np.isnan(t), np.nan, (1.0 + beyond) / (1.0 + resamples))

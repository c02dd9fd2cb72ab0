"""PLSpredict: how well the model predicts the answers of respondents it has not seen.

Shmueli, Ray, Velasquez Estrada & Chatla 2016; Shmueli et al. 2019. Respondents are divided into folds; the model is
estimated without one fold and predicts that fold's items. With more than one repetition a respondent's prediction
is the average over the repetitions (Shmueli et al. 2019, as seminr does). Two naive benchmarks are fitted on the same
training sets: the linear model (each item regressed on the items that the predictions start from) and the indicator
average (the training mean).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.predict import folds as cross
from langganan.measure.pls.predict.rule import Antecedents, Plan, Rule, rules
from langganan.tables import Array, Result
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.predict.cvpat import Comparison


class Power(StrEnum):
    """Predictive power by how many items are predicted better than by the linear model (Shmueli et al. 2019).

    HIGH: all; MEDIUM: half or more; LOW: fewer; NONE: no item, or none better than its own average.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Metric(StrEnum):
    """How errors are summed up: RMSE, or MAE where errors are far from symmetric."""

    RMSE = "rmse"
    MAE = "mae"


@dataclass(frozen=True, eq=False, repr=False)
class ItemErrors(Result):
    """Errors of prediction, one row per item; those `inside` are of respondents who were trained on.

    q2_predict is 1 - SSE of the model / SSE of the indicator average.
    """

    construct: Array
    item: Array
    q2_predict: Array
    rmse: Array
    mae: Array
    linear_rmse: Array
    linear_mae: Array
    average_rmse: Array
    average_mae: Array
    rmse_inside: Array
    mae_inside: Array
    linear_rmse_inside: Array
    linear_mae_inside: Array


@dataclass(frozen=True, eq=False, repr=False)
class ConstructErrors(Result):
    """Errors of predicted against estimated scores; `overfit` is how much larger mse is outside than inside."""

    construct: Array
    q2_predict: Array
    rmse: Array
    mae: Array
    mse_inside: Array
    mae_inside: Array
    mse: Array
    overfit: Array


@dataclass(frozen=True, eq=False, repr=False)
class Powers(Result):
    """The verdict per endogenous construct: `better` of `items` have smaller errors than the linear model's.

    `above_average` counts the items with a positive Q²predict. `power` is one of `Power`.
    """

    construct: Array
    items: Array
    above_average: Array
    better: Array
    power: Array


@dataclass(frozen=True, eq=False)
class Predictions:
    """What was expected of each respondent: items (n, q) by PLS, the linear model and the average; scores (n, e)."""

    pls: Array
    linear: Array
    average: Array
    scores: Array


@dataclass(frozen=True, eq=False)
class Prediction:
    """PLSpredict's result. q items of e endogenous constructs; `observed` (n, q), NaN where there is no answer.

    `outside` are predictions of respondents not trained on, `inside` of those trained on, both averaged over the
    training sets, so that the difference is overfit and not the size of the sample. `repeated`
    (repeats, q) is the RMSE of each repetition by itself: how much the numbers owe to the draw of the folds.
    `left_out` counts the training sets in which a column was constant; they predict nothing.
    """

    estimate: Estimate
    antecedents: Antecedents
    fold: Array
    seed: int | None
    items: tuple[str, ...]
    owners: tuple[str, ...]
    constructs: tuple[str, ...]
    observed: Array
    scores: Array
    outside: Predictions
    inside: Predictions
    repeated: Array
    left_out: int

    def __repr__(self) -> str:
        return f"Prediction of {len(self.items)} items, {self.folds} folds, {self.repeats} times (seed {self.seed})"

    @property
    def folds(self) -> int:
        """How many folds there were in each repetition."""
        return int(self.fold.max()) + 1

    @property
    def repeats(self) -> int:
        """How many times the folds were drawn."""
        return self.fold.shape[1]

    @cached_property
    def errors(self) -> ItemErrors:
        """The errors of every item, with Q²predict and both benchmarks."""
        observed, out, inside = self.observed, self.outside, self.inside
        found = [_metrics(observed, each) for each in (out.pls, out.linear, out.average, inside.pls, inside.linear)]
        (rmse, _), (average, _) = found[0], found[2]
        flat = [each for pair in found for each in pair]
        return ItemErrors(_names(self.owners), _names(self.items), 1.0 - rmse**2 / average**2, *flat)

    @cached_property
    def construct_errors(self) -> ConstructErrors:
        """The errors of the constructs' standardised scores, as estimated on everybody (seminr's definition)."""
        (rmse, mae), (inside, mae_inside) = (_metrics(self.scores, x.scores) for x in (self.outside, self.inside))
        names, ratio = _names(self.constructs), rmse**2 / inside**2
        explained = 1.0 - rmse**2 / (self.scores**2).mean(0)
        return ConstructErrors(names, explained, rmse, mae, inside**2, mae_inside, rmse**2, ratio - 1.0)

    def power(self, metric: Metric | str = Metric.RMSE) -> Powers:
        """How well each endogenous construct is predicted. This function will give a verdict for each."""
        name = arguments.choice("metric", metric, Metric).value
        ours, theirs = getattr(self.errors, name), getattr(self.errors, f"linear_{name}")
        kept = [c for c in self.constructs if c in self.owners]
        groups = [np.array(self.owners, object) == c for c in kept]
        count = [int(own.sum()) for own in groups]
        above = [int((self.errors.q2_predict[own] > 0).sum()) for own in groups]
        better = [int(((ours < theirs) & own).sum()) for own in groups]
        powers = [_power(*each) for each in zip(count, above, better, strict=True)]
        return Powers(_names(kept), np.array(count), np.array(above), np.array(better), _names(powers))

    def cvpat(self, *, resamples: int = 10_000, seed: int = 1) -> Comparison:
        """Test whether losses are smaller than the benchmarks' (Sharma et al. 2023)."""
        from langganan.measure.pls.predict.cvpat import against_benchmarks

        return against_benchmarks(self, resamples=resamples, seed=seed)


def predict(
    estimate: Estimate,
    folds: int = 10,
    repeats: int = 10,
    *,
    seed: int = 1,
    antecedents: Antecedents | str = Antecedents.EARLIEST,
    assignment: Array | None = None,
) -> Prediction:
    """Predict the items of endogenous constructs out of sample. This function will give predictions and their errors.

    `assignment` (n,) or (n, repeats) gives the folds, from 0, in the place of drawing them. Missing answers count as
    the training mean where they predict, and not at all where they are to be predicted.
    """
    study = estimate.study
    values, drawn = study.values, assignment is None
    plan = Plan.of(estimate, arguments.choice("antecedents", antecedents, Antecedents))
    fold = cross.draw(study.n, folds, repeats, seed) if assignment is None else cross.given(study.n, assignment)
    gathered = _Gathered(plan, values, fold)
    for batch in cross.Folds(fold, cross.members(fold)).cut(study.procedure.batch(study.n)):
        for (repeat, k), rule in zip(batch.members.tolist(), rules(estimate, plan, batch), strict=True):
            gathered.take(repeat, k, rule)
    ends = [end for end, _ in plan.equations]
    return Prediction(
        estimate=estimate,
        antecedents=plan.antecedents,
        fold=fold,
        seed=seed if drawn else None,
        items=tuple(study.model.items[i] for i in plan.targets),
        owners=tuple(estimate.constructs[i] for i in plan.owners),
        constructs=tuple(estimate.constructs[i] for i in ends),
        observed=gathered.observed,
        scores=estimate.scores[:, ends],
        outside=gathered.averaged(0),
        inside=gathered.averaged(1),
        repeated=np.sqrt(gathered.squares / np.maximum(gathered.answered, 1)),
        left_out=gathered.left_out,
    )


class _Gathered:
    """Sums of predictions outside (0) and inside (1) of the training sets, and errors of each repetition."""

    def __init__(self, plan: Plan, values: Array, fold: Array) -> None:
        self.plan, self.values, self.fold, self.left_out = plan, values, fold, 0
        self.observed = values[:, list(plan.targets)]
        (n, repeats), q, e = fold.shape, len(plan.targets), len(plan.equations)
        self.sums = [[np.zeros((n, width)) for width in (q, q, q, e)] for _ in range(2)]
        self.times = np.zeros((2, n, 1))
        self.squares, self.answered = np.zeros((repeats, q)), np.zeros((repeats, q))

    def take(self, repeat: int, fold: int, rule: Rule | None) -> None:
        """Add what the rule that was trained without this fold says of everybody."""
        if rule is None:
            self.left_out += 1
            return
        training = self.fold[:, repeat] != fold
        scores = rule.scores(self.values, training)
        items = rule.items(scores)
        ends = [end for end, _ in self.plan.equations]
        average = np.broadcast_to(rule.average, items.shape)
        for sums, times, rows in zip(self.sums, self.times, (~training, training), strict=True):
            for total, each in zip(sums, (items, rule.benchmark(self.values), average, scores[:, ends]), strict=True):
                total[rows] += each[rows]
            times[rows] += 1
        wrong = (items - self.observed)[~training] ** 2
        self.squares[repeat] += np.nansum(wrong, axis=0)
        self.answered[repeat] += (~np.isnan(wrong)).sum(0)

    def averaged(self, place: int) -> Predictions:
        """Divide the sums. Raises `ArgumentError` where no training set could be used."""
        if not self.times[place].any():
            text = mark("In every training set some item has only one answer, so nothing can be predicted.")
            raise ArgumentError(text)
        times = np.where(self.times[place] > 0, self.times[place], np.nan)
        return Predictions(*(total / times for total in self.sums[place]))


def _metrics(observed: Array, expected: Array) -> tuple[Array, Array]:
    wrong = observed - expected
    return np.sqrt(np.nanmean(wrong**2, axis=0)), np.nanmean(np.abs(wrong), axis=0)


def _power(items: int, above: int, better: int) -> Power:
    if above == 0 or better == 0:
        return Power.NONE
    if better == items:
        return Power.HIGH
    return Power.MEDIUM if 2 * better >= items else Power.LOW


def _names(names: Iterable[object]) -> Array:
    return np.array([str(name) for name in names], dtype=object)

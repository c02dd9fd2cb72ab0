"""What a report may hold beside the estimate: the verdict, doubts, prediction, groups, importance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from langganan.errors import LanggananError
from langganan.measure.pls.report.facts import Fit, Sentence, Spot
from langganan.measure.pls.report.figures import Kind, Words
from langganan.measure.pls.report.table import Column, Table, row
from langganan.tables import Result
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.assess.fit import Fit as GivenFit
    from langganan.measure.pls.assess.importance import Importance
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict.cvpat import Comparison
    from langganan.measure.pls.predict.predict import Prediction
    from langganan.measure.pls.verdict import Judgement

Made = TypeVar("Made")
_HEADS = {
    "construct": mark("Construct"), "item": mark("Item"), "items": mark("Items"), "importance": mark("Importance"),
    "standardised": mark("Standardised"), "performance": mark("Performance"), "against": mark("Compared with"),
    "loss": mark("Loss"), "other": mark("Its loss"), "difference": mark("Difference"), "p_better": mark("p, one-sided"),
    "p_bootstrap": mark("p, bootstrap"), "ci_low": mark("95 % interval"),
    "above_average": mark("Better than the average"),
    "better": mark("Better than the linear model"), "power": mark("Predictive power"), "group": mark("Group"),
    "source": mark("From"), "target": mark("To"), "estimate": mark("Estimate"), "path": mark("Path"),
}  # fmt: skip
_SAID = {
    "(all)": mark("all constructs"), "average": mark("the average"), "linear": mark("the linear model"),
    "high": mark("high (all items)"), "medium": mark("medium (half or more)"), "low": mark("low (fewer than half)"),
    "none": mark("none"),
}  # fmt: skip
"""Words of ours in the cells of `against` and `power`, and the row for all constructs."""
_DECIMALS = {"performance": 1}


@dataclass(frozen=True, eq=False)
class Extras:
    """Parts of a report; what is empty is left out. `+` joins two; a later fit or map takes the place.

    `q2` by construct; `fit` measures; `spots` of the importance-performance map; `used` names the methods behind them
    (keys of `sources.SOURCES`), so that the methods paragraph cites them. `predicted` and `compared` are as in
    `facts.Run`.
    """

    verdict: tuple[Sentence, ...] = ()
    doubts: tuple[Phrase, ...] = ()
    more: tuple[Table, ...] = ()
    fit: tuple[Fit, ...] = ()
    spots: tuple[Spot, ...] = ()
    q2: Mapping[str, float] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    predicted: Mapping[str, Any] = field(default_factory=dict)
    compared: Mapping[str, Any] = field(default_factory=dict)

    def __add__(self, other: Extras) -> Extras:
        return Extras(
            self.verdict + other.verdict, self.doubts + other.doubts, self.more + other.more, other.fit or self.fit,
            other.spots or self.spots, {**self.q2, **other.q2}, self.used | other.used,
            other.predicted or self.predicted, other.compared or self.compared,
        )  # fmt: skip


def found(result: Estimate | Bootstrap, prediction: Prediction | None = None) -> Extras:
    """This function will give the verdict on a result, what is doubtful about it, and its prediction where run."""
    from langganan.measure.pls.assess.result_doubts import result_doubts
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.read.answers_checks import doubts
    from langganan.measure.pls.verdict import verdict

    estimate = result.estimate if isinstance(result, Bootstrap) else result
    study = estimate.study
    sentences = tuple(sentence(judgement) for judgement in verdict(result, prediction=prediction))
    said = Extras(sentences, (*doubts(study.model, study.answers), *result_doubts(result)))
    said += Extras() if study.model.interactions else of_fit(estimate.fit())
    return said if prediction is None else said + of_prediction(prediction)


def complete(
    result: Estimate | Bootstrap, prediction: Prediction | None = None, *, seed: int = 1, predict: bool = True
) -> Extras:
    """This function will work out all that a report shows: verdict, fit, prediction, its tests, importance.

    What cannot be worked out for this model or these answers is left out; so is a prediction that was not given,
    unless one is to be worked out (`predict`).
    """
    from langganan.measure.pls.bootstrap import Bootstrap

    estimate = result.estimate if isinstance(result, Bootstrap) else result
    prediction = prediction or (_tried(lambda: estimate.predict(seed=seed)) if predict else None)
    said = found(result, prediction)
    if prediction is not None:
        said += of_comparison(prediction.cvpat(seed=seed))
    target = last_target(estimate)
    mapped = _tried(lambda: estimate.importance(target))
    return said if mapped is None else said + of_importance(mapped)


def last_target(estimate: Estimate) -> str:
    """This function will give the construct that the model ends in: the last one that leads nowhere."""
    model = estimate.study.model
    leading = {name for path in model.paths for name in path.source.split(":")}
    return [name for name in model.targets if name not in leading][-1]


def _tried(work: Callable[[], Made]) -> Made | None:
    try:
        return work()
    except LanggananError:
        return None


def sentence(judgement: Judgement) -> Sentence:
    """This function will give a judgement as the report's sentence."""
    from langganan.measure.pls.verdict import HEADINGS, Part

    advice = judgement.part is Part.NEXT
    heading = Phrase(HEADINGS[judgement.part])
    return Sentence(
        judgement.code,
        judgement.holds,
        judgement.phrase,
        judgement.rule,
        heading,
        advice=advice,
        part=str(judgement.part),
    )


def _q2(prediction: Prediction) -> dict[str, float]:
    errors = prediction.construct_errors
    return dict(zip(errors.construct.tolist(), errors.q2_predict.tolist(), strict=True))


def of_fit(given: GivenFit) -> Extras:
    """This function will give SRMR, dULS and dG of the saturated and the estimated model, tested where that was run."""
    known = {(r["measure"], r["model"]): (r["value"], r["quantile_95"]) for r in given.rows()}
    made = []
    for measure, name in (("srmr", "SRMR"), ("d_uls", "dULS"), ("d_g", "dG")):
        numbers = [known[measure, model] for model in ("saturated", "estimated")]
        (one, one_limit), (other, other_limit) = ((_or_nan(a), _or_nan(b)) for a, b in numbers)
        made.append(Fit(name, one, other, one_limit, other_limit))
    return Extras(fit=tuple(made), used=frozenset({"srmr"}))


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def of_prediction(prediction: Prediction) -> Extras:
    """This function will give PLSpredict's tables."""
    power = listed("predictive_power", Phrase(mark("Predictive power")), prediction.power())
    asked = {"folds": prediction.folds, "repeats": prediction.repeats, "seed": prediction.seed}
    return Extras(
        more=(_predicted_items(prediction), power), q2=_q2(prediction), used=frozenset({"predict"}), predicted=asked
    )


def of_comparison(comparison: Comparison) -> Extras:
    """This function will give CVPAT's table."""
    tested = listed("cvpat", Phrase(mark("Cross-validated predictive ability test (CVPAT)")), comparison)
    return Extras(more=(tested,), used=frozenset({"cvpat"}))


def _predicted_items(prediction: Prediction) -> Table:
    """The columns that journals print: Q²predict, and PLS beside both benchmarks."""
    columns = (
        Column(Phrase(mark("Item")), Kind.NAME), Column(Phrase(mark("Q²predict"))),
        Column(Phrase(mark("RMSE, PLS")), Kind.NUMBER), Column(Phrase(mark("RMSE, linear model")), Kind.NUMBER),
        Column(Phrase(mark("RMSE, average")), Kind.NUMBER), Column(Phrase(mark("MAE, PLS")), Kind.NUMBER),
        Column(Phrase(mark("MAE, linear model")), Kind.NUMBER), Column(Phrase(mark("MAE, average")), Kind.NUMBER),
    )  # fmt: skip
    kept = ("item", "q2_predict", "rmse", "linear_rmse", "average_rmse", "mae", "linear_mae", "average_mae")
    rows = [row(*(each[name] for name in kept), doubted=[2] if each["rmse"] >= each["linear_rmse"] else [])
            for each in prediction.errors.rows()]  # fmt: skip
    return Table("predict", Phrase(mark("Out-of-sample prediction of items (PLSpredict)")), columns, tuple(rows))


def of_importance(found: Importance) -> Extras:
    """This function will give the importance-performance map and its table."""
    spots = tuple(Spot(r["construct"], r["importance"], r["performance"]) for r in found.constructs.rows())
    title = Phrase(mark("Importance and performance for {construct}"), {"construct": found.target})
    table = listed("importance", title, found.constructs, notes=found.doubts)
    return Extras(more=(table,), spots=spots, used=frozenset({"importance"}))


def listed(name: str, title: Phrase, result: Result, *, notes: Iterable[Phrase] = ()) -> Table:
    """This function will print any result as a table, its columns under their own names; ends of intervals together."""
    given = result.columns()
    kinds = {head: _kind(head, values.dtype.kind) for head, values in given.items() if head != "ci_high"}
    columns = [
        Column(_head(head), kind, _DECIMALS.get(head, 0 if kind is Kind.COUNT else 3)) for head, kind in kinds.items()
    ]
    rows = []
    for each in result.rows():
        known = {head: math.nan if value is None else _cell(head, value) for head, value in each.items()}
        rows.append(row(*((known["ci_low"], known["ci_high"]) if head == "ci_low" else known[head] for head in kinds)))
    return Table(name, title, tuple(columns), tuple(rows), tuple(notes))


def _cell(head: str, value: Any) -> Any:
    """A word of ours as a phrase; the names of constructs and items stay as they are."""
    ours = head in {"against", "power"} or value == "(all)"
    return Phrase(_SAID[value]) if ours and isinstance(value, str) and value in _SAID else value


def _head(name: str) -> Words:
    return Phrase(_HEADS[name]) if name in _HEADS else name.replace("_", " ")


def _kind(head: str, letter: str) -> Kind:
    if head == "ci_low":
        return Kind.SPAN
    if letter == "f":
        return Kind.P if head == "p" or head.startswith("p_") else Kind.NUMBER
    return {"i": Kind.COUNT, "u": Kind.COUNT, "b": Kind.ANSWER}.get(letter, Kind.NAME)

"""The tables of the structural model: paths, total and indirect effects, what is explained, and fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from langganan.measure.pls.assess.mediation import kind
from langganan.measure.pls.assess.mediation_type import Type
from langganan.measure.pls.intervals import TAILS
from langganan.measure.pls.report.facts import Effect, Facts
from langganan.measure.pls.report.figures import Kind, Words
from langganan.measure.pls.report.measurement import percent, without_empty
from langganan.measure.pls.report.table import Column, Row, Table, row
from langganan.measure.pls.thresholds import RULES
from langganan.words import Phrase, mark

_TYPES = {
    Type.COMPLEMENTARY: mark("complementary (partial mediation)"),
    Type.COMPETITIVE: mark("competitive (partial mediation)"),
    Type.INDIRECT_ONLY: mark("indirect only (full mediation)"),
    Type.DIRECT_ONLY: mark("direct only (no mediation)"),
    Type.NO_EFFECT: mark("no effect (no mediation)"),
    Type.INDIRECT: mark("indirect effect; no direct path in the model"),
    Type.INDIRECT_NOT_SHOWN: mark("indirect effect not shown; no direct path in the model"),
}


def paths(facts: Facts) -> Table:
    """This function will give each path as SmartPLS prints it, with f², VIF and whether zero is left out."""
    columns = (*_columns(facts, Phrase(mark("Path"))), Column("f²", Kind.NUMBER), Column("VIF", Kind.NUMBER, 2),
               Column(Phrase(mark("Zero left out")), Kind.ANSWER))  # fmt: skip
    rows = tuple(_path(effect) for effect in facts.paths)
    return without_empty(Table("paths", Phrase(mark("Path coefficients")), columns, rows, _notes(facts)))


def _path(effect: Effect) -> Row:
    doubted = [8] if effect.vif > RULES["vif"].limit else []
    return row(*_cells(effect), effect.f2, effect.vif, leaves_zero_out(effect), doubted=doubted)


def leaves_zero_out(effect: Effect) -> bool | None:
    """This function will tell whether an effect's interval leaves zero out; None where it was not tested."""
    return effect.low > 0 or effect.high < 0 if effect.tested else None


def totals(facts: Facts) -> Table:
    """This function will give each total effect: direct and through others."""
    rows = tuple(row(*_cells(effect)) for effect in facts.totals)
    title = Phrase(mark("Total effects"))
    return without_empty(Table("total_effects", title, _columns(facts, Phrase(mark("Effect"))), rows, _notes(facts)))


def indirect(facts: Facts) -> Table:
    """This function will give each specific indirect effect with the type of mediation."""
    columns = (*_columns(facts, Phrase(mark("Way"))), Column(Phrase(mark("Mediation")), Kind.NAME))
    rows = tuple(row(*_cells(effect), effect.kind) for effect in facts.indirect)
    note = Phrase(mark("Types of mediation by Zhao, Lynch and Chen (2010)."))
    title = Phrase(mark("Specific indirect effects"))
    return without_empty(Table("indirect_effects", title, columns, rows, (*_notes(facts), note)))


def mediation(way: Effect, direct: Effect | None) -> Phrase | None:
    """This function will name the type of mediation (Zhao, Lynch & Chen 2010, figure 2); None where not tested."""
    if not way.tested:
        return None
    beside = (math.nan,) * 3 if direct is None else (direct.estimate, direct.low, direct.high)
    return Phrase(_TYPES[kind((way.estimate, way.low, way.high), beside)])


def explained(facts: Facts) -> Table:
    """This function will give R², adjusted R² and Q²predict of each construct that something leads to."""
    columns = (
        Column(Phrase(mark("Construct")), Kind.NAME), Column("R²"),
        Column(Phrase(mark("{level} interval"), {"level": percent(facts.run.level)}), Kind.RANGE),
        Column(Phrase(mark("Adjusted R²"))), Column(Phrase(mark("Q²predict"))),
    )  # fmt: skip
    rows = tuple(row(b.name, b.r2, b.r2_range, b.r2_adjusted, b.q2) for b in facts.blocks if not math.isnan(b.r2))
    return without_empty(Table("explained", Phrase(mark("Explained variance")), columns, rows))


def fit(facts: Facts) -> Table:
    """This function will give the measures of fit of both models, with the quantile that exact fit would stay under."""
    quantile = Phrase(mark("95 % quantile under exact fit"))
    columns = (
        Column(Phrase(mark("Measure")), Kind.NAME), Column(Phrase(mark("Saturated model")), Kind.NUMBER),
        Column(quantile, Kind.NUMBER), Column(Phrase(mark("Estimated model")), Kind.NUMBER),
        Column(quantile, Kind.NUMBER),
    )  # fmt: skip
    rows = []
    for each in facts.fit:
        doubted = [1] * (each.saturated > each.saturated_limit) + [3] * (each.estimated > each.estimated_limit)
        if each.name == "SRMR":
            doubted += [
                place for place, value in ((1, each.saturated), (3, each.estimated)) if not RULES["srmr"].holds(value)
            ]
        cells = (each.saturated, each.saturated_limit, each.estimated, each.estimated_limit)
        rows.append(row(each.name, *cells, doubted=doubted))
    note = Phrase(mark("SRMR should be below .08; each measure below the quantile, where there is one."))
    return without_empty(Table("fit", Phrase(mark("Model fit")), columns, tuple(rows), (note,)))


def _columns(facts: Facts, first: Words) -> tuple[Column, ...]:
    return (
        Column(first, Kind.NAME), Column(Phrase(mark("Original sample")), Kind.NUMBER),
        Column(Phrase(mark("Sample mean")), Kind.NUMBER), Column(Phrase(mark("SD")), Kind.NUMBER),
        Column("T", Kind.NUMBER), Column("p", Kind.P),
        Column(Phrase(mark("{level} interval"), {"level": percent(facts.run.level)}), Kind.SPAN),
    )  # fmt: skip


def _cells(effect: Effect) -> Sequence[str | float | tuple[float, float]]:
    return (effect.name, effect.estimate, effect.mean, effect.sd, effect.t, effect.p, (effect.low, effect.high))


def _notes(facts: Facts) -> tuple[Phrase, ...]:
    run = facts.run
    if not run.used:
        return (Phrase(mark("Not bootstrapped, so nothing is said about significance.")),)
    sentence = mark(
        "Bootstrap with {used} resamples; T and {tails} p with {df} degrees of freedom. What may be said of an"
        " effect stands in the verdict."
    )
    return (Phrase(sentence, {"used": run.used, "df": run.used - 1, "tails": Phrase(TAILS[run.tails])}),)

"""Why there is no estimate: finds the cause, and says which item or construct it lies in and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.engine.algorithm import outer_weights
from langganan.measure.pls.engine.layout import Layout
from langganan.measure.pls.engine.linear import SINGULAR
from langganan.measure.pls.engine.procedure import Outcome
from langganan.measure.pls.engine.statistics import Statistics, statistics
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.read.answers_checks import FEWEST, check_answers
from langganan.measure.pls.specify.model import Mode, Scheme
from langganan.tables import Array
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.study import Study


def refuse_at_once(study: Study) -> None:
    """This function will raise a `LanggananError` if it makes no sense to begin."""
    if study.n < FEWEST or (isinstance(study.answers, Answers) and np.isinf(study.values).any()):
        _check_study(study)


def refuse_impossible(study: Study, outcome: Outcome) -> None:
    """This function will raise a `LanggananError` if the only member of `outcome` is no estimate."""
    found = outcome.statistics.member(0)
    if outcome.flat[0] or not np.isfinite(found.weights).all():
        _check_spreads(study)
        _check_study(study)
        if outcome.flat[0]:
            _refuse_products(study)
        _refuse_weights(outcome)
    if study.model.consistent:
        _refuse_unreliable(study, found)
    if not np.isfinite(found.total).all():
        last = outcome.done[-1]
        _refuse_sources(last.stage.layout, last.statistics)


def _check_study(study: Study) -> None:
    with np.errstate(all="ignore"):
        check_answers(study.model, study.answers, missing=study.missing)


def _check_spreads(study: Study) -> None:
    """Squares of numbers beyond 1e±150 are infinite or nothing."""
    if isinstance(study.answers, Correlations):
        return
    spreads = study.moments.deviations
    differ = np.nanmax(study.values, axis=0, initial=-np.inf) > np.nanmin(study.values, axis=0, initial=np.inf)
    lost = np.flatnonzero(differ & ~((spreads > 0) & np.isfinite(spreads)))
    if len(lost):
        text = mark(
            "The answers to {item} are too large, or too close together, to be told apart. Give them on another scale."
        )
        raise ArgumentError(text, item=study.model.items[lost[0]])


def _refuse_products(study: Study) -> None:
    text = mark(
        "The interaction {names} does not vary apart from its parts, so it has no effect of its own to look for."
        " Take it out of the model."
    )
    raise ArgumentError(text, names=", ".join(study.procedure.products))


def _refuse_weights(outcome: Outcome) -> None:
    failed = next(done for done in outcome.done if not np.isfinite(done.statistics.weights).all())
    layout, own = failed.stage.layout, failed.matrices
    for name, mode, block in zip(layout.constructs, layout.modes, layout.blocks, strict=True):
        if mode is Mode.B and np.linalg.eigvalsh(own[block, block, 0])[0] < SINGULAR:
            text = mark(
                "The weights of {name} cannot be worked out by mode B: one of its items follows from the others"
                " (perfectly collinear). Leave one of them out, or measure the construct by mode A (=~)."
            )
            raise ArgumentError(text, name=name)
    plain = replace(layout, scheme=Scheme.FACTOR)
    with np.errstate(all="ignore"):
        found = statistics(plain, own, outer_weights(plain, own).weights)
    _refuse_sources(plain, found)
    for name, block, near in zip(layout.constructs, layout.blocks, layout.neighbours, strict=True):
        _refuse_unrelated(name, [own[block, layout.blocks[other], 0] for other in near])
    raise ArgumentError(mark("The weights cannot be worked out from these answers."))


def _refuse_unrelated(name: str, related: list[Array]) -> None:
    if all(np.abs(each).max() < SINGULAR for each in related):
        text = mark(
            "The items of {name} are related to no item of the constructs that paths join it with (all correlations are"
            " zero), so its weights cannot be worked out. Take {name} out of the model."
        )
        raise ArgumentError(text, name=name)


def _refuse_sources(layout: Layout, found: Statistics) -> None:
    for target, sources in enumerate(layout.sources):
        if len(sources) > 1 and np.isfinite(found.weights).all() and not np.isfinite(found.vif[sources, target]).all():
            text = mark(
                "The paths to {target} cannot be told apart: of {sources} one follows from the others (perfectly"
                " collinear). Take one of these paths out."
            )
            names = ", ".join(layout.constructs[source] for source in sources)
            raise ArgumentError(text, target=layout.constructs[target], sources=names)


def _refuse_unreliable(study: Study, found: Statistics) -> None:
    for name, rho_a in zip(study.procedure.constructs, found.rho_a, strict=True):
        if rho_a <= 0 and name in study.model.names and study.model.construct(name).reflective:
            text = mark(
                "Consistent PLS cannot correct {name}: its reliability rho_A is {value}, and must be above 0. Look at"
                " its items (one may be worded the other way round), or estimate without consistent."
            )
            raise ArgumentError(text, name=name, value=f"{rho_a:.3f}")

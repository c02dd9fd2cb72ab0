"""What is doubtful about a result beside the verdict: items scored the other way, and numbers that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from langganan.measure.pls.bootstrap import USUAL, Bootstrap, Inference
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.engine.draws import ONE
from langganan.measure.pls.estimate import MOST_WAYS, Estimate
from langganan.measure.pls.intervals import INTERVALS, TAILS
from langganan.words import Phrase, mark


def result_doubts(result: Estimate | Bootstrap) -> tuple[Phrase, ...]:
    """This function will say what is doubtful about an estimate or a bootstrap, the gravest first."""
    estimate = result.estimate if isinstance(result, Bootstrap) else result
    found = (*_doubt_ways(estimate), *_doubt_rho(estimate), *_doubt_beyond(estimate), *_doubt_signs(estimate))
    return (*found, *(_doubt_inference(result.inference) if isinstance(result, Bootstrap) else ()))


def _doubt_inference(asked: Inference) -> Iterator[Phrase]:
    """Tables that may seem to say other than the verdict."""
    if asked != USUAL:
        text = mark(
            "Tables hold {level} {method} intervals and {tails} p values, as was asked for. The verdict keeps to 95 %"
            " percentile intervals and two tails."
        )
        method, tails = Phrase(INTERVALS[asked.method]), Phrase(TAILS[asked.tails])
        yield Phrase(text, {"level": f"{100 * asked.level:g} %", "method": method, "tails": tails})


def _doubt_ways(estimate: Estimate) -> Iterator[Phrase]:
    """More ways than are listed."""
    if len(estimate.ways) == MOST_WAYS:
        text = mark(
            "The model has {n} or more specific indirect effects. The {n} shortest are listed; the total indirect"
            " effects hold all of them."
        )
        yield Phrase(text, {"n": MOST_WAYS})


def _doubt_rho(estimate: Estimate) -> Iterator[Phrase]:
    """A negative ρA: a construct's items disagree, and no reliability follows (Dijkstra & Henseler 2015)."""
    for name, rho in zip(estimate.constructs, estimate.statistics.rho_a.tolist(), strict=True):
        if rho < 0:
            text = mark(
                "ρA of {name} is negative ({value}): its items disagree with each other, so it cannot be"
                " relied on. Look for an item that is scored the other way, or take {name} apart."
            )
            yield Phrase(text, {"name": name, "value": decimal(rho)})


def _doubt_beyond(estimate: Estimate) -> Iterator[Phrase]:
    """What consistent PLS corrects may come out beyond what can be (inadmissible)."""
    if not estimate.study.model.consistent:
        return
    found, names = estimate.statistics, estimate.constructs
    for i, j in np.argwhere(np.triu(np.abs(found.correlations) > ONE, 1)):
        text = mark(
            "Corrected for unreliability, {first} and {second} correlate {value}, which cannot be: they are too alike"
            " to be two constructs."
        )
        value = decimal(found.correlations[i, j])
        yield Phrase(text, {"first": names[i], "second": names[j], "value": value})
    for place in np.flatnonzero(np.abs(found.loadings) > ONE):
        text = mark("Corrected for unreliability, {item} loads {value}, which cannot be.")
        yield Phrase(text, {"item": estimate.indicators[place], "value": decimal(found.loadings[place])})


def _doubt_signs(estimate: Estimate) -> Iterator[Phrase]:
    """Items that load against the others of their reflective construct."""
    loadings = estimate.statistics.loadings
    for construct in estimate.study.model.constructs:
        owned = np.flatnonzero(estimate.owner == estimate.constructs.index(construct.name))
        against = owned[loadings[owned] * np.sign(np.median(loadings[owned])) < 0]
        if construct.reflective and len(against):
            text = mark(
                "{items} loads against the other items of {name}. If it is worded the other way, turn its answers"
                " round (on a scale from 1 to 5: 6 minus the answer)."
            )
            if len(against) > 1:
                text = mark(
                    "{items} load against the other items of {name}. If they are worded the other way, turn their"
                    " answers round (on a scale from 1 to 5: 6 minus the answer)."
                )
            items = ", ".join(estimate.indicators[k] for k in against)
            yield Phrase(text, {"items": items, "name": construct.name})

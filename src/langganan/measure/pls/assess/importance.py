"""IPMA: importance and performance of what leads to a target construct (Ringle & Sarstedt 2016).

Answers are put on a scale from 0 to 100. A construct's performance is the mean of its score; its importance is its
unstandardised total effect on the target: by how many points the target's performance rises when the construct's
rises by one. An item's performance is its own mean, its importance its share (weight) of the construct's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.assess.unstandardised import unstandardised
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.specify.checks import nearest
from langganan.tables import Array, Result
from langganan.words import Phrase, mark

Scale = tuple[float, float]


@dataclass(frozen=True, eq=False, repr=False)
class ConstructMap(Result):
    """What leads to the target, one row per construct; `standardised` is the standardised total effect."""

    construct: Array
    importance: Array
    standardised: Array
    performance: Array


@dataclass(frozen=True, eq=False, repr=False)
class ItemMap(Result):
    """The items of what leads to the target."""

    construct: Array
    item: Array
    importance: Array
    performance: Array


@dataclass(frozen=True, eq=False)
class Importance:
    """The map of a target, for constructs and for items, with the target's own performance.

    `doubts` say what should be known before it is believed.
    """

    target: str
    performance: float
    constructs: ConstructMap
    items: ItemMap
    doubts: tuple[Phrase, ...]

    def __repr__(self) -> str:
        return f"Importance for {self.target}, whose performance is {self.performance:.1f}\n{self.constructs!r}"


def importance(estimate: Estimate, target: str, *, scale: Scale | Mapping[str, Scale] | None = None) -> Importance:
    """Map what leads to `target`. This function will give importance and performance of constructs and items.

    `scale` is the least and the largest possible answer, for all items (`(1, 5)`) or by item. Items without one take
    the ends of the scale that their words were read by; where there was none, the least and largest answer that was
    given, which a doubt then says. Effects of interactions are not mapped: the
    others hold at the moderators' means.
    """
    model, names = estimate.study.model, estimate.constructs
    if target not in model.names:
        near = nearest(target, model.names)
        text = mark("There is no construct {name}. There are: {names}.")
        if near:
            text = mark("There is no construct {name}. The nearest name is {near}.")
        raise ArgumentError(text, name=target, near=near or "-", names=", ".join(model.names))
    low, high, doubts = _ends(estimate, scale)
    found = unstandardised(estimate, (low, (high - low) / 100.0))
    end = names.index(target)
    leading = [k for k in range(len(model.names)) if estimate.statistics.total[k, end] != 0.0]
    if not leading:
        raise ArgumentError(mark("No path leads to {name}, so nothing can be important for it."), name=target)
    effects, performance = found.total[leading, end], found.means[leading]
    constructs = ConstructMap(
        np.array([names[k] for k in leading], object), effects, estimate.statistics.total[leading, end], performance
    )
    owner, item = np.nonzero(found.weights[:, leading].T)
    means = (np.nanmean(estimate.study.values, axis=0) - low) / (high - low) * 100.0
    labels = np.array(model.items, object)
    items = ItemMap(
        constructs.construct[owner],
        labels[item],
        found.weights[item, np.array(leading)[owner]] * effects[owner],
        means[item],
    )
    return Importance(target, float(found.means[end]), constructs, items, (*doubts, *found.doubts))


def _ends(estimate: Estimate, scale: Scale | Mapping[str, Scale] | None) -> tuple[Array, Array, tuple[Phrase, ...]]:
    """(p) least and largest possible answers of each item, and a doubt where these are the answers' own."""
    values, items = estimate.study.values, estimate.study.model.items
    given = {item: scale[item] for item in items if item in scale} if isinstance(scale, Mapping) else {}
    if scale is not None and not isinstance(scale, Mapping):
        given = dict.fromkeys(items, scale)
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    said = None if scale is not None else estimate.study.reading.ends
    if said is not None:
        fits = (low >= said[0]) & (high <= said[1])
        given = {item: said for item, fitting in zip(items, fits, strict=True) if fitting}
    for place, item in enumerate(items):
        if item in given:
            _check(item, given[item], low[place], high[place])
            low[place], high[place] = given[item]
    unsaid = [item for item in items if item not in given]
    text = mark(
        "For {items} the ends of the scale are not known: 0 is the least and 100 the largest answer that was given."
    )
    return low, high, (Phrase(text, {"items": ", ".join(unsaid)}),) if unsaid else ()


def _check(item: str, scale: Scale, least: float, most: float) -> None:
    if not scale[0] < scale[1] or least < scale[0] or most > scale[1]:
        text = mark("The scale of {item} is given as {low} to {high}; answers go from {least} to {most}.")
        raise ArgumentError(
            text, item=item, low=f"{scale[0]:g}", high=f"{scale[1]:g}", least=f"{least:g}", most=f"{most:g}"
        )

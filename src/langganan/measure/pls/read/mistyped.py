"""Answers that are probably mistyped: alone outside the scale on which the items of a construct are answered.

Only the items of reflective constructs with several items are looked at, and only where nearly all answers to them
are whole numbers from 0 to 10. So ages, amounts and other numbers that stand for themselves are never accused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from langganan.measure.pls.read.answers import Answers, Place
from langganan.measure.pls.specify.model import Construct, Model
from langganan.tables import Array
from langganan.words import Phrase, mark

RARE = 0.01
"""The scale is what more than this share of the answers to a construct's items is; once is never enough."""
CLIFF = 50
"""A value beside the scale counts as a step of it unless the last step was given so many times as often."""
LEAST_SCALE, MOST_SCALE, LONGEST_BELOW_ZERO = 0.0, 10.0, 7.0
ENDS = frozenset({1.0, 7.0, 10.0})
"""Where scales usually end: a lone answer there may be in order."""
MOST_NAMED = 3


class _Scale(NamedTuple):
    low: float
    high: float
    counts: dict[float, int]


def doubt_mistyped(model: Model, answers: Answers, values: Array, codes: frozenset[float]) -> Iterator[Phrase]:
    """This function will name answers (n, p) that stand alone outside the others, by row, column and value.

    `codes` stand for no answer, and are told elsewhere.
    """
    place = Place(answers.source, answers.rows)
    found = [each for construct in model.constructs for each in _strays(model, construct, values, codes)]
    for row, item, scale in found[:MOST_NAMED]:
        text = mark(
            "{where} holds {value}, where nearly all answers to items of that construct lie from {low} to {high}. It is"
            " probably mistyped: look it up, and mend it or leave the cell empty."
        )
        value = f"{values[row, model.items.index(item)]:g}"
        yield Phrase(text, {"where": place.say(row, item), "value": value, "low": scale.low, "high": scale.high})
    if len(found) > MOST_NAMED:
        yield Phrase(
            mark("{n} more answer lies outside its scale in the same way."), {"n": len(found) - MOST_NAMED},
            mark("{n} more answers lie outside their scales in the same way."),
        )  # fmt: skip


def _strays(
    model: Model, construct: Construct, values: Array, codes: frozenset[float]
) -> Iterator[tuple[int, str, _Scale]]:
    items = [item for item in construct.indicators if item in model.items]
    if not construct.reflective or len(items) < 2 or len(items) < len(construct.indicators):
        return
    block = values[:, [model.items.index(item) for item in items]]
    scale = _scale(block[~np.isnan(block)], codes)
    if scale is None:
        return
    odd = [value for value in scale.counts if _is_odd(value, scale)]
    for row, column in np.argwhere(np.isin(block, odd)):
        yield int(row), items[column], scale


def _scale(given: Array, codes: frozenset[float]) -> _Scale | None:
    """The steps that are answered often, where they are a rating; None where the answers are no rating."""
    found = (each.tolist() for each in np.unique(given, return_counts=True))
    counts = {
        value: n for value, n in zip(*found, strict=True) if value not in codes or LEAST_SCALE <= value <= MOST_SCALE
    }
    often = [value for value, n in counts.items() if n > max(1.0, RARE * len(given))]
    rating = all(value.is_integer() and LEAST_SCALE <= value <= MOST_SCALE for value in often)
    few = sum(n for value, n in counts.items() if value not in often) <= 2 * RARE * len(given)
    return _Scale(min(often), max(often), counts) if len(often) > 1 and rating and few else None


def _is_odd(value: float, scale: _Scale) -> bool:
    """Whether a value is no step of this scale, nor of one that goes further."""
    if scale.low <= value <= scale.high:
        return False
    if not LEAST_SCALE <= value <= MOST_SCALE:
        return True
    if value in ENDS or (value < scale.low and (value > 0 or scale.high > LONGEST_BELOW_ZERO)):
        return False
    between = [v for v in scale.counts if scale.low <= v < value or value < v <= scale.high]
    last = max(between) if value > scale.high else min(between)
    return scale.counts[last] >= CLIFF * scale.counts[value]

"""The stages a model is estimated in: one for a plain model, more where constructs measure constructs.

Two-stage approaches of Sarstedt, Hair, Cheah, Becker & Ringle 2019 ("How to specify, estimate, and validate
higher-order constructs in PLS-SEM", Australasian Marketing Journal 27). Disjoint: lower constructs first stand in for
the one they measure, then their scores measure it. Embedded: all items of the lower constructs measure it
first; then their scores do. A construct of the third order takes one stage more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from langganan.measure.pls.engine.layout import Layout
from langganan.measure.pls.specify.model import Construct, HigherOrder, Mode, Model


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage: its layout, which indicators are `scores` of an earlier stage, and which constructs are `own`.

    The own ones are measured as the model says; the others by a stand-in.
    """

    layout: Layout
    own: frozenset[str]
    scores: frozenset[str] = frozenset()


def stages(model: Model) -> tuple[Stage, ...]:
    """Plan the estimation of a model, interactions left aside. This function will give its stages in order."""
    if not model.higher:
        return (_stage(model, model.constructs, _arrows(model, {c.name: [c.name] for c in model.constructs})),)
    return _disjoint(model) if model.higher_order is HigherOrder.DISJOINT else _embedded(model)


def with_interactions(model: Model, stage: Stage, products: dict[str, tuple[str, ...]]) -> Stage:
    """Add interactions, each measured by its products, to a stage. This function will give the new stage."""
    names = [*stage.layout.constructs, *products]
    arrows = np.zeros((len(names), len(names)), bool)
    arrows[: len(stage.layout.arrows), : len(stage.layout.arrows)] = stage.layout.arrows
    for source, target in model.paths:
        if source in products:
            arrows[names.index(source), names.index(target)] = True
    layout = replace(
        stage.layout,
        indicators=stage.layout.indicators + tuple(i for each in products.values() for i in each),
        constructs=tuple(names),
        sizes=stage.layout.sizes + tuple(len(each) for each in products.values()),
        modes=stage.layout.modes + (Mode.A,) * len(products),
        corrected=stage.layout.corrected + (False,) * len(products),
        arrows=arrows,
    )
    return replace(stage, layout=layout, own=stage.own | frozenset(products))


def height(model: Model, name: str) -> int:
    """0 for a construct measured by items, 1 for one measured by such constructs, and so on."""
    lower = [height(model, part) for part in model.parts(model.construct(name))]
    return 1 + max(lower) if lower else 0


def _disjoint(model: Model) -> tuple[Stage, ...]:
    heights = {name: height(model, name) for name in model.names}
    planned = []
    for level in range(max(heights.values()) + 1):
        stands = {name: _frontier(model, name, level, heights) for name in _top(model)}
        present = {name for names in stands.values() for name in names}
        constructs = tuple(c for c in model.constructs if c.name in present)
        scores = frozenset(part for c in constructs for part in model.parts(c))
        planned.append(_stage(model, constructs, _arrows(model, stands), scores))
    return tuple(planned)


def _frontier(model: Model, name: str, level: int, heights: dict[str, int]) -> list[str]:
    """What stands in for a construct while only constructs up to a level can be measured."""
    if heights[name] <= level:
        return [name]
    return [low for part in model.parts(model.construct(name)) for low in _frontier(model, part, level, heights)]


def _embedded(model: Model) -> tuple[Stage, ...]:
    heights = {name: height(model, name) for name in model.names}
    return tuple(_repeated(model, heights, level) for level in range(max(heights.values()) + 1))


def _repeated(model: Model, heights: dict[str, int], level: int) -> Stage:
    """The stage that measures a level: those above it by all that is measured below it, those below by their scores."""
    top = _top(model)
    constructs = tuple(
        replace(c, indicators=_below(model, c, level, heights))
        if heights[c.name] >= level
        else Construct(c.name, (c.name,), reflective=False)
        for c in model.constructs
        if heights[c.name] >= level or c.name in top
    )
    arrows = _arrows(model, {name: [name] for name in top})
    for c in model.higher:
        parts = [part for part in model.parts(c) if heights[part] >= level]
        arrows |= {(c.name, part) if c.mode is Mode.A else (part, c.name) for part in parts}
    scores = frozenset(i for c in constructs for i in c.indicators) if level else frozenset()
    own = frozenset(name for name in model.names if heights[name] == level)
    return replace(_stage(model, constructs, arrows, scores), own=own)


def _below(model: Model, construct: Construct, level: int, heights: dict[str, int]) -> tuple[str, ...]:
    """What measures a construct when those below a level are scores: items (level 0), or constructs below it."""
    parts = model.parts(construct)
    found = [
        _below(model, model.construct(i), level, heights) if i in parts and heights[i] >= level else (i,)
        for i in construct.indicators
    ]
    return tuple(indicator for indicators in found for indicator in indicators)


def _top(model: Model) -> list[str]:
    measuring = {part for construct in model.constructs for part in model.parts(construct)}
    return [name for name in model.names if name not in measuring]


def _arrows(model: Model, stands: dict[str, list[str]]) -> set[tuple[str, str]]:
    plain = [path for path in model.paths if ":" not in path.source]
    return {(a, b) for p in plain for a in stands.get(p.source, ()) for b in stands.get(p.target, ())}


def _stage(
    model: Model, constructs: tuple[Construct, ...], arrows: set[tuple[str, str]], scores: frozenset[str] = frozenset()
) -> Stage:
    names = [c.name for c in constructs]
    matrix = np.zeros((len(names), len(names)), bool)
    for source, target in arrows:
        matrix[names.index(source), names.index(target)] = True
    layout = Layout(
        indicators=tuple(i for c in constructs for i in c.indicators),
        constructs=tuple(names),
        sizes=tuple(len(c.indicators) for c in constructs),
        modes=tuple(c.mode for c in constructs),
        corrected=tuple(model.consistent and c.reflective and len(c.indicators) > 1 for c in constructs),
        arrows=matrix,
        scheme=model.scheme,
    )
    return Stage(layout, frozenset(names), scores)

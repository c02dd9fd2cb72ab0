"""Studies and drawings for the tests of reports."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import strategies as st

from langganan.measure.pls.bootstrap import Bootstrap
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.report.drawing import Arrow, Bubble, Drawing, Item
from langganan.measure.pls.specify.model import Construct, Mode, Model, Path
from langganan.measure.pls.study import Study

NASTY = ('<b>&"', "x\\_y%$#{}", "=1+1", "Ünïcode → ✓")
"""Names that HTML, LaTeX and spreadsheets would each take for something else."""
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters=":")


@cache
def result(names: tuple[str, ...] = ("X", "M", "Y"), resamples: int = 100) -> Bootstrap:
    """A bootstrap of X -> M -> Y and X -> Y, under any names; the last of four constructs is formed by its items."""
    rng = np.random.default_rng(5)
    count, scores = len(names), rng.standard_normal((80, 1))
    blocks = []
    for _ in names:
        scores = 0.6 * scores + 0.6 * rng.standard_normal((80, 1))
        blocks.append(scores + 0.7 * rng.standard_normal((80, 3)))
    items = tuple(f"{name}{i}" for name in names for i in range(3))
    constructs = tuple(
        Construct(name, items[3 * i : 3 * i + 3], Mode.B if i == 3 else Mode.A, reflective=i != 3)
        for i, name in enumerate(names)
    )
    paths = tuple(Path(names[i], names[j]) for j in range(count) for i in range(j))
    study = Study(Model(constructs, paths), Answers(items, np.hstack(blocks), "answers.csv"))
    return study.estimate().bootstrap(resamples, seed=1, workers=1)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Acyclic models of up to 15 constructs, with interactions and constructs made of constructs."""
    count = draw(st.integers(1, 15))
    names = draw(st.lists(st.text(LETTERS, min_size=1, max_size=24), min_size=count, max_size=count, unique=True))
    bubbles = tuple(_bubble(draw, name) for name in names)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=28, unique=True)) if pairs else []
    value, p = st.floats(-0.99, 0.99), st.sampled_from([None, 0.2, 0.03, 0.00001])
    arrows = [Arrow(a, b, draw(value), draw(p), measures=draw(st.integers(0, 9)) == 0) for a, b in chosen]
    if len(chosen) > 1 and chosen[0][1] == chosen[1][1] and draw(st.booleans()):
        arrows.append(Arrow(f"{chosen[0][0]}:{chosen[1][0]}", chosen[0][1], draw(value), draw(p)))
    return Drawing(bubbles, tuple(arrows), title="A model", note=draw(st.sampled_from(["", "* p < .05"])))


def _bubble(draw: st.DrawFn, name: str) -> Bubble:
    items = tuple(Item(f"{name[:6]}{i}", 0.5 + i / 40) for i in range(draw(st.integers(0, 9))))
    return Bubble(name, items, inwards=draw(st.booleans()), r2=draw(st.sampled_from([None, 0.25, 0.7])))

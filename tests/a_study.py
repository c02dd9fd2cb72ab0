"""Made-up studies for tests: models, and answers to them on a scale of five that the models' paths explain.

Each construct is half of each of its sources (and .3 of an interaction) and noise; each item .8 of its construct.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.specify.model import HigherOrder, Mode, Model, Product, Scheme
from langganan.measure.pls.specify.parse import parse
from langganan.measure.pls.study import Missing, Study
from langganan.tables import Array

PAIR = "X =~ x1 + x2 + x3; Y =~ y1 + y2 + y3\nY ~ X"
MEDIATION = "X =~ x1 + x2 + x3; M =~ m1 + m2; Y =~ y1 + y2 + y3\nM ~ X\nY ~ X + M"
COMPOSITES = MEDIATION.replace("X =~", "X <~").replace("Y =~", "Y <~")
NETWORK = """
    A =~ a1 + a2 + a3; B <~ b1 + b2 + b3; C =~ c1; D =~ d1 + d2; E =~ e1 + e2 + e3 + e4
    C ~ A + B; D ~ A + C; E ~ B + C + D
"""
MODERATION = "X =~ x1 + x2; M =~ m1 + m2 + m3; Y =~ y1 + y2 + y3\nY ~ X + M + X:M"
HIGHER = "A =~ a1 + a2 + a3; B =~ b1 + b2; X =~ x1 + x2 + x3; Y =~ y1 + y2\nT =~ A + B; T ~ X; Y ~ T + X"
THIRD = """
    A =~ a1 + a2; B =~ b1 + b2; C =~ c1 + c2; D =~ d1 + d2; Y =~ y1 + y2
    U =~ A + B; V =~ C + D; T =~ U + V; Y ~ T
"""
ALL = (PAIR, MEDIATION, COMPOSITES, NETWORK, MODERATION, HIGHER, THIRD)


def study(
    text: str = MEDIATION, n: int = 60, *, seed: int = 1, gaps: float = 0.0, missing: str = "mean",
    tolerance: float = 1e-7, limit: int = 300, scheme: str = "path", consistent: bool = False,
    product: str = "two-stage", higher_order: str = "disjoint",
) -> Study:  # fmt: skip
    """A study with made-up answers, a share `gaps` of which is missing."""
    model = replace(
        parse(text), scheme=Scheme(scheme), consistent=consistent, product=Product(product),
        higher_order=HigherOrder(higher_order),
    )  # fmt: skip
    return Study(model, answers(model, n, seed=seed, gaps=gaps), Missing(missing), tolerance, limit)


def answers(model: Model, n: int, *, seed: int = 1, gaps: float = 0.0) -> Answers:
    """Answers from 1 to 5."""
    rng, scores = np.random.default_rng(seed), dict[str, Array]()

    def score(name: str) -> Array:
        if name not in scores:
            outer = [0.8 * score(c.name) for c in model.higher if name in model.parts(c)]
            paths = [
                _share(source) * np.prod([score(i) for i in source.split(":")], axis=0)
                for source in model.sources(name)
            ]
            drawn = sum(outer + paths) + rng.normal(0, 0.7, n)
            scores[name] = (drawn - drawn.mean()) / drawn.std()
        return scores[name]

    items = [(item, c.name) for c in model.constructs for item in c.indicators if item in model.items]
    drawn = {item: 0.8 * score(owner) + rng.normal(0, 0.5, n) for item, owner in items}
    values = np.clip(np.round(3 + 1.3 * np.column_stack([drawn[item] for item in model.items])), 1, 5)
    values[rng.random(values.shape) < gaps] = np.nan
    return Answers(model.items, values)


def _share(source: str) -> float:
    return 0.3 if ":" in source else 0.5


def with_values(study: Study, values: Array) -> Study:
    """The same study with other answers to the model's items."""
    return replace(study, answers=Answers(study.model.items, values))


def with_modes(study: Study, **modes: str) -> Study:
    """The same study with some constructs measured in another mode."""
    constructs = tuple(replace(c, mode=Mode(modes.get(c.name, c.mode))) for c in study.model.constructs)
    return replace(study, model=replace(study.model, constructs=constructs))

"""The population that a planned study assumes: what its paths and loadings say about the correlations of all items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from langganan.arguments import number, whole
from langganan.errors import ArgumentError
from langganan.measure.pls.engine.procedure import Procedure
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.specify.model import Construct, Model, Path
from langganan.tables import Array
from langganan.words import mark

Sizes = float | Mapping[str, float]
SPREAD = 4
"""A rating scale spans this many standard deviations from its lowest to its highest point."""


@dataclass(frozen=True, eq=False)
class Population:
    """A model with true values. k constructs, p items in the model's order, m paths in theirs.

    paths (m) are standardised and between the constructs themselves, free of measurement error; constructs (k, k)
    and items (p, p) are correlation matrices; r2 (k), 0 for exogenous constructs.
    """

    model: Model
    paths: Array
    constructs: Array
    items: Array
    r2: Array

    def __repr__(self) -> str:
        return f"Population of {len(self.model.names)} constructs, {len(self.model.paths)} paths"

    @cached_property
    def procedure(self) -> Procedure:
        """The model made ready to be estimated."""
        return Procedure(self.model)

    @cached_property
    def limit(self) -> Statistics:
        """What PLS comes to with endless answers: with reflective constructs its paths fall short of the true ones."""
        return self.procedure.from_matrices(self.items[..., None]).statistics.member(0)

    @cached_property
    def places(self) -> tuple[Array, Array]:
        """(m) sources and (m) targets of the paths, by place."""
        ends = [(self.model.names.index(path.source), self.model.names.index(path.target)) for path in self.model.paths]
        sources, targets = np.array(ends, np.int64).reshape(-1, 2).T
        return sources, targets

    @cached_property
    def _root(self) -> Array:
        return np.linalg.cholesky(self.items)

    def draw(self, n: int, rng: np.random.Generator, points: int | None = None) -> Array:
        """Draw n respondents. This function will give (n, p) normal answers, or ratings 1 to `points`."""
        values = rng.standard_normal((n, len(self.items))) @ self._root.T
        if points is None:
            return values
        middle, step = (points + 1) / 2, (points - 1) / SPREAD
        return np.clip(np.rint(middle + step * values), 1, points)


def population(
    model: Model, paths: float | Mapping[Path, float], *, loadings: Sizes = 0.75, exogenous: float = 0.3
) -> Population:
    """Work out what a model with these true values implies. This function will give the population.

    `paths`: one standardised value for all, or one for each path. `loadings`: one for all constructs, or by
    construct's name; every item of a construct has the same. `exogenous` is the correlation of constructs that nothing
    leads to. Items of `=~` constructs share a common factor; items of `<~` constructs make up an equally weighted
    composite. Raises `ArgumentError` where values contradict each other, such as an R² of 1 or more.
    """
    _plain(model)
    layout = Procedure(model).plan[0].layout
    given = [_path(path, paths) for path in model.paths]
    arrows = np.zeros((len(model.names),) * 2)
    for path, size in zip(model.paths, given, strict=True):
        arrows[model.names.index(path.source), model.names.index(path.target)] = size
    number("exogenous", exogenous, least=-0.99, most=0.99)
    constructs, r2 = _implied(arrows, layout.causal_order, model, exogenous)
    sizes = {c.name: _loading(c, loadings) for c in model.constructs}
    return Population(model, np.array(given), constructs, _items(model, constructs, sizes), r2)


def _plain(model: Model) -> None:
    items = [item for construct in model.constructs for item in construct.indicators]
    if model.interactions or model.higher or len(set(items)) < len(items):
        raise ArgumentError(
            mark(
                "Planning by this model needs constructs with items of their own: leave out interactions and constructs"
                " made of constructs, and plan for the paths that remain."
            )
        )


def _path(path: Path, paths: float | Mapping[Path, float]) -> float:
    if not isinstance(paths, Mapping):
        return number("paths", paths, least=-0.99, most=0.99)
    if path not in paths:
        text = mark("The path {source} -> {target} has no value. Give one for every path of the model.")
        raise ArgumentError(text, source=path.source, target=path.target)
    return number(f"{path.source} -> {path.target}", paths[path], least=-0.99, most=0.99)


def _loading(construct: Construct, loadings: Sizes) -> float:
    if len(construct.indicators) == 1:
        return 1.0
    given = loadings.get(construct.name, 0.75) if isinstance(loadings, Mapping) else loadings
    return number(f"loadings ({construct.name})", given, least=0.1, most=0.99)


def _implied(arrows: Array, order: tuple[int, ...], model: Model, exogenous: float) -> tuple[Array, Array]:
    """Correlations of the constructs by path tracing, target after target; R² must stay below 1."""
    k = len(arrows)
    found, r2 = np.full((k, k), exogenous), np.zeros(k)
    np.fill_diagonal(found, 1.0)
    for place, target in enumerate(order):
        effects = arrows[:, target]
        if not any(path.target == model.names[target] for path in model.paths):
            continue
        before = list(order[:place])
        found[before, target] = found[target, before] = found[np.ix_(before, before)] @ effects[before]
        r2[target] = effects[before] @ found[before, target]
        if r2[target] >= 1:
            raise ArgumentError(
                mark("These paths would explain {share} % of {target}; it must stay below 100. Choose smaller ones."),
                share=round(100 * float(r2[target])), target=model.names[target],
            )  # fmt: skip
    _possible(found)
    return found, r2


def _items(model: Model, constructs: Array, loadings: dict[str, float]) -> Array:
    """Item correlations: loading · loading · correlation between constructs; within, by what the construct is."""
    owner = np.repeat(np.arange(len(model.names)), [len(c.indicators) for c in model.constructs])
    size = np.array([loadings[model.names[place]] for place in owner])
    found = size[:, None] * size * constructs[np.ix_(owner, owner)]
    for place, construct in enumerate(model.constructs):
        count, block = len(construct.indicators), owner == place
        if not construct.reflective and count > 1:
            found[np.ix_(block, block)] = (count * loadings[construct.name] ** 2 - 1) / (count - 1)
    np.fill_diagonal(found, 1.0)
    _possible(found)
    columns = [item for construct in model.constructs for item in construct.indicators]
    order = [columns.index(item) for item in model.items]
    return found[np.ix_(order, order)]


def _possible(matrix: Array) -> None:
    if np.linalg.eigvalsh(matrix)[0] <= 1e-9:
        raise ArgumentError(
            mark("These paths, loadings and correlations cannot all be true at once. Choose smaller ones.")
        )


def sample_size(given: object) -> int:
    """This function will give a number of respondents that can be simulated."""
    return whole("n", given, least=10, most=100_000)

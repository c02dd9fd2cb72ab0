"""PLS as the textbooks tell it: one data set, loops and least squares; slow, plain, and nothing of the engine in it."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np

from langganan.measure.pls.specify.model import Model
from langganan.measure.pls.study import Study
from langganan.tables import Array

Arrows = list[tuple[str, str]]
Blocks = dict[str, Array]


class Found(NamedTuple):
    """Weights by construct, and (n,) scores of unit variance."""

    weights: dict[str, Array]
    scores: dict[str, Array]

    def paths(self, arrows: Arrows) -> dict[tuple[str, str], float]:
        """Least squares of each target on its sources."""
        found = {}
        for target in dict.fromkeys(b for _, b in arrows):
            sources = [a for a, b in arrows if b == target]
            found |= {(a, target): c for a, c in zip(sources, slopes(self.scores, sources, target), strict=True)}
        return found


def standard(values: Array) -> Array:
    """Missing answers replaced by means; mean 0, sample standard deviation 1."""
    filled = np.where(np.isnan(values), np.nanmean(values, axis=0), values)
    return (filled - filled.mean(0)) / filled.std(0, ddof=1)


def slopes(scores: dict[str, Array], sources: list[str], target: str) -> Array:
    """Coefficients of least squares."""
    return np.linalg.lstsq(np.column_stack([scores[a] for a in sources]), scores[target])[0]


def r2(scores: dict[str, Array], sources: list[str], target: str) -> float:
    """What the sources explain of the target."""
    if not sources:
        return 0.0
    fitted = np.column_stack([scores[a] for a in sources]) @ slopes(scores, sources, target)
    return 1.0 - float(np.sum((scores[target] - fitted) ** 2) / np.sum(scores[target] ** 2))


def pls(blocks: Blocks, arrows: Arrows, modes: dict[str, str] | None = None, scheme: str = "path") -> Found:
    """The algorithm of Lohmöller (1989), until weights change by less than 1e-13."""
    weights = {name: np.ones(block.shape[1]) for name, block in blocks.items()}
    for _ in range(3000):
        scores = {name: _unit(block @ weights[name]) for name, block in blocks.items()}
        before, weights = weights, {name: _outer(name, blocks, scores, arrows, modes or {}, scheme) for name in blocks}
        if sum(np.abs(weights[name] - before[name]).sum() for name in blocks) < 1e-13:
            break
    return Found(weights, {name: block @ weights[name] for name, block in blocks.items()})


def _outer(
    name: str, blocks: Blocks, scores: dict[str, Array], arrows: Arrows, modes: dict[str, str], scheme: str
) -> Array:
    block, proxy = blocks[name], _proxy(name, scores, arrows, scheme)
    raw = np.linalg.lstsq(block, proxy)[0] if modes.get(name) == "B" else block.T @ proxy
    return raw / (block @ raw).std(ddof=1)


def _proxy(name: str, scores: dict[str, Array], arrows: Arrows, scheme: str) -> Array:
    sources, targets = [a for a, b in arrows if b == name], [b for a, b in arrows if a == name]
    shares = {other: np.corrcoef(scores[name], scores[other])[0, 1] for other in sources + targets}
    if scheme == "centroid":
        shares = {other: np.sign(share) for other, share in shares.items()}
    if scheme == "path" and sources:
        shares |= dict(zip(sources, slopes(scores, sources, name), strict=True))
    return np.sum([share * scores[other] for other, share in shares.items()], axis=0)


def _unit(score: Array) -> Array:
    return score / score.std(ddof=1)


def blocks_of(model: Model, data: Array) -> Blocks:
    """Each construct's columns, of (n, p) data in the order of the model's items."""
    items = model.items
    plain = [c for c in model.constructs if not model.parts(c)]
    return {c.name: data[:, [items.index(i) for i in c.indicators]] for c in plain}


def of_study(study: Study, values: Array) -> Found:
    """A model without interactions and higher order, on these answers."""
    model = study.model
    modes = {c.name: str(c.mode) for c in model.constructs}
    return pls(blocks_of(model, standard(values)), plain_arrows(model), modes, str(model.scheme))


def plain_arrows(model: Model) -> Arrows:
    """The paths, without those of interactions."""
    return [(a, b) for a, b in model.paths if ":" not in a]


def all_ways(paths: dict[tuple[str, str], float], start: str, end: str) -> float:
    """The total effect: the products of the paths along every way, added up."""
    return sum(size * (1.0 if b == end else all_ways(paths, b, end)) for (a, b), size in paths.items() if a == start)


def heterotrait(matrix: Array, one: Array, other: Array) -> tuple[float, float]:
    """HTMT and HTMT2 of two blocks of places in a correlation matrix."""
    between = [abs(matrix[i, j]) for i, j in product(one, other)]
    within = [[abs(matrix[i, j]) for i, j in product(block, block) if i < j] or [1.0] for block in (one, other)]
    means = [np.mean(between) / np.sqrt(np.mean(within[0]) * np.mean(within[1]))]
    logs = [np.mean(np.log(each)) for each in (between, *within)]
    return float(means[0]), float(np.exp(logs[0] - (logs[1] + logs[2]) / 2))

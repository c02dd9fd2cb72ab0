"""Constructs in columns from left to right, so that paths run forwards and cross as little as they can.

The steps of Sugiyama, Tagawa & Toda (1981, IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109-125): columns
by the longest path, a place kept in every column that a longer path passes, order by barycentres. Heights are exact:
in one column, the least squares nearest to what the neighbours want (pool adjacent violators).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from langganan.tables import Array

Node = str | tuple[int, int]
"""A construct's name, or the place that edge number `[0]` keeps free in column `[1]`."""
Edge = tuple[str, str]
SWEEPS = 12


@dataclass(frozen=True)
class Layers:
    """The columns, each with its nodes from top to bottom, and the pieces of edges between next columns."""

    columns: tuple[tuple[Node, ...], ...]
    pieces: tuple[tuple[Node, Node], ...]
    edges: tuple[Edge, ...]

    def neighbours(self, *, before: bool) -> dict[Node, list[Node]]:
        """For each node, what it is joined to in the column before (or after) its own."""
        found: dict[Node, list[Node]] = {node: [] for column in self.columns for node in column}
        for left, right in self.pieces:
            found[right if before else left].append(left if before else right)
        return found


def layers(nodes: Sequence[str], edges: Sequence[Edge]) -> Layers:
    """This function will place nodes in ordered columns; edges that would close a circle are turned round."""
    forwards = _without_circles(edges)
    level = _levels(nodes, forwards)
    count = max(level.values(), default=0) + 1
    columns: list[list[Node]] = [[node for node in nodes if level[node] == i] for i in range(count)]
    pieces: list[tuple[Node, Node]] = []
    for number, (source, target) in enumerate(forwards):
        kept: list[Node] = [(number, i) for i in range(level[source] + 1, level[target])]
        for place, i in zip(kept, range(level[source] + 1, level[target]), strict=True):
            columns[i].append(place)
        chain: list[Node] = [source, *kept, target]
        pieces += pairwise(chain)
    return _ordered(Layers(tuple(map(tuple, columns)), tuple(pieces), tuple(forwards)))


def _without_circles(edges: Iterable[Edge]) -> list[Edge]:
    after: dict[str, set[str]] = {}
    kept = []
    for source, target in edges:
        edge = (target, source) if _reaches(after, target, source) else (source, target)
        after.setdefault(edge[0], set()).add(edge[1])
        kept.append(edge)
    return kept


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for node in after.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return goal in seen and goal != start


def _levels(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way to each node; what nothing leads to stands just before the first thing it leads to."""
    level = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in edges:
            level[target] = max(level[target], level[source] + 1)
    led_to = {target for _, target in edges}
    for node in nodes:
        after = [level[target] for source, target in edges if source == node]
        if node not in led_to and after:
            level[node] = min(after) - 1
    return level


def _ordered(given: Layers) -> Layers:
    """The order with the fewest crossings that sweeping to and fro finds."""
    best, fewest = given, crossings(given)
    current = given
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        current = _swapped(_swept(current, forwards=sweep % 2 == 0))
        count = crossings(current)
        if count < fewest:
            best, fewest = current, count
    return best


def _swept(given: Layers, *, forwards: bool) -> Layers:
    joined = given.neighbours(before=forwards)
    columns = list(given.columns)
    places = range(len(columns)) if forwards else range(len(columns) - 1, -1, -1)
    rank = {node: i for column in columns for i, node in enumerate(column)}
    for i in places:
        middle = {node: float(np.mean([rank[n] for n in joined[node]])) for node in columns[i] if joined[node]}
        columns[i] = tuple(sorted(columns[i], key=lambda node: middle.get(node, rank[node])))
        rank |= {node: place for place, node in enumerate(columns[i])}
    return Layers(tuple(columns), given.pieces, given.edges)


def _swapped(given: Layers) -> Layers:
    """Neighbours in a column change places wherever that takes crossings away."""
    before, after = given.neighbours(before=True), given.neighbours(before=False)
    columns = [list(column) for column in given.columns]
    for i, column in enumerate(columns):
        sides = [({n: k for k, n in enumerate(columns[j])}, joined) for j, joined in ((i - 1, before), (i + 1, after))
                 if 0 <= j < len(columns)]  # fmt: skip
        for k in range(len(column) - 1):
            upper, lower = column[k], column[k + 1]
            now = sum(_between(rank, joined[upper], joined[lower]) for rank, joined in sides)
            then = sum(_between(rank, joined[lower], joined[upper]) for rank, joined in sides)
            if then < now:
                column[k], column[k + 1] = lower, upper
    return Layers(tuple(map(tuple, columns)), given.pieces, given.edges)


def _between(rank: Mapping[Node, int], upper: Sequence[Node], lower: Sequence[Node]) -> int:
    return sum(rank[a] > rank[b] for a in upper for b in lower)


def crossings(given: Layers) -> int:
    """This function will count how often pieces of edges cross."""
    column_of = {node: i for i, column in enumerate(given.columns) for node in column}
    rank = {node: i for column in given.columns for i, node in enumerate(column)}
    ends: dict[int, list[tuple[int, int]]] = {}
    for left, right in given.pieces:
        ends.setdefault(column_of[left], []).append((rank[left], rank[right]))
    return sum(_crossings(np.array(pairs)) for pairs in ends.values())


def _crossings(ends: Array) -> int:
    left, right = (np.subtract.outer(side, side) for side in (ends[:, 0], ends[:, 1]))
    return int((left * right < 0).sum()) // 2


def heights(given: Layers, room: Mapping[Node, tuple[float, float]]) -> dict[Node, float]:
    """This function will give each node's y; `room` is what each needs above and below its middle, in pixels."""
    y: dict[Node, float] = {}
    for column in given.columns:
        y |= zip(column, _packed([0.0] * len(column), column, room), strict=True)
    before, after = given.neighbours(before=True), given.neighbours(before=False)
    last = len(given.columns) - 1
    for sweep in range(2 * SWEEPS):
        forwards = sweep % 2 == 0
        for i in range(1, last + 1) if forwards else range(last - 1, -1, -1):
            joined = before if forwards else after
            wanted = [_wanted(node, joined[node] or before[node] + after[node], y) for node in given.columns[i]]
            y |= zip(given.columns[i], _packed(wanted, given.columns[i], room), strict=True)
    for _ in range(SWEEPS):
        y = _settled(given, {node: _wanted(node, before[node] + after[node], y) for node in y}, y, room)
    return y


def _settled(
    given: Layers, wanted: Mapping[Node, float], y: Mapping[Node, float], room: Mapping[Node, tuple[float, float]]
) -> dict[Node, float]:
    """Half of the way to what is wanted, all columns at once, so that none is favoured."""
    found: dict[Node, float] = {}
    for column in given.columns:
        found |= zip(column, _packed([(y[node] + wanted[node]) / 2 for node in column], column, room), strict=True)
    return found


def _wanted(node: Node, joined: Sequence[Node], y: Mapping[Node, float]) -> float:
    """The mean height of what a node is joined to; long edges pull harder, so that they run straight."""
    if not joined:
        return y[node]
    pull = [(1 + 3 * isinstance(other, tuple)) * (1 + isinstance(node, tuple)) for other in joined]
    return float(np.average([y[other] for other in joined], weights=pull))


def _packed(wanted: Sequence[float], column: Sequence[Node], room: Mapping[Node, tuple[float, float]]) -> list[float]:
    """The heights nearest to those wanted that keep the order and the room."""
    steps = [room[a][1] + room[b][0] for a, b in pairwise(column)]
    offset = np.concatenate([[0.0], np.cumsum(steps)])[: len(column)]
    return list(_rising(np.asarray(wanted) - offset) + offset)


def _rising(values: Array) -> Array:
    """The non-decreasing values nearest to those given (pool adjacent violators; Barlow et al. 1972)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = float(value), 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    return np.concatenate([np.full(count, mean) for mean, count in pools]) if pools else values

"""Effects that go through others: the ways from construct to construct, and the products of paths along them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from langganan.tables import Array


def ways(arrows: Array) -> Iterator[tuple[int, ...]]:
    """Every way of at least two steps along the arrows (k, k), by places, the short ones first."""
    after = [np.flatnonzero(row).tolist() for row in arrows]

    def onward(way: tuple[int, ...], steps: int) -> Iterator[tuple[int, ...]]:
        if not steps:
            yield way
            return
        for place in after[way[-1]]:
            yield from onward((*way, place), steps - 1)

    for steps in range(2, len(arrows)):
        for start in range(len(arrows)):
            yield from onward((start,), steps)


def along(paths: Array, ways: Sequence[tuple[int, ...]]) -> Array:
    """The product of the paths (k, k, ...) along each way. This function will give (ways, ...)."""
    products = [np.prod([paths[a, b] for a, b in pairwise(way)], axis=0) for way in ways]
    return np.array(products).reshape(len(ways), *paths.shape[2:])


def reached(arrows: Array, steps: int = 1) -> Array:
    """(k, k) whether a construct is reached from another in `steps` or more."""
    one = arrows.astype(int)
    now, found = np.linalg.matrix_power(one, steps), np.zeros_like(one)
    for _ in range(len(arrows)):
        found, now = found + now, np.minimum(now @ one, 1)
    return found > 0

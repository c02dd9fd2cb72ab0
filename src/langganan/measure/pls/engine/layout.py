"""A model laid out on positions: which rows of a correlation matrix belong to which construct."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from langganan.measure.pls.specify.model import Mode, Scheme
from langganan.tables import Array


class Pairs(NamedTuple):
    """Pairs of indicators in runs, each run a pair of blocks: `starts` and `counts` of the runs, and their blocks."""

    rows: Array
    columns: Array
    starts: Array
    counts: Array
    first: Array
    second: Array


@dataclass(frozen=True, eq=False)
class Layout:
    """One stage of estimation, as the numeric core sees it: p indicators in k adjoining blocks.

    `arrows[i, j]` is true where construct i leads to construct j. `corrected` marks the constructs that
    consistent PLS corrects for unreliability. Several indicators may be the same column of the answers.
    """

    indicators: tuple[str, ...]
    constructs: tuple[str, ...]
    sizes: tuple[int, ...]
    modes: tuple[Mode, ...]
    corrected: tuple[bool, ...]
    arrows: Array
    scheme: Scheme

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Where each construct's indicators stand."""
        ends = np.cumsum(self.sizes)
        return tuple(slice(int(end) - size, int(end)) for end, size in zip(ends, self.sizes, strict=True))

    @cached_property
    def owner(self) -> Array:
        """(p,) which construct each indicator belongs to."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @cached_property
    def sources(self) -> tuple[tuple[int, ...], ...]:
        """For each construct, what leads to it."""
        return tuple(tuple(np.flatnonzero(column).tolist()) for column in self.arrows.T)

    @cached_property
    def targets(self) -> tuple[tuple[int, ...], ...]:
        """For each construct, what it leads to."""
        return tuple(tuple(np.flatnonzero(row).tolist()) for row in self.arrows)

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each construct, those it is connected with either way."""
        return tuple(tuple(np.flatnonzero(row).tolist()) for row in self.arrows | self.arrows.T)

    @cached_property
    def causal_order(self) -> tuple[int, ...]:
        """The constructs so ordered that arrows only point forward."""
        order: list[int] = []
        while len(order) < len(self.sizes):
            order += [j for j in range(len(self.sizes)) if j not in order and set(self.sources[j]) <= set(order)]
        return tuple(order)

    @cached_property
    def pairs(self) -> Pairs:
        """The p(p - 1)/2 pairs of indicators, pair of blocks by pair of blocks."""
        i, j = np.triu_indices(len(self.indicators), 1)
        blocks = self.owner[i] * len(self.sizes) + self.owner[j]
        order = np.argsort(blocks, kind="stable")
        found, starts, counts = np.unique(blocks[order], return_index=True, return_counts=True)
        first, second = np.divmod(found, len(self.sizes))
        return Pairs(i[order], j[order], starts, counts, first, second)

    @property
    def is_corrected(self) -> bool:
        """Whether consistent PLS was asked for and there is something to correct."""
        return any(self.corrected)

"""Who is drawn how often: resamples as counts, in blocks of respondents, so that memory stays bounded.

The stream of resamples depends on the seed and the number of respondents alone: not on how many are asked
for, on batches, or on threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from langganan.tables import Array

UNIT, ROWS = 250, 8192


class Counts(Protocol):
    """Counts (n, size), given block by block of respondents; may be gone through more than once."""

    @property
    def size(self) -> int:
        """How many resamples these are."""
        ...

    @property
    def totals(self) -> Array:
        """(size,) how many are drawn in each."""
        ...

    def __iter__(self) -> Iterator[tuple[slice, Array]]: ...


@dataclass(frozen=True, eq=False)
class Given:
    """Counts that are known: the sample itself, folds, groups, or indices drawn elsewhere."""

    counts: Array

    @property
    def size(self) -> int:
        """How many resamples these are."""
        return self.counts.shape[1]

    @property
    def totals(self) -> Array:
        """(size,) how many are drawn in each."""
        return self.counts.sum(axis=0, dtype=float)

    def __iter__(self) -> Iterator[tuple[slice, Array]]:
        for rows in row_blocks(len(self.counts)):
            yield rows, np.asarray(self.counts[rows], float)


@dataclass(frozen=True)
class Drawn:
    """Resamples `first` to `first + size` of the stream `seed`: n respondents drawn from n, with replacement."""

    seed: int
    n: int
    first: int
    size: int

    @property
    def totals(self) -> Array:
        """(size,) how many are drawn in each: everybody's number."""
        return np.full(self.size, float(self.n))

    def __iter__(self) -> Iterator[tuple[slice, Array]]:
        units = range(self.first // UNIT, -(-(self.first + self.size) // UNIT))
        shares = np.array([rows.stop - rows.start for rows in row_blocks(self.n)]) / self.n
        drawn = [_stream(self.seed, unit, 0).multinomial(self.n, shares, size=UNIT) for unit in units]
        inside = slice(self.first - units[0] * UNIT, self.first - units[0] * UNIT + self.size)
        for place, rows in enumerate(row_blocks(self.n)):
            counts = [
                _counts(_stream(self.seed, unit, 1 + place), each[:, place], rows.stop - rows.start)
                for unit, each in zip(units, drawn, strict=True)
            ]
            yield rows, (counts[0] if len(counts) == 1 else np.concatenate(counts))[inside].T


def row_blocks(n: int) -> list[slice]:
    """Cut n respondents into blocks."""
    return [slice(start, min(start + ROWS, n)) for start in range(0, n, ROWS)]


def from_indices(indices: Array) -> Given:
    """Take resamples drawn elsewhere, (B, n) respondents by place from 0, as counts."""
    size, n = indices.shape
    offsets = np.arange(size)[:, None] * n
    return Given(np.bincount((indices + offsets).ravel(), minlength=size * n).reshape(size, n).T)


def everybody(n: int) -> Given:
    """The sample itself."""
    return Given(np.ones((n, 1)))


def leave_out(n: int, groups: int) -> Given:
    """Take each of `groups` in turn away, respondent i being in group i mod groups: the (grouped) jackknife."""
    return Given((np.arange(n)[:, None] % groups != np.arange(groups)).astype(float))


def cut(counts: Given, size: int) -> list[Given]:
    """Cut counts into batches of at most `size`."""
    return [Given(counts.counts[:, start : start + size]) for start in range(0, counts.size, size)]


def _stream(seed: int, unit: int, block: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence([seed, unit, block])))


def _counts(stream: np.random.Generator, draws: Array, rows: int) -> Array:
    """Draw `draws[b]` of these rows for resample b. This function will give (UNIT, rows) counts, as floats."""
    small = np.uint16 if rows <= 1 << 16 else np.uint32
    picked = stream.integers(0, rows, int(draws.sum()), dtype=small)
    places = picked + np.repeat(np.arange(0, UNIT * rows, rows), draws)
    return np.bincount(places, minlength=UNIT * rows).reshape(UNIT, rows).astype(float)

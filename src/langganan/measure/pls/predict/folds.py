"""Folds of cross-validation as counts: who trains in which member of the batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.engine.resample import row_blocks
from langganan.tables import Array
from langganan.words import mark

MOST_FOLDS, MOST_REPEATS = 1_000, 1_000


@dataclass(frozen=True, eq=False)
class Folds:
    """Training sets as counts: in member b everybody is drawn once who is not in its fold.

    `fold` (n, repeats) says which fold each respondent is in; `members` (B, 2) are pairs of repetition and fold.
    """

    fold: Array
    members: Array

    @property
    def size(self) -> int:
        """How many training sets these are."""
        return len(self.members)

    @property
    def totals(self) -> Array:
        """(size,) how many train in each."""
        held = [np.count_nonzero(self.fold[:, repeat] == fold) for repeat, fold in self.members.tolist()]
        return len(self.fold) - np.array(held, float)

    def __iter__(self) -> Iterator[tuple[slice, Array]]:
        repeats, folds = self.members.T
        for rows in row_blocks(len(self.fold)):
            yield rows, (self.fold[rows][:, repeats] != folds).astype(float)

    def cut(self, size: int) -> Iterator[Folds]:
        """Cut the members into batches of at most `size`."""
        for start in range(0, self.size, size):
            yield Folds(self.fold, self.members[start : start + size])


def draw(n: int, folds: int, repeats: int, seed: int) -> Array:
    """Divide n respondents at random into folds whose sizes differ by one at most, again and again.

    This function will give (n, repeats) folds from 0. A repetition depends on the seed and its own number alone.
    """
    arguments.whole("folds", folds, least=2, most=min(n, MOST_FOLDS))
    arguments.whole("repeats", repeats, least=1, most=MOST_REPEATS)
    arguments.seed(seed)
    places = [np.random.default_rng([seed, repeat]).permutation(n) for repeat in range(repeats)]
    return np.stack(places, axis=1) * folds // n


def given(n: int, fold: Array) -> Array:
    """Take folds that were drawn elsewhere, (n,) or (n, repeats), numbered from 0. This function will check them."""
    fold = np.asarray(fold)
    fold = fold[:, None] if fold.ndim == 1 else fold
    text = mark(
        "assignment has the shape {shape}. It gives each of the {n} respondents a fold, from 0, with none empty."
    )
    if fold.ndim != 2 or len(fold) != n or fold.shape[1] == 0 or fold.dtype.kind not in "iu":
        raise ArgumentError(text, shape=" × ".join(map(str, fold.shape)), n=n)
    numbers = [np.unique(column) for column in fold.T]
    if any(len(each) < 2 or each[0] != 0 or each[-1] != len(each) - 1 for each in numbers):
        raise ArgumentError(text, shape=" × ".join(map(str, fold.shape)), n=n)
    return fold


def members(fold: Array) -> Array:
    """Every repetition with each of its folds, (B, 2)."""
    return np.array([(repeat, k) for repeat, column in enumerate(fold.T) for k in range(int(column.max()) + 1)])

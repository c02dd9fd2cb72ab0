"""The structural model as index arrays: which column of the construct scores leads to which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from langganan.tables import Array

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate


@dataclass(frozen=True, eq=False)
class Structure:
    """Paths between columns of construct scores (n, k): path j leads from `sources[j]` to `targets[j]`.

    `names` (k) are the constructs' names, interactions (`X:M`) among them.
    """

    sources: Array
    targets: Array
    names: tuple[str, ...]

    @property
    def equations(self) -> tuple[tuple[int, Array], ...]:
        """Each target once, in the order of the paths, with the positions (in the paths) of what leads to it."""
        targets = dict.fromkeys(self.targets.tolist())
        return tuple((target, np.flatnonzero(self.targets == target)) for target in targets)

    @property
    def most_sources(self) -> int:
        """The largest number of paths that lead to one construct."""
        return max((len(places) for _, places in self.equations), default=0)

    def name(self, place: int) -> tuple[str, str]:
        """The source and target of path `place`, by name."""
        return self.names[self.sources[place]], self.names[self.targets[place]]


def structure_of(estimate: Estimate) -> Structure:
    """Take the structural model of an estimate. This function will give its paths as columns of the scores."""
    places = {name: place for place, name in enumerate(estimate.constructs)}
    pairs = [(places[source], places[target]) for source, target in estimate.study.model.paths]
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    return Structure(ends[:, 0], ends[:, 1], tuple(estimate.constructs))

"""How often customers who were given a chance in the backtest really came: the interval around what is foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from langganan.tables import Array
from langganan.understand.lifetime.backtest import Trial
from langganan.understand.shares import wilson

CASES, GROUPS = 30, 10
WIDE = 1.2815515655446004
"""The normal quantile that leaves one in ten on either side."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """Groups of chances given in the past, up to `ends`, and between which shares of each group came: 80 % intervals.

    `days` is how far ahead that was.
    """

    days: int
    ends: Array
    low: Array
    high: Array

    def interval(self, chance: Array) -> tuple[Array, Array]:
        """This function will give (low, high) around each chance: its group's shares, and always the chance itself."""
        if not len(self.ends):
            return np.full(len(chance), np.nan), np.full(len(chance), np.nan)
        group = np.minimum(np.searchsorted(self.ends, chance), len(self.ends) - 1)
        return np.minimum(self.low[group], chance), np.maximum(self.high[group], chance)


def calibration(tried: Sequence[Trial]) -> Calibration:
    """Group one model's trials by the chance given. This function will give Wilson's intervals (1927) of the shares.

    Ten groups of about equal size, equal chances in one; fewer where they would hold under 30 customers; none where
    there are fewer in all.
    """
    if not tried:
        return Calibration(0, *(np.zeros(0) for _ in range(3)))
    given = np.concatenate([trial.again for trial in tried])
    came = np.concatenate([trial.later > 0 for trial in tried])
    groups = min(GROUPS, max(len(given) // CASES, 1))
    ends = np.unique(np.quantile(given, np.arange(1, groups + 1) / groups, method="higher"))
    group = np.searchsorted(ends, given)
    size, arrived = np.bincount(group, minlength=len(ends)), np.bincount(group, came, len(ends))
    enough = size >= CASES
    low, high = wilson(arrived[enough], size[enough], z=WIDE)
    return Calibration((tried[0].cut.until - tried[0].cut.day).days, ends[enough], low, high)

"""What simulated studies say about power: a table by number of respondents, and the number each path needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Result

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, eq=False, repr=False)
class Power(Result):
    """One row per number of respondents and path. `path` is the true value, `estimate` the mean PLS estimate.

    `power` is the share of simulated studies that found the path significant and with the right sign (for a
    true path of 0: significant at all, which should be near the level); `error` its standard error, `low` and
    `high` Wilson's 95 % interval: the uncertainty of the simulation itself.
    """

    n: Array
    source: Array
    target: Array
    path: Array
    estimate: Array
    power: Array
    error: Array
    low: Array
    high: Array
    replicates: int
    resamples: int
    seed: int

    def needed(self, power: float = 0.8) -> Needed:
        """Find how many respondents give each path this power. This function will give one row per path."""
        pairs = dict.fromkeys(zip(self.source.tolist(), self.target.tolist(), strict=True))
        rows = [self._needed(pair, power) for pair in pairs]
        source, target = (np.array(names, object) for names in zip(*pairs, strict=True))
        path, n, low, high = (np.array(column) for column in zip(*rows, strict=True))
        return Needed(source, target, path, n, low, high)

    def _needed(self, pair: tuple[str, str], power: float) -> tuple[float, float, float, float]:
        own = self.only((self.source == pair[0]) & (self.target == pair[1]))
        path = float(own.path[0])
        n, low, high = _crossing(own.n, own.power, self.replicates, power) if path else (np.nan,) * 3
        return path, n, low, high


@dataclass(frozen=True, eq=False, repr=False)
class Needed(Result):
    """How many respondents each path needs; `low`, `high` the 95 % interval that the simulation leaves.

    Where the smallest number tried is more than enough, it is the answer, from 0 on. NaN where all that were tried
    are far too few to tell, and for a path of 0.
    """

    source: Array
    target: Array
    path: Array
    n: Array
    low: Array
    high: Array


def wilson(share: Array, n: int) -> tuple[Array, Array]:
    """95 % interval of a share (Wilson 1927)."""
    z = NORMAL_95
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return middle - reach, middle + reach


def _crossing(n: Array, power: Array, replicates: int, wanted: float) -> tuple[float, float, float]:
    """Where power, as Φ(a + b√n), crosses what is wanted: probit regression, delta-method interval."""
    from scipy.special import ndtr, ndtri  # type: ignore[import-untyped]

    nowhere = (float("nan"),) * 3
    if power[n.argmin()] - NORMAL_95 * np.sqrt(0.25 / replicates) > wanted:
        return float(n.min()), 0.0, float(n.min())
    design = np.column_stack([np.ones(len(n)), np.sqrt(n)])
    share = (power * replicates + 0.5) / (replicates + 1)
    beta = np.linalg.lstsq(design, ndtri(share), rcond=None)[0]
    information = np.eye(2)
    for _ in range(25):
        line = np.clip(design @ beta, -6, 6)
        fitted, density = ndtr(line), np.exp(-(line**2) / 2) / np.sqrt(2 * np.pi)
        weight = replicates * density**2 / (fitted * (1 - fitted))
        information = design.T @ (weight[:, None] * design)
        if np.linalg.cond(information) > 1e14:
            return nowhere
        beta = np.linalg.solve(information, design.T @ (weight * (line + (share - fitted) / density)))
    root = (ndtri(wanted) - beta[0]) / beta[1]
    if not (beta[1] > 0 and 0.5 * n.min() <= root**2 <= 1.5 * n.max() and root > 0):
        return nowhere
    slope = np.array([-1.0, -root]) / beta[1]
    reach = NORMAL_95 * float(np.sqrt(slope @ np.linalg.solve(information, slope)))
    return float(np.ceil(root**2)), float(np.ceil(max(root - reach, 0) ** 2)), float(np.ceil((root + reach) ** 2))

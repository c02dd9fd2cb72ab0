"""MICOM: whether composites mean the same in two groups; only then may their paths be compared.

Henseler, Ringle & Sarstedt 2016, International Marketing Review 33. Step 1, the same items, coding and treatment,
holds here by construction: one model and one way of treating missing answers serve all groups. Step 2 asks whether
both groups' weights give the same score, step 3 whether the scores have the same mean and variance; both are tested by
permutation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from langganan.measure.pls.compare.permutation import Permuted, share
from langganan.tables import Array, Result

LEVEL = 0.05


class Invariance(StrEnum):
    """NONE: scores are made differently; PARTIAL: paths may be compared; FULL: groups may be pooled as well."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


@dataclass(frozen=True, eq=False, repr=False)
class Micom(Result):
    """Steps 2 and 3, one row per construct and pair of groups.

    correlation is that of the scores by both groups' weights, `correlation_low` the 5 % quantile of its permutations:
    below it, weights differ. Differences are the first group's less the second's, of means and of logarithms of
    variances, each with the middle 95 % of its permutations. `invariance` is one of `Invariance`.
    """

    construct: Array
    group_a: Array
    group_b: Array
    correlation: Array
    correlation_low: Array
    p: Array
    mean_difference: Array
    mean_low: Array
    mean_high: Array
    mean_p: Array
    variance_difference: Array
    variance_low: Array
    variance_high: Array
    variance_p: Array
    invariance: Array


def micom(pairs: Sequence[Permuted]) -> Micom:
    """Test the invariance of all constructs between all pairs of groups. This function will give steps 2 and 3."""
    parts = [_of_pair(pair) for pair in pairs]
    return Micom(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _of_pair(pair: Permuted) -> list[Array]:
    k = len(pair.constructs)
    p = share(pair.agreements <= pair.agreement[:, None] + 1e-12)
    low = np.quantile(pair.agreements, LEVEL, axis=-1)
    means, variances = (_shift(now, dealt) for now, dealt in zip(pair.shift, pair.shifts, strict=True))
    kinds = [_invariance(*each) for each in zip(p, means[-1], variances[-1], strict=True)]
    names, first, second = list(pair.constructs), [pair.first.name] * k, [pair.second.name] * k
    labels = [np.array(each, dtype=object) for each in (names, first, second)]
    return [*labels, pair.agreement, low, p, *means, *variances, np.array(kinds, dtype=object)]


def _shift(observed: Array, dealt: Array) -> list[Array]:
    low, high = np.quantile(dealt, [LEVEL / 2, 1 - LEVEL / 2], axis=-1)
    return [observed, low, high, share(np.abs(dealt) >= np.abs(observed)[:, None] - 1e-12)]


def _invariance(p: float, mean_p: float, variance_p: float) -> Invariance:
    if p < LEVEL:
        return Invariance.NONE
    return Invariance.FULL if min(mean_p, variance_p) >= LEVEL else Invariance.PARTIAL

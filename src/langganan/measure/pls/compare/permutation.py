"""Permutation: respondents of two groups are dealt out to them anew, and the model is estimated in both each time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from langganan import arguments
from langganan.measure.pls.compare.groups import Division, Group, part, turned
from langganan.measure.pls.engine.procedure import Outcome
from langganan.measure.pls.engine.resample import Given
from langganan.measure.pls.engine.threads import mapped
from langganan.measure.pls.estimate import Estimate
from langganan.tables import Array

KINDS = ("paths", "total", "indirect", "weights", "loadings")
CELLS = 100_000_000
"""How many members one batch of deals may name."""


class _Dealt(NamedTuple):
    """What came of B deals, on the last axis.

    Differences of statistics, and of the scores' means and log variances (k, B); agreement of composites (k, B); which
    deals could be estimated (B,).
    """

    paths: Array
    total: Array
    indirect: Array
    weights: Array
    loadings: Array
    agreement: Array
    means: Array
    variances: Array
    good: Array


@dataclass(frozen=True, eq=False)
class Permuted:
    """What two groups differ by, and by how much when respondents are dealt out at random, U times on the last axis.

    `differences`: the first group's less the second's, by name. `agreement` (k): the correlation of each plain
    construct's scores by both groups' weights (MICOM's c). `means` and `variances` (k) are those of the scores of
    the pair's common estimate, the latter as logarithms. `failed` deals could not be estimated and are left out.
    """

    first: Group
    second: Group
    constructs: tuple[str, ...]
    observed: dict[str, Array]
    differences: dict[str, Array]
    agreement: Array
    agreements: Array
    shift: tuple[Array, Array]
    shifts: tuple[Array, Array]
    failed: int

    def p(self, name: str) -> Array:
        """Two-sided: how often chance makes such a difference or a larger one (Chin & Dibbern 2010)."""
        return share(np.abs(self.differences[name]) >= np.abs(self.observed[name])[..., None] - 1e-12)


def share(beyond: Array) -> Array:
    """The share of permutations, the sample itself being one of them (Phipson & Smyth 2010), so that p is never 0."""
    return (1.0 + beyond.sum(-1)) / (1.0 + beyond.shape[-1])


def permute(division: Division, pair: tuple[Group, Group], permutations: int, seed: int) -> Permuted:
    """Deal the respondents of two groups out anew, `permutations` times. This function will give all differences."""
    arguments.whole("permutations", permutations, least=19, most=1_000_000)
    arguments.seed(seed)
    first, second = pair
    both = turned(part(division.study, first.members | second.members).estimate(), division.pooled)
    belongs = first.members[first.members | second.members]
    size = max(1, min(both.study.procedure.batch(both.n), CELLS // both.n))
    work = partial(_dealt, both, belongs, seed)
    found = list(mapped(work, _spans(1 + permutations, size), answers=both.study.values.size))
    joined = _Dealt(*(np.concatenate(each, axis=-1) for each in zip(*found, strict=True)))
    good = joined.good.copy()
    good[0] = False
    failed = int((~joined.good[1:]).sum())
    return Permuted(
        first=first,
        second=second,
        constructs=both.study.model.names,
        observed={name: getattr(joined, name)[..., 0] for name in KINDS},
        differences={name: getattr(joined, name)[..., good] for name in KINDS},
        agreement=joined.agreement[:, 0],
        agreements=joined.agreement[:, good],
        shift=(joined.means[:, 0], joined.variances[:, 0]),
        shifts=(joined.means[:, 1:], joined.variances[:, 1:]),
        failed=failed,
    )


def _spans(total: int, size: int) -> list[range]:
    return [range(first, min(first + size, total)) for first in range(0, total, size)]


def _dealt(both: Estimate, belongs: Array, seed: int, deals: range) -> _Dealt:
    """Deal and estimate. Deal 0 is the groups as they are; every other depends on the seed and its number alone."""
    members = np.stack([np.random.default_rng([seed, u]).permutation(belongs) if u else belongs for u in deals], axis=1)
    procedure, moments = both.study.procedure, both.study.moments
    sides = [procedure.run(moments, Given(each), both.references) for each in (members, ~members)]
    one, other = (side.statistics for side in sides)
    differences = {name: getattr(one, name) - getattr(other, name) for name in KINDS}
    good = np.all([~side.flat & side.converged for side in sides], axis=0)
    good &= np.isfinite(differences["paths"]).all(axis=(0, 1))
    means, variances = _shifts(both, members)
    return _Dealt(**differences, agreement=_agreement(both, *sides), means=means, variances=variances, good=good)


def _agreement(both: Estimate, one: Outcome, other: Outcome) -> Array:
    """(k, B) correlations of scores of the pair's standardised items, by either side's weights.

    Henseler, Ringle & Sarstedt 2016, step 2.
    """
    p, names = len(both.study.model.items), both.study.model.names
    matrix = both.matrix[:p, :p]
    a, b = (np.stack([side.composites[name][:p] for name in names]) for side in (one, other))
    across, first, second = (
        np.einsum("kib,ij,kjb->kb", x, matrix, y, optimize=True) for x, y in ((a, b), (a, a), (b, b))
    )
    return across / np.sqrt(first * second)


def _shifts(both: Estimate, dealt: Array) -> tuple[Array, Array]:
    """(k, 1 + U) differences of means, and of logarithms of variances, of the pair's scores."""
    scores = both.scores[:, : len(both.study.model.names)]
    (mean, variance), (other, varied) = (_spread(scores, side) for side in (dealt, ~dealt))
    return mean - other, np.log(variance) - np.log(varied)


def _spread(scores: Array, members: Array) -> tuple[Array, Array]:
    """(k, B) means and variances of the scores of these members (n, B)."""
    n, sums = members.sum(0), scores.T @ members
    return sums / n, ((scores**2).T @ members - sums**2 / n) / (n - 1)

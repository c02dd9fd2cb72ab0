"""Multigroup analysis: whether paths, and what follows from them, differ between groups of respondents.

Permutation (Chin & Dibbern 2010), Henseler's comparison of bootstrap draws (Henseler, Ringle & Sinkovics 2009),
the parametric t test (Keil et al. 2000) and Welch and Satterthwaite's for unequal variances (Sarstedt, Henseler &
Ringle 2011). With more than two groups all pairs are compared, and p of the permutation is also given as adjusted
for their number (Holm 1979). Answers are standardised within each group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from langganan import arguments
from langganan.measure.pls.bootstrap import Bootstrap, p_values
from langganan.measure.pls.compare.groups import Division, Group, divide
from langganan.measure.pls.compare.micom import Micom, micom
from langganan.measure.pls.compare.permutation import Permuted, permute
from langganan.tables import Array, Result
from langganan.words import Phrase

if TYPE_CHECKING:
    from langganan.measure.pls.study import Study


@dataclass(frozen=True, eq=False, repr=False)
class Differences(Result):
    """Effects in two groups and their difference (the first group's less the second's), one row per effect and pair.

    p_permutation is two-sided, p_holm the same adjusted for the number of pairs. p_henseler is one-sided, the chance
    that the first group's effect is not the larger (near 1: it is the smaller); p_bootstrap is its two-sided form.
    The others are two-sided. `ci_low` to `ci_high` holds 95 % of the differences that chance makes by permutation.
    """

    source: Array
    target: Array
    group_a: Array
    group_b: Array
    estimate_a: Array
    estimate_b: Array
    difference: Array
    ci_low: Array
    ci_high: Array
    p_permutation: Array
    p_holm: Array
    p_henseler: Array
    p_bootstrap: Array
    t_parametric: Array
    p_parametric: Array
    t_welch: Array
    p_welch: Array


@dataclass(frozen=True, eq=False)
class MultiGroup:
    """A study compared between groups. `bootstraps` are one for each group, `permuted` one for each pair."""

    division: Division
    permuted: tuple[Permuted, ...]
    bootstraps: tuple[Bootstrap, ...]
    permutations: int
    seed: int

    def __repr__(self) -> str:
        sizes = ", ".join(f"{group.name} {group.n:,}" for group in self.groups)
        return f"MultiGroup by {self.division.column}: {sizes}; {self.permutations:,} permutations (seed {self.seed})"

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are compared."""
        return self.division.groups

    @property
    def left_out(self) -> tuple[Phrase, ...]:
        """Which groups are not compared, and why."""
        return self.division.left_out

    @cached_property
    def micom(self) -> Micom:
        """Whether the composites mean the same in the groups; without that, differences of paths mean little."""
        return micom(self.permuted)

    def effects(self, kind: str = "paths") -> Differences:
        """Compare the `paths`, `total` or `indirect` effects. This function will give one row per effect and pair."""
        places = self.division.pooled.effect_places(kind)
        columns = [_compared(each, *self._bootstraps(each), kind, places) for each in self.permuted]
        p = np.stack([each["p_permutation"] for each in columns])
        for each, adjusted in zip(columns, holm(p), strict=True):
            each["p_holm"] = adjusted
        joined = {name: np.concatenate([each[name] for each in columns]) for name in columns[0]}
        return Differences(**joined)

    def _bootstraps(self, pair: Permuted) -> tuple[Bootstrap, Bootstrap]:
        names = [group.name for group in self.groups]
        return self.bootstraps[names.index(pair.first.name)], self.bootstraps[names.index(pair.second.name)]


def multigroup(
    study: Study, groups: str | Array, *, permutations: int = 5_000, resamples: int = 10_000, seed: int = 1
) -> MultiGroup:
    """Compare groups of respondents. This function will permute every two groups and bootstrap each.

    `groups` is the name of a column of the answers, or a label for each row; rows without one are left out. A group
    in which an item has one answer only is left out and named in `left_out`.
    """
    arguments.whole("resamples", resamples, least=99, most=10_000_000)
    division = divide(study, groups)
    permuted = tuple(permute(division, pair, permutations, seed) for pair in division.pairs)
    bootstraps = tuple(
        group.estimate.bootstrap(resamples, seed=seed + place) for place, group in enumerate(division.groups)
    )
    return MultiGroup(division, permuted, bootstraps, permutations, seed)


def _compared(
    pair: Permuted, first: Bootstrap, second: Bootstrap, kind: str, places: tuple[Array, Array]
) -> dict[str, Array]:
    names = np.array(first.estimate.constructs, dtype=object)
    size = len(places[0])
    a, b = first.value(kind)[places], second.value(kind)[places]
    drawn = [each.drawn(kind)[places] for each in (first, second)]
    errors = (first.sd(kind)[places], second.sd(kind)[places])
    sizes = (pair.first.n, pair.second.n)
    low, high = np.quantile(pair.differences[kind][places], [0.025, 0.975], axis=-1)
    one_sided = henseler(*drawn)
    (t, p), (t_welch, p_welch) = (test(a - b, errors, sizes) for test in (parametric, welch))
    return {
        "source": names[places[0]], "target": names[places[1]],
        "group_a": np.full(size, pair.first.name, object), "group_b": np.full(size, pair.second.name, object),
        "estimate_a": a, "estimate_b": b, "difference": a - b, "ci_low": low, "ci_high": high,
        "p_permutation": pair.p(kind)[places], "p_henseler": one_sided,
        "p_bootstrap": 2.0 * np.minimum(one_sided, 1.0 - one_sided),
        "t_parametric": t, "p_parametric": p, "t_welch": t_welch, "p_welch": p_welch,
    }  # fmt: skip


def henseler(first: Array, second: Array) -> Array:
    """The chance that the first effect is not larger, from draws (effects, B) of both.

    Every draw of one group is compared with every draw of the other, draws being mirrored about their mean (Henseler,
    Ringle & Sinkovics 2009, equation 6).
    """
    found = []
    for one, other in zip(first, second, strict=True):
        mirrored, against = 2.0 * one.mean() - one, np.sort(2.0 * other.mean() - other)
        larger = np.searchsorted(against, mirrored, side="left").sum()
        found.append(1.0 - larger / (len(one) * len(other)))
    return np.array(found)


def parametric(difference: Array, errors: tuple[Array, Array], sizes: tuple[int, int]) -> tuple[Array, Array]:
    """Test with a pooled error (Keil et al. 2000), df n_a + n_b - 2. This function will give t and p."""
    (error_a, error_b), (n_a, n_b) = errors, sizes
    df = n_a + n_b - 2
    pooled = np.sqrt(((n_a - 1) ** 2 * error_a**2 + (n_b - 1) ** 2 * error_b**2) / df)
    t = difference / (pooled * np.sqrt(1.0 / n_a + 1.0 / n_b))
    return t, p_values(t, df, 2)


def welch(difference: Array, errors: tuple[Array, Array], sizes: tuple[int, int]) -> tuple[Array, Array]:
    """Test for unequal variances (Sarstedt, Henseler & Ringle 2011). This function will give t, p."""
    (error_a, error_b), (n_a, n_b) = errors, sizes
    a, b = (n_a - 1) / n_a * error_a**2, (n_b - 1) / n_b * error_b**2
    t = difference / np.sqrt(a + b)
    df = (a + b) ** 2 / (a**2 / (n_a - 1) + b**2 / (n_b - 1)) - 2.0
    return t, p_values(t, df, 2)


def holm(p: Array) -> Array:
    """Adjust p (tests, ...) for the number of tests (Holm 1979, Scandinavian Journal of Statistics 6)."""
    order = np.argsort(p, axis=0, kind="stable")
    factors = np.arange(len(p), 0, -1).reshape(-1, *[1] * (p.ndim - 1))
    stepped = np.minimum(np.maximum.accumulate(np.take_along_axis(p, order, 0) * factors, axis=0), 1.0)
    out = np.empty_like(stepped)
    np.put_along_axis(out, order, stepped, 0)
    return out

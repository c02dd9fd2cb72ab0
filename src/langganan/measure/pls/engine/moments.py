"""From answers and how often each respondent is drawn to correlation matrices, for a whole batch in one product.

A resample is a column of counts. The cross products of every pair of items are worked out once; a matrix product with
the counts gives the cross products of every resample. Items are centred first, so that nothing is lost to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple, Self

import numpy as np

from langganan.measure.pls.engine.resample import Counts
from langganan.tables import Array

FLAT = 1e-12
"""A resample's variance, as a share of the sample's, below which a column counts as constant."""
KEPT = 4_000_000
"""Up to how many numbers cross products are kept between batches; beyond, they are made anew."""


class Location(NamedTuple):
    """(p, B) means and standard deviations of the items in each resample, in the sample's standard deviations."""

    means: Array
    scales: Array


@dataclass(frozen=True, eq=False)
class Moments:
    """Answers (n, p), centred and scaled, with zero where an answer is missing.

    Missing answers take the mean of those given, in each resample anew (mean replacement).
    """

    scaled: Array
    given: Array | None
    means: Array
    deviations: Array

    @classmethod
    def of(cls, values: Array) -> Self:
        """Take answers (n, p), NaN where missing. This function will give their moments' ground."""
        given = None if np.isfinite(values.sum()) else ~np.isnan(values)
        means = values.mean(0) if given is None else np.where(given, values, 0.0).sum(0) / np.maximum(given.sum(0), 1)
        scaled = values - means
        if given is not None:
            scaled[~given] = 0.0
        deviations = np.sqrt(np.einsum("ni,ni->i", scaled, scaled) / len(scaled))
        scaled /= np.where(deviations > 0, deviations, 1.0)
        return cls(scaled, None if given is None else given.astype(float), means, deviations)

    @cached_property
    def pairs(self) -> tuple[Array, Array]:
        """The two items of each of the p(p + 1)/2 pairs."""
        return np.triu_indices(self.scaled.shape[1])

    def sums(self, counts: Counts) -> Array:
        """The sums of all cross products under the counts. This function will give (features, B)."""
        parts = (self._features(rows) @ drawn for rows, drawn in counts)
        return reduce(np.add, parts)

    def _features(self, rows: slice) -> Array:
        if self.scaled.size * self.scaled.shape[1] > KEPT:
            return self._made(rows)
        return self._kept[:, rows]

    @cached_property
    def _kept(self) -> Array:
        return self._made(slice(None))

    def _made(self, rows: slice) -> Array:
        """(features, rows): products of pairs, then items; where answers are missing also by who answered."""
        z, (i, j) = self.scaled[rows].T, self.pairs
        parts = [z[i] * z[j], z]
        if self.given is not None:
            m, (a, b) = self.given[rows].T, self.gaps
            parts += [m, m[a] * m[b], m[a] * z[b], z[a] * m[b]]
        return np.concatenate(parts)

    @cached_property
    def gaps(self) -> tuple[Array, Array]:
        """The pairs in which at least one item lacks answers."""
        i, j = self.pairs
        lacking = np.zeros(self.scaled.shape[1], bool) if self.given is None else (self.given == 0).any(axis=0)
        some = lacking[i] | lacking[j]
        return i[some], j[some]

    def correlations(self, sums: Array, n: Array) -> tuple[Array, Array]:
        """Turn sums (features, B) of `n` (B,) respondents into matrices.

        This function will give (p, p, B) correlations, and (B,) where a column has lost its variance: those
        matrices hold the identity.
        """
        (i, j), p = self.pairs, self.scaled.shape[1]
        cross = self._about_means(sums, n)
        variances = cross[i == j]
        flat = np.any(variances <= FLAT * n, axis=0)
        inverse = 1.0 / np.sqrt(np.where(flat, 1.0, variances))
        cross *= inverse[i]
        cross *= inverse[j]
        matrices = np.empty((p, p, sums.shape[1]))
        matrices[i, j] = matrices[j, i] = cross
        matrices[np.arange(p), np.arange(p)] = 1.0
        if flat.any():
            matrices[..., flat] = np.eye(p)[..., None]
        return matrices, flat

    def location(self, sums: Array, n: Array) -> Location:
        """Where the items lie in each resample."""
        i, j = self.pairs
        variances = self._about_means(sums, n)[i == j]
        return Location(self._means(sums, n), np.sqrt(np.where(variances <= FLAT * n, n, variances) / n))

    def _means(self, sums: Array, n: Array) -> Array:
        pairs, p = len(self.pairs[0]), self.scaled.shape[1]
        items = sums[pairs : pairs + p]
        if self.given is None:
            return items / n
        answered = sums[pairs + p : pairs + 2 * p]
        return items / np.where(answered > 0, answered, 1.0)

    def _about_means(self, sums: Array, n: Array) -> Array:
        """Cross products about the means of what was answered in each resample."""
        (i, j), p, means = self.pairs, self.scaled.shape[1], self._means(sums, n)
        cross = sums[: len(i)] - n * means[i] * means[j]
        if self.given is not None:
            (a, b), rest = self.gaps, sums[len(i) + 2 * p :]
            lacking = np.flatnonzero(np.isin(i * p + j, a * p + b))
            both, first, second = np.split(rest, 3)
            at = means[a] * means[b]
            cross[lacking] = sums[lacking] + at * both - means[a] * first - means[b] * second
        return cross

    def items(self, rows: slice, location: Location) -> Array:
        """(B, p, rows) answers in units of each resample, its mean where one is missing."""
        z = (self.scaled[rows].T - location.means.T[..., None]) / location.scales.T[..., None]
        return z if self.given is None else z * self.given[rows].T

    def scores(self, rows: slice, weights: Array, location: Location) -> Array:
        """(rows, B) scores with weights (p, B) on the items as standardised in each resample."""
        unit = weights / location.scales
        if self.given is None:
            return self.scaled[rows] @ unit - (unit * location.means).sum(0)
        return self.scaled[rows] @ unit - self.given[rows] @ (unit * location.means)

    def with_items(self, rows: slice, weighed: Array, location: Location) -> Array:
        """(p, B) sums of products of weighed numbers (rows, B) with the items, standardised in each resample."""
        there = weighed.sum(0) if self.given is None else self.given[rows].T @ weighed
        return (self.scaled[rows].T @ weighed - location.means * there) / location.scales

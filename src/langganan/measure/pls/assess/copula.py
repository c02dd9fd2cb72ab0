"""Endogeneity by Gaussian copulas: does a source move together with what its target's equation leaves out?

Park & Gupta 2012 (Marketing Science 31), equation 8: add to the regression the term P* = Φ⁻¹(H(P)), H being the
source's empirical distribution. Its coefficient differs from zero where the source and the error go together; the
path beside it is then free of that. Procedure for PLS-SEM, all combinations of terms: Hult et al. 2018 (Journal of
International Marketing 26). Regressions have an intercept, and H of the largest value, which would be 1, is n/(n + 1):
Becker, Proksch & Ringle 2022 (Journal of the Academy of Marketing Science 50). Standard errors by bootstrap only.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from langganan.measure.pls.engine.linear import sweep
from langganan.tables import Array

BATCH = 4_000_000
MOST_TOGETHER = 6
"""With more sources than this that can be tested, single terms and all terms are tried, not every combination."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Coefficients of one regression: `terms` says which sources had a copula term.

    Paths are standardised in each resample anew, as the bootstrap of a study does; terms by the target alone.
    estimate (m) and draws (m, B): the paths from `sources` in their order, then the terms' coefficients.
    """

    sources: tuple[int, ...]
    terms: tuple[int, ...]
    estimate: Array
    draws: Array

    @property
    def deviation(self) -> Array:
        """(m) bootstrap standard errors."""
        return self.draws.std(axis=1, ddof=1)


def copula_term(score: Array, counts: Array) -> Array:
    """Turn one score (n) into its copula term in every resample, counts (n, B). This function will give (n, B).

    H is the resample's own distribution: the share drawn that is at most as large, the largest n/(n + 1).
    Respondents below the smallest drawn, who count for nothing, get the term of the smallest.
    """
    from scipy.special import ndtri  # type: ignore[import-untyped]

    order = np.argsort(score, kind="stable")
    last = np.searchsorted(score[order], score, side="right") - 1
    share = np.cumsum(counts[order], axis=0, dtype=float)[last]
    total = counts.sum(axis=0, dtype=float)
    return ndtri(np.clip(share, 1.0, total * total / (total + 1)) / total)


def combinations_of(sources: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Which copula terms go together: every combination, or single ones and all where those are too many."""
    sizes = range(1, len(sources) + 1) if len(sources) <= MOST_TOGETHER else (1, len(sources))
    return tuple(chain.from_iterable(combinations(sources, size) for size in sizes))


def regressions(
    scores: Array, target: int, sources: tuple[int, ...], tested: tuple[int, ...], counts: Array
) -> tuple[Draws, ...]:
    """Regress a target on its sources and on copula terms of the `tested` ones, in every combination.

    `scores` (n, k), `counts` (n, B). This function will give one `Draws` per combination, the first without terms.
    """
    n, size = len(scores), max(1, BATCH // (len(scores) * (len(tested) + 1)))
    everybody = np.ones((n, 1))
    parts = [counts[:, start : start + size] for start in range(0, counts.shape[1], size)]
    moments = np.concatenate([_moments(scores, target, sources, tested, c) for c in (everybody, *parts)], axis=-1)
    spread = _spread(moments)
    found = []
    for terms in ((), *combinations_of(tested)):
        inner = [*range(1, 1 + len(sources)), *(1 + len(sources) + tested.index(t) for t in terms)]
        rows, own = [0, *inner, -1], [*inner[: len(sources)], *([0] * len(terms))]
        with np.errstate(divide="ignore", invalid="ignore"):
            effects = sweep(moments[np.ix_(rows, rows)], len(rows) - 1)[-1, 1:-1] * spread[own] / spread[-1]
        drawn = effects[:, 1:]
        found.append(Draws(sources, terms, effects[:, 0], drawn[:, np.isfinite(drawn).all(axis=0)]))
    return tuple(found)


def _spread(moments: Array) -> Array:
    """(m, B) each column's standard deviation in each resample over that in the sample; 1 for the column of ones."""
    n, rows = moments[0, 0], np.arange(len(moments))
    variance = moments[rows, rows] / n - (moments[0] / n) ** 2
    variance[0] = 1.0
    return np.sqrt(np.maximum(variance, 0.0) / variance[:, :1])


def _moments(scores: Array, target: int, sources: tuple[int, ...], tested: tuple[int, ...], counts: Array) -> Array:
    """Cross products (m, m, B) of: one, the sources, the copula terms, the target."""
    fixed = np.column_stack([np.ones(len(scores)), scores[:, list(sources)], scores[:, target]])
    terms = [copula_term(scores[:, place], counts) for place in tested]
    m, before = fixed.shape[1] + len(terms), len(sources) + 1
    places = [*range(before), m - 1]
    out = np.empty((m, m, counts.shape[1]))
    for a, place in enumerate(places):
        for b in range(a, len(places)):
            out[place, places[b]] = out[places[b], place] = (fixed[:, a] * fixed[:, b]) @ counts
    for a, term in enumerate(terms):
        drawn = term * counts
        out[before + a, places] = out[places, before + a] = fixed.T @ drawn
        for b in range(a, len(terms)):
            product = np.einsum("nb,nb->b", drawn, terms[b])
            out[before + a, before + b] = out[before + b, before + a] = product
    return out

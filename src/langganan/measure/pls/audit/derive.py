"""What printed numbers imply about numbers that are not printed.

For standardised scores every target's normal equations hold exactly: the correlation of a source s with the target
is the sum over its sources s' of path(s') × r(s, s'). Whatever they do not determine stays between -1 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import prod, sqrt

from langganan.measure.pls.audit.interval import ANYTHING, CORRELATION, Interval, inverse_diagonal, total
from langganan.measure.pls.audit.printed import Pair, Printed, is_interaction

ONE = Interval.exactly(1.0)
MOST_SOURCES = 15
"""Bounds of larger inverses are too wide to say anything."""


@dataclass(frozen=True)
class Derived:
    """Numbers worked out from what a paper prints, each with bounds for rounding."""

    printed: Printed

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The constructs, each after those that lead to it; empty where the paths run in a circle."""
        left, done = list(self.printed.constructs), list[str]()
        while left:
            ready = next((c for c in left if set(self.printed.sources(c)) <= set(done)), None)
            if ready is None:
                return ()
            done.append(ready)
            left.remove(ready)
        return tuple(done)

    @cached_property
    def implied(self) -> dict[Pair, Interval]:
        """Correlations of sources with their targets that follow from the paths."""
        found: dict[Pair, Interval] = {}
        for target in self.order:
            if not self._is_traceable(target):
                continue
            for source in self.printed.sources(target):
                parts = [self._path(s, target) * self._known(source, s, found) for s in self.printed.sources(target)]
                found[self.printed.pair(source, target)] = total(parts)
        return found

    def correlation(self, a: str, b: str) -> Interval:
        """The correlation of two constructs: printed, else implied, else anything from -1 to 1."""
        return self._known(a, b, self.implied).within(-1.0, 1.0)

    def r2(self, target: str) -> Interval | None:
        """Explained variance: the sum of path × path × correlation over all pairs of sources."""
        sources = self.printed.sources(target)
        if not self._is_traceable(target):
            return None
        own = total(self._path(s, target).square() for s in sources)
        cross = [self._path(a, target) * self._path(b, target) * self.correlation(a, b) for a, b in _pairs(sources)]
        return own + total(cross) * 2.0

    def vif(self, target: str) -> dict[str, Interval]:
        """Variance inflation of each source of `target`: the diagonal of the inverse of their correlations."""
        sources = self.printed.sources(target)
        if len(sources) > MOST_SOURCES or any(map(is_interaction, sources)):
            return {}
        entries = {(a, b): self.correlation(a, b) for a in sources for b in sources}
        return inverse_diagonal(sources, entries)

    def f2(self, target: str) -> dict[str, Interval]:
        """Effect size of each source: path² / (VIF × (1 - R²))."""
        r2 = self.r2(target)
        if r2 is None or r2.high >= 1 or r2.low < 0:
            return {}
        return {
            source: self._path(source, target).square() / (vif * (1.0 - r2)) for source, vif in self.vif(target).items()
        }

    @cached_property
    def mediated(self) -> tuple[tuple[str, ...], ...]:
        """A chain for each pair of constructs of which one reaches the other through something in between."""
        names = self.printed.constructs
        chains = (self._chain(a, b) for a in names for b in names if a != b)
        return tuple(chain for chain in chains if chain)

    def along(self, chain: tuple[str, ...]) -> Interval:
        """The product of the paths along a chain."""
        answer = ONE
        for source, target in pairwise(chain):
            answer *= self._path(source, target)
        return answer

    def indirect(self, source: str, target: str) -> Interval:
        """The sum of products along all chains from `source` to `target` with something in between."""
        if not self.order:
            return ANYTHING
        through = [p.target for p in self.printed.paths if p.source == source and p.target != target]
        return total(self._path(source, middle) * self.total(middle, target) for middle in through)

    def total(self, source: str, target: str) -> Interval:
        """The direct path, if there is one, and everything indirect."""
        if (source, target) not in self._totals:
            direct = self.printed.path(source, target)
            own = self._path(source, target) if direct else Interval.exactly(0.0)
            self._totals[source, target] = own + self.indirect(source, target)
        return self._totals[source, target]

    @cached_property
    def _totals(self) -> dict[Pair, Interval]:
        return {}

    @cached_property
    def _reached(self) -> dict[str, frozenset[str]]:
        """What each construct reaches along the paths."""
        reached: dict[str, frozenset[str]] = {}
        for name in reversed(self.order):
            led = [path.target for path in self.printed.paths if path.source == name]
            reached[name] = frozenset(led).union(*(reached[target] for target in led))
        return reached

    def _chain(self, source: str, target: str) -> tuple[str, ...]:
        """The first chain from `source` to `target` that has something in between, or nothing."""
        for path in self.printed.paths:
            if self.order and path.source == source and target in self._reached[path.target]:
                if self.printed.path(path.target, target):
                    return (source, path.target, target)
                return (source, *self._chain(path.target, target))
        return ()

    def about_alpha(self, construct: str) -> float | None:
        """Cronbach's alpha if all items are equally good: with k items, k × AVE = 1 + (k - 1) × mean r."""
        items, ave = self.printed.items.get(construct, 0), self.printed.ave.get(construct)
        if construct in self.printed.alpha:
            return self.printed.alpha[construct].value
        if ave is None or items < 2 or items * ave.value <= 1:
            return None
        return items / (items - 1) * (1 - 1 / (items * ave.value))

    def about_htmt(self, a: str, b: str) -> float | None:
        """HTMT if all items are equally good: |r| / √(alpha × alpha)."""
        alphas, r = (self.about_alpha(a), self.about_alpha(b)), self.correlation(a, b)
        if None in alphas or not r.is_known or min(alpha or 0.0 for alpha in alphas) <= 0:
            return None
        return abs(r.middle) / sqrt(prod(alpha or 1.0 for alpha in alphas))

    def _path(self, source: str, target: str) -> Interval:
        path = self.printed.path(source, target)
        assert path is not None
        return path.estimate.bounds if path.estimate else Interval(-1.0, 1.0)

    def _known(self, a: str, b: str, implied: dict[Pair, Interval]) -> Interval:
        if a == b:
            return ONE
        pair = self.printed.pair(a, b)
        if pair in self.printed.correlations:
            return self.printed.correlations[pair].bounds
        return implied.get(pair, CORRELATION)

    def _is_traceable(self, target: str) -> bool:
        """Whether every path to `target` is printed, standardised, and from a construct of variance 1."""
        paths = [path for path in self.printed.paths if path.target == target]
        complete = all(path.estimate is not None and not is_interaction(path.source) for path in paths)
        return bool(paths) and complete and self.printed.standardised and bool(self.order)


def _pairs(names: tuple[str, ...]) -> Iterator[Pair]:
    return ((a, b) for place, a in enumerate(names) for b in names[place + 1 :])

"""Mediation with its type named (Zhao, Lynch & Chen 2010, figure 2), from bootstrap intervals.

The type follows from two questions: does the interval of the indirect effect leave out zero, and does that of the
direct effect. Where both do, their signs say whether they add up or work against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.mediation_type import Type, type_of
from langganan.measure.pls.bootstrap import Bootstrap, Method, resampled
from langganan.tables import Array, Result
from langganan.words import mark


@dataclass(frozen=True, eq=False, repr=False)
class Mediation(Result):
    """One row per way from a source to a target; where there are several, their sum first, with an empty `through`.

    `through` are the constructs between, such as `M -> N`. `direct` and its interval are NaN where the model has no
    direct path, which `type` says too. `vaf`, the share of the total effect that is indirect, is given for
    complementary mediation only: elsewhere it is no share.
    """

    source: Array
    through: Array
    target: Array
    indirect: Array
    indirect_low: Array
    indirect_high: Array
    direct: Array
    direct_low: Array
    direct_high: Array
    vaf: Array
    type: Array


@dataclass(frozen=True, eq=False)
class _Way:
    source: int
    through: tuple[int, ...]
    target: int
    effect: tuple[float, float, float]


def mediation(bootstrap: Bootstrap, *, method: Method | str = Method.PERCENTILE, level: float = 0.95) -> Mediation:
    """Name the type of mediation of every indirect effect. This function will give one row per way.

    `method` is percentile, basic or bca. Raises `ArgumentError` for another, for an
    estimate that was not bootstrapped, or where the model has no indirect effect.
    """
    estimate = resampled("mediation", bootstrap).estimate
    method = arguments.choice("method", method, Method)
    if method is Method.STUDENTISED:
        raise ArgumentError(mark("Mediation takes the method percentile, basic or bca."))
    if not estimate.ways:
        raise ArgumentError(mark("The model has no indirect effect, so nothing can be mediated."))
    each_way = bootstrap.specific(method=method, level=level)
    specific = each_way.estimate, each_way.ci_low, each_way.ci_high
    summed = bootstrap.value("indirect"), *bootstrap.interval("indirect", method, level)
    direct = bootstrap.value("paths"), *bootstrap.interval("paths", method, level)
    ways: list[_Way] = []
    pairs = dict.fromkeys((way[0], way[-1]) for way in estimate.ways)
    for pair in pairs:
        own = [place for place, way in enumerate(estimate.ways) if (way[0], way[-1]) == pair]
        if len(own) > 1:
            ways.append(_Way(pair[0], (), pair[1], _three([each[pair] for each in summed])))
        ways += [
            _Way(pair[0], estimate.ways[place][1:-1], pair[1], _three([each[place] for each in specific]))
            for place in own
        ]
    absent = (np.nan, np.nan, np.nan)
    known = estimate.sources
    beside = [_three([x[w.source, w.target] for x in direct]) if known[w.source, w.target] else absent for w in ways]
    return _table(bootstrap, ways, np.array(beside).T)


def _three(values: list[float]) -> tuple[float, float, float]:
    estimate, low, high = (float(value) for value in values)
    return estimate, low, high


def _table(bootstrap: Bootstrap, ways: list[_Way], direct: Array) -> Mediation:
    names = np.array(bootstrap.estimate.constructs, dtype=object)
    through = np.array([" -> ".join(names[list(way.through)]) for way in ways], dtype=object)
    indirect = np.array([way.effect for way in ways]).T
    types = [kind(*each) for each in zip(indirect.T.tolist(), direct.T.tolist(), strict=True)]
    share = indirect[0] / (indirect[0] + direct[0])
    vaf = np.where([each is Type.COMPLEMENTARY for each in types], share, np.nan)
    ends = [names[[way.source for way in ways]], through, names[[way.target for way in ways]]]
    columns = [*ends, *indirect, *direct, vaf, np.array(types, dtype=object)]
    return Mediation(*columns)


def kind(indirect: tuple[float, float, float], direct: tuple[float, float, float]) -> Type:
    """Name the type from (estimate, low, high) of both effects; the direct estimate is NaN without a direct path."""
    one, other = (low > 0 or high < 0 for _, low, high in (indirect, direct))
    return type_of(indirect[0], direct[0], indirect_shown=one, direct_shown=other)

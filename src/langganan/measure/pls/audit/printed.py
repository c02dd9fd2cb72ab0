"""What a paper prints about its path model, each number with the decimals it was printed with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from langganan.measure.pls.audit.interval import ANYTHING, Interval

Pair = tuple[str, str]
_NUMBER = re.compile(r"([<>=≤≥]{0,2})\s*([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,3}))?\s*(%?)")
LARGEST = 1e9
"""No statistic of a study is as large."""
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Number:
    """A printed number: as it stands, its value, and what it may have been before it was rounded."""

    text: str
    value: float
    bounds: Interval

    @property
    def is_exact(self) -> bool:
        """Whether the paper gives the number itself, not only that it is above or below one."""
        return not self.text.startswith(("<", ">"))

    @staticmethod
    def read(text: str) -> Number:
        """Read `0.969`, `.969`, `0,969`, `-1e-3`, `62.1%`, `< .001`, `0.42***`; `ValueError` for anything else."""
        plain = text.strip().replace("\u2212", "-").strip("*() ").replace(" ", "")
        found = _NUMBER.fullmatch(plain)
        if found is None or not (found[3] or found[4]):
            raise ValueError(text)
        relation, sign, whole, fraction, exponent, percent = (group or "" for group in found.groups())
        power = int(exponent or 0) - (2 if percent else 0)
        value = float(f"{sign}{whole or 0}.{fraction or 0}e{power}")
        half = float(f"0.5e{power - len(fraction)}")
        if abs(value) + half >= LARGEST:
            raise ValueError(text)
        return Number(plain, value, _bounds(relation, value, half))


def _bounds(relation: str, value: float, half: float) -> Interval:
    if relation.startswith(("<", "≤")):
        return Interval(ANYTHING.low, value)
    if relation.startswith((">", "≥")):
        return Interval(value, ANYTHING.high)
    return Interval(value - half, value + half)


@dataclass(frozen=True)
class PrintedEffect:
    """A row of a table of effects; `via` holds what an indirect effect goes through."""

    source: str
    target: str
    via: tuple[str, ...] = ()
    estimate: Number | None = None
    mean: Number | None = None
    sd: Number | None = None
    t: Number | None = None
    p: Number | None = None
    low: Number | None = None
    high: Number | None = None

    @property
    def name(self) -> str:
        """The effect as it is written in codes: `X->Z`, `X->Y->Z`."""
        return "->".join((self.source, *self.via, self.target))

    @property
    def shown(self) -> str:
        """The effect as it is written in sentences: `X → Z`."""
        return self.name.replace("->", " → ")

    @property
    def is_tested(self) -> bool:
        """Whether a p value, a T statistic or an interval is printed."""
        return any(number is not None for number in (self.p, self.t, self.low))


class ClaimKind(StrEnum):
    """What a sentence of the paper maintains."""

    SIGNIFICANT = "significant"
    NOT_SIGNIFICANT = "not_significant"
    NO_EFFECT = "no_effect"
    MEDIATION = "mediation"
    DISCRIMINANT_VALIDITY = "discriminant_validity"
    CONVERGENT_VALIDITY = "convergent_validity"
    RELIABILITY = "reliability"
    AVE_RULE = "ave_rule"
    COEFFICIENT_RULE = "coefficient_rule"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True)
class Claim:
    """One thing that the paper maintains, and the words it does so in."""

    kind: ClaimKind
    source: str = ""
    target: str = ""
    text: str = ""


@dataclass(frozen=True)
class Printed:
    """What a paper prints. Whatever it does not print is None or empty.

    `items` are counts of items per construct; `loadings` by construct and item; `htmt` and `correlations` by pair in
    the order of `constructs`; `f2` and `vif` by (from, to), with to empty where a paper prints one per construct;
    `roots` the diagonal of a Fornell-Larcker table. `claims` is None where the form says nothing about the text.
    """

    constructs: tuple[str, ...] = ()
    n: int | None = None
    items: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    ave: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    cr: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    alpha: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    rho_a: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    loadings: Mapping[str, Mapping[str, Number]] = field(default_factory=lambda: _NOTHING)
    htmt: Mapping[Pair, Number] = field(default_factory=lambda: _NOTHING)
    correlations: Mapping[Pair, Number] = field(default_factory=lambda: _NOTHING)
    roots: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    paths: tuple[PrintedEffect, ...] = ()
    indirect: tuple[PrintedEffect, ...] = ()
    total: tuple[PrintedEffect, ...] = ()
    r2: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    r2_adjusted: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    f2: Mapping[Pair, Number] = field(default_factory=lambda: _NOTHING)
    vif: Mapping[Pair, Number] = field(default_factory=lambda: _NOTHING)
    q2predict: Mapping[str, Number] = field(default_factory=lambda: _NOTHING)
    srmr: Number | None = None
    resamples: int | None = None
    level: float = 0.05
    ci_level: float = 0.95
    tails: int | None = None
    p_from: str = "t"
    consistent: bool = False
    standardised: bool = True
    claims: tuple[Claim, ...] | None = None
    unread: tuple[str, ...] = ()

    def pair(self, a: str, b: str) -> Pair:
        """Two constructs in the order in which pairs are kept."""
        return (a, b) if self._place[a] <= self._place[b] else (b, a)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.constructs)}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs of constructs, interactions not among them."""
        plain = [name for name in self.constructs if not is_interaction(name)]
        return tuple((a, b) for place, a in enumerate(plain) for b in plain[place + 1 :])

    def sources(self, target: str) -> tuple[str, ...]:
        """What leads to `target`."""
        return self._sources.get(target, ())

    @cached_property
    def _sources(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for path in self.paths:
            found[path.target] = (*found.get(path.target, ()), path.source)
        return found

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """What something leads to, in the order of the constructs."""
        led_to = {path.target for path in self.paths}
        return tuple(name for name in self.constructs if name in led_to)

    def path(self, source: str, target: str) -> PrintedEffect | None:
        """The row of the path from `source` to `target`."""
        return self._paths.get((source, target))

    @cached_property
    def _paths(self) -> dict[Pair, PrintedEffect]:
        return {(path.source, path.target): path for path in self.paths}


def is_interaction(name: str) -> bool:
    """Whether a name stands for a product of constructs, such as `X:M`; its variance need not be 1."""
    return any(sign in name for sign in ":*×")

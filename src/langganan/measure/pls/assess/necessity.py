"""Whether sources are necessary for a construct: effect sizes tested by permutation, and what each level asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.nca import CEILINGS, NEAR, Ceiling, ceiling, needed
from langganan.measure.pls.assess.structure import Structure, structure_of
from langganan.measure.pls.decimals import decimal, p_said
from langganan.tables import Array, Result
from langganan.words import Phrase, Value, mark

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate

NOTABLE, LEVEL = 0.1, 0.05
"""A necessity effect counts from d = 0.1 (Dul 2016) and p < 0.05 (Dul et al. 2020)."""
BATCH = 2_000_000


@dataclass(frozen=True, eq=False, repr=False)
class Necessity(Result):
    """One row per condition and ceiling. `d` is the effect size, 0 to 1; `p` its permutation p value.

    `accuracy` is the share of respondents on or below the ceiling; `intercept`, `slope` are those of the line (NaN
    for the step function); `condition_gap`, `outcome_gap` the shares of either range in which the condition does
    not hold the outcome back (Dul's inefficiencies), NaN where there is no ceiling.
    """

    condition: Array
    outcome: Array
    ceiling: Array
    d: Array
    p: Array
    accuracy: Array
    intercept: Array
    slope: Array
    condition_gap: Array
    outcome_gap: Array

    @property
    def necessary(self) -> Array:
        """Where d and p are both notable. Necessity also needs a reason in theory."""
        return (self.d >= NOTABLE) & (self.p < LEVEL)

    def sentences(self) -> tuple[Phrase, ...]:
        """What may be said of each condition and ceiling."""
        return tuple(_sentence(self, row) for row in range(len(self)))


@dataclass(frozen=True, eq=False, repr=False)
class Bottleneck(Result):
    """What each level of the outcome asks of each condition, both in per cent of the observed range.

    NaN in `required`: not necessary for that level. inf: the ceiling does not reach that level at all.
    `short` holds, for each condition in the same order, the share of respondents who have less than that.
    """

    level: Array
    required: dict[str, Array]
    short: tuple[Array, ...]


def necessity(scores: Array, structure: Structure, target: int, *, permutations: int = 10_000, seed: int) -> Necessity:
    """Test whether each source of `target` is necessary for it. This function will give both ceilings for each.

    `scores` (n, k); `target` is a column of it. p is (1 + permutations with d at least as large) / (1 +
    permutations), each shuffling the outcome against the condition (Phipson & Smyth 2010: never 0).
    """
    arguments.seed(seed)
    arguments.whole("permutations", permutations, least=0, most=1_000_000)
    outcome = scores[:, target]
    sources = structure.sources[structure.targets == target].tolist()
    pairs = [(source, kind) for source in sources for kind in CEILINGS]
    rows = [_tested(scores[:, source], outcome, kind, (permutations, seed)) for source, kind in pairs]
    names = np.array([structure.names[source] for source, _ in pairs], object)
    kinds = np.array([kind for _, kind in pairs], object)
    columns = [np.array(column, float) for column in zip(*rows, strict=True)]
    return Necessity(names, np.full(len(pairs), structure.names[target], object), kinds, *columns)


def bottleneck(
    scores: Array, structure: Structure, target: int, *, kind: str = "cr_fdh", steps: int = 10
) -> Bottleneck:
    """Tabulate what each level of the outcome needs. This function will give `steps` + 1 levels, 0 to 100 %."""
    arguments.whole("steps", steps, least=1, most=100)
    outcome, levels = scores[:, target], np.linspace(0, 100, steps + 1)
    wanted = outcome.min() + levels / 100 * np.ptp(outcome)
    required: dict[str, Array] = {}
    short: list[Array] = []
    for source in structure.sources[structure.targets == target].tolist():
        x = scores[:, source]
        need = needed(ceiling(x, outcome[:, None], kind), wanted)
        least = np.where(np.isnan(need), -np.inf, need)
        required[structure.names[source]] = 100 * (need - x.min()) / np.ptp(x)
        short.append((x[:, None] < least - NEAR).mean(axis=0))
    return Bottleneck(levels, required, tuple(short))


def necessary(
    estimate: Estimate, target: str, *, permutations: int = 10_000, seed: int = 1
) -> tuple[Necessity, Bottleneck]:
    """Test what `target` cannot do without. This function will give the tests, and the CR-FDH bottleneck table."""
    structure = structure_of(estimate)
    targets = [structure.names[place] for place, _ in structure.equations]
    if target not in targets:
        raise ArgumentError(
            mark("{given} is not a construct that paths lead to. Those are: {targets}."),
            given=target, targets=", ".join(targets),
        )  # fmt: skip
    place = structure.names.index(target)
    tested = necessity(estimate.scores, structure, place, permutations=permutations, seed=seed)
    return tested, bottleneck(estimate.scores, structure, place)


def _tested(x: Array, y: Array, kind: str, chance: tuple[int, int]) -> tuple[float, ...]:
    found = ceiling(x, y[:, None], kind)
    d, intercept, slope = float(found.d[0]), float(found.intercept[0]), float(found.slope[0])
    permutations, seed = chance
    above = _permuted(x, y, kind, permutations, np.random.default_rng(seed)) >= d - NEAR
    p = (1 + above.sum()) / (1 + permutations) if permutations else np.nan
    accuracy = 1.0 if np.isnan(slope) else float((y <= intercept + slope * x + NEAR).mean())
    return d, float(p), accuracy, intercept, slope, *_gaps(found, y, kind)


def _permuted(x: Array, y: Array, kind: str, permutations: int, rng: np.random.Generator) -> Array:
    """Effect sizes when the outcome is shuffled, a batch at a time."""
    size = max(1, BATCH // len(x))
    found = [np.empty(0)]
    for start in range(0, permutations, size):
        repeated = np.repeat(y[:, None], min(size, permutations - start), axis=1)
        found.append(ceiling(x, rng.permuted(repeated, axis=0), kind).d)
    return np.concatenate(found)


def _gaps(found: Ceiling, y: Array, kind: str) -> tuple[float, float]:
    """Shares of the condition's and the outcome's range beyond the ceiling (Dul 2016, inefficiency)."""
    ends, low, top = found.x[[0, -1]], y.min(), y.max()
    if not found.d[0] > 0:
        return np.nan, np.nan
    if kind == "ce_fdh":
        reach, floor = found.x[np.flatnonzero(found.peers[:, 0])[-1]], found.steps[0, 0]
    else:
        intercept, slope = found.intercept[0], found.slope[0]
        reach, floor = min((top - intercept) / slope, ends[1]), max(intercept + slope * ends[0], low)
    return float((ends[1] - reach) / (ends[1] - ends[0])), float((floor - low) / (top - low))


def _sentence(table: Necessity, row: int) -> Phrase:
    fields: dict[str, Value] = {
        "condition": str(table.condition[row]), "outcome": str(table.outcome[row]), "d": decimal(table.d[row], 2),
        "p": p_said(float(table.p[row])), "ceiling": str(table.ceiling[row]).upper().replace("_", "-"),
    }  # fmt: skip
    if table.necessary[row]:
        text = mark(
            "High {outcome} almost never occurred without {condition} ({ceiling}: d = {d}, {p}). It may be called"
            " necessary if theory says why."
        )
    elif table.d[row] >= NOTABLE:
        text = mark("Chance alone could leave this corner empty: {condition} for {outcome} ({ceiling}: d = {d}, {p}).")
    else:
        text = mark("{condition} is not shown to be necessary for {outcome} ({ceiling}: d = {d}, below 0.10; {p}).")
    return Phrase(text, fields)

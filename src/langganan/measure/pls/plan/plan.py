"""A study planned before answers are collected: how many respondents its paths need, and what is still hidden then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.plan.expected import Expected, expected
from langganan.measure.pls.plan.population import Population, Sizes, population
from langganan.measure.pls.plan.power import inverse_square_root, minimum_detectable_path
from langganan.measure.pls.plan.power_curve import Needed, Power
from langganan.measure.pls.plan.simulate import simulate
from langganan.measure.pls.specify.model import Model, Path
from langganan.words import Phrase, mark

TOLD = mark("{path} (true value {value}) needs {n} respondents for a power of {power} %.")
SIMULATED = mark(
    "{path} (true value {value}) needs {n} respondents for a power of {power} % (by simulation; {low} to {high})."
)


@dataclass(frozen=True, eq=False)
class Plan:
    """How many respondents a study needs. `n` is enough for every path that is not 0; None where nothing can tell.

    `rule` is the inverse square root method's answer for the smallest path (two-tailed); `expected` works with
    what PLS comes to in the assumed population; `simulated` and `needed` are there where it was asked for.
    """

    assumed: Population
    power: float
    level: float
    rule: int
    expected: Expected
    simulated: Power | None
    needed: Needed | None

    def __repr__(self) -> str:
        return f"Plan: {'no number of' if self.n is None else f'{self.n:,}'} respondents for {self.assumed!r}"

    @property
    def n(self) -> int | None:
        """Respondents for the most demanding path; by simulation where there is one."""
        sizes = (self.needed or self.expected).n
        wanted = sizes[self.assumed.paths != 0]
        return int(wanted.max()) if len(wanted) and np.isfinite(wanted).all() else None

    def sentences(self) -> tuple[Phrase, ...]:
        """What the plan says, each sentence with its numbers."""
        return (*_assumptions(self), *_needs(self), _conclusion(self))


def plan(
    model: Model,
    paths: float | Mapping[Path, float] = 0.2,
    *,
    loadings: Sizes = 0.75,
    exogenous: float = 0.3,
    power: float = 0.8,
    level: float = 0.05,
    replicates: int = 0,
    points: int | None = None,
    seed: int = 1,
    sizes: Iterable[int] = (),
    progress: Callable[[float], None] | None = None,
) -> Plan:
    """Plan a study by its model and the smallest paths that would matter. This function will give the plan.

    `paths` are standardised true values, one for all or one for each (`assign` fills a partial mapping); the other
    assumptions as in `population`. `replicates` simulated studies for each number of respondents (0: none).
    """
    assumed = population(model, paths, loadings=loadings, exogenous=exogenous)
    if not assumed.paths.any():
        raise ArgumentError(mark("Every path is 0, so there is nothing to find. Give at least one path a value."))
    table = expected(assumed, power=power, level=level)
    simulated = None
    if replicates:
        simulated = simulate(
            assumed, tuple(sizes), seed=seed, replicates=replicates, points=points, level=level, progress=progress
        )
    smallest = float(np.abs(assumed.paths[assumed.paths != 0]).min())
    rule = inverse_square_root(smallest, power=power, level=level)
    needed = simulated.needed(power) if simulated and len(set(simulated.n.tolist())) > 1 else None
    return Plan(assumed, power, level, rule, table, simulated, needed)


def assign(model: Model, given: Iterable[str], usual: float) -> dict[Path, float]:
    """Read values of paths written `Loyalty ~ Convenience = 0.3`. This function will give every path's value.

    Paths that are not named get the `usual` one.
    """
    values = dict.fromkeys(model.paths, usual)
    for text in given:
        left, _, number = text.rpartition("=")
        target, _, source = left.partition("~")
        path = Path(source.strip(), target.strip())
        if path not in values:
            raise ArgumentError(
                mark("{given} names no path of the model. Write one like Loyalty ~ Convenience = 0.3. Paths: {paths}."),
                given=arguments.shown(text), paths=", ".join(f"{p.target} ~ {p.source}" for p in model.paths),
            )  # fmt: skip
        try:
            values[path] = arguments.written(number)
        except ValueError as error:
            message = mark("{given} has no number after the =. Write a path like Loyalty ~ Convenience = 0.3.")
            raise ArgumentError(message, given=arguments.shown(text)) from error
    return values


def _assumptions(made: Plan) -> list[Phrase]:
    smallest = float(np.abs(made.assumed.paths[made.assumed.paths != 0]).min())
    return [
        Phrase(
            mark(
                "Whatever the model, a path of {path} needs {n} respondents by the inverse square root method (Kock &"
                " Hadaya 2018, two-sided {level} %, power {power} %)."
            ),
            {
                "path": decimal(smallest, 2),
                "n": made.rule,
                "level": _percent(made.level),
                "power": _percent(made.power),
            },
        ),
        Phrase(
            mark(
                "PLS shrinks paths between constructs measured with error: endless answers would give {low} to {high}"
                " of their true values here."
            ),
            _shrunk(made),
        ),
    ]


def _shrunk(made: Plan) -> dict[str, Decimal]:
    real = made.assumed.paths != 0
    share = made.expected.estimate[real] / made.assumed.paths[real]
    return {"low": decimal(share.min(), 2), "high": decimal(share.max(), 2)}


def _needs(made: Plan) -> list[Phrase]:
    table = made.needed or made.expected
    said = []
    for row in range(len(table)):
        if not np.isfinite(table.n[row]) or not table.path[row]:
            continue
        fields: dict[str, str | int | Decimal] = {
            "path": f"{table.source[row]} → {table.target[row]}", "value": decimal(table.path[row], 2),
            "n": int(table.n[row]), "power": _percent(made.power),
        }  # fmt: skip
        if made.needed is not None:
            fields |= {"low": int(made.needed.low[row]), "high": int(made.needed.high[row])}
        said.append(Phrase(TOLD if made.needed is None else SIMULATED, fields))
    return said


def _conclusion(made: Plan) -> Phrase:
    if made.n is None:
        return Phrase(
            mark(
                "The numbers of respondents that were tried do not tell for every path: look at the table, and try"
                " larger or smaller ones."
            )
        )
    return Phrase(
        mark(
            "Collect at least {n} complete answers. With them, paths that PLS estimates below {path} have less than"
            " {power} % power."
        ),
        {
            "n": made.n,
            "power": _percent(made.power),
            "path": decimal(minimum_detectable_path(made.n, power=made.power, level=made.level), 2),
        },
    )


def _percent(share: float) -> Decimal:
    return Decimal(f"{100 * share:.10g}")

"""The command that plans a study before anybody is asked."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from langganan import arguments
from langganan.cli_numbers import number
from langganan.errors import ArgumentError
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.plan.plan import Plan
    from langganan.measure.pls.plan.quotas import Quotas
    from langganan.tables import Result

REPLICATES = 500


def plan(
    model: Annotated[
        str | None,
        typer.Option(
            "--model", "-m", help="A file of =~, <~ and ~ lines, or the lines; without it, the ready questionnaire's."
        ),
    ] = None,
    effect: Annotated[
        float, typer.Option("--effect", parser=number(), help="The smallest path that would matter, for all paths.")
    ] = 0.2,
    path: Annotated[
        list[str] | None, typer.Option("--path", help='One path\'s own value: "Loyalty ~ Convenience = 0.3".')
    ] = None,
    loading: Annotated[
        float, typer.Option("--loading", parser=number(), help="How well items measure their construct.")
    ] = 0.75,
    exogenous: Annotated[
        float, typer.Option("--exogenous", parser=number(), help="Correlation of constructs that nothing leads to.")
    ] = 0.3,
    power: Annotated[
        float, typer.Option("--power", parser=number(0.05, 0.999), help="Chance to find what is there.")
    ] = 0.8,
    level: Annotated[
        float, typer.Option("--level", parser=number(0.001, 0.5), help="Two-tailed level of the tests.")
    ] = 0.05,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Run the study many times instead of by formula.")
    ] = False,
    replicates: Annotated[
        int, typer.Option("--replicates", min=20, max=100_000, help="Simulated studies for each number of respondents.")
    ] = REPLICATES,
    points: Annotated[int | None, typer.Option("--points", min=2, max=100, help="Simulate ratings 1 to this.")] = None,
    size: Annotated[list[int] | None, typer.Option("--n", help="Simulate this number of respondents.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")] = 1,
    response_rate: Annotated[
        float,
        typer.Option("--response-rate", parser=number(0.0001, 1), help="Share of those invited who will answer fully."),
    ] = 1.0,
    assurance: Annotated[
        float,
        typer.Option("--assurance", parser=number(0.01, 0.999), help="How sure it must be that enough answers come."),
    ] = 0.9,
    per_day: Annotated[
        float | None, typer.Option("--per-day", parser=number(0.001), help="Answers a day, on average.")
    ] = None,
    quota: Annotated[
        list[str] | None, typer.Option("--quota", help='A quota cell and its share of the population: "Jakarta=40".')
    ] = None,
    least: Annotated[int, typer.Option("--least", min=0, help="The fewest answers in a quota cell.")] = 0,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """How many answers a study needs, whom to invite, and how long it takes, before it starts.

    Examples: `langganan plan --effect 0.2`, `langganan plan --model shop.model --path "Loyalty ~ Convenience = 0.3"
    --simulate --points 5`, `langganan plan --response-rate 0.25 --quota Jakarta=60 --quota Bandung=40 --per-day 8`
    """
    from langganan import pls
    from langganan.measure.pls.plan.plan import assign
    from langganan.measure.pls.plan.plan import plan as made_by

    if not simulate and (points is not None or size):
        raise ArgumentError(mark("--points and --n belong to a simulation. Add --simulate, or leave them out."))
    voice, meant = Voice(arguments.language(language)), pls.read_model(model)
    with _progress(quiet=as_json or not simulate) as report:
        made = made_by(
            meant, assign(meant, path or (), effect), loadings=loading, exogenous=exogenous, power=power, level=level,
            replicates=replicates if simulate else 0, points=points, seed=seed, sizes=size or (), progress=report,
        )  # fmt: skip
    asking = _asking(made, quota or [], least, (response_rate, assurance, per_day))
    if as_json:
        typer.echo(json.dumps(_facts(made, asking, voice), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _show(made, asking, voice)


Asking = tuple[list[Phrase], "Quotas | None", dict[str, int]]


def _asking(made: Plan, quota: list[str], least: int, rates: tuple[float, float, float | None]) -> Asking:
    """Whom to invite and for how many days, where the number of answers is known."""
    from decimal import Decimal

    from langganan.measure.pls.plan.quotas import days, invitations, quotas

    response_rate, assurance, per_day = rates
    if made.n is None:
        return [], None, {}
    n = max(made.n, least * len(quota))
    cells = quotas(_shares(quota), n, least=least, response_rate=response_rate, assurance=assurance) if quota else None
    asked = invitations(n, response_rate, assurance=assurance) if cells is None else int(cells.invitations.sum())
    sure = Decimal(f"{100 * assurance:.10g}")
    facts, said = {"answers": n, "invitations": asked}, list[Phrase]()
    if response_rate < 1:
        text = mark("Invite {invited} people, so that {n} answers come with {sure} % certainty.")
        if cells is not None:
            text = mark("Invite {invited} people, so that each quota cell fills with {sure} % certainty ({n} answers).")
        said.append(Phrase(text, {"invited": asked, "n": n, "sure": sure}))
    if per_day is not None:
        facts["days"] = days(n, per_day, assurance=assurance)
        text = mark("Collecting {n} answers takes {days} days with {sure} % certainty.")
        said.append(Phrase(text, {"n": n, "days": facts["days"], "sure": sure}))
    return said, cells, facts


def _shares(quota: list[str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for place, text in enumerate(quota, 1):
        name, _, share = text.rpartition("=")
        try:
            shares[name.strip()] = arguments.written(share)
        except ValueError as error:
            message = mark("{given} is no quota. Write one like Jakarta=40.")
            raise ArgumentError(message, given=text) from error
        if len(shares) < place:
            raise ArgumentError(mark("The quota cell {name} is given twice. Give each cell once."), name=name.strip())
    return shares


def _show(made: Plan, asking: Asking, voice: Voice) -> None:
    said, cells, _ = asking
    for phrase in (*made.sentences(), *said):
        typer.echo(phrase.say(voice))
    from langganan.measure.pls.report.plain import plain
    from langganan.measure.pls.report.planned import of_power, of_quotas

    tables = ([] if made.simulated is None else [of_power(made.simulated)]) + (
        [] if cells is None else [of_quotas(cells)]
    )
    if tables:
        typer.echo(f"\n{plain(tables, voice)}")


def _facts(made: Plan, asking: Asking, voice: Voice) -> dict[str, Any]:
    said, cells, facts = asking
    return {
        "n": made.n, "power": made.power, "level": made.level, "inverse_square_root": made.rule,
        "expected": _rows(made.expected), "simulated": _rows(made.simulated), "needed": _rows(made.needed),
        "quotas": _rows(cells), **facts,
        "sentences": [phrase.say(voice) for phrase in (*made.sentences(), *said)],
    }  # fmt: skip


def _rows(table: Result | None) -> list[dict[str, Any]] | None:
    if table is None:
        return None
    return [
        {name: None if isinstance(v, float) and not math.isfinite(v) else v for name, v in row.items()}
        for row in table.rows()
    ]


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[float], None] | None]:
    """A progress bar on the terminal's error channel; nothing where output is for a program."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeElapsedColumn

    with Progress(BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share: bar.update(task, completed=share)

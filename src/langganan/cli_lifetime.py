"""The command that says what customers will do: who comes back, how often, when next, and what that is worth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from langganan import arguments
from langganan.cli_numbers import number
from langganan.cli_shop import AsJson, AsOf, Currency, Home, Source, Zone, day, shop_of
from langganan.words import Voice

if TYPE_CHECKING:
    from langganan.lifetimes import Lifetimes


def lifetime(
    file: Source = None,
    home: Home = None,
    days: Annotated[int, typer.Option("--days", min=1, max=730, help="How far ahead orders are counted.")] = 90,
    customer: Annotated[
        str | None, typer.Option("--customer", help="Say it of this one, numbered as the source does.")
    ] = None,
    margin: Annotated[
        float,
        typer.Option("--margin", parser=number(0, 1), help="The share of a sale that you keep; 1: values are sales."),
    ] = 1.0,
    rate: Annotated[
        float,
        typer.Option("--rate", parser=number(0, 1), help="By how much money that comes a year later counts less."),
    ] = 0.1,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_of: AsOf = None,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
    as_json: AsJson = False,
) -> None:
    """What customers will do: who comes back, how many orders, when the next, and what they are worth.

    Which model says so the shop's own past decides; how each did there is printed too.

    Examples: `langganan lifetime orders.csv`, `langganan lifetime --days 30 --customer 17850 --json`
    """
    language = arguments.language(language)
    shop = shop_of(file, home, currency, zone)
    voice = Voice(language, shop.currency)
    found = shop.lifetime(horizon=days, margin=margin, rate=rate, as_of=day(as_of))
    if as_json:
        typer.echo(json.dumps(_facts(found, customer, voice), ensure_ascii=False, indent=2, default=str))
    elif customer is not None:
        typer.echo("\n".join(found.said(customer, voice)))
    else:
        typer.echo("\n\n".join([str(found), str(found.backtest), "\n".join(found.about(voice))]))


def _facts(found: Lifetimes, customer: str | None, voice: Voice) -> dict[str, object]:
    rows = [row for row in found.rows() if customer is None or row["customer"] == customer.strip()]
    facts: dict[str, object] = {"model": found.found.model, "about": found.about(voice), "customers": rows}
    if customer is not None:
        facts["said"] = found.said(customer, voice)
    basis = found.found.basis
    return facts | {
        "short_history": found.found.short_history, "backtest": found.backtest.rows(),
        "parameters": None if basis is None else basis.model.parameters,
        "standard_errors": None if basis is None else basis.model.standard_errors,
    }  # fmt: skip

"""The command that says what recommendations are worth on a shop's own past."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from langganan import arguments
from langganan.cli_shop import AsJson, AsOf, Currency, Home, Source, Zone, day, progress_bar, shop_of
from langganan.words import Voice

if TYPE_CHECKING:
    from langganan.personalise.evaluate.compare import Evaluation


def evaluate(
    file: Source = None,
    home: Home = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many products each customer is suggested.")] = 10,
    folds: Annotated[
        int, typer.Option("--folds", min=0, max=100, help="Means over this many seeded fifths of the customers.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")] = 1,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_of: AsOf = None,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
    as_json: AsJson = False,
) -> None:
    """What recommendations are worth: each customer's last order, guessed from those before it.

    Our model beside personal frequency, TIFU-KNN, UP-CF, item-kNN and what most customers buy, with intervals.

    Examples: `langganan evaluate orders.csv`, `langganan evaluate -k 5 --folds 5 --json`
    """
    voice = Voice(arguments.language(language))
    shop = shop_of(file, home, currency, zone)
    with progress_bar(quiet=as_json) as report:
        found = shop.evaluate(k=k, folds=folds, seed=seed, as_of=day(as_of), progress=report)
    if as_json:
        typer.echo(json.dumps(_facts(found, voice), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        from langganan import listing

        typer.echo(str(listing.evaluation(found, voice)))
        typer.echo("")
        for phrase in found.verdict():
            typer.echo(phrase.say(voice))


def _facts(found: Evaluation, voice: Voice) -> dict[str, object]:
    return {
        "k": found.k, "folds": found.folds, "customers": found.customers, "methods": found.rows(),
        "verdict": [phrase.say(voice) for phrase in found.verdict()],
    }  # fmt: skip

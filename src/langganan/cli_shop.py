"""What commands about a shop share: which shop, how it is looked at, and how an answer is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.shop import Shop
    from langganan.tables import Result

FIRST_YEAR, LAST_YEAR = 1990, 2100
Home = Annotated[
    Path | None, typer.Option("--home", help="The data folder (else LANGGANAN_HOME, else the platform's).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Source = Annotated[
    Path | None, typer.Argument(help="An order file to look at; without one, the shop in the data folder.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Look from this day.")]
Currency = Annotated[str, typer.Option("--currency", help="What a file's amounts are in (ISO 4217).")]
Zone = Annotated[str, typer.Option("--zone", help="Time zone of a file's times.")]


def shop_of(file: Path | None, home: Path | None, currency: str, zone: str) -> Shop:
    """The shop of a file, told with what was doubtful about it, or the one in the data folder."""
    import langganan
    from langganan.storage.folder import DataFolder

    shop = langganan.open(file or DataFolder.chosen(home).path, currency=currency, zone=zone)
    for doubt in shop.doubts:
        typer.secho(f"? {doubt}", err=True)
    return shop


def show(result: Result, as_json: bool) -> None:
    """A result as text, or its rows as JSON."""
    typer.echo(json.dumps(result.rows(), default=str) if as_json else str(result))


def day(text: str | None) -> date | None:
    """The day that somebody wrote, None where nobody did."""
    from langganan.errors import ArgumentError

    try:
        given = None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(mark("{given} is not a day. Write it like 2026-11-30."), given=text or "") from error
    if given is not None and not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise ArgumentError(
            mark("{given} is out of reach: days from {first} to {last} can be looked at."),
            given=text or "", first=str(FIRST_YEAR), last=str(LAST_YEAR),
        )  # fmt: skip
    return given


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[Phrase, float], None]]:
    """A progress bar on the terminal's error channel; nothing where output is for a program."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<34}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda doing, share: bar.update(task, description=doing.say(Voice()), completed=share)

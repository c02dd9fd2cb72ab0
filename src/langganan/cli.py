"""The command line: the loop without a browser. Every command has --help with examples."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from langganan import arguments, cli_audit, cli_evaluate, cli_lifetime, cli_plan, cli_simulate, cli_study
from langganan.cli_numbers import number
from langganan.cli_shop import AsJson, AsOf, Currency, Home, Source, Zone
from langganan.cli_shop import day as _day
from langganan.cli_shop import progress_bar as _progress
from langganan.cli_shop import shop_of as _shop
from langganan.cli_shop import show as _show
from langganan.errors import LanggananError
from langganan.words import Phrase, Voice, mark

app = typer.Typer(
    name="langganan",
    help="Langganan makes small shops good at keeping customers. Try it on a real shop: langganan demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command()(cli_audit.audit)
app.command()(cli_evaluate.evaluate)
app.command()(cli_lifetime.lifetime)
app.command()(cli_plan.plan)
app.command()(cli_simulate.simulate)
app.command()(cli_study.questionnaire)
app.command()(cli_study.study)
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the web app listens.")]
NearBy = Annotated[bool, typer.Option("--lan", help="Let phones on the same network open it too.")]


def main() -> None:
    """Run the command line; what goes wrong is one sentence on the error channel and exit code 1.

    A traceback is for developers: LANGGANAN_DEBUG=1 shows it.
    """
    try:
        app()
    except LanggananError as error:
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("LANGGANAN_DEBUG") == "1":
            raise
        said = mark("This did not work ({problem}). Run langganan doctor, or set LANGGANAN_DEBUG=1 to see where.")
        typer.secho(str(LanggananError(said, problem=f"{type(error).__name__}: {error}"[:300])), fg="red", err=True)
        sys.exit(1)


@app.command()
def demo(
    home: Home = None,
    small: Annotated[bool, typer.Option("--small", help="600 customers instead of 4,372.")] = False,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the web app when it is ready.")] = True,
    port: Port = 8000,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
) -> None:
    """Make a living demo shop from a real one (UCI Online Retail) and open it.

    Examples: `langganan demo`, `langganan demo --small --home ./shop --port 8080`
    """
    from platformdirs import user_data_path

    folder = _use(home or user_data_path("langganan-demo"))
    with _progress() as report:
        report(Phrase(mark("Getting the data folder ready")), 0.0)
        _prepare()
        from langganan.web import demo as demo_shop

        demo_shop.load(small=small, language=language, report=report)
    typer.echo(f"The demo shop lives in {folder}")
    _first_login(folder)
    if serve:
        _serve("127.0.0.1", port)
    typer.echo(f"Open it with: langganan serve --home {folder}")


@app.command()
def init(
    name: Annotated[str, typer.Option("--name", prompt="What is the shop called?", help="The shop's name.")],
    home: Home = None,
    zone: Annotated[str, typer.Option(help="Time zone.")] = "Asia/Jakarta",
    currency: Annotated[str, typer.Option(help="ISO 4217 code.")] = "IDR",
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
) -> None:
    """Make an empty shop in a data folder and show its first log-in.

    Example: `langganan init --name "Batik Ibu Sri" --home ./shop`
    """
    folder = _use(home)
    _prepare()
    from langganan.web.actions.shop import open_shop

    open_shop(name=name, zone=zone, currency=currency, language=language)
    typer.echo(f"The shop {name} lives in {folder}")
    _first_login(folder)
    typer.echo(f"Next: langganan import ORDERS.csv --home {folder}, then langganan serve --home {folder}")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, Excel or Parquet with one row per order line.")],
    home: Home = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Apply without asking.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take this file's last import out again.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="Write rows that could not be taken here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bring orders in: shows how the file is read and what is doubtful, then asks.

    Examples: `langganan import orders.csv`, `langganan import orders.xlsx --yes --json`,
    `langganan import orders.csv --undo`
    """
    _open_home(home)
    from langganan.web import terminal

    if undo:
        _tell(terminal.undo_import(file), as_json)
        return
    with _progress(quiet=as_json) as report:
        preview = terminal.preview_import(file, report)
    if rejects is not None:
        terminal.write_rejects(preview.batch, rejects)
    if not as_json:
        typer.echo(preview.text())
    if not (yes or (not as_json and typer.confirm("Apply?"))):
        terminal.discard_import(preview)
        _tell({"applied": False, **preview.facts()}, as_json, "Nothing was changed.")
        return
    with _progress(quiet=as_json) as report:
        facts = terminal.apply_import(preview, report)
    folder = _use(home)
    stored = f"Stored {facts['stored']['lines']:,} lines. Next: langganan refresh --home {folder}"
    _tell({"applied": True, **facts}, as_json, stored)


@app.command()
def refresh(
    source: Annotated[
        str | None,
        typer.Argument(help="Tables of your own to work on: a folder, s3a://..., jdbc:postgresql://..."),
    ] = None,
    home: Home = None,
    as_of: AsOf = None,
    engine: Annotated[str | None, typer.Option("--engine", help="duckdb or spark (else LANGGANAN_ENGINE).")] = None,
    master: Annotated[str | None, typer.Option("--master", help="Where Spark runs; else all cores here.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="The new folder for what tables of yours give.")] = None,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_json: AsJson = False,
) -> None:
    """Work everything out anew from the orders: all of it, or nothing.

    Examples: `langganan refresh --as-of 2011-11-30`, `langganan refresh --engine spark --master local[4]`,
    `langganan refresh ./tables --to ./found --engine spark --currency GBP --zone Europe/London`
    """
    from langganan.storage.choice import EngineChoice

    on = EngineChoice.given(engine, master)
    if source is not None or to is not None:
        from langganan.opening import refresh_tables

        with _progress(quiet=as_json) as report:
            facts = refresh_tables(
                source, to, zone=zone, currency=currency, as_of=_day(as_of), on=on, progress=report
            )  # fmt: skip
        _tell(facts, as_json, f"Done. The results are in {to}")
        return
    _open_home(home)
    from langganan.web import terminal

    with _progress(quiet=as_json) as report:
        facts = terminal.refresh(_day(as_of), report, on)
    _tell(facts, as_json, f"Done. See it with: langganan serve --home {_use(home)}")


@app.command()
def serve(home: Home = None, port: Port = 8000, lan: NearBy = False) -> None:
    """Open the web app and its background worker; Ctrl-C stops both.

    Examples: `langganan serve`, `langganan serve --lan --port 8080`
    """
    _open_home(home)
    _serve("0.0.0.0" if lan else "127.0.0.1", port)  # noqa: S104 - only when asked for


@app.command()
def segments(
    file: Source = None,
    home: Home = None,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_of: AsOf = None,
    moved: Annotated[
        int | None, typer.Option("--moved", metavar="DAYS", help="Count who changed group over the last DAYS days.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Who is best, loyal, new, slipping or gone quiet (recency, frequency, monetary value).

    Examples: `langganan segments orders.csv`, `langganan segments --moved 90`, `langganan segments --json`
    """
    shop, day = _shop(file, home, currency, zone), _day(as_of)
    if moved is None:
        _show(shop.segments(as_of=day), as_json)
        return
    from langganan.understand import movement

    if not as_json:
        typer.echo("\n".join(map(str, movement.said(shop.movements(day or shop.as_of, moved)))) + "\n")
    _show(shop.movement(moved, as_of=day), as_json)


@app.command()
def recommend(
    customer: Annotated[str, typer.Argument(help="The customer's number as the source writes it.")],
    file: Source = None,
    home: Home = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many products.")] = 5,
    explore: Annotated[
        float | None, typer.Option(parser=number(0, 1), help="Share of places (0 to 1) for products never bought.")
    ] = None,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_of: AsOf = None,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
    as_json: AsJson = False,
) -> None:
    """What one customer would like, each with its reason, and how that was found.

    Examples: `langganan recommend 17850 orders.csv -k 3`, `langganan recommend 17850 --explore 0.4`
    """
    from langganan.personalise.wishes import Wishes

    voice, shop = Voice(arguments.language(language)), _shop(file, home, currency, zone)
    day = _day(as_of) or shop.as_of
    _show(shop.recommend(customer, k=k, explore=explore, as_of=day, voice=voice), as_json)
    if not as_json:
        found = shop.recommendations(day, wishes=Wishes(k=k, explore=explore))
        typer.echo("\n" + found.how().say(voice))


@app.command()
def stock(
    file: Source = None,
    home: Home = None,
    service: Annotated[
        float, typer.Option("--service", min=0.5, max=0.999, help="Share of cycles without a stock-out.")
    ] = 0.95,
    currency: Currency = "IDR",
    zone: Zone = "Asia/Jakarta",
    as_json: AsJson = False,
) -> None:
    """How much of each product will be needed, and how much to order.

    Example: `langganan stock orders.csv --service 0.98 --json`
    """
    _show(_shop(file, home, currency, zone).stock(service=service), as_json)


@app.command()
def password(
    username: Annotated[str, typer.Argument(help="Whose password.")] = "owner",
    home: Home = None,
) -> None:
    """Give somebody a new password, shown once; for when the first one was lost."""
    _open_home(home)
    from langganan.web import terminal

    typer.echo(f"Log in as {username} with the new password {terminal.new_password(username)}")


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Check the installation and the data folder, and say what to do about what is wrong.

    Example: `langganan doctor --home ./shop`
    """
    _use(home)
    from langganan.web.doctor import examine

    checks = examine()
    if as_json:
        typer.echo(json.dumps([vars(check) for check in checks], indent=2))
    else:
        for check in checks:
            typer.echo(f"{'ok ' if check.ok else 'NO '} {check.name}: {check.found}")
            if not check.ok:
                typer.echo(f"    {check.advice}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _use(home: Path | None) -> Path:
    from langganan.web.home import use

    return use(home).path


def _prepare() -> None:
    from langganan.web.home import prepare

    prepare()


def _open_home(home: Path | None) -> None:
    """A data folder that holds a shop, or a sentence saying how to make one."""
    from langganan.errors import SetupError
    from langganan.storage.folder import DataFolder

    folder = DataFolder.chosen(home)
    missing = SetupError(
        mark("There is no shop in {path}. Make one with: langganan init --home {path}"), path=str(folder.path)
    )
    if not folder.exists():
        raise missing
    _use(home)
    _prepare()
    from langganan.web.queries.shop import the_shop

    if the_shop() is None:
        raise missing


def _first_login(folder: Path) -> None:
    from langganan.web import terminal

    login = terminal.first_login()
    if login is None:
        typer.echo(f"Log in with the password shown the first time. Lost it? langganan password --home {folder}")
    else:
        typer.secho(f"Log in as {login[0]} with the password {login[1]}  (shown only this once)", bold=True)


def _serve(host: str, port: int) -> None:
    from langganan.web.serve import serve as run

    raise typer.Exit(
        run(host=host, port=port, ready=lambda address: typer.secho(f"Open {address}  (Ctrl-C stops it)", bold=True))
    )


def _tell(facts: dict[str, Any], as_json: bool, text: str = "") -> None:
    typer.echo(json.dumps(facts, default=str) if as_json else text or "\n".join(f"{k}: {v}" for k, v in facts.items()))

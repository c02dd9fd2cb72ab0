"""The commands about studies: a questionnaire to ask with, and what the answers say."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from langganan import arguments
from langganan.cli_numbers import number
from langganan.errors import ArgumentError, LanggananError
from langganan.measure.pls.said import ENDINGS, TABLES, to_write, write
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.compare.multigroup import MultiGroup
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict.predict import Prediction
    from langganan.measure.pls.report.extras import Extras
    from langganan.measure.pls.study import Study

    Outcome = Estimate | Bootstrap

FEWEST, QUICK = 99, 20_000
"""Resamples that a comparison of groups needs; respondents up to which answers are predicted unasked."""
SHOWN = frozenset({
    "measurement", "htmt", "fornell_larcker", "paths", "total_effects", "indirect_effects", "explained", "invariance",
    "differences",
})  # fmt: skip
"""The tables that a terminal shows; the report has more."""
Language = Annotated[str, typer.Option("--language", help="en or id.")]


def questionnaire(
    out: Annotated[
        Path | None, typer.Argument(help="Where to: .xlsx (a form for KoboToolbox, ODK, Enketo), .csv or .md.")
    ] = None,
    language: Language = "en",
) -> None:
    """Twelve ready statements on personalised marketing, convenience and loyalty, in English and Indonesian.

    Examples: `langganan questionnaire`, `langganan questionnaire form.xlsx --language id`
    """
    from langganan.measure import questionnaire as ready

    if out is None:
        typer.echo(ready.questionnaire().to_markdown(language), nl=False)
        return
    write(out, ready.written(out.suffix.lower(), language))
    typer.echo(f"Wrote {out}. Next: collect answers, then langganan study ANSWERS.csv")


def study(
    answers: Annotated[
        Path | None, typer.Argument(help="CSV, TSV, Excel or Parquet with one row per respondent.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", "-m", help="A file of =~, <~ and ~ lines, or the lines; without it, the ready questionnaire's."
        ),
    ] = None,
    resamples: Annotated[
        int, typer.Option("--bootstrap", "-b", metavar="N", help="How many resamples; 0 for none.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same numbers.")] = 1,
    consistent: Annotated[
        bool, typer.Option("--consistent", help="Consistent PLS: correct reflective constructs for unreliability.")
    ] = False,
    scheme: Annotated[str | None, typer.Option("--scheme", help="path, factor or centroid.")] = None,
    product: Annotated[
        str | None, typer.Option("--product", help="Interactions: two-stage, orthogonal or product-indicator.")
    ] = None,
    higher_order: Annotated[
        str | None, typer.Option("--higher-order", help="Constructs of constructs: disjoint or embedded.")
    ] = None,
    interval: Annotated[
        str, typer.Option("--interval", help="percentile, basic, bca or studentised (slow).")
    ] = "percentile",
    level: Annotated[
        float | None,
        typer.Option("--level", parser=number(0.01, 0.9999), help="Of intervals: 0.95; with one tail 0.90."),
    ] = None,
    tails: Annotated[int, typer.Option("--tails", min=1, max=2, help="p values of two tails or one.")] = 2,
    missing: Annotated[str, typer.Option("--missing", help="Missing answers: mean, casewise or refuse.")] = "mean",
    missing_code: Annotated[
        list[str] | None, typer.Option("--missing-code", help="A value that stands for no answer, such as -99.")
    ] = None,
    scale: Annotated[
        str | None, typer.Option("--scale", help='What words count: likert-5-id, or "Yes=1, No=0".')
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Take the 100 made-up answers that come with Langganan.")
    ] = False,
    group: Annotated[
        str | None, typer.Option("--group", help="A column of the answers: compare the groups it names.")
    ] = None,
    predict: Annotated[
        bool | None, typer.Option("--predict/--no-predict", help="Predict answers held back (PLSpredict).")
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Write one HTML page (or .pdf) here.")] = None,
    tables: Annotated[Path | None, typer.Option("--tables", help="Write the tables: .xlsx, .tex, .md or .csv.")] = None,
    language: Language = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Analyse a study by PLS-SEM: loadings, reliability, distinctness, paths with their bootstrap, and a verdict.

    Examples: `langganan study --example`, `langganan study answers.csv --model shop.model`,
    `langganan study answers.xlsx --report study.html`, `langganan study answers.csv --bootstrap 0 --json`
    """
    from langganan import pls

    voice = Voice(arguments.language(language))
    arguments.seed(seed)
    if resamples < 0 or resamples == 1:
        text = mark("--bootstrap is {given}. Give 0 for none, or how many resamples to draw, such as 10000.")
        raise ArgumentError(text, given=str(resamples))
    report, tables = report and to_write(report, ENDINGS), tables and to_write(tables, TABLES)
    if (answers is None) is not example:
        raise ArgumentError(mark("Name a file of answers, such as answers.csv, or ask for --example, not both."))
    asked = pls.read(
        pls.example_file() if answers is None else answers, model, missing=missing, missing_codes=missing_code or (),
        scale=scale, consistent=consistent or None, scheme=scheme, product=product, higher_order=higher_order,
    )  # fmt: skip
    from langganan.threads import one_blas_thread

    with one_blas_thread():
        found = _Found(
            _told(_run(asked, resamples, seed, quiet=as_json), interval, level, tails),
            _predicted(asked, seed, wanted=predict),
            None if group is None else pls.multigroup(asked, group, resamples=max(resamples, FEWEST), seed=seed),
        )
    _write(found, report, tables, voice, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(_facts(found, voice), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _show(found, voice)


@dataclass(frozen=True)
class _Found:
    """What a study came to."""

    result: Outcome
    prediction: Prediction | None
    groups: MultiGroup | None

    def extras(self, *, whole: bool = False) -> Extras:
        """What the report holds beside the estimate."""
        from langganan.measure.pls.report.extras import complete, found
        from langganan.measure.pls.report.groups import of_groups

        told = complete(self.result, self.prediction, predict=False) if whole else found(self.result, self.prediction)
        return told if self.groups is None else told + of_groups(self.groups)


def _predicted(asked: Study, seed: int, *, wanted: bool | None) -> Prediction | None:
    """PLSpredict: by itself where it is quick and can be done, and on demand in any case."""
    from langganan import pls

    if wanted is False or (wanted is None and (asked.n > QUICK or isinstance(asked.answers, pls.Correlations))):
        return None
    try:
        return pls.predict(asked.estimate(), seed=seed)
    except LanggananError:
        if wanted:
            raise
        return None


def _run(asked: Study, resamples: int, seed: int, *, quiet: bool) -> Outcome:
    found = asked.estimate()
    if not resamples:
        return found
    with _progress(quiet=quiet or not sys.stderr.isatty()) as progress:
        return found.bootstrap(resamples, seed=seed, progress=progress)


def _told(result: Outcome, interval: str, level: float | None, tails: int) -> Outcome:
    """The intervals and p values that were asked for; the verdict keeps to its own."""
    from langganan.measure.pls.bootstrap import Bootstrap, Method

    arguments.choice("interval", interval, Method)
    return result.told(method=interval, level=level, tails=tails) if isinstance(result, Bootstrap) else result


def _facts(found: _Found, voice: Voice) -> dict[str, Any]:
    """Everything as plain data; sentences in the reader's language."""
    from langganan import pls
    from langganan.measure.pls.outline import comparison, outline, prediction

    verdict = pls.verdict(found.result, prediction=found.prediction, groups=found.groups).to_json(voice)
    doubts = [doubt.say(voice) for doubt in pls.doubts(found.result)]
    groups = {} if found.groups is None else {"groups": comparison(found.groups, voice)}
    told = {} if found.prediction is None else {"prediction": prediction(found.prediction)}
    return {**outline(found.result), **told, "verdict": verdict, "doubts": doubts, **groups}


def _show(found: _Found, voice: Voice) -> None:
    from langganan import pls
    from langganan.measure.pls.report.gather import gather
    from langganan.measure.pls.report.plain import plain
    from langganan.measure.pls.report.tables import of_measurement, of_structure

    extras = found.extras()
    facts = gather(found.result, extras)
    tables = [table for table in (*of_measurement(facts), *of_structure(facts), *facts.more) if table.name in SHOWN]
    typer.echo(plain(tables, voice))
    typer.echo(f"\n{pls.verdict(found.result, prediction=found.prediction, groups=found.groups).say(voice)}")
    for doubt in extras.doubts:
        typer.secho(f"? {doubt.say(voice)}", err=True)


def _write(found: _Found, report: Path | None, tables: Path | None, voice: Voice, *, quiet: bool) -> None:
    asked = ((report, _page), (tables, _tables))
    for path, content in [(path, make(found, path, voice)) for path, make in asked if path is not None]:
        write(path, content)
        if not quiet:
            typer.secho(f"Wrote {path}", err=True)


def _page(found: _Found, path: Path, voice: Voice) -> bytes:
    from langganan.measure.pls.report.page import report
    from langganan.measure.pls.report.pdf import pdf

    page = report(found.result, language=voice.language, extras=found.extras(whole=True))
    return pdf(page) if path.suffix.lower() == ".pdf" else page.encode()


def _tables(found: _Found, path: Path, voice: Voice) -> bytes:
    from langganan.measure.pls.report.files import tables_as

    return tables_as(path.suffix.lower(), found.result, found.extras(whole=True), voice)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[float], None] | None]:
    """A progress bar on the terminal's error channel; nothing where output is for a program."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(Phrase(mark("Bootstrap")).say(), total=1.0)
        yield lambda share: bar.update(task, completed=share)

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
from langganan.errors import ArgumentError, LanggananError
from langganan.measure.pls.said import write
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.multigroup import MultiGroup
    from langganan.measure.pls.predict import Prediction
    from langganan.measure.pls.report.extras import Extras
    from langganan.measure.pls.study import Study

    Outcome = Estimate | Bootstrap

REPORTS, TABLES = (".html", ".pdf"), (".xlsx", ".tex", ".md")
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
        Path | None,
        typer.Option("--model", "-m", help="A file of =~, <~ and ~ lines; without one, the ready questionnaire's."),
    ] = None,
    resamples: Annotated[
        int, typer.Option("--bootstrap", "-b", min=0, metavar="N", help="How many resamples; 0 for none.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")] = 1,
    consistent: Annotated[
        bool, typer.Option("--consistent", help="Consistent PLS: correct reflective constructs for unreliability.")
    ] = False,
    scheme: Annotated[str | None, typer.Option("--scheme", help="path, factor or centroid.")] = None,
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
    tables: Annotated[Path | None, typer.Option("--tables", help="Write the tables: .xlsx, .tex or .md.")] = None,
    language: Language = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Analyse a study by PLS-SEM: loadings, reliability, distinctness, paths with their bootstrap, and a verdict.

    Examples: `langganan study --example`, `langganan study answers.csv --model shop.model`,
    `langganan study answers.xlsx --report study.html`, `langganan study answers.csv --bootstrap 0 --json`
    """
    from langganan import pls

    voice = Voice(arguments.language(language))
    _check_ending(report, REPORTS)
    _check_ending(tables, TABLES)
    if (answers is None) is not example:
        raise ArgumentError(mark("Name a file of answers, such as answers.csv, or ask for --example, not both."))
    asked = pls.read(
        pls.example_file() if answers is None else answers, model, missing=missing, missing_codes=missing_code or (),
        scale=scale, consistent=consistent or None, scheme=scheme,
    )  # fmt: skip
    from langganan.measure.pls.threads import one_blas_thread

    with one_blas_thread():
        found = _Found(
            _run(asked, resamples, seed, quiet=as_json),
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

        told = (complete if whole else found)(self.result, self.prediction)
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


def _facts(found: _Found, voice: Voice) -> dict[str, Any]:
    """Everything as plain data; sentences in the reader's language."""
    from langganan import pls
    from langganan.measure.pls.outline import comparison, outline, prediction

    verdict = pls.verdict(found.result, prediction=found.prediction).to_json(voice)
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
    typer.echo(f"\n{pls.verdict(found.result, prediction=found.prediction).say(voice)}")
    for doubt in extras.doubts:
        typer.secho(f"? {doubt.say(voice)}", err=True)


def _write(found: _Found, report: Path | None, tables: Path | None, voice: Voice, *, quiet: bool) -> None:
    for path, made in ((report, _page), (tables, _tables)):
        if path is None:
            continue
        write(path, made(found, path, voice))
        if not quiet:
            typer.secho(f"Wrote {path}", err=True)


def _page(found: _Found, path: Path, voice: Voice) -> bytes:
    from langganan.measure.pls.report.page import report
    from langganan.measure.pls.report.pdf import pdf

    page = report(found.result, language=voice.language, extras=found.extras(whole=True))
    return pdf(page) if path.suffix.lower() == ".pdf" else page.encode()


def _tables(found: _Found, path: Path, voice: Voice) -> bytes:
    from langganan.measure.pls.report import methods
    from langganan.measure.pls.report.excel import excel
    from langganan.measure.pls.report.gather import gather
    from langganan.measure.pls.report.latex import latex
    from langganan.measure.pls.report.markdown import markdown
    from langganan.measure.pls.report.tables import tables

    facts = gather(found.result, found.extras(whole=True))
    if path.suffix.lower() == ".xlsx":
        return excel(tables(facts), methods.about(facts), voice)
    return (latex if path.suffix.lower() == ".tex" else markdown)(tables(facts), voice).encode()


def _check_ending(path: Path | None, endings: tuple[str, ...]) -> None:
    if path is not None and path.suffix.lower() not in endings:
        text = mark("{file} cannot be written. Its name should end in one of: {endings}.")
        raise ArgumentError(text, file=path.name, endings=", ".join(endings))


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

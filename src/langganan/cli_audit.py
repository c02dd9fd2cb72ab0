"""The command that audits what a paper prints about its path model."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from langganan import arguments
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.audit import Finding

HEADINGS = {
    "error": mark("Contradictions"),
    "warning": mark("Rules that are not met"),
    "note": mark("Not reported, or not checked"),
}


def audit(
    file: Annotated[
        Path | None, typer.Argument(help="A form (.yaml, .json or .csv) with what the paper prints.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    language: Annotated[str, typer.Option("--language", help="en or id.")] = "en",
) -> None:
    """Audit a paper's printed tables: which numbers and claims contradict each other, and what is missing.

    Without a file, prints the form of a published study to start from.

    Examples: `langganan audit > paper.yaml`, `langganan audit paper.yaml`, `langganan audit paper.yaml --json`
    """
    voice = Voice(arguments.language(language))
    if file is None:
        form = files("langganan.data").joinpath("study_printed.yaml")
        typer.echo(form.read_text(encoding="utf-8"), nl=False)
        return
    from langganan.measure.pls.audit import audit as examine
    from langganan.measure.pls.audit import read

    found = examine(read(file))
    if as_json:
        typer.echo(
            json.dumps({"findings": [finding.to_json(voice) for finding in found]}, ensure_ascii=False, indent=2)
        )
    else:
        _show(found, voice)


def _show(found: tuple[Finding, ...], voice: Voice) -> None:
    """The findings under their severities, then how many there are of each."""
    for severity, heading in HEADINGS.items():
        own = [finding for finding in found if finding.severity == severity]
        if own:
            typer.secho(Phrase(heading).say(voice), bold=True)
            for finding in own:
                typer.echo(f"  {finding.phrase.say(voice)}")
                typer.secho(f"    {finding.code}{_source(finding, voice)}", dim=True)
            typer.echo("")
    typer.echo(_closing(Counter(str(finding.severity) for finding in found)).say(voice))


def _source(finding: Finding, voice: Voice) -> str:
    from langganan.measure.pls.thresholds import RULES

    return f" · {RULES[finding.rule].cite().say(voice)}" if finding.rule else ""


def _closing(count: Counter[str]) -> Phrase:
    if not count["error"] and not count["warning"]:
        return Phrase(mark("No printed number contradicts another; {notes} notes."), {"notes": count["note"]})
    return Phrase(
        mark("{errors} contradictions, {warnings} rules not met, {notes} notes. Every check allows for rounding."),
        {"errors": count["error"], "warnings": count["warning"], "notes": count["note"]},
    )

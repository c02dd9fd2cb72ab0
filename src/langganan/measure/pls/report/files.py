"""The report's tables as a file: a workbook, LaTeX, Markdown or CSV."""

from __future__ import annotations

from collections.abc import Iterable

from langganan.measure.pls.report import methods
from langganan.measure.pls.report.csv import csv
from langganan.measure.pls.report.excel import excel
from langganan.measure.pls.report.extras import Extras
from langganan.measure.pls.report.gather import Result, gather
from langganan.measure.pls.report.latex import latex
from langganan.measure.pls.report.markdown import markdown
from langganan.measure.pls.report.table import Table
from langganan.measure.pls.report.tables import tables
from langganan.words import Voice


def tables_as(kind: str, result: Result, extras: Extras, voice: Voice) -> bytes:
    """This function will give all tables as the bytes of a file that ends in `.xlsx`, `.tex`, `.md` or `.csv`."""
    facts = gather(result, extras)
    made = tables(facts)
    if kind == ".xlsx":
        return excel(made, methods.about(facts), voice)
    return {".tex": latex, ".md": markdown, ".csv": _csv}[kind](made, voice).encode()


def _csv(made: Iterable[Table], voice: Voice) -> str:
    """One table below the other, each under a line with its title."""
    titled = {f"{table.name}.csv": _quoted(table.title.say(voice)) for table in made}
    return "\n".join(f"{titled[name]}\n{text}" for name, text in csv(made, voice).items())


def _quoted(title: str) -> str:
    doubled = title.replace('"', '""')
    return f'"{doubled}"'

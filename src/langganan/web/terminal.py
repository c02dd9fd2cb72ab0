"""What the command line asks of the actions, and how it puts their results into lines."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from langganan.collect.orders import Reject
from langganan.collect.rejects import write_rejects as write
from langganan.errors import ArgumentError, FileError
from langganan.storage.choice import EngineChoice
from langganan.web.actions import imports, people, uploads
from langganan.web.actions import refresh as refreshing
from langganan.web.actions.progress import Report
from langganan.web.demo import chunks
from langganan.web.models import ImportBatch, User
from langganan.web.queries.imports import delimiter_of
from langganan.web.queries.shop import the_shop, voice_of
from langganan.words import Phrase, mark


@dataclass(frozen=True)
class Preview:
    """A file as it would be imported."""

    batch: ImportBatch

    def facts(self) -> dict[str, Any]:
        """What was found, for a program: columns, counts by rule, doubts and rejects."""
        summary = self.batch.summary
        return {
            "file": self.batch.file_name, "columns": self.batch.layout["columns"], "counts": summary["counts"],
            "doubts": [Phrase.from_json(doubt).say() for doubt in summary["doubts"]],
            "rejects": summary["rejects"], "from": summary["from"], "to": summary["to"],
        }  # fmt: skip

    def text(self) -> str:
        """The same, for a person."""
        voice, summary = voice_of(the_shop()), self.batch.summary
        columns = [f"  {field:<14} {header}" for field, header in self.batch.layout["columns"].items()]
        rules = [f"  {count:>9,}  {Phrase.from_json(rule).say(voice)}" for _, count, rule in summary["rules"]]
        doubts = [f"  ? {Phrase.from_json(doubt).say(voice)}" for doubt in summary["doubts"]]
        left = [
            f"  ! row {kept.row}: {Phrase.from_json(kept.reason).say(voice)}" for kept in self.batch.rejects.all()[:5]
        ]
        head = f"{self.batch.file_name}: {summary['from']} to {summary['to']}, read as {_manner(self.batch.layout)}"
        return "\n".join([head, *columns, *rules, *doubts, *left])


def _manner(layout: dict[str, Any]) -> str:
    """How a file is read, in one line."""
    dates, decimals = f"dates {layout['date_order']}", f"decimals {layout['decimal']}"
    if layout["kind"] != "csv":
        return f"{layout['kind']}, {dates}, {decimals}"
    return f"csv, {layout['encoding']}, delimiter {layout['delimiter']!r}, {dates}, {decimals}"


def preview_import(file: Path, report: Report) -> Preview:
    """Receive and read a file."""
    if not file.is_file():
        raise FileError(mark("There is no file {file}."), file=str(file))
    batch = imports.receive(chunks(file), name=file.name, by=None)
    return Preview(imports.read_file(batch.pk, report=report))


def apply_import(preview: Preview, report: Report) -> dict[str, Any]:
    """Apply a previewed file; its facts with what was stored."""
    batch = imports.apply(preview.batch.pk, report=report)
    return {**Preview(batch).facts(), "stored": batch.summary["stored"]}


def discard_import(preview: Preview) -> None:
    """Put a previewed file aside."""
    imports.discard(preview.batch.pk, by=None)


def undo_import(file: Path) -> dict[str, Any]:
    """Undo the last applied import of a file of this name."""
    named = ImportBatch.objects.filter(file_name=uploads.plain(file.name), state=ImportBatch.State.APPLIED)
    applied = named.order_by("-applied_at").first()
    if applied is None:
        raise ArgumentError(mark("No applied import of a file named {file} was found."), file=file.name)
    batch = imports.undo(applied.pk)
    return {"undone": batch.pk, "file": batch.file_name}


def write_rejects(batch: ImportBatch, path: Path) -> None:
    """Write the rows that could not be taken, each with its reason, ready to be mended and sent again."""
    rejects = [
        Reject(row=kept.row, column=kept.column, reason=Phrase.from_json(kept.reason), cells=kept.cells)
        for kept in batch.rejects.all()
    ]
    try:
        write(
            path,
            batch.file_name,
            batch.summary["headers"],
            rejects,
            voice_of(the_shop()),
            delimiter=delimiter_of(batch),
        )
    except OSError as error:
        said = mark("{file} cannot be written ({problem}).")
        raise FileError(said, file=str(path), problem=error.strerror or str(error)) from error


def refresh(as_of: date | None, report: Report, on: EngineChoice | None = None) -> dict[str, Any]:
    """Refresh now; what was worked on."""
    done = refreshing.run(as_of=as_of, report=report, on=on)
    return {"refresh": done.pk, "as_of": done.as_of.isoformat(), **done.facts}


def first_login() -> tuple[str, str] | None:
    """Make the shop's first log-in, or None where there is one."""
    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(9)
    return people.create_owner("owner", password).username, password


def new_password(username: str) -> str:
    """Give a user a new password."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise ArgumentError(mark("There is nobody called {name} here."), name=username)
    password = secrets.token_urlsafe(9)
    people.reset_password(user, password)
    return password

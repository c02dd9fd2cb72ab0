"""Files on their way in: what was imported, and one import's preview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from langganan.collect.layout import FIELDS
from langganan.collect.rejects import Reject, write_rejects
from langganan.collect.text_file import DELIMITERS
from langganan.web.models import AuditLine, ImportBatch, RejectedRow
from langganan.words import Phrase, Voice, mark

State = ImportBatch.State
BUSY = (State.READING, State.APPLYING, State.UNDOING)
REJECTS_SHOWN = 20
_HISTORY = 50
_NONE = dict.fromkeys(("orders", "lines", "customers", "products"), 0)
STATE_NAMES = {
    State.READING: Phrase(mark("Being read")),
    State.PREVIEW: Phrase(mark("Waiting for you")),
    State.APPLYING: Phrase(mark("Being added")),
    State.APPLIED: Phrase(mark("Added")),
    State.UNDOING: Phrase(mark("Being taken out")),
    State.UNDONE: Phrase(mark("Taken out again")),
    State.FAILED: Phrase(mark("Could not be read")),
    State.DISCARDED: Phrase(mark("Put aside")),
}


@dataclass(frozen=True)
class ImportRow:
    """One import in the history."""

    pk: int
    file_name: str
    state: str
    state_name: Phrase
    at: datetime
    by: str
    orders: int | None
    rejects: int
    since: date | None
    until: date | None


@dataclass(frozen=True)
class FileColumn:
    """One column of the file: its header, a few of its values, and the field it is taken for ("" for none)."""

    header: str
    examples: str
    field: str


@dataclass(frozen=True)
class Rule:
    """A rule by which rows were read, how many it met, and the rule in words."""

    code: str
    n: int
    phrase: Phrase


@dataclass(frozen=True)
class ImportStory:
    """One import with all that its page shows."""

    batch: ImportBatch
    row: ImportRow
    layout: dict[str, Any]
    counts: dict[str, int]
    doubts: list[Phrase]
    rules: list[Rule]
    columns: list[FileColumn]
    first_rows: list[list[str]]
    rejects: list[RejectedRow]
    stored: dict[str, int]
    problem: Phrase | None

    @property
    def busy(self) -> bool:
        return self.batch.state in BUSY

    @property
    def new_rows(self) -> int:
        """How many rows applying would add."""
        taken = sum(self.counts.get(kind, 0) for kind in ("sales", "returns", "free", "adjustment"))
        return max(0, taken - self.counts.get("already_here", 0))


def field_choices() -> list[tuple[str, Phrase]]:
    """The fields a column may mean, with the words for them."""
    return [(field, Phrase(words)) for field, words in FIELDS.items()]


def imports() -> list[ImportRow]:
    """The latest imports, newest first."""
    batches = ImportBatch.objects.select_related("by").order_by("-pk")[:_HISTORY]
    return [_row(batch) for batch in batches]


def import_story(batch: ImportBatch) -> ImportStory:
    """All that is known of one import."""
    summary, headers = batch.summary, batch.summary.get("headers", [])
    first_rows = [[str(cell) for cell in row] for row in summary.get("rows", [])]
    return ImportStory(
        batch=batch,
        row=_row(batch),
        layout=batch.layout,
        counts={**_NONE, **summary.get("counts", {})},
        doubts=[Phrase.from_json(doubt) for doubt in summary.get("doubts", [])],
        rules=[Rule(code, n, _rule_phrase(said, n)) for code, n, said in summary.get("rules", [])],
        columns=_columns(headers, first_rows, batch.layout.get("columns", {})),
        first_rows=first_rows,
        rejects=list(batch.rejects.all()[:REJECTS_SHOWN]) if summary.get("rejects") else [],
        stored={**_NONE, **summary.get("stored", {})},
        problem=Phrase.from_json(batch.problem) if batch.problem else None,
    )


def orders_changed_at(batch: ImportBatch) -> datetime | None:
    """When this import last changed the shop's orders: as it was added, or as it was taken out again."""
    if batch.state != State.UNDONE:
        return batch.applied_at
    lines = AuditLine.objects.filter(verb="import.undo", subject="import", subject_id=batch.pk)
    return lines.values_list("at", flat=True).first()


def rejects_file(batch: ImportBatch, voice: Voice) -> IO[bytes]:
    """Every rejected row as CSV, with where and why in the last columns: to be mended and sent again."""
    file = SpooledTemporaryFile(max_size=2_000_000)  # noqa: SIM115  (the response closes it)
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")  # type: ignore[arg-type]
    write_rejects(
        text, batch.file_name, batch.summary.get("headers", []), _rejects(batch), voice, delimiter=delimiter_of(batch)
    )
    text.flush()
    text.detach()
    file.seek(0)
    return file  # type: ignore[return-value]


def delimiter_of(batch: ImportBatch) -> str:
    """What parts the cells of the rejected rows: as in the file where that is text, else a comma."""
    given = batch.layout.get("delimiter", ",") if batch.layout.get("kind") == "csv" else ","
    return given if given in DELIMITERS else ","


def _rejects(batch: ImportBatch) -> Iterator[Reject]:
    for row in batch.rejects.order_by("row").iterator(chunk_size=2000):
        yield Reject(row.row, row.column, Phrase.from_json(row.reason), row.cells)


def _row(batch: ImportBatch) -> ImportRow:
    summary = batch.summary
    return ImportRow(
        pk=batch.pk,
        file_name=batch.file_name,
        state=batch.state,
        state_name=STATE_NAMES[State(batch.state)],
        at=batch.applied_at or batch.created_at,
        by=batch.by.get_username() if batch.by else "",
        orders=summary.get("counts", {}).get("orders"),
        rejects=summary.get("rejects", 0),
        since=_day(summary.get("from")),
        until=_day(summary.get("to")),
    )


def _columns(headers: list[str], rows: list[list[str]], fields: dict[str, str]) -> list[FileColumn]:
    meant = {header: field for field, header in fields.items()}
    return [FileColumn(header, _examples(rows, i), meant.get(header, "")) for i, header in enumerate(headers)]


def _examples(rows: list[list[str]], column: int) -> str:
    cells = dict.fromkeys(row[column].strip() for row in rows if column < len(row) and row[column].strip())
    return ", ".join(list(cells)[:3])


def _rule_phrase(said: Any, n: int) -> Phrase:
    return Phrase(said, {"n": n}) if isinstance(said, str) else Phrase.from_json(said)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

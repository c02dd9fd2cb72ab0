"""Order files in: receive → read → preview → apply → undo. Each step whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from langganan.collect.layout import Layout, headers_sha256
from langganan.collect.orders import Look, Reading, look, read
from langganan.collect.phone import region_of_zone
from langganan.collect.rules import RULES
from langganan.errors import ArgumentError, FileError, LanggananError
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.web.actions import uploads
from langganan.web.actions.audit import Actor, leave
from langganan.web.actions.progress import Report, reporter
from langganan.web.frames import bulk, orders
from langganan.web.locks import exclusive, is_free
from langganan.web.models import ImportBatch, RejectedRow, RememberedLayout, Shop, User
from langganan.web.queries.progress import progress_of
from langganan.words import Phrase, mark

logger = logging.getLogger(__name__)
State = ImportBatch.State
BACK = {State.READING: State.FAILED, State.APPLYING: State.PREVIEW, State.UNDOING: State.APPLIED}
"""Where a batch stands again when its work was cut off: the database has undone what was half done."""
ALREADY_HERE = mark("Lines that are stored already: they are left out.")
INTERRUPTED = Phrase(mark("The work was cut off. Nothing was changed; you can start it again."))


def receive(chunks: Iterable[bytes], *, name: str, by: Actor, most: int | None = None) -> ImportBatch:
    """Keep a file and note it as a new batch, not read yet. The same file twice is recognised."""
    name = name.replace("\x00", "")
    name = uploads.plain(name)
    kept = uploads.keep(chunks, name=name, most=most)
    try:
        _refuse_twice(name, kept.sha256)
        return _note(name, kept, by)
    except LanggananError:
        uploads.drop(kept.stored_as)
        raise


def start_read(batch_id: int) -> None:
    """Have the file read in the background."""
    _queue("read_import", batch_id)


@transaction.atomic
def start_apply(batch_id: int, *, by: Actor) -> None:
    """Have a previewed file applied in the background."""
    _step(batch_id, State.PREVIEW, State.APPLYING)
    leave("import.start", by=by, subject="import", subject_id=batch_id)
    transaction.on_commit(lambda: _queue("apply_import", batch_id))


@transaction.atomic
def start_undo(batch_id: int, *, by: Actor) -> None:
    """Have an applied file taken out again in the background."""
    _newest_first(_step(batch_id, State.APPLIED, State.UNDOING))
    leave("import.start_undo", by=by, subject="import", subject_id=batch_id)
    transaction.on_commit(lambda: _queue("undo_import", batch_id))


@transaction.atomic
def correct(batch_id: int, changes: Mapping[str, Any], *, by: Actor) -> None:
    """Change how a previewed file is read, and have it read again."""
    batch = _step(batch_id, (State.PREVIEW, State.FAILED), State.READING)
    batch.layout = Layout.from_json({**batch.layout, **changes}).to_json()
    batch.problem = None
    batch.save(update_fields=["layout", "problem"])
    leave("import.correct", by=by, subject="import", subject_id=batch_id, fields=sorted(changes))
    transaction.on_commit(lambda: _queue("read_import", batch_id))


@transaction.atomic
def discard(batch_id: int, *, by: Actor) -> None:
    """Put a file aside that was not applied."""
    batch = _step(batch_id, (State.PREVIEW, State.FAILED), State.DISCARDED)
    batch.rejects.all().delete()
    leave("import.discard", by=by, subject="import", subject_id=batch_id)
    transaction.on_commit(lambda: uploads.drop(batch.stored_as))


def read_file(batch_id: int, *, report: Report | None = None) -> ImportBatch:
    """Read a received file and store its preview: layout, first rows, counts by rule, doubts, rejects."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state != State.READING:
        return batch
    report = report or reporter("import", batch_id)
    with _failing(batch, State.FAILED), exclusive("import"):
        seen = _look(batch)
        batch.layout, batch.summary = seen.layout.to_json(), _seen(seen)
        batch.save(update_fields=["layout", "summary"])
        reading = _read(batch, seen.layout, report, share=0.9)
        summary = {**batch.summary, **_found(reading, seen.doubts, orders.already_here(reading.orders), _zone())}
        with transaction.atomic():
            _keep_rejects(batch, reading)
            batch.summary, batch.state, batch.problem = summary, State.PREVIEW, None
            batch.save()
            leave("import.read", by=batch.by, subject="import", subject_id=batch_id, rejects=len(reading.rejects))
        report(Phrase(mark("Read.")), 1.0)
    return batch


def apply(batch_id: int, *, by: Actor = None, report: Report | None = None) -> ImportBatch:
    """Store a previewed file's orders in one transaction; on any failure everything is as it was."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state not in {State.PREVIEW, State.APPLYING}:
        return batch
    report = report or reporter("import", batch_id)
    with _failing(batch, State.PREVIEW), exclusive("import"):
        _refuse_twice(batch.file_name, batch.sha256)
        layout = Layout.from_json(batch.layout)
        reading = _read(batch, layout, report, share=0.6)
        report(Phrase(mark("Storing {n} rows"), {"n": len(reading.orders["row"])}), 0.6)
        with transaction.atomic():
            stored = orders.store(reading.orders, batch)
            batch.state, batch.applied_at, batch.problem = State.APPLIED, timezone.now(), None
            batch.summary = {**batch.summary, "stored": vars(stored)}
            batch.save()
            if batch.before.filter(table="order").exists():
                _rebuild_lake()
            _remember(reading.headers, layout)
            leave("import.apply", by=by or batch.by, subject="import", subject_id=batch_id, **vars(stored))
        uploads.drop(batch.stored_as)
        report(Phrase(mark("Stored.")), 1.0)
    return batch


def undo(batch_id: int, *, by: Actor = None) -> ImportBatch:
    """Take an applied file's orders out again, exactly, in one transaction."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state not in {State.APPLIED, State.UNDOING}:
        return batch
    report = reporter("import", batch_id)
    with _failing(batch, State.APPLIED), exclusive("import"):
        _newest_first(batch)
        report(Phrase(mark("Taking the rows out again")), 0.1)
        with transaction.atomic():
            lines = orders.remove(batch)
            batch.before.all().delete()
            batch.state, batch.problem = State.UNDONE, None
            batch.save(update_fields=["state", "problem"])
            _rebuild_lake()
            leave("import.undo", by=by or batch.by, subject="import", subject_id=batch_id, lines=lines)
        report(Phrase(mark("Undone.")), 1.0)
    return batch


def recover(*, only_silent: bool = True) -> int:
    """Put batches whose work was cut off back to where they stood; gives how many.

    While the worker may still be about to start, a batch counts as cut off only once its progress went
    silent; at the start of the server nothing can be running, and all are taken.
    """
    if not is_free("import"):
        return 0
    cut = 0
    for batch in ImportBatch.objects.filter(state__in=BACK):
        progress = progress_of("import", batch.pk)
        if only_silent and (progress is None or not progress.silent):
            continue
        back = BACK[State(batch.state)]
        cut += ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(
            state=back, problem=INTERRUPTED.to_json()
        )
        leave("import.recover", by=None, subject="import", subject_id=batch.pk, state=str(back))
    return cut


def _queue(job: str, batch_id: int) -> None:
    reporter("import", batch_id)(Phrase(mark("Waiting to start")), 0.0)
    async_task(f"langganan.web.jobs.{job}", batch_id)


@transaction.atomic
def _note(name: str, kept: uploads.Kept, by: Actor) -> ImportBatch:
    batch = ImportBatch.objects.create(
        file_name=name[:255], stored_as=kept.stored_as, sha256=kept.sha256, size=kept.size,
        by=by if isinstance(by, User) else None, created_at=timezone.now(),
    )  # fmt: skip
    leave("import.receive", by=by, subject="import", subject_id=batch.pk, size=kept.size)
    return batch


def _refuse_twice(name: str, sha256: str) -> None:
    before = ImportBatch.objects.filter(sha256=sha256, state=State.APPLIED).first()
    if before is not None and before.applied_at is not None:
        raise FileError(
            mark("The file {file} was imported on {day} already. Nothing was changed."),
            file=name, day=before.applied_at.date(),
        )  # fmt: skip


def _newest_first(batch: ImportBatch) -> None:
    """Imports build on one another, so undo is exact in one order only: the last in is the first out."""
    later = ImportBatch.objects.filter(state=State.APPLIED, applied_at__gt=batch.applied_at).order_by("-applied_at")
    if (newest := later.first()) is not None:
        raise ArgumentError(
            mark("{file} was brought in after this and may build on it. Undo that one first."), file=newest.file_name
        )


def _rebuild_lake() -> None:
    """Lines that are in the lake changed or went away: have it built afresh."""
    shop = Shop.objects.select_for_update().get(pk=1)
    shop.lake_generation += 1
    shop.save(update_fields=["lake_generation"])


def _step(batch_id: int, expected: State | tuple[State, ...], new: State) -> ImportBatch:
    """Move a batch to its next state, or say where it stands."""
    allowed = expected if isinstance(expected, tuple) else (expected,)
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state not in allowed:
        raise ArgumentError(mark("This import has moved on meanwhile. Load the page again to see how it stands."))
    batch.state = new
    batch.save(update_fields=["state"])
    return batch


@contextmanager
def _failing(batch: ImportBatch, back: State) -> Iterator[None]:
    """Whatever goes wrong inside is noted on the batch, which returns to `back`; then it is raised."""
    try:
        yield
    except Exception as error:
        phrase = error.phrase if isinstance(error, LanggananError) else _technical(error)
        ImportBatch.objects.filter(pk=batch.pk).update(state=back, problem=phrase.to_json())
        if isinstance(error, LanggananError):
            raise
        logger.exception("import %s failed", batch.pk)
        raise FileError(phrase.text, **phrase.fields) from error


def _technical(error: Exception) -> Phrase:
    return Phrase(
        mark("The work could not be finished ({problem}). Nothing was changed; free some space and try again."),
        {"problem": str(error)[:200]},
    )


def _look(batch: ImportBatch) -> Look:
    """How the file is laid out: as a person corrected it, else as detected or remembered."""
    shop = Shop.objects.get(pk=1)
    corrected = Layout.from_json(batch.layout) if batch.layout else None
    with DuckDBEngine() as engine:
        path = uploads.kept_path(batch.stored_as)
        return look(path, engine=engine, remembered=_remembered, currency=shop.currency, corrected=corrected)


def _read(batch: ImportBatch, layout: Layout, report: Report, *, share: float) -> Reading:
    shop = Shop.objects.get(pk=1)
    doing = Phrase(mark("Reading {file}"), {"file": batch.file_name})
    with DuckDBEngine() as engine:
        return read(
            uploads.kept_path(batch.stored_as), layout, zone=shop.zone, currency=shop.currency,
            region=region_of_zone(shop.zone), engine=engine, progress=lambda part: report(doing, part * share),
        )  # fmt: skip


def _seen(seen: Look) -> dict[str, Any]:
    return {"headers": seen.headers, "rows": seen.rows, "doubts": [phrase.to_json() for phrase in seen.doubts]}


def _found(reading: Reading, doubts: list[Phrase], here: int, zone: ZoneInfo) -> dict[str, Any]:
    """What the preview shows of a file that could be read."""
    at = reading.orders["ordered_at"]
    counts = {**reading.counts, "already_here": here}
    said = {**RULES, "already_here": ALREADY_HERE}
    return {
        "doubts": [phrase.to_json() for phrase in [*doubts, *reading.doubts]],
        "counts": counts,
        "rules": [[code, counts[code], Phrase(text).to_json()] for code, text in said.items() if counts.get(code)],
        "from": _day(at.min(), zone) if len(at) else None,
        "to": _day(at.max(), zone) if len(at) else None,
        "rejects": len(reading.rejects),
    }


def _zone() -> ZoneInfo:
    return ZoneInfo(Shop.objects.values_list("zone", flat=True).get(pk=1))


def _day(at: np.datetime64, zone: ZoneInfo) -> str:
    """The day in the shop's zone of a time in UTC."""
    return at.astype("datetime64[s]").item().replace(tzinfo=UTC).astimezone(zone).date().isoformat()


def _keep_rejects(batch: ImportBatch, reading: Reading) -> None:
    batch.rejects.all().delete()
    rows = (
        (batch.pk, reject.row, reject.column[:120], bulk.as_json(reject.reason.to_json()), bulk.as_json(reject.cells))
        for reject in reading.rejects
    )
    bulk.insert(RejectedRow, ["batch_id", "row", "column", "reason", "cells"], rows)


def _remembered(key: str) -> Layout | None:
    kept = RememberedLayout.objects.filter(headers_sha256=key).first()
    return None if kept is None else Layout.from_json(kept.layout)


def _remember(headers: list[str], layout: Layout) -> None:
    RememberedLayout.objects.update_or_create(
        headers_sha256=headers_sha256(headers), defaults={"layout": layout.to_json(), "used_at": timezone.now()}
    )

"""Order files in: receive → read → preview → apply → undo. Each step whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_q.tasks import async_task

from langganan.collect.layout import Layout
from langganan.errors import ArgumentError, FileError, LanggananError
from langganan.web.actions import previews, problems, uploads
from langganan.web.actions.audit import Actor, leave
from langganan.web.actions.progress import Report, reporter, waiting
from langganan.web.frames import batches, orders
from langganan.web.locks import exclusive, is_free
from langganan.web.models import ImportBatch, Shop, User
from langganan.web.queries.progress import progress_of
from langganan.words import Phrase, mark

logger = logging.getLogger(__name__)
State = ImportBatch.State
BACK = {State.READING: State.FAILED, State.APPLYING: State.PREVIEW, State.UNDOING: State.APPLIED}
"""Where a batch stands again when its work was cut off: the database has undone what was half done."""
INTERRUPTED = Phrase(mark("The work was cut off. Nothing was changed; you can start it again."))


def receive(chunks: Iterable[bytes], *, name: str, by: Actor, most: int | None = None) -> ImportBatch:
    """Keep a file and note it as a new batch, not read yet. The same file twice is recognised."""
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
    _queue("read_import", batch_id, None)


@transaction.atomic
def start_apply(batch_id: int, *, by: Actor) -> None:
    """Have a previewed file applied in the background."""
    _step(batch_id, State.PREVIEW, State.APPLYING)
    leave("import.start", by=by, subject="import", subject_id=batch_id)
    transaction.on_commit(lambda: _queue("apply_import", batch_id, by))


@transaction.atomic
def start_undo(batch_id: int, *, by: Actor) -> None:
    """Have an applied file taken out again in the background."""
    _newest_first(_step(batch_id, State.APPLIED, State.UNDOING))
    leave("import.start_undo", by=by, subject="import", subject_id=batch_id)
    transaction.on_commit(lambda: _queue("undo_import", batch_id, by))


@transaction.atomic
def correct(batch_id: int, changes: Mapping[str, Any], *, by: Actor) -> None:
    """Change how a previewed file is read, and have it read again."""
    batch = _step(batch_id, (State.PREVIEW, State.FAILED), State.READING)
    batch.layout = Layout.from_json({**batch.layout, **changes}).to_json()
    batch.problem = None
    batch.save(update_fields=["layout", "problem"])
    leave("import.correct", by=by, subject="import", subject_id=batch_id, fields=sorted(changes))
    transaction.on_commit(lambda: _queue("read_import", batch_id, by))


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
    with _failing(batch, State.READING):
        seen = previews.look_at(batch)
        batch.layout, batch.summary = seen.layout.to_json(), previews.summary_of_look(seen)
        batch.save(update_fields=["layout", "summary"])
        reading = previews.read_whole(batch, seen.layout, report, share=0.9)
        found = previews.summary_of(reading, seen.doubts, orders.already_here(reading.orders))
        with transaction.atomic():
            batches.keep_rejects(batch, reading)
            batch.summary = {**batch.summary, **found}
            batch.state, batch.problem = State.PREVIEW, None
            batch.save()
            leave("import.read", by=batch.by, subject="import", subject_id=batch_id, rejects=len(reading.rejects))
        report(Phrase(mark("Read.")), 1.0)
    return batch


def apply(batch_id: int, *, by: Actor = None, report: Report | None = None) -> ImportBatch:
    """Apply a previewed file now and wait for it; `BusyError` while another import runs."""
    with exclusive("import"):
        with transaction.atomic():
            _step(batch_id, State.PREVIEW, State.APPLYING)
        return _apply(batch_id, by, report)


def finish_apply(batch_id: int, *, by: Actor = None, report: Report | None = None) -> ImportBatch:
    """Do what `start_apply` asked for, once; does nothing where the import has moved on since."""
    with exclusive("import", wait=True):
        return _apply(batch_id, by, report)


def undo(batch_id: int, *, by: Actor = None) -> ImportBatch:
    """Take an applied file out again now and wait for it; `BusyError` while another import runs."""
    with exclusive("import"):
        with transaction.atomic():
            _newest_first(_step(batch_id, State.APPLIED, State.UNDOING))
        return _undo(batch_id, by)


def finish_undo(batch_id: int, *, by: Actor = None) -> ImportBatch:
    """Do what `start_undo` asked for, once; does nothing where the import has moved on since."""
    with exclusive("import", wait=True):
        return _undo(batch_id, by)


def recover(*, only_silent: bool = True) -> int:
    """Put batches whose work was cut off back to where they stood; gives how many.

    Work that has not begun yet waits its turn; work that has begun counts as cut off once it went silent and
    nobody holds the lock. At the start of the server nothing can be running, and all are taken.
    """
    if not is_free("import"):
        return 0
    cut = 0
    for batch in ImportBatch.objects.filter(state__in=BACK):
        progress = progress_of("import", batch.pk)
        if only_silent and progress is not None and not progress.silent:
            continue
        moved = ImportBatch.objects.filter(pk=batch.pk, state=batch.state)
        cut += moved.update(state=BACK[State(batch.state)], problem=INTERRUPTED.to_json())
        leave("import.recover", by=None, subject="import", subject_id=batch.pk, state=batch.state)
    return cut


def _apply(batch_id: int, by: Actor, report: Report | None) -> ImportBatch:
    """Store the file's orders in one transaction; on any failure everything is as it was. The lock is held."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state != State.APPLYING:
        return batch
    report = report or reporter("import", batch_id)
    with _failing(batch, State.APPLYING):
        _refuse_twice(batch.file_name, batch.sha256)
        layout = Layout.from_json(batch.layout)
        reading = previews.read_whole(batch, layout, report, share=0.6)
        report(Phrase(mark("Storing {n} rows"), {"n": len(reading.orders["row"])}), 0.6)
        with transaction.atomic():
            stored = orders.store(reading.orders, batch)
            batch.state, batch.applied_at, batch.problem = State.APPLIED, timezone.now(), None
            batch.summary = {**batch.summary, "stored": vars(stored)}
            batch.save()
            if batch.before.filter(table="order").exists():
                _rebuild_lake()
            batches.remember(reading.headers, layout)
            leave("import.apply", by=by, subject="import", subject_id=batch_id, **vars(stored))
        uploads.drop(batch.stored_as)
        report(Phrase(mark("Stored.")), 1.0)
    return batch


def _undo(batch_id: int, by: Actor) -> ImportBatch:
    """Take the file's orders out again, exactly, in one transaction. The lock is held."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state != State.UNDOING:
        return batch
    report = reporter("import", batch_id)
    with _failing(batch, State.UNDOING):
        _newest_first(batch)
        report(Phrase(mark("Taking the rows out again")), 0.1)
        with transaction.atomic():
            lines = orders.remove(batch)
            batch.before.all().delete()
            batch.state, batch.problem = State.UNDONE, None
            batch.save(update_fields=["state", "problem"])
            _rebuild_lake()
            leave("import.undo", by=by, subject="import", subject_id=batch_id, lines=lines)
        report(Phrase(mark("Undone.")), 1.0)
    return batch


def _queue(job: str, batch_id: int, by: Actor) -> None:
    waiting("import", batch_id)
    async_task(f"langganan.web.jobs.{job}", batch_id, by.pk if isinstance(by, User) else None)


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
            file=name, day=_day(before.applied_at),
        )  # fmt: skip


def _day(at: datetime) -> date:
    """The day in the shop's zone."""
    return at.astimezone(ZoneInfo(Shop.objects.values_list("zone", flat=True).get(pk=1))).date()


def _newest_first(batch: ImportBatch) -> None:
    """Imports build on one another, so undo is exact in one order only: the last in is the first out."""
    applied = ImportBatch.objects.filter(state__in=(State.APPLIED, State.APPLYING, State.UNDOING))
    after = Q(applied_at=None) | Q(applied_at__gt=batch.applied_at) | Q(applied_at=batch.applied_at, pk__gt=batch.pk)
    newest = applied.exclude(pk=batch.pk).filter(after).order_by("applied_at", "pk").last()
    if newest is not None:
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
def _failing(batch: ImportBatch, busy: State) -> Iterator[None]:
    """Whatever goes wrong inside is noted on the batch, which goes back to where it stood; then it is raised."""
    try:
        yield
    except Exception as error:
        phrase = problems.phrase_of(error)
        ImportBatch.objects.filter(pk=batch.pk, state=busy).update(state=BACK[busy], problem=phrase.to_json())
        if isinstance(error, LanggananError):
            raise
        logger.error("import %s failed: %s", batch.pk, problems.name_of(error))  # noqa: TRY400 - its text may hold data
        raise FileError(phrase.text, **phrase.fields) from None

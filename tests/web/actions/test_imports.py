from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError

import a_shop
from langganan.errors import ArgumentError, BusyError, FileError
from langganan.web.actions import imports, uploads
from langganan.web.frames import orders
from langganan.web.models import AuditLine, ImportBatch, OrderLine, RejectedRow, RememberedLayout, Shop, User

pytestmark = pytest.mark.django_db
State = ImportBatch.State


def receive(data: bytes = a_shop.as_csv(), name: str = "orders.csv") -> ImportBatch:
    return imports.receive([data], name=name, by=None)


def test_a_file_walks_from_upload_to_shop_and_back(
    empty_shop: Shop, owner: User, finish_jobs: Callable[[], int]
) -> None:
    batch = receive()
    imports.start_read(batch.pk)
    finish_jobs()
    imports.start_apply(batch.pk, by=owner)
    finish_jobs()
    assert OrderLine.objects.count() == len(a_shop.rows())
    imports.start_undo(batch.pk, by=owner)
    finish_jobs()
    batch.refresh_from_db()
    assert (batch.state, OrderLine.objects.count()) == (State.UNDONE, 0)


def test_the_same_file_twice_is_recognised(shop: Shop) -> None:
    with pytest.raises(FileError, match=r"orders.csv was imported on .* already"):
        receive()


def test_after_an_undo_the_same_file_may_come_again(shop: Shop) -> None:
    imports.undo(ImportBatch.objects.get().pk)
    batch = receive()
    imports.read_file(batch.pk)
    assert imports.apply(batch.pk).state == State.APPLIED


def test_what_a_person_confirmed_is_remembered(shop: Shop) -> None:
    more = receive(a_shop.as_csv(a_shop.many_rows(3)), "more.csv")
    assert imports.read_file(more.pk).layout["columns"] == RememberedLayout.objects.get().layout["columns"]


def test_a_correction_is_used_and_remembered(empty_shop: Shop, finish_jobs: Callable[[], int]) -> None:
    data = b"a;b;c\n2026-01-02;Kopi;1.500\n2026-01-03;Teh;2.500\n"
    batch = receive(data, "odd.csv")
    with pytest.raises(FileError, match="date"):
        imports.read_file(batch.pk)
    changes = {"columns": {"ordered_at": "a", "product_name": "b", "amount": "c"}, "decimal": ","}
    imports.correct(batch.pk, changes, by=None)
    finish_jobs()
    batch = imports.apply(batch.pk)
    assert sorted(OrderLine.objects.values_list("amount", flat=True)) == [1500, 2500]


def test_rejects_are_kept_whole_with_their_reason(empty_shop: Shop) -> None:
    data = a_shop.as_csv() + b"Z9,2026-13-45,C1,,P1,Beras,1,500\n"
    batch = imports.read_file(receive(data).pk)
    reject = RejectedRow.objects.get(batch=batch)
    assert (reject.column, reject.cells[1]) == ("Date", "2026-13-45")
    assert batch.summary["rejects"] == 1


def test_a_second_import_while_one_runs_is_told_so(
    empty_shop: Shop, held: Callable[[str], AbstractContextManager[None]]
) -> None:
    batch = imports.read_file(receive().pk)
    with held("import"), pytest.raises(BusyError, match="Another import is running"):
        imports.apply(batch.pk)
    assert ImportBatch.objects.get(pk=batch.pk).state == State.PREVIEW


def test_a_failure_in_the_middle_leaves_nothing_behind(empty_shop: Shop) -> None:
    batch = imports.read_file(receive().pk)
    full = mock.patch.object(orders, "_lines", side_effect=OSError(errno.ENOSPC, "No space left on device"))
    with full, pytest.raises(FileError, match=r"disk is full.*Nothing was changed"):
        imports.apply(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, OrderLine.objects.count()) == (State.PREVIEW, 0)
    assert imports.apply(batch.pk).state == State.APPLIED


def test_what_was_cut_off_can_be_started_again(empty_shop: Shop) -> None:
    batch = imports.read_file(receive().pk)
    ImportBatch.objects.update(state=State.APPLYING)
    assert imports.recover(only_silent=False) == 1
    batch.refresh_from_db()
    assert (batch.state, batch.problem is not None) == (State.PREVIEW, True)


def test_a_step_out_of_turn_is_refused(shop: Shop) -> None:
    batch = ImportBatch.objects.get()
    with pytest.raises(ArgumentError, match="has moved on"):
        imports.start_apply(batch.pk, by=None)


def test_no_text_of_the_database_is_kept_or_logged(empty_shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    batch = imports.read_file(receive().pk)
    leak = OperationalError('COPY customer, line 1, column phone: "+6281234567890"')
    with mock.patch.object(orders, "_lines", side_effect=leak), pytest.raises(FileError):
        imports.apply(batch.pk)
    batch.refresh_from_db()
    assert "628123" not in caplog.text + str(batch.problem)


def test_a_job_delivered_again_after_it_was_called_off_does_nothing(shop: Shop) -> None:
    batch = ImportBatch.objects.get()
    assert imports.finish_undo(batch.pk).state == State.APPLIED
    assert OrderLine.objects.exists()


def test_while_the_newest_is_being_undone_the_one_before_has_to_wait(shop: Shop) -> None:
    first = ImportBatch.objects.get()
    second = imports.apply(imports.read_file(receive(a_shop.as_csv(a_shop.many_rows(3)), "more.csv").pk).pk)
    imports.start_undo(second.pk, by=None)
    with pytest.raises(ArgumentError, match=r"more\.csv was brought in after this"):
        imports.start_undo(first.pk, by=None)


def test_what_waits_its_turn_is_not_cut_off(empty_shop: Shop) -> None:
    batch = receive()
    imports.start_read(batch.pk)
    assert imports.recover() == 0


def test_the_audit_names_who_asked_for_it(empty_shop: Shop, owner: User, finish_jobs: Callable[[], int]) -> None:
    batch = imports.read_file(receive().pk)
    imports.start_apply(batch.pk, by=owner)
    finish_jobs()
    assert AuditLine.objects.get(verb="import.apply").by == owner


def test_a_file_put_aside_is_gone(empty_shop: Shop, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    batch = imports.read_file(receive().pk)
    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(batch.pk, by=None)
    assert not uploads.kept_path(batch.stored_as).exists()


def test_a_file_beyond_the_limit_is_refused_and_not_kept(empty_shop: Shop) -> None:
    with pytest.raises(FileError, match="larger than 1 MB"):
        imports.receive([b"x" * 800_000] * 2, name="big.csv", by=None, most=1_000_000)
    assert not list(uploads.kept_path("x").parent.rglob("*.csv"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a\\b.csv", "\x00.csv", "x" * 300 + ".csv"])
def test_a_hostile_name_stays_in_its_folder(empty_shop: Shop, name: str) -> None:
    kept = uploads.kept_path(receive(name=name).stored_as)
    assert kept.is_file()
    assert kept.parent.parent == settings.FOLDER.files


def test_errors_speak_of_the_file_by_its_own_name(empty_shop: Shop) -> None:
    with pytest.raises(FileError, match=r"pesanan\.csv"):
        imports.read_file(receive(b"", "pesanan.csv").pk)


def test_the_audit_names_steps_but_no_people(shop: Shop) -> None:
    assert "Pelanggan" not in str(list(AuditLine.objects.values("verb", "detail")))
    assert AuditLine.objects.filter(verb="import.apply").count() == 1


def test_the_preview_tells_days_in_the_shops_zone(empty_shop: Shop) -> None:
    row = ("Z1", "2026-06-30 00:30:00", "C1", "", "P1", "Teh", 1, 500)
    assert imports.read_file(receive(a_shop.as_csv([row])).pk).summary["from"] == "2026-06-30"

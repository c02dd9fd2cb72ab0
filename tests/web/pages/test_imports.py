from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import a_shop
from langganan.web.models import ImportBatch, Order, Refresh, RejectedRow

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def _send(client, content=None, name="orders.csv"):
    file = SimpleUploadedFile(name, a_shop.as_csv() if content is None else content)
    return client.post(reverse("imports"), {"file": file}, follow=True)


def _page(client, batch):
    return client.get(reverse("import_one", args=[batch.pk])).content.decode()


def test_a_file_is_read_previewed_added_and_taken_out_again(empty_shop, owner_client, finish_jobs):
    assert "Reading orders.csv" in _send(owner_client).content.decode()
    finish_jobs()
    batch = ImportBatch.objects.get()
    assert "Nothing has been added yet" in _page(owner_client, batch)
    owner_client.post(reverse("import_apply", args=[batch.pk]))
    finish_jobs()
    assert "orders.csv is in" in _page(owner_client, batch)
    assert "The figures are up to date" in _page(owner_client, batch)
    assert Order.objects.exists()
    owner_client.post(reverse("import_undo", args=[batch.pk]))
    finish_jobs()
    assert "taken out again" in _page(owner_client, batch)
    assert "The figures are up to date" in _page(owner_client, batch)
    assert not Order.objects.exists()


def test_progress_polls_itself_and_also_works_without_script(batch, owner_client):
    made = batch(state="reading", summary={}, layout={})
    where = reverse("import_one", args=[made.pk])
    text = _page(owner_client, made)
    assert f'hx-get="{where}" hx-trigger="every 1s"' in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text
    assert "<html" not in owner_client.get(where, headers=HTMX).content.decode()


def test_htmx_asks_for_the_whole_page_once_reading_is_done(batch, owner_client):
    answer = owner_client.get(reverse("import_one", args=[batch().pk]), headers=HTMX)
    assert (answer["HX-Refresh"], answer.content) == ("true", b"")


def test_the_preview_says_what_will_happen_and_every_doubt(batch, owner_client):
    text = _page(owner_client, batch())
    assert "Add 6 rows of 4 orders" in text
    assert "2 rows are here already" in text
    assert "Dates were read as day/month." in text
    assert "Lines that came back." in text
    assert '<option value="ordered_at" selected>' in text


def test_a_file_with_nothing_new_cannot_be_added(batch, owner_client):
    made = batch()
    made.summary["counts"]["already_here"] = 8
    made.save()
    text = _page(owner_client, made)
    assert "nothing new in it" in text
    assert reverse("import_apply", args=[made.pk]) not in text


def test_a_correction_is_read_again_as_told(batch, owner_client):
    made = batch()
    told = {
        "delimiter": ",",
        "decimal": ".",
        "date_order": "mdy",
        "header_row": "2",
        "column-0": "sku",
        "column-1": "ordered_at",
    }
    owner_client.post(reverse("import_correct", args=[made.pk]), told)
    made.refresh_from_db()
    assert made.state == "reading"
    assert (made.layout["delimiter"], made.layout["date_order"], made.layout["header_row"]) == (",", "mdy", 2)
    assert made.layout["columns"] == {"sku": "No", "ordered_at": "Tanggal"}


def test_two_columns_cannot_mean_the_same(batch, owner_client):
    made = batch()
    told = {"column-0": "sku", "column-1": "sku"}
    text = owner_client.post(reverse("import_correct", args=[made.pk]), told, follow=True).content.decode()
    assert "No and Tanggal" in text
    assert ImportBatch.objects.get().state == "preview"


def test_rejects_are_shown_with_their_reason_and_can_be_downloaded(batch, owner_client):
    made = batch()
    reason = {"text": "{given} is not a date.", "fields": {"given": "kemarin"}, "plural": ""}
    RejectedRow.objects.create(batch=made, row=5, column="Tanggal", reason=reason, cells=["3", "kemarin", "A1"])
    assert "kemarin is not a date." in _page(owner_client, made)
    answer = owner_client.get(reverse("import_rejects", args=[made.pk]))
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbfNo;Tanggal;Kode;langganan_file")
    assert 'filename="left-out-januari.csv"' in answer["Content-Disposition"]
    answer.close()


def test_a_file_put_aside_is_not_added(batch, owner_client):
    made = batch()
    assert "put aside" in owner_client.post(reverse("import_discard", args=[made.pk]), follow=True).content.decode()
    assert ImportBatch.objects.get().state == "discarded"


def test_a_file_that_cannot_be_read_says_why_and_what_now(empty_shop, owner_client, finish_jobs):
    _send(owner_client, b"", "kosong.csv")
    finish_jobs()
    text = _page(owner_client, ImportBatch.objects.get())
    assert "kosong.csv could not be read" in text
    assert "What now" in text


def test_without_a_file_the_page_says_what_is_missing(empty_shop, owner_client):
    assert "No file was chosen" in owner_client.post(reverse("imports"), follow=True).content.decode()


def test_a_file_too_large_is_refused(empty_shop, owner_client, settings):
    settings.UPLOAD_LIMIT = 100
    _send(owner_client)
    assert not ImportBatch.objects.exists()


def test_applying_twice_says_where_it_stands(batch, owner_client):
    made = batch(state="applied")
    text = owner_client.post(reverse("import_apply", args=[made.pk]), follow=True).content.decode()
    assert "has moved on meanwhile" in text


@pytest.mark.parametrize(
    "state", ["reading", "preview", "applying", "applied", "undoing", "undone", "failed", "discarded"]
)
def test_every_state_has_its_page_and_line(batch, owner_client, state):
    made = batch(state=state)
    assert "januari.csv" in _page(owner_client, made)
    assert "januari.csv" in owner_client.get(reverse("imports")).content.decode()


def test_a_stranger_gives_nothing_in_and_takes_nothing_out(batch, client):
    made = batch()
    assert client.post(reverse("imports")).url.startswith(reverse("login"))
    for name in ("import_one", "import_correct", "import_apply", "import_undo", "import_discard", "import_rejects"):
        assert client.post(reverse(name, args=[made.pk])).url.startswith(reverse("login"))
    assert ImportBatch.objects.get().state == "preview"


@pytest.mark.parametrize(("state", "asked"), [("applied", "Now bring the figures"), ("undone", "still include it")])
def test_what_no_refresh_has_seen_is_said(batch, shop, owner_client, state, asked):
    text = _page(owner_client, batch(state=state, applied_at=timezone.now()))
    assert asked in text
    assert "btn-primary" in text


@pytest.mark.parametrize("state", ["applied", "undone"])
def test_a_running_refresh_is_shown_and_asks_for_no_other(batch, shop, owner_client, state):
    Refresh.objects.create(as_of=a_shop.TODAY, started_at=timezone.now())
    text = _page(owner_client, batch(state=state, applied_at=timezone.now()))
    assert "The figures are being brought up to date" in text
    assert f'hx-get="{reverse("refresh_progress")}"' in text
    assert reverse("refresh_start") not in text

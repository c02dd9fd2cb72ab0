from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from langganan.web.models import Refresh

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def _running():
    return Refresh.objects.create(as_of=timezone.now().date(), started_at=timezone.now())


def test_a_refresh_is_started_once(shop, owner_client, finish_jobs):
    before = Refresh.objects.count()
    for _ in range(2):
        answer = owner_client.post(reverse("refresh_start"), follow=True)
    assert Refresh.objects.count() == before + 1
    assert "running already" in answer.content.decode()
    finish_jobs()
    assert "up to date" in owner_client.get(reverse("refresh_progress")).content.decode()


def test_progress_polls_itself_and_works_without_script(empty_shop, owner_client):
    _running()
    text = owner_client.get(reverse("refresh_progress")).content.decode()
    assert f'hx-get="{reverse("refresh_progress")}" hx-trigger="every 1s"' in text
    assert "http-equiv" in text
    assert "<html" not in owner_client.get(reverse("refresh_progress"), headers=HTMX).content.decode()


def test_at_the_end_htmx_is_told_to_load_the_page(empty_shop, owner_client):
    assert owner_client.get(reverse("refresh_progress"), headers=HTMX)["HX-Refresh"] == "true"


def test_a_failed_refresh_says_why(empty_shop, owner_client):
    refresh = _running()
    refresh.state, refresh.problem = "failed", {"text": "The disk is full.", "fields": {}, "plural": ""}
    refresh.save()
    assert "The disk is full." in owner_client.get(reverse("refresh_progress")).content.decode()


def test_a_stranger_starts_nothing(empty_shop, client):
    assert client.post(reverse("refresh_start")).url.startswith(reverse("login"))
    assert not Refresh.objects.exists()

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django_q.models import Schedule

from langganan.web import jobs
from langganan.web.models import Refresh, Shop

pytestmark = pytest.mark.django_db


def test_the_night_is_the_shops_own(empty_shop: Shop) -> None:
    jobs.ensure_schedule(datetime(2026, 6, 30, 12, tzinfo=UTC))
    jobs.ensure_schedule(datetime(2026, 6, 30, 12, tzinfo=UTC))
    assert Schedule.objects.get(name=jobs.NIGHTLY).next_run == datetime(2026, 6, 30, 20, tzinfo=UTC)


def test_the_nightly_job_refreshes(shop: Shop) -> None:
    before = Refresh.objects.count()
    jobs.nightly_refresh()
    assert Refresh.objects.filter(state=Refresh.State.DONE).count() == before + 1


def test_a_problem_a_person_can_mend_does_not_bring_the_worker_down(empty_shop: Shop) -> None:
    from langganan.web.actions import imports

    batch = imports.receive([b""], name="empty.csv", by=None)
    jobs.read_import(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert "empty" in batch.problem["text"]

from __future__ import annotations

import pytest
from django.utils import timezone

from langganan.web.models import Refresh
from langganan.web.queries.refresh import refresh_state

pytestmark = pytest.mark.django_db


def test_nothing_was_worked_out_yet(empty_shop):
    state = refresh_state(empty_shop)
    assert (state.current, state.running, state.failed, state.has_orders) == (None, None, None, False)


def test_a_refresh_that_has_not_ended_is_running(empty_shop):
    begun = Refresh.objects.create(as_of=timezone.now().date(), started_at=timezone.now())
    assert refresh_state(empty_shop).running == begun


def test_only_the_last_refresh_can_have_failed(empty_shop):
    for state in ("failed", "done"):
        Refresh.objects.create(as_of=timezone.now().date(), started_at=timezone.now(), state=state)
    assert refresh_state(empty_shop).failed is None

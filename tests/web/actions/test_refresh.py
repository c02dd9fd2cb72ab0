from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest import mock

import pytest
from django.utils import timezone

from langganan.errors import BusyError, FileError
from langganan.web.actions import refresh
from langganan.web.frames import insights
from langganan.web.models import CustomerInsight, Refresh, Shop

pytestmark = pytest.mark.django_db


def test_the_current_results_are_those_of_the_last_refresh(shop: Shop) -> None:
    done = refresh.run()
    shop.refresh_from_db()
    assert shop.current_refresh == done
    assert CustomerInsight.objects.filter(refresh=done).count() == 10


def test_a_refresh_that_fails_leaves_the_former_results(shop: Shop) -> None:
    former = shop.current_refresh
    with mock.patch.object(insights, "_tasks", side_effect=FileError("broken")), pytest.raises(FileError):
        refresh.run()
    shop.refresh_from_db()
    assert shop.current_refresh == former
    assert set(CustomerInsight.objects.values_list("refresh", flat=True)) == {former.pk}


def test_only_the_current_results_and_those_before_are_kept(shop: Shop) -> None:
    for _ in range(3):
        refresh.run()
    kept = set(CustomerInsight.objects.values_list("refresh", flat=True))
    assert kept == set(Refresh.objects.order_by("-pk").values_list("pk", flat=True)[:2])


def test_a_job_that_is_delivered_twice_does_its_work_once(shop: Shop) -> None:
    done = refresh.run()
    assert refresh.work(done.pk).finished_at == done.finished_at


def test_two_refreshes_at_once_are_told_so(shop: Shop, held: Callable[[str], AbstractContextManager[None]]) -> None:
    with held("refresh"), pytest.raises(BusyError):
        refresh.run()


def test_a_refresh_that_was_cut_off_is_marked_failed(shop: Shop) -> None:
    Refresh.objects.filter(pk=shop.current_refresh_id).update(state=Refresh.State.RUNNING)
    assert refresh.recover(only_silent=False) == 1
    assert Refresh.objects.get(pk=shop.current_refresh_id).state == Refresh.State.FAILED


def test_a_shop_without_orders_can_be_refreshed(empty_shop: Shop) -> None:
    assert refresh.run().state == Refresh.State.DONE


def test_a_refresh_that_waits_its_turn_is_left_alone(shop: Shop) -> None:
    refresh.start(by=None)
    assert refresh.recover() == 0


def test_a_refresh_of_which_nothing_is_heard_any_more_is_given_up(shop: Shop) -> None:
    Refresh.objects.create(as_of=shop.fixed_today, started_at=timezone.now())
    assert refresh.recover() == 1

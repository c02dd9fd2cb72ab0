from __future__ import annotations

from datetime import date

import pytest

from langganan.errors import ArgumentError
from langganan.web.actions import tasks
from langganan.web.models import Customer, Shop, TaskOutcome

TODAY = date(2026, 6, 30)
pytestmark = pytest.mark.django_db


def customer() -> Customer:
    return Customer.objects.get_or_create(ref="C1")[0]


def finish(**changes: str) -> TaskOutcome:
    told = {"outcome": "not_now", "reason": "bad_moment", **changes}
    return tasks.finish("talk", customer().pk, by=None, today=TODAY, **told)


def test_the_reason_decides_how_long_a_task_stays_away(empty_shop: Shop) -> None:
    assert finish(reason="bad_moment").until < finish(reason="in_touch").until < finish(reason="not_interested").until


def test_an_unknown_reason_is_refused_with_those_there_are(empty_shop: Shop) -> None:
    with pytest.raises(ArgumentError, match=r"bored is not one of .*in_touch"):
        finish(reason="bored")


def test_a_task_can_be_put_back_once(empty_shop: Shop) -> None:
    outcome = finish()
    tasks.reopen(outcome.pk, by=None)
    with pytest.raises(ArgumentError, match="open already"):
        tasks.reopen(outcome.pk, by=None)


@pytest.mark.parametrize("gone", [999, -1, 2**70])
def test_a_task_about_nobody_is_refused(empty_shop: Shop, gone: int) -> None:
    with pytest.raises(ArgumentError, match="is gone"):
        tasks.finish("talk", gone, outcome="done", reason="", by=None, today=TODAY)

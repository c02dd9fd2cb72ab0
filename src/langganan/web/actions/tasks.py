"""What becomes of the tasks on the Today page."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Customer, Product, TaskOutcome, User
from langganan.words import mark

KINDS = ("talk", "slipping", "order", "dead")
PEOPLE = ("talk", "slipping")
REASONS = ("", "in_touch", "bad_moment", "not_interested")
_DONE_DAYS = {"talk": 21, "slipping": 45, "order": 7, "dead": 60}
_NOT_NOW_DAYS = {"": 7, "in_touch": 14, "bad_moment": 7, "not_interested": 180}


@transaction.atomic
def finish(kind: str, subject_id: int, *, outcome: str, reason: str, by: Actor, today: date) -> TaskOutcome:
    """Take a task off the page: done, or not now for a reason, which decides how long it stays away."""
    _must_be(kind, KINDS)
    _must_be(outcome, TaskOutcome.Outcome.values)
    _must_be(reason, REASONS)
    subjects = Customer if kind in PEOPLE else Product
    if subject_id not in range(2**63) or not subjects.objects.filter(pk=subject_id).exists():
        raise ArgumentError(mark("What this task is about is gone. Load the page again."))
    days = _DONE_DAYS[kind] if outcome == TaskOutcome.Outcome.DONE else _NOT_NOW_DAYS[reason]
    made = TaskOutcome.objects.create(
        kind=kind, subject_id=subject_id, outcome=outcome, reason=reason, at=timezone.now(),
        until=today + timedelta(days=days), by=by if isinstance(by, User) else None,
    )  # fmt: skip
    leave("task.finish", by=by, subject=kind, subject_id=subject_id, outcome=outcome, reason=reason)
    return made


@transaction.atomic
def reopen(outcome_id: int, *, by: Actor) -> None:
    """Put a task back on the page."""
    outcome = TaskOutcome.objects.filter(pk=outcome_id).first()
    if outcome is None:
        raise ArgumentError(mark("That task is open already."))
    leave("task.reopen", by=by, subject=outcome.kind, subject_id=outcome.subject_id)
    outcome.delete()


def _must_be(given: str, allowed: tuple[str, ...] | list[str]) -> None:
    if given not in allowed:
        raise ArgumentError(
            mark("{given} is not one of {allowed}."), given=given or "''", allowed=", ".join(a or "''" for a in allowed)
        )

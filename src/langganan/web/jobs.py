"""Background work, run by the worker. Every job may be delivered twice and does its work once."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_q.models import Schedule

from langganan.web.actions import imports, problems, refresh
from langganan.web.models import User
from langganan.web.queries.shop import the_shop

logger = logging.getLogger(__name__)
NIGHTLY = "nightly refresh"
RECOVERY = "recovery"
NIGHT_HOUR = 3


def read_import(batch_id: int, _by: int | None = None) -> None:
    """Read a received file; what goes wrong is noted on the batch and shown on its page."""
    with _noted():
        imports.read_file(batch_id)


def apply_import(batch_id: int, by: int | None = None) -> None:
    """Apply a previewed file, then refresh."""
    with _noted():
        if imports.finish_apply(batch_id, by=_user(by)).state == imports.State.APPLIED:
            refresh.start(by=None)


def undo_import(batch_id: int, by: int | None = None) -> None:
    """Take an applied file out, then refresh."""
    with _noted():
        if imports.finish_undo(batch_id, by=_user(by)).state == imports.State.UNDONE:
            refresh.start(by=None)


def run_refresh(refresh_id: int) -> None:
    """Run a refresh that was begun."""
    with _noted():
        refresh.work(refresh_id)


def nightly_refresh() -> None:
    """Run the loop at night, so that Today is about today."""
    with _noted():
        refresh.run()


def recover() -> None:
    """Put right what a worker that died left half begun."""
    imports.recover()
    refresh.recover()


def ensure_schedule(now: datetime | None = None) -> None:
    """Have `nightly_refresh` run at three in the morning of the shop's zone, and `recover` every minute."""
    look = {"func": "langganan.web.jobs.recover", "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
    Schedule.objects.update_or_create(name=RECOVERY, defaults=look)
    shop = the_shop()
    if shop is None:
        return
    here = (now or timezone.now()).astimezone(ZoneInfo(shop.zone))
    night = here.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    if night <= here:
        night += timedelta(days=1)
    Schedule.objects.update_or_create(
        name=NIGHTLY,
        defaults={
            "func": "langganan.web.jobs.nightly_refresh",
            "schedule_type": Schedule.DAILY,
            "next_run": night.astimezone(UTC),
            "repeats": -1,
        },
    )


@contextlib.contextmanager
def _noted() -> Iterator[None]:
    """What goes wrong is noted where its page shows it; the log gets its kind and never its text."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a job that failed has done its part; see above
        logger.error("job ended early: %s", problems.name_of(error))  # noqa: TRY400 - its text may hold data


def _user(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk).first()

"""The whole loop, run over what was collected: all or nothing."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from langganan.shop import Shop as Analysis
from langganan.storage.choice import EngineChoice
from langganan.web.actions import problems
from langganan.web.actions.audit import Actor, leave
from langganan.web.actions.progress import Report, reporter, waiting
from langganan.web.frames.insights import forget_all_but, store
from langganan.web.frames.lake import lake_engine
from langganan.web.frames.names import names_of
from langganan.web.locks import exclusive, is_free
from langganan.web.models import Refresh, Shop, User
from langganan.web.queries.progress import progress_of
from langganan.web.queries.shop import today_of, wishes_of
from langganan.words import Phrase, mark

logger = logging.getLogger(__name__)
KEPT = 2
INTERRUPTED = Phrase(mark("The refresh was cut off. The results of the one before are still shown."))


def start(*, by: Actor) -> Refresh:
    """Have a refresh run in the background."""
    refresh = _begin(None, by)
    waiting("refresh", refresh.pk)
    async_task("langganan.web.jobs.run_refresh", refresh.pk)
    return refresh


def run(
    *, as_of: date | None = None, by: Actor = None, report: Report | None = None, on: EngineChoice | None = None
) -> Refresh:
    """Run a refresh now; `as_of` is the shop's today where none is given. `BusyError` while another runs.

    `on` is the engine to work on; the environment's choice where none is given, as for background work.
    """
    with exclusive("refresh"):
        refresh = _begin(as_of, by)
        return _whole(refresh.pk, report, on)


def work(refresh_id: int, *, report: Report | None = None) -> Refresh:
    """Do the work of a refresh that was begun, once, after any other; its results count only once all are stored."""
    with exclusive("refresh", wait=True):
        return _whole(refresh_id, report)


def recover(*, only_silent: bool = True) -> int:
    """Mark refreshes whose work was cut off as failed; gives how many. What waits its turn is left alone."""
    if not is_free("refresh"):
        return 0
    ended = {"state": Refresh.State.FAILED, "problem": INTERRUPTED.to_json(), "finished_at": timezone.now()}
    cut = 0
    for refresh in Refresh.objects.filter(state=Refresh.State.RUNNING):
        progress = progress_of("refresh", refresh.pk)
        if only_silent and progress is not None and not progress.silent:
            continue
        cut += Refresh.objects.filter(pk=refresh.pk, state=Refresh.State.RUNNING).update(**ended)
    if cut:
        leave("refresh.recover", by=None, refreshes=cut)
    return cut


@transaction.atomic
def _begin(as_of: date | None, by: Actor) -> Refresh:
    shop = Shop.objects.get(pk=1)
    refresh = Refresh.objects.create(as_of=as_of or today_of(shop), started_at=timezone.now())
    who = by if isinstance(by, User) else None
    leave("refresh.start", by=who, subject="refresh", subject_id=refresh.pk)
    return refresh


def _whole(refresh_id: int, report: Report | None, on: EngineChoice | None = None) -> Refresh:
    refresh = Refresh.objects.get(pk=refresh_id)
    if refresh.state != Refresh.State.RUNNING:
        return refresh
    try:
        _work(refresh, report or reporter("refresh", refresh_id), on)
    except Exception as error:
        _fail(refresh, error)
        raise
    return refresh


def _work(refresh: Refresh, tell: Report, on: EngineChoice | None) -> None:
    shop = Shop.objects.get(pk=1)
    tell(Phrase(mark("Gathering the orders")), 0.02)
    with lake_engine(shop, on) as engine:
        analysis = Analysis(engine, names=names_of(), zone=shop.zone, currency=shop.currency)
        insights = analysis.refresh(
            as_of=refresh.as_of, service=shop.service_level, lead_days=shop.lead_days,
            review_days=shop.review_days, margin=shop.margin, wishes=wishes_of(shop),
            progress=lambda doing, share: tell(doing, 0.1 + 0.7 * share),
        )  # fmt: skip
    tell(Phrase(mark("Storing the results")), 0.85)
    with transaction.atomic():
        refresh.facts = store(refresh, insights)
        refresh.state, refresh.finished_at = Refresh.State.DONE, timezone.now()
        refresh.save()
        Shop.objects.filter(pk=1).update(current_refresh=refresh)
        leave("refresh.done", by=None, subject="refresh", subject_id=refresh.pk, **refresh.facts)
    with transaction.atomic():
        forget_all_but(KEPT)
    tell(Phrase(mark("Done.")), 1.0)


def _fail(refresh: Refresh, error: Exception) -> None:
    logger.warning("refresh %s failed: %s", refresh.pk, problems.name_of(error))
    Refresh.objects.filter(pk=refresh.pk, state=Refresh.State.RUNNING).update(
        state=Refresh.State.FAILED, problem=problems.phrase_of(error).to_json(), finished_at=timezone.now()
    )

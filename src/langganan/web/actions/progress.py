"""How far background work has come: kept in the cache, so that it shows while a transaction is open."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.utils import timezone

from langganan.web.queries.progress import KEPT_SECONDS, progress_key
from langganan.words import Phrase, mark

Report = Callable[[Phrase, float], None]


def reporter(kind: str, number: int) -> Report:
    """A function that notes (what is being done, share of the whole from 0 to 1) for one piece of work."""

    def report(doing: Phrase, share: float) -> None:
        _note(kind, number, doing, min(max(share, 0.0), 1.0), begun=True)

    return report


def waiting(kind: str, number: int) -> None:
    """Note that a piece of work is queued and has not begun."""
    _note(kind, number, Phrase(mark("Waiting to start")), 0.0, begun=False)


def _note(kind: str, number: int, doing: Phrase, share: float, *, begun: bool) -> None:
    entry = {"doing": doing.to_json(), "share": share, "at": timezone.now().timestamp(), "begun": begun}
    cache.set(progress_key(kind, number), entry, KEPT_SECONDS)

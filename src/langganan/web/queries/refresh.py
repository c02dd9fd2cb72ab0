"""When the shop was last worked out, and how far a running refresh has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langganan.web.models import OrderLine, Refresh, Shop
from langganan.web.queries.progress import Progress, progress_of


@dataclass(frozen=True)
class RefreshState:
    """The refresh in force, the one running now, and what the last one failed on."""

    current: Refresh | None
    running: Refresh | None
    progress: Progress | None
    failed: Refresh | None
    has_orders: bool

    def knows(self, moment: datetime | None) -> bool:
        """Did the refresh in force begin after `moment`, so that it has seen what changed then?"""
        return moment is not None and self.current is not None and self.current.started_at > moment


def refresh_state(shop: Shop | None) -> RefreshState:
    """How things stand; a refresh whose worker died is marked failed by `actions.refresh.recover`."""
    last = Refresh.objects.order_by("-pk").first()
    running = last if last and last.state == Refresh.State.RUNNING else None
    return RefreshState(
        current=shop.current_refresh if shop else None,
        running=running,
        progress=progress_of("refresh", running.pk) if running else None,
        failed=last if last and last.state == Refresh.State.FAILED else None,
        has_orders=OrderLine.objects.exists(),
    )

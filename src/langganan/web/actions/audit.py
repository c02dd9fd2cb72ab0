"""The audit line that every write leaves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from langganan.web.models import AuditLine, User

Actor = User | AnonymousUser | None


def leave(verb: str, *, by: Actor, subject: str = "", subject_id: int | None = None, **detail: Any) -> AuditLine:
    """Write who did what. `detail` takes numbers and field names only, never personal data."""
    who = by if isinstance(by, User) else None
    return AuditLine.objects.create(
        at=timezone.now(), by=who, verb=verb, subject=subject, subject_id=subject_id, detail=detail
    )

"""What is kept of a file beside its orders: the rows that could not be taken, and how such files are read."""

from __future__ import annotations

from django.utils import timezone

from langganan.collect.layout import Layout, headers_sha256
from langganan.collect.orders import Reading
from langganan.web.frames import bulk
from langganan.web.models import ImportBatch, RejectedRow, RememberedLayout


def keep_rejects(batch: ImportBatch, reading: Reading) -> None:
    """Keep the rows that could not be taken, in place of those of an earlier reading."""
    batch.rejects.all().delete()
    rows = (
        (batch.pk, reject.row, reject.column[:120], bulk.as_json(reject.reason.to_json()), bulk.as_json(reject.cells))
        for reject in reading.rejects
    )
    bulk.insert(RejectedRow, ["batch_id", "row", "column", "reason", "cells"], rows)


def remember(headers: list[str], layout: Layout) -> None:
    """Read files with these headers like this from now on."""
    RememberedLayout.objects.update_or_create(
        headers_sha256=headers_sha256(headers), defaults={"layout": layout.to_json(), "used_at": timezone.now()}
    )


def remembered(key: str) -> Layout | None:
    """How files with these headers were read last, as a person confirmed it."""
    kept = RememberedLayout.objects.filter(headers_sha256=key).first()
    return None if kept is None else Layout.from_json(kept.layout)

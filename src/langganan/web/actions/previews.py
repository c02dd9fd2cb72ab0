"""Reading a file that was received: how it is laid out, what is in it, what the preview says of it."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from langganan.collect.doubts import late_doubts
from langganan.collect.layout import Layout
from langganan.collect.orders import Look, Reading, look, read
from langganan.collect.phone import region_of_zone
from langganan.collect.rules import RULES
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.web.actions import uploads
from langganan.web.actions.progress import Report
from langganan.web.frames import batches
from langganan.web.models import ImportBatch, Shop
from langganan.web.queries.shop import now_of
from langganan.words import Phrase, mark

ALREADY_HERE = mark("Lines that are stored already: they are left out.")


def look_at(batch: ImportBatch) -> Look:
    """How the file is laid out: as a person corrected it, else as detected or remembered."""
    shop = Shop.objects.get(pk=1)
    corrected = Layout.from_json(batch.layout) if batch.layout else None
    with DuckDBEngine() as engine:
        path = uploads.kept_path(batch.stored_as)
        return look(path, engine=engine, remembered=batches.remembered, currency=shop.currency, corrected=corrected)


def read_whole(batch: ImportBatch, layout: Layout, report: Report, *, share: float) -> Reading:
    """The file's rows, checked; `share` is how much of the whole work this is."""
    shop = Shop.objects.get(pk=1)
    doing = Phrase(mark("Reading {file}"), {"file": batch.file_name})
    with DuckDBEngine() as engine:
        return read(
            uploads.kept_path(batch.stored_as), layout, zone=shop.zone, currency=shop.currency,
            region=region_of_zone(shop.zone), engine=engine, progress=lambda part: report(doing, part * share),
        )  # fmt: skip


def summary_of_look(seen: Look) -> dict[str, Any]:
    """What a first look shows, also of a file that then cannot be read."""
    return {"headers": seen.headers, "rows": seen.rows, "doubts": [phrase.to_json() for phrase in seen.doubts]}


def summary_of(reading: Reading, doubts: list[Phrase], already_here: int) -> dict[str, Any]:
    """What the preview shows of a file that could be read."""
    at, shop = reading.orders["ordered_at"], Shop.objects.get(pk=1)
    late = late_doubts(reading.orders, currency=shop.currency, now=now_of(shop))
    counts = {**reading.counts, "already_here": already_here}
    said = {**RULES, "already_here": ALREADY_HERE}
    return {
        "doubts": [phrase.to_json() for phrase in [*doubts, *reading.doubts, *late]],
        "counts": counts,
        "rules": [[code, counts[code], Phrase(text).to_json()] for code, text in said.items() if counts.get(code)],
        "from": _day(at.min(), ZoneInfo(shop.zone)) if len(at) else None,
        "to": _day(at.max(), ZoneInfo(shop.zone)) if len(at) else None,
        "rejects": len(reading.rejects),
    }


def _day(at: np.datetime64, zone: ZoneInfo) -> str:
    """The day in the shop's zone of a time in UTC."""
    return at.astype("datetime64[s]").item().replace(tzinfo=UTC).astimezone(zone).date().isoformat()

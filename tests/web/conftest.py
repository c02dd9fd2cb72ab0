"""Rows that the pages' and queries' tests have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from langganan.web.models import ImportBatch, Product, ProductInsight, Refresh, Shop

WORKED_OUT = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
WEEKS = {"start": "2026-02-09", "sold": [2, 0, 4], "mean": [3.5, 3.5], "low": [1, 1], "high": [7, 7]}
INSIGHT: dict[str, Any] = {
    "rank": 1,
    "units_month": 12.0,
    "units_month_before": 10.0,
    "units_year": 120.0,
    "revenue_year": 60_000,
    "customers": 7,
    "trend": "steady",
    "last_day": date(2026, 2, 27),
    "quiet_days": 1,
    "dead": False,
    "on_hand": None,
    "daily_mean": 0.5,
    "order_up_to": 12.0,
    "suggested": None,
    "cover_days": None,
    "weeks": WEEKS,
    "buyers": [],
}


@pytest.fixture
def seen(empty_shop: Shop) -> Callable[..., Product]:
    """Makes a product with what the shop's current refresh found out about it."""
    empty_shop.current_refresh = Refresh.objects.create(as_of=date(2026, 2, 28), state="done", started_at=WORKED_OUT)
    empty_shop.save()

    def make(sku: str = "A1", *, product: dict[str, Any] | None = None, **insight: Any) -> Product:
        made = Product.objects.create(sku=sku, **{"name": f"Goods {sku}", **(product or {})})
        ProductInsight.objects.create(refresh=empty_shop.current_refresh, product=made, **{**INSIGHT, **insight})
        return made

    return make


@pytest.fixture
def batch(empty_shop: Shop) -> Callable[..., ImportBatch]:
    """Makes an import that stands at a given state, with the summary its preview shows."""

    def make(state: str = "preview", **values: Any) -> ImportBatch:
        summary = {
            "headers": ["No", "Tanggal", "Kode"],
            "rows": [["1", "02/01/2026", "A1"], ["2", "03/01/2026", "=1+1"]],
            "doubts": [{"text": "Dates were read as {order}.", "fields": {"order": "day/month"}, "plural": ""}],
            "counts": {
                "read": 9,
                "orders": 4,
                "customers": 3,
                "products": 2,
                "sales": 7,
                "returns": 1,
                "already_here": 2,
            },
            "rules": [["returns", 1, "Lines that came back."]],
            "from": "2026-01-02",
            "to": "2026-01-09",
            "rejects": 1,
        }
        layout = {
            "kind": "csv",
            "encoding": "utf-8",
            "delimiter": ";",
            "decimal": ",",
            "date_order": "dmy",
            "sheet": "",
            "header_row": 1,
            "columns": {"order_ref": "No", "ordered_at": "Tanggal"},
            "keep_repeats": False,
        }
        defaults = {
            "file_name": "januari.csv",
            "stored_as": "",
            "sha256": "0" * 64,
            "size": 10,
            "created_at": WORKED_OUT,
        }
        made = {**defaults, "state": state, "summary": summary, "layout": layout, **values}
        return ImportBatch.objects.create(**made)

    return make

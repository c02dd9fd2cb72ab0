"""The list of what to order, as rows, as a text to send, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from langganan.collect.cells import guard
from langganan.web.models import Shop, ToOrder
from langganan.web.queries.products import stocked
from langganan.words import Phrase, Voice, mark, say_number


@dataclass(frozen=True)
class ToOrderRow:
    """One product on the list, and for how long what is left lasts."""

    pk: int
    product_id: int
    sku: str
    name: str
    quantity: float
    days_left: int | None

    @property
    def plain(self) -> str:
        """The quantity as a form's number box and a CSV cell want it."""
        return plain(self.quantity)


@dataclass(frozen=True)
class Ordered:
    """The last list that was marked as ordered."""

    at: datetime
    products: int


def to_order_rows(shop: Shop) -> list[ToOrderRow]:
    """The open list, oldest first."""
    items = list(_open())
    seen = stocked(shop.current_refresh).filter(product__in=[item.product_id for item in items])
    covers = dict(seen.values_list("product_id", "cover_now"))
    return [
        ToOrderRow(i.pk, i.product_id, i.product.sku, i.product.name, i.quantity, _whole(covers.get(i.product_id)))
        for i in items
    ]


def last_ordered() -> Ordered | None:
    """The last list marked as ordered, or None before the first."""
    last = ToOrder.objects.exclude(ordered_at=None).order_by("-ordered_at").first()
    if last is None or last.ordered_at is None:
        return None
    return Ordered(last.ordered_at, ToOrder.objects.filter(ordered_at=last.ordered_at).count())


def as_text(shop: Shop, rows: list[ToOrderRow], voice: Voice) -> str:
    """The list as somebody would write it to a supplier."""
    first = Phrase(mark("Hello, {shop} would like to order:"), {"shop": shop.name}).say(voice)
    lines = [f"- {_said(row.quantity, voice)} x {row.name or row.sku} ({row.sku})" for row in rows]
    return "\n".join([first, *lines, Phrase(mark("Thank you.")).say(voice)])


def csv_rows(rows: list[ToOrderRow], voice: Voice) -> list[list[str]]:
    """The list with its header; no cell can be mistaken for a formula by a spreadsheet."""
    header = [Phrase(text).say(voice) for text in (mark("Code"), mark("Product"), mark("Quantity"))]
    body = [[guard(row.sku), guard(row.name), row.plain] for row in rows]
    return [header, *body]


def plain(quantity: float) -> str:
    """Up to three decimals, a point, no separators: `12`, `0.25`."""
    return f"{quantity:.3f}".rstrip("0").rstrip(".")


def _whole(days: float | None) -> int | None:
    return None if days is None else round(days)


def _said(quantity: float, voice: Voice) -> str:
    return say_number(quantity, voice, len(plain(quantity).partition(".")[2]))


def _open() -> QuerySet[ToOrder]:
    return ToOrder.objects.filter(ordered_at=None).select_related("product").order_by("added_at", "pk")

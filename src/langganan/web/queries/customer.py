"""One customer's whole story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import floor
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from langganan.collect.phone import examples, region_of_zone
from langganan.engage.wording import addressed, message
from langganan.web.models import (
    Customer,
    CustomerInsight,
    Note,
    NotThis,
    Order,
    OrderLine,
    Product,
    Recommendation,
    Shop,
    Task,
)
from langganan.web.queries.foreseen import LATE, Band, Foreseen, band, facts_of, foreseen, unforeseen
from langganan.web.queries.habits import Habit, habits_of
from langganan.web.queries.shop import today_of
from langganan.web.queries.today import PEOPLE
from langganan.web.queries.wording import segment_advice, segment_words
from langganan.words import Phrase, mark

ORDERS = 10


@dataclass(frozen=True)
class Liked:
    """A product this customer keeps buying, and in how many orders."""

    product: Product
    orders: int


@dataclass(frozen=True)
class Placed:
    """One order with its lines."""

    ref: str
    ordered_at: datetime
    lines: list[OrderLine]

    @property
    def amount(self) -> int:
        """What it came to, minor units."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True)
class Rhythm:
    """When the customer bought, and when the next order is expected."""

    days: list[date]
    today: date
    band: Band
    sentence: Phrase
    chance: Phrase | None
    foreseen: Foreseen | None
    limits: list[Phrase]


@dataclass(frozen=True)
class Draft:
    """Words one might send, and the kind of task (talk or slipping) that sending them finishes."""

    kind: str
    words: Phrase


@dataclass(frozen=True)
class Offers:
    """What to offer: bought before, new to the customer, new in the shop; and what somebody said no to."""

    again: list[Recommendation]
    fresh: list[Recommendation]
    trial: list[Recommendation]
    refused: list[Product]


@dataclass(frozen=True)
class Story:
    """All that a customer's page shows."""

    customer: Customer
    insight: CustomerInsight | None
    segment: Phrase | None
    advice: Phrase | None
    rhythm: Rhythm | None
    draft: Draft
    likes: list[Liked]
    categories: list[tuple[str, int]]
    habits: list[Habit]
    offers: Offers
    notes: list[Note]
    orders: Page[Placed]


def customer_story(shop: Shop, customer: Customer, *, page: int) -> Story:
    """The story as the shop's current refresh sees it, in about ten queries."""
    insight = CustomerInsight.objects.filter(refresh=shop.current_refresh_id, customer=customer).first()
    likes, offers = _likes(insight) if insight else [], _offers(shop, customer)
    return Story(
        customer=customer,
        insight=insight,
        segment=segment_words(insight.segment, state=insight.state) if insight else None,
        advice=segment_advice(insight.segment, state=insight.state) if insight else None,
        rhythm=_rhythm(shop, customer, insight) if insight else None,
        draft=_draft(shop, customer, insight, _wanted(likes, offers.refused)),
        likes=likes,
        categories=[(str(name), int(count)) for name, count in insight.like_categories if name] if insight else [],
        habits=habits_of(insight) if insight else [],
        offers=offers,
        notes=list(Note.objects.filter(customer=customer).select_related("by")),
        orders=_orders(customer, page),
    )


def phone_examples(shop: Shop) -> tuple[str, str]:
    """How a phone number may be written in this shop's country, without and with the country code."""
    return examples(region_of_zone(shop.zone))


def _orders(customer: Customer, page: int) -> Page[Placed]:
    lines = Prefetch("lines", OrderLine.objects.select_related("product").order_by("pk"))
    orders = Order.objects.filter(customer=customer).prefetch_related(lines)
    pages: Paginator[Any] = Paginator(orders.order_by("-ordered_at", "-pk"), ORDERS)
    found = pages.get_page(page)
    placed = [Placed(order.ref, order.ordered_at, list(order.lines.all())) for order in found]
    return Page(placed, found.number, pages)


def _offers(shop: Shop, customer: Customer) -> Offers:
    """What the refresh suggests, less what was refused since."""
    refused = [one.product for one in NotThis.objects.filter(customer=customer).select_related("product")]
    rows = Recommendation.objects.filter(refresh=shop.current_refresh_id, customer=customer)
    suggested = list(rows.exclude(product__in=refused).select_related("product").order_by("rank"))
    kinds = {kind: [one for one in suggested if one.kind == kind] for kind in ("repeat", "explore", "trial")}
    return Offers(kinds["repeat"], kinds["explore"], kinds["trial"], refused)


def _wanted(likes: list[Liked], refused: list[Product]) -> list[Liked]:
    return [liked for liked in likes if liked.product not in refused]


def _likes(insight: CustomerInsight) -> list[Liked]:
    products = Product.objects.in_bulk([product for product, _ in insight.likes])
    return [Liked(products[pk], orders) for pk, orders in insight.likes if pk in products]


def _draft(shop: Shop, customer: Customer, insight: CustomerInsight | None, likes: list[Liked]) -> Draft:
    """The words of the customer's task today; without one, such words made from what is known."""
    tasks = Task.objects.filter(refresh=shop.current_refresh_id, kind__in=PEOPLE, subject_id=customer.pk)
    task = tasks.filter(message__isnull=False).first()
    if task and task.message:
        return Draft(task.kind, addressed(task.kind, Phrase.from_json(task.message), customer.name))
    kind = "slipping" if insight and insight.state in LATE else "talk"
    known = {"name": customer.name, "product": likes[0].product.name if likes else ""}
    return Draft(kind, message(kind, known))


def _rhythm(shop: Shop, customer: Customer, insight: CustomerInsight) -> Rhythm:
    today, facts = today_of(shop), facts_of(shop.current_refresh_id, "lifetime")
    seen = foreseen(insight, facts)
    sold = Exists(OrderLine.objects.filter(order=OuterRef("pk"), kind="sale"))
    bought = Order.objects.filter(sold, customer=customer).values_list("ordered_at", flat=True)
    days = sorted({timezone.localtime(moment).date() for moment in bought})
    return Rhythm(
        days=[day for day in days if day <= today],
        today=today,
        band=band(insight, seen, today),
        sentence=rhythm_words(insight),
        chance=seen.chance if seen else chance_words(insight),
        foreseen=seen,
        limits=seen.limits if seen else unforeseen(facts),
    )


def rhythm_words(insight: CustomerInsight) -> Phrase:
    """How often this customer buys and how long ago the last order was, in one sentence."""
    if insight.orders < 2 or insight.interval_days is None:
        return Phrase(
            mark("One order so far, {n} day ago."), {"n": insight.silent_days}, mark("One order so far, {n} days ago.")
        )
    fields = {"every": round(insight.interval_days), "n": insight.silent_days}
    if insight.state == "quiet":
        return Phrase(mark("Used to buy about every {every} days; the last order was {n} days ago."), fields)
    if fields["every"] < 2:
        return Phrase(
            mark("Buys nearly every day; the last order was {n} day ago."), fields,
            mark("Buys nearly every day; the last order was {n} days ago."),
        )  # fmt: skip
    return Phrase(
        mark("Buys about every {every} days; the last order was {n} day ago."), fields,
        mark("Buys about every {every} days; the last order was {n} days ago."),
    )  # fmt: skip


def chance_words(insight: CustomerInsight) -> Phrase | None:
    """Of ten like this, how many come back by themselves; said only of those who are late."""
    if insight.state not in LATE:
        return None
    if insight.return_in_100 is None:
        return Phrase(mark("Cannot tell yet how many like this come back; there are too few past cases."))
    tenths = floor(insight.return_in_100 / 10 + 0.5)
    if tenths == 0:
        return Phrase(mark("Fewer than 1 in 20 like this come back within 60 days by themselves."))
    if tenths == 10:
        return Phrase(mark("Nearly all like this come back within 60 days by themselves."))
    return Phrase(mark("About {k} in 10 like this come back within 60 days by themselves."), {"k": tenths})

"""One product's whole story: what it does, what to order and why, who buys it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from langganan.web.models import AuditLine, Customer, Product, ProductInsight, Refresh, Shop, ToOrder
from langganan.web.queries.products import ProductRow, row_of, stocked
from langganan.words import Phrase, mark

_TENTH = 0.1
OTHERS = 6


@dataclass(frozen=True)
class Week:
    """A week of the chart: what was sold, or what may be."""

    start: date
    sold: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Working:
    """How the order was worked out, in numbers that add up as they are shown."""

    daily: float
    daily_decimals: int
    lead_days: int
    review_days: int
    need: float
    spare: float
    level: float
    rounds_in_100: int
    counted: float | None
    sold_since: float | None
    on_hand: float | None
    suggested: float | None
    stale: bool

    @property
    def days(self) -> int:
        return self.lead_days + self.review_days

    @property
    def spare_size(self) -> float:
        return abs(self.spare)

    @property
    def rounded(self) -> bool:
        """Does the last line differ from the plain difference above it?"""
        return self.suggested is not None and self.suggested != self.level - (self.on_hand or 0.0)


@dataclass(frozen=True)
class Buyer:
    """A customer who buys this product, and in how many orders."""

    pk: int
    name: str
    ref: str
    orders: int


@dataclass(frozen=True)
class Other:
    """Another product that goes with this one: in how many orders, or by how many people, of this one's."""

    product: Product
    count: int
    of: int


@dataclass(frozen=True)
class ProductStory:
    """All that a product's page shows."""

    product: Product
    insight: ProductInsight | None
    row: ProductRow | None
    weeks: list[Week]
    working: Working | None
    buyers: list[Buyer]
    together: list[Other]
    alike: list[Other]
    listed: ToOrder | None
    lead_days: int

    @property
    def ahead(self) -> Week | None:
        return next((week for week in self.weeks if week.mean is not None), None)

    @property
    def to_start_with(self) -> float | None:
        """The quantity the order form starts with: as listed, as suggested, or none where stock is not known."""
        if self.listed:
            return self.listed.quantity
        if self.row is None or self.row.suggested is None:
            return None
        return max(1.0, self.row.suggested)


def product_story(shop: Shop, product: Product) -> ProductStory:
    """The story as of the shop's current refresh; without one, what is known of the product itself."""
    refresh = shop.current_refresh
    insight = stocked(refresh).filter(product=product).first() if refresh else None
    row = row_of(insight) if insight else None
    return ProductStory(
        product=product,
        insight=insight,
        row=row,
        weeks=weeks_of(insight.weeks) if insight else [],
        working=_working(shop, insight, row) if insight and row else None,
        buyers=_buyers(insight.buyers) if insight else [],
        **(_others(insight) if insight else {"together": [], "alike": []}),
        listed=ToOrder.objects.filter(product=product, ordered_at=None).first(),
        lead_days=shop.lead_days if product.lead_days is None else product.lead_days,
    )


def weeks_of(weeks: dict[str, Any]) -> list[Week]:
    """Past weeks, then those ahead."""
    if not weeks.get("start"):
        return []
    start, sold = date.fromisoformat(weeks["start"]), weeks.get("sold", [])
    past = [Week(start + timedelta(weeks=i), sold=value) for i, value in enumerate(sold)]
    ahead = zip(weeks.get("mean", []), weeks.get("low", []), weeks.get("high", []), strict=True)
    first = start + timedelta(weeks=len(past))
    return past + [
        Week(first + timedelta(weeks=i), mean=mean, low=low, high=high) for i, (mean, low, high) in enumerate(ahead)
    ]


def chart_of(weeks: list[Week]) -> dict[str, list[Any]]:
    """The weeks as the chart reads them: one list per line, empty where the line is not."""
    return {
        "start": [week.start.isoformat() for week in weeks],
        **{name: [getattr(week, name) for week in weeks] for name in ("sold", "mean", "low", "high")},
    }


def sentences(story: ProductStory) -> list[Phrase]:
    """What matters most about the product, in two or three plain sentences."""
    row = story.row
    if row is None:
        return [Phrase(mark("Nothing is worked out about this product yet; the next refresh looks at it."))]
    return [_selling(row), _left(row), *_order(row)]


def _selling(row: ProductRow) -> Phrase:
    if row.dead and row.last_day:
        text = mark("Nobody has bought it since {day}, for {n} days: much longer than usual for it.")
        return Phrase(text, {"day": row.last_day, "n": row.quiet_days})
    month, before = round(row.units_month, 1), round(row.units_month_before, 1)
    texts = {
        "rising": mark("It is selling more: {now} in the last 28 days, {before} in the 28 before."),
        "falling": mark("It is selling less: {now} in the last 28 days, {before} in the 28 before."),
        "steady": mark(
            "It sells as before, within its usual ups and downs: {now} in the last 28 days, {before} in the 28 before."
        ),
    }
    unknown = mark("It sold {now} in the last 28 days, {before} in the 28 before: too few to tell a trend.")
    return Phrase(texts.get(row.trend, unknown), {"now": month, "before": before})


def _left(row: ProductRow) -> Phrase:
    if row.on_hand is None:
        return Phrase(mark("How many are left is not known; count them once and this page keeps count."))
    left = round(row.on_hand, 1)
    if left <= 0:
        return Phrase(mark("By the count, none are left."))
    if row.cover_days is None:
        return Phrase(mark("{left} are left."), {"left": left})
    if row.days_left is None:
        return Phrase(mark("{left} are left, enough for more than a year."), {"left": left})
    return Phrase(
        mark("{left} are left, enough for about a day."),
        {"left": left, "n": max(1, row.days_left)},
        mark("{left} are left, enough for about {n} days."),
    )


def _order(row: ProductRow) -> list[Phrase]:
    if not (row.offered and row.is_goods) or row.dead:
        return []
    if row.suggested is None:
        return (
            [Phrase(mark("Order so that you have {level}."), {"level": row.order_up_to})] if row.order_up_to > 0 else []
        )
    if row.suggested > 0:
        return [Phrase(mark("Order {quantity}."), {"quantity": row.suggested})]
    return [Phrase(mark("Nothing to order now."))]


def _working(shop: Shop, insight: ProductInsight, row: ProductRow) -> Working:
    product = insight.product
    lead = shop.lead_days if product.lead_days is None else product.lead_days
    decimals = 2 if insight.daily_mean >= _TENTH else 4
    daily = round(insight.daily_mean, decimals)
    need = round(daily * (lead + shop.review_days), 1)
    counted = product.counted if row.on_hand is not None else None
    return Working(
        daily, decimals, lead, shop.review_days, need, round(insight.order_up_to - need, 1), insight.order_up_to,
        round(shop.service_level * 100), counted, None if counted is None else round(counted - (row.on_hand or 0.0), 2),
        row.on_hand, row.suggested, _changed_since(insight.refresh, product),
    )  # fmt: skip


def _changed_since(refresh: Refresh, product: Product) -> bool:
    """Were delivery days or the shop's rules changed after the refresh that worked this out?"""
    rules = Q(verb="shop.change") | Q(verb="product.change", subject="product", subject_id=product.pk)
    return AuditLine.objects.filter(rules, at__gt=refresh.started_at).exists()


def _buyers(pairs: list[list[int]]) -> list[Buyer]:
    people = Customer.objects.in_bulk([pk for pk, _ in pairs])
    return [Buyer(pk, people[pk].name, people[pk].ref, orders) for pk, orders in pairs if pk in people]


def _others(insight: ProductInsight) -> dict[str, list[Other]]:
    """What goes with it, and what the same people buy besides; only what the shop still offers, the best first."""
    asked = {pk for pk, *_ in (*insight.together, *insight.alike)}
    goods = Product.objects.filter(offered=True).in_bulk(asked)
    together = [Other(goods[pk], count, of) for pk, count, of in insight.together if pk in goods][:OTHERS]
    shown = {other.product.pk for other in together}
    alike = [Other(goods[pk], count, of) for pk, count, of in insight.alike if pk in goods and pk not in shown]
    return {"together": together, "alike": alike[:OTHERS]}

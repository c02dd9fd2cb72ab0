"""The list of products: what sells, what is left, what to order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, FloatField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Ceil, Coalesce, Greatest
from django.utils import timezone

from langganan.web.models import Product, ProductInsight, Refresh, ToOrder

PAGE = 50
SHOWS = ("all", "to_order", "rising", "falling", "dead", "uncounted", "hidden")
SORTS = {
    "popular": (F("rank").asc(), F("product").asc()),
    "sold": (F("units_month").desc(), F("product").asc()),
    "order": (F("order_now").desc(nulls_last=True), F("order_up_to").desc(), F("product").asc()),
    "cover": (F("cover_now").asc(nulls_last=True), F("product").asc()),
    "quiet": (F("quiet_days").desc(), F("product").asc()),
    "name": (F("product__name").asc(), F("product").asc()),
}
_SPARK_WEEKS = 26
_YEAR = 365


@dataclass(frozen=True)
class Asked:
    """Which products, in which order, which page."""

    words: str = ""
    show: str = "all"
    sort: str = "popular"
    page: int = 1


@dataclass(frozen=True)
class ProductRow:
    """One product in the list. `on_hand` and what follows from it are as of the last count, also one made just now."""

    pk: int
    sku: str
    name: str
    offered: bool
    is_goods: bool
    known: bool
    trend: str = "unknown"
    units_month: float = 0.0
    units_month_before: float = 0.0
    quiet_days: int = 0
    last_day: date | None = None
    dead: bool = False
    on_hand: float | None = None
    cover_days: float | None = None
    order_up_to: float = 0.0
    suggested: float | None = None
    spark: str = ""
    listed: bool = False

    @property
    def days_left(self) -> int | None:
        """Whole days until it is sold out; None where that cannot be told or is more than a year."""
        return None if self.cover_days is None or self.cover_days > _YEAR else round(self.cover_days)

    @property
    def order(self) -> str:
        """The suggested order as a form carries it."""
        return f"{self.suggested or 0:.0f}"


@dataclass(frozen=True)
class ProductList:
    """One page of products, and how many there are of each sort."""

    page: Page[Any]
    asked: Asked
    counts: dict[str, int]


def products(refresh: Refresh | None, asked: Asked) -> ProductList:
    """The page asked for; a page past the end is the last one."""
    found = _hidden(refresh, asked) if asked.show == "hidden" else _shown(refresh, asked)
    page: Page[Any] = Paginator(found, PAGE).get_page(asked.page)
    page.object_list = [_row_of(each) for each in page.object_list]
    return ProductList(page, asked, _counts(refresh))


def stocked(refresh: Refresh | None) -> QuerySet[ProductInsight]:
    """Insights of one refresh with `hand_now`, `order_now` and `cover_now`, which know counts made since."""
    since = _began(refresh) if refresh else None
    return (
        ProductInsight.objects.filter(refresh=refresh)
        .select_related("product")
        .annotate(hand_now=_hand_now(since))
        .annotate(
            order_now=Case(  # PostgreSQL's greatest() passes over nulls, SQLite's does not
                When(hand_now__isnull=False, then=Greatest(Ceil(F("order_up_to") - F("hand_now")), Value(0.0))),
                output_field=FloatField(),
            ),
            listed=Exists(ToOrder.objects.filter(product=OuterRef("product"), ordered_at=None)),
            cover_now=Case(When(daily_mean__gt=0, then=F("hand_now") / F("daily_mean")), output_field=FloatField()),
        )
    )


def row_of(insight: ProductInsight) -> ProductRow:
    """One row of `stocked` as the page shows it."""
    values: Any = insight
    product = insight.product
    return ProductRow(
        product.pk, product.sku, product.name, product.offered, product.is_goods, True,
        insight.trend, insight.units_month, insight.units_month_before,
        insight.quiet_days, insight.last_day, insight.dead,
        values.hand_now, values.cover_now, insight.order_up_to, values.order_now,
        spark(insight.weeks.get("sold", [])), values.listed,
    )  # fmt: skip


def spark(sold: list[float]) -> str:
    """The last half year's weeks as the points of an SVG line in a box of 100 by 24; "" where nothing was sold."""
    weeks = sold[-_SPARK_WEEKS:]
    top = max(weeks, default=0)
    if top <= 0 or len(weeks) <= 1:
        return ""
    step = 100 / (len(weeks) - 1)
    return " ".join(f"{i * step:.1f},{22 - 20 * max(week, 0) / top:.1f}" for i, week in enumerate(weeks))


def _began(refresh: Refresh) -> datetime:
    """When the refresh began, on the day it looked at: in a demo shop counts are dated on that day too."""
    day = refresh.as_of
    return timezone.localtime(refresh.started_at).replace(year=day.year, month=day.month, day=day.day)


def _hand_now(since: datetime | None) -> Case:
    """What is on hand: unknown where not counted, the count itself where the refresh did not know it yet."""
    newer = [When(product__counted_at__gt=since, then=F("product__counted"))] if since else []
    return Case(
        When(product__counted__isnull=True, then=Value(None)),
        *newer,
        default=Coalesce(F("on_hand"), F("product__counted")),
        output_field=FloatField(null=True),
    )


def _shown(refresh: Refresh | None, asked: Asked) -> QuerySet[ProductInsight]:
    found = stocked(refresh).filter(product__is_goods=True).filter(_kind(asked.show))
    if asked.words:
        found = found.filter(Q(product__name__icontains=asked.words) | Q(product__sku__icontains=asked.words))
    return found.order_by(*SORTS.get(asked.sort, SORTS["popular"]))


def _hidden(refresh: Refresh | None, asked: Asked) -> QuerySet[Product]:
    """Products left out of suggestions, or not goods at all; these need not have been looked at by a refresh."""
    found = Product.objects.filter(Q(is_goods=False) | Q(offered=False)).order_by("name", "pk")
    if asked.words:
        found = found.filter(Q(name__icontains=asked.words) | Q(sku__icontains=asked.words))
    return found.prefetch_related(Prefetch("insights", queryset=stocked(refresh), to_attr="seen"))


def _row_of(each: ProductInsight | Product) -> ProductRow:
    if isinstance(each, ProductInsight):
        return row_of(each)
    seen: list[ProductInsight] = getattr(each, "seen", [])
    return row_of(seen[0]) if seen else ProductRow(each.pk, each.sku, each.name, each.offered, each.is_goods, False)


def _kind(show: str) -> Q:
    return {
        "to_order": Q(order_now__gt=0, product__offered=True),
        "rising": Q(trend="rising"),
        "falling": Q(trend="falling", dead=False),
        "dead": Q(dead=True),
        "uncounted": Q(product__counted__isnull=True, product__offered=True),
    }.get(show, Q())


def _counts(refresh: Refresh | None) -> dict[str, int]:
    goods = stocked(refresh).filter(product__is_goods=True)
    counts = {show: Count("pk", filter=_kind(show)) for show in SHOWS if show not in {"all", "hidden"}}
    counted = Count("pk", filter=Q(product__counted__isnull=False))
    return goods.aggregate(all=Count("pk"), counted=counted, **counts)

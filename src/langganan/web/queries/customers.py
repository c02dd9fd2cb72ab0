"""The list of customers: searched, filtered by group, sorted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from langganan.web.models import Audience, Customer, CustomerInsight, Refresh
from langganan.web.queries.moved import DAYS
from langganan.web.queries.wording import BEFORE, GROUPS, NOBODY
from langganan.words import Phrase, mark

PAGE = 50
SORTS = {
    "value": ("-revenue_year", "customer"),
    "ahead": ("-value", "customer"),
    "back": ("-again", "customer"),
    "last": ("-last_day", "customer"),
    "due": (F("due_from").asc(nulls_last=True), "customer"),
    "orders": ("-orders", "customer"),
    "name": ("customer__name", "customer__ref"),
}


@dataclass(frozen=True)
class Asked:
    """What the reader asked for; anything unknown counts as not asked."""

    words: str = ""
    group: str = ""
    was: str = ""
    audience: int = 0
    sort: str = "value"
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of customers, how many there are by group, and those no refresh has seen yet."""

    page: Page[CustomerInsight]
    counts: dict[str, int]
    unseen: list[Customer]
    asked: Asked
    heading: Phrase | None
    audience: Audience | None

    @property
    def everybody(self) -> int:
        return sum(self.counts.values())


def customers(refresh: Refresh | None, asked: Asked) -> Found:
    """The page asked for, of those the search and the group leave over."""
    insights = CustomerInsight.objects.filter(refresh=refresh) if refresh else CustomerInsight.objects.none()
    matching = insights.filter(_matches(asked.words, "customer__")) if asked.words else insights
    if asked.was in BEFORE:
        matching = matching.filter(group_before="" if asked.was == NOBODY else asked.was)
    audience = Audience.objects.filter(pk=asked.audience).first() if asked.audience else None
    if audience is not None:
        matching = matching.filter(customer__audiences=audience)
    counts = dict(matching.order_by().values_list("group").annotate(Count("pk")))
    shown = matching.filter(group=asked.group) if asked.group in GROUPS else matching
    rows = shown.select_related("customer").order_by(*SORTS.get(asked.sort, SORTS["value"]))
    return Found(
        page=Paginator(rows, PAGE).get_page(asked.page),
        counts={group: counts.get(group, 0) for group in GROUPS},
        unseen=_unseen(insights, asked) if asked.words else [],
        asked=asked,
        heading=_heading(refresh, asked) if refresh else None,
        audience=audience,
    )


def _heading(refresh: Refresh, asked: Asked) -> Phrase | None:
    """Whom the list shows, where it is about those who moved."""
    if asked.was not in BEFORE:
        return None
    fields = {"was": BEFORE[asked.was], "day": refresh.as_of - timedelta(days=DAYS)}
    if asked.group not in GROUPS:
        return Phrase(mark("{was} on {day}"), fields)
    return Phrase(mark("{was} on {day}, now {group}"), fields | {"group": GROUPS[asked.group]})


def _matches(words: str, path: str) -> Q:
    digits = "".join(sign for sign in words if sign.isdigit()).lstrip("0")
    found = Q(**{f"{path}name__icontains": words}) | Q(**{f"{path}ref__icontains": words})
    return found | Q(**{f"{path}phone__contains": digits}) if len(digits) > 3 else found


def _unseen(insights: QuerySet[CustomerInsight], asked: Asked, most: int = 20) -> list[Customer]:
    """Customers with this name who have no orders, or came after the last refresh."""
    unseen = Customer.objects.filter(_matches(asked.words, "")).exclude(pk__in=insights.values("customer"))
    return list(unseen.order_by("name", "ref")[:most])

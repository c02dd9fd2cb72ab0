"""Lists of customers kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from langganan.collect.cells import guard
from langganan.web.models import Audience, Customer, CustomerInsight, Refresh
from langganan.web.queries.customers import PAGE
from langganan.words import Phrase, Voice, mark

HEADER = (mark("Number"), mark("Name"), mark("Phone"), mark("E-mail"))


@dataclass(frozen=True)
class Kept:
    """One list: how it came about, a page of its people, and those no refresh has seen."""

    audience: Audience
    how: Phrase
    count: int
    page: Page[CustomerInsight]
    unseen: list[Customer]


def audiences() -> QuerySet[Audience]:
    """All lists, the newest first, each with how many `people` are in it."""
    return Audience.objects.annotate(people=Count("customers"))


def kept(audience: Audience, refresh: Refresh | None, *, page: int) -> Kept:
    """The list as the current refresh sees its people, most valuable first."""
    insights = CustomerInsight.objects.filter(refresh=refresh, customer__audiences=audience)
    seen = insights.select_related("customer").order_by("-revenue_year", "customer")
    unseen = audience.customers.exclude(pk__in=insights.values("customer")).order_by("name", "ref")
    return Kept(
        audience=audience, how=Phrase.from_json(audience.how), count=audience.customers.count(),
        page=Paginator(seen, PAGE).get_page(page), unseen=list(unseen),
    )  # fmt: skip


def csv_rows(audience: Audience, voice: Voice) -> list[list[str]]:
    """The list's people with its header; no cell can be mistaken for a formula by a spreadsheet."""
    people = audience.customers.order_by("name", "ref").values_list("ref", "name", "phone", "email")
    return [[Phrase(text).say(voice) for text in HEADER], *([guard(cell) for cell in row] for row in people)]

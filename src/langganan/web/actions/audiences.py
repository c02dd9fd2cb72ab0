"""Lists of customers kept under a name."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Audience, Customer, User
from langganan.words import Phrase, mark

LONGEST = 120
PART = 5000
"""Customers asked for at a time: databases take only so many values in one question."""


@transaction.atomic
def keep(name: str, customers: Collection[int], *, how: Phrase, by: Actor) -> Audience:
    """Keep these customers as a list; `how` says how it came about. Who is gone meanwhile is left out."""
    name, there = _name(name), _still_here(sorted(set(customers)))
    if not there:
        raise ArgumentError(mark("There is nobody to keep in a list here."))
    by_whom = by if isinstance(by, User) else None
    kept = Audience.objects.create(name=name, how=how.to_json(), made_at=timezone.now(), by=by_whom)
    link = Audience.customers.through
    link.objects.bulk_create([link(audience_id=kept.pk, customer_id=one) for one in there], batch_size=PART)
    leave("list.keep", by=by, subject="list", subject_id=kept.pk, customers=len(there))
    return kept


@transaction.atomic
def rename(audience_id: int, name: str, *, by: Actor) -> Audience:
    """Give a list another name."""
    kept = _the(audience_id)
    kept.name = _name(name)
    kept.save(update_fields=["name"])
    leave("list.rename", by=by, subject="list", subject_id=kept.pk)
    return kept


@transaction.atomic
def remove(audience_id: int, *, by: Actor) -> None:
    """Forget a list; its customers stay."""
    kept = _the(audience_id)
    leave("list.remove", by=by, subject="list", subject_id=kept.pk, customers=kept.customers.count())
    kept.delete()


def _still_here(customers: list[int]) -> list[int]:
    parts = (customers[start : start + PART] for start in range(0, len(customers), PART))
    return [pk for part in parts for pk in Customer.objects.filter(pk__in=part).values_list("pk", flat=True)]


def _the(audience_id: int) -> Audience:
    kept = Audience.objects.select_for_update().filter(pk=audience_id).first()
    if kept is None:
        raise ArgumentError(mark("That list is gone already."))
    return kept


def _name(name: str) -> str:
    name = " ".join("".join(one for one in name if one.isprintable() or one.isspace()).split())
    if not name:
        raise ArgumentError(mark("The list needs a name."))
    if len(name) > LONGEST:
        raise ArgumentError(mark("The list's name may have {most} characters."), most=LONGEST)
    return name

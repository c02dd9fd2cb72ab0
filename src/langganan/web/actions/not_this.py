"""Products that are not to be suggested to a customer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from langganan.web.actions.audit import Actor, leave
from langganan.web.models import NotThis, User


@transaction.atomic
def refuse(customer_id: int, product_id: int, *, by: Actor) -> NotThis:
    """Never suggest this product to this customer again; once said it stays said."""
    who = {"at": timezone.now(), "by": by if isinstance(by, User) else None}
    made, new = NotThis.objects.get_or_create(customer_id=customer_id, product_id=product_id, defaults=who)
    if new:
        leave("offer.refuse", by=by, subject="customer", subject_id=customer_id, product=product_id)
    return made


@transaction.atomic
def allow(customer_id: int, product_id: int, *, by: Actor) -> None:
    """Let it be suggested again."""
    gone, _ = NotThis.objects.filter(customer_id=customer_id, product_id=product_id).delete()
    if gone:
        leave("offer.allow", by=by, subject="customer", subject_id=customer_id, product=product_id)

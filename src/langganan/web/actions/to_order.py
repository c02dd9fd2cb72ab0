"""The list of what to order next."""

from __future__ import annotations

import math

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import ToOrder, User
from langganan.words import mark


@transaction.atomic
def add(product_id: int, quantity: float, *, by: Actor) -> ToOrder:
    """Put a product on the list; one that is there already gets the new quantity."""
    _check(quantity)
    item, _ = ToOrder.objects.update_or_create(
        product_id=product_id, ordered_at=None,
        defaults={"quantity": quantity, "added_at": timezone.now(), "added_by": by if isinstance(by, User) else None},
    )  # fmt: skip
    leave("to_order.add", by=by, subject="product", subject_id=product_id, quantity=quantity)
    return item


@transaction.atomic
def change(item_id: int, quantity: float, *, by: Actor) -> ToOrder:
    """Change how many are to be ordered."""
    _check(quantity)
    item = _open_item(item_id)
    item.quantity = quantity
    item.save(update_fields=["quantity"])
    leave("to_order.change", by=by, subject="product", subject_id=item.product_id, quantity=quantity)
    return item


@transaction.atomic
def remove(item_id: int, *, by: Actor) -> None:
    """Take a product off the list."""
    item = _open_item(item_id)
    leave("to_order.remove", by=by, subject="product", subject_id=item.product_id, quantity=item.quantity)
    item.delete()


@transaction.atomic
def mark_ordered(*, by: Actor) -> int:
    """Mark the whole list as ordered; gives how many products that were."""
    count = ToOrder.objects.filter(ordered_at=None).update(ordered_at=timezone.now())
    leave("to_order.ordered", by=by, products=count)
    return count


@transaction.atomic
def reopen_last(*, by: Actor) -> int:
    """Undo the last `mark_ordered`: those products are on the list again."""
    last = ToOrder.objects.exclude(ordered_at=None).order_by("-ordered_at").first()
    if last is None:
        raise ArgumentError(mark("Nothing was marked as ordered yet."))
    waiting = set(ToOrder.objects.filter(ordered_at=None).values_list("product_id", flat=True))
    items = ToOrder.objects.filter(ordered_at=last.ordered_at).exclude(product_id__in=waiting)
    newest = items.values("product").annotate(newest=Max("pk")).values_list("newest", flat=True)
    count = ToOrder.objects.filter(pk__in=list(newest)).update(ordered_at=None)
    leave("to_order.reopen", by=by, products=count)
    return count


def _open_item(item_id: int) -> ToOrder:
    item = ToOrder.objects.select_for_update().filter(pk=item_id, ordered_at=None).first()
    if item is None:
        raise ArgumentError(mark("That product is not on the list any more."))
    return item


def _check(quantity: float) -> None:
    if not (math.isfinite(quantity) and 0 < quantity <= 1e9):
        raise ArgumentError(mark("A quantity to order is a number above 0; {given} was given."), given=str(quantity))

"""Changes to one product: its count on the shelf, and how it is treated."""

from __future__ import annotations

import math

from django.db import transaction

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Product, Shop
from langganan.web.queries.shop import now_of
from langganan.words import mark


@transaction.atomic
def count_stock(product_id: int, quantity: float | None, *, by: Actor) -> Product:
    """Note how many are on the shelf now; None forgets the count."""
    if quantity is not None and not (math.isfinite(quantity) and 0 <= quantity <= 1e9):
        raise ArgumentError(mark("A count is a number from 0 up; {given} was given."), given=str(quantity))
    product = Product.objects.select_for_update().get(pk=product_id)
    product.counted = quantity
    product.counted_at = None if quantity is None else now_of(Shop.objects.get(pk=1))
    product.save(update_fields=["counted", "counted_at"])
    leave("product.count", by=by, subject="product", subject_id=product_id, quantity=quantity)
    return product


@transaction.atomic
def change(product_id: int, *, offered: bool, is_goods: bool, lead_days: int | None, by: Actor) -> Product:
    """Say whether a product is still offered, whether it is goods at all, and how long it takes to arrive."""
    if lead_days is not None and not 0 <= lead_days <= 365:
        raise ArgumentError(mark("Days to delivery run from 0 to 365; {given} was given."), given=lead_days)
    product = Product.objects.select_for_update().get(pk=product_id)
    product.offered, product.is_goods, product.lead_days = offered, is_goods, lead_days
    product.save(update_fields=["offered", "is_goods", "lead_days"])
    leave(
        "product.change", by=by, subject="product", subject_id=product_id,
        offered=offered, is_goods=is_goods, lead_days=lead_days,
    )  # fmt: skip
    return product

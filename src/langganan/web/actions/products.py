"""Changes to one product: its count on the shelf, and how it is treated."""

from __future__ import annotations

import math

from django.db import transaction

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Product, Shop
from langganan.web.queries.shop import now_of
from langganan.words import mark

DEAREST = 10**15
"""Minor units: more than any shop's goods, less than databases hold."""


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
def change(
    product_id: int, *, offered: bool, is_goods: bool, lead_days: int | None, unit_cost: int | None, by: Actor
) -> Product:  # fmt: skip
    """Say whether a product is still offered, is goods at all, how long it takes to arrive, and what one costs.

    `unit_cost` is in minor units; None: not told.
    """
    if lead_days is not None and not 0 <= lead_days <= 365:
        raise ArgumentError(mark("Days to delivery run from 0 to 365; {given} was given."), given=lead_days)
    if unit_cost is not None and not 0 <= unit_cost <= DEAREST:
        raise ArgumentError(mark("What one costs is an amount from 0 up; {given} was given."), given=unit_cost)
    product = Product.objects.select_for_update().get(pk=product_id)
    product.offered, product.is_goods, product.lead_days = offered, is_goods, lead_days
    product.unit_cost = unit_cost
    product.save(update_fields=["offered", "is_goods", "lead_days", "unit_cost"])
    leave(
        "product.change", by=by, subject="product", subject_id=product_id,
        offered=offered, is_goods=is_goods, lead_days=lead_days, unit_cost=unit_cost,
    )  # fmt: skip
    return product

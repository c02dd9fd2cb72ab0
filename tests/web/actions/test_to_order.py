from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from langganan.errors import ArgumentError
from langganan.web.actions import to_order
from langganan.web.models import Product, Shop, ToOrder

pytestmark = pytest.mark.django_db


def add(quantity: float = 12) -> ToOrder:
    return to_order.add(Product.objects.get(sku="P1").pk, quantity, by=None)


def test_adding_twice_keeps_one_line_with_the_new_quantity(shop: Shop) -> None:
    assert add(12).pk == add(24).pk
    assert ToOrder.objects.get().quantity == 24


@pytest.mark.parametrize("quantity", [0, -1, float("nan"), float("inf")])
def test_a_quantity_that_cannot_be_ordered_is_refused(shop: Shop, quantity: float) -> None:
    with pytest.raises(ArgumentError, match="number above 0"):
        add(quantity)


def test_marking_as_ordered_can_be_undone(shop: Shop) -> None:
    item = add()
    assert to_order.mark_ordered(by=None) == 1
    assert to_order.reopen_last(by=None) == 1
    assert to_order.change(item.pk, 5, by=None).quantity == 5


def test_what_is_off_the_list_cannot_be_changed(shop: Shop) -> None:
    item = add()
    to_order.remove(item.pk, by=None)
    with pytest.raises(ArgumentError, match="not on the list"):
        to_order.change(item.pk, 5, by=None)


def test_a_product_is_on_the_list_once_whatever_happens(shop: Shop) -> None:
    item = add()
    with pytest.raises(IntegrityError), transaction.atomic():
        ToOrder.objects.create(product_id=item.product_id, quantity=1, added_at=item.added_at)


def test_reopening_takes_one_line_for_each_product(shop: Shop) -> None:
    add()
    to_order.mark_ordered(by=None)
    add()
    to_order.mark_ordered(by=None)
    ToOrder.objects.update(ordered_at=ToOrder.objects.latest("pk").ordered_at)
    assert to_order.reopen_last(by=None) == 1

from __future__ import annotations

import pytest

from langganan.errors import ArgumentError
from langganan.web.actions import products
from langganan.web.models import Product, Shop

pytestmark = pytest.mark.django_db


def pk() -> int:
    return Product.objects.get(sku="P1").pk


@pytest.mark.parametrize("quantity", [-1, float("nan"), float("inf"), 1e12])
def test_a_count_that_cannot_be_is_refused(shop: Shop, quantity: float) -> None:
    with pytest.raises(ArgumentError, match="from 0 up"):
        products.count_stock(pk(), quantity, by=None)


def test_a_count_in_a_demo_shop_is_of_its_own_day(shop: Shop) -> None:
    assert products.count_stock(pk(), 5, by=None).counted_at.date() == shop.fixed_today


def test_a_count_can_be_forgotten(shop: Shop) -> None:
    products.count_stock(pk(), 5, by=None)
    product = products.count_stock(pk(), None, by=None)
    assert (product.counted, product.counted_at) == (None, None)


def test_days_to_delivery_have_limits(shop: Shop) -> None:
    with pytest.raises(ArgumentError, match="0 to 365"):
        products.change(pk(), offered=True, is_goods=True, lead_days=366, unit_cost=None, by=None)

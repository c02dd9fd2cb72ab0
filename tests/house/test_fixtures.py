"""The fixtures hold what they promise."""

from __future__ import annotations

from langganan.web.models import Customer, OrderLine, Shop


def test_demo_is_the_real_shop(demo):
    assert demo.name == "Online Retail"
    assert Customer.objects.count() == 600
    assert demo.current_refresh is not None


def test_demo_goes_back_to_what_it_was(demo):
    assert OrderLine.objects.count() > 10_000
    Shop.objects.update(name="another")


def test_shop_has_ten_customers(shop, owner_client):
    assert Customer.objects.count() == 10
    assert shop.current_refresh is not None


def test_shop_stands_beside_demo(empty_shop):
    assert Customer.objects.count() == 0

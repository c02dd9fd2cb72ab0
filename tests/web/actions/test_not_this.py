"""What is not to be suggested to a customer."""

from __future__ import annotations

import pytest

from langganan.web.actions import not_this, refresh
from langganan.web.models import AuditLine, NotThis, Recommendation


@pytest.fixture
def one(shop):
    """A suggestion of the small shop."""
    return Recommendation.objects.filter(refresh=shop.current_refresh).order_by("customer", "rank").first()


def test_what_was_refused_is_not_suggested_again(shop, one):
    not_this.refuse(one.customer_id, one.product_id, by=None)
    again = refresh.run()
    assert not Recommendation.objects.filter(refresh=again, customer=one.customer, product=one.product).exists()
    assert Recommendation.objects.filter(refresh=again, customer=one.customer).exists()


def test_refusing_twice_is_once(one, owner):
    first = not_this.refuse(one.customer_id, one.product_id, by=owner)
    assert not_this.refuse(one.customer_id, one.product_id, by=None) == first
    assert NotThis.objects.get().by == owner
    assert AuditLine.objects.filter(verb="offer.refuse").count() == 1


def test_what_is_allowed_again_comes_back(shop, one):
    not_this.refuse(one.customer_id, one.product_id, by=None)
    not_this.allow(one.customer_id, one.product_id, by=None)
    found = Recommendation.objects.filter(refresh=refresh.run(), customer=one.customer, product=one.product)
    assert found.exists()

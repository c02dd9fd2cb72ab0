"""The pages that show how good the guesses are, and who moved."""

from __future__ import annotations

import pytest
from django.urls import reverse

from langganan.web.models import Shop


def _page(client, name):
    return client.get(reverse(name)).content.decode()


def test_trials_stand_beside_the_simplest_rule(demo, owner_client):
    page = _page(owner_client, "guesses")
    assert "Everybody goes on as before" in page
    assert "Standard error" in page
    assert "Learned from this shop" in page


def test_a_small_shop_says_what_it_takes(shop, owner_client):
    page = _page(owner_client, "guesses")
    assert "it takes 20 customers" in page
    assert "Standard error" not in page


def test_an_empty_shop_says_what_to_do(empty_shop, owner_client):
    assert "Bring in orders" in _page(owner_client, "guesses")
    assert "Bring in orders" in _page(owner_client, "moved")


@pytest.mark.parametrize("name", ["guesses", "moved", "cohorts", "customers"])
def test_orders_that_nobody_looked_at_yet_can_be_looked_at(shop, owner_client, name):
    Shop.objects.update(current_refresh=None)
    page = _page(owner_client, name)
    assert f'action="{reverse("refresh_start")}"' in page
    assert "Bring in orders" not in page


def test_numbers_of_who_moved_lead_to_the_people(demo, owner_client):
    page = _page(owner_client, "moved")
    assert f'href="{reverse("customers")}?was=loyal&amp;group=slipping"' in page
    assert "Of 188 best or loyal on 11 September 2011" in page

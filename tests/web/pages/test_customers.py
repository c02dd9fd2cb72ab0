"""The page with the list of customers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from langganan.web.models import Customer


def _page(client, **asked):
    return client.get(reverse("customers"), asked).content.decode()


def test_more_is_a_real_address_that_keeps_what_was_asked(demo, owner_client):
    assert 'href="?group=quiet&amp;sort=last&amp;page=2"' in _page(owner_client, group="quiet", sort="last")


def test_the_next_page_leads_back(demo, owner_client):
    assert 'href="?page=1"' in _page(owner_client, page=2)


def test_a_chip_starts_at_the_first_page(demo, owner_client):
    assert 'href="?q=1&amp;group=new"' in _page(owner_client, q="1", page=2)


def test_the_chosen_group_is_marked(demo, owner_client):
    page = _page(owner_client, group="new")
    assert page.split('aria-current="true"')[1].startswith(">New")


@pytest.mark.parametrize(
    "asked", [{"group": "vip"}, {"was": "vip"}, {"sort": "password"}, {"page": "x"}, {"page": "-1"}]
)
def test_strange_addresses_give_a_page(shop, owner_client, asked):
    assert owner_client.get(reverse("customers"), asked).status_code == 200


def test_nobody_found_is_said_and_escaped(shop, owner_client):
    assert "Nobody here is called “&lt;b&gt;”" in _page(owner_client, q="<b>")


def test_an_empty_shop_says_what_to_do(empty_shop, owner_client):
    assert "Bring in orders" in _page(owner_client)


def test_names_are_escaped(shop, owner_client):
    Customer.objects.filter(ref="C1").update(name="<script>alert(1)</script>")
    assert "<script>alert" not in _page(owner_client)


@pytest.mark.parametrize(("sort", "said"), [("ahead", "in the next year"), ("back", "come back in 90 days")])
def test_each_line_ends_with_what_sorts_it(demo, owner_client, sort, said):
    assert _page(owner_client, sort=sort).count(said) == 50
    assert said not in _page(owner_client)


def test_who_moved_stays_asked_for(demo, owner_client):
    page = _page(owner_client, was="loyal", group="slipping")
    assert "Loyal on 11 September 2011, now Slipping" in page
    assert '<input type="hidden" name="was" value="loyal">' in page
    assert 'href="?was=loyal&amp;group=best"' in page


def test_a_group_says_who_is_in_it(demo, owner_client):
    assert "They come back, and were here not long ago." in _page(owner_client, group="loyal")

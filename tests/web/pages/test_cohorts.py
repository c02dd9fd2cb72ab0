"""The page about who comes back."""

from __future__ import annotations

import pytest
from django.urls import reverse


def _page(client, **asked):
    return client.get(reverse("cohorts"), asked).content.decode()


def test_the_sentence_stands_before_the_table(demo, owner_client):
    page = _page(owner_client)
    assert page.index("came back within three months") < page.index("<table")


def test_a_running_month_is_marked_for_eye_and_ear(demo, owner_client):
    page = _page(owner_client)
    assert page.count("unfinished") == page.count("so far") > 5


@pytest.mark.parametrize(("show", "name"), [("returned", "Came back by then"), ("x", "Bought in that month")])
def test_the_chosen_measure_is_marked(demo, owner_client, show, name):
    assert f'aria-current="true">{name}' in _page(owner_client, show=show)


def test_money_is_written_as_money(demo, owner_client):
    assert "£" in _page(owner_client, show="revenue").split("<tbody>")[1]


def test_an_empty_shop_says_what_to_do(empty_shop, owner_client):
    assert "Bring in orders" in _page(owner_client)

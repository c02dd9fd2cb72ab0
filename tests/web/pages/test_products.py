from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def _text(client, query=""):
    return client.get(reverse("products") + query).content.decode()


def test_a_line_says_what_to_order_and_what_is_left(seen, owner_client):
    seen(on_hand=4.0, product={"counted": 4, "name": "Kopi <Gayo>"})
    text = _text(owner_client)
    assert "Kopi &lt;Gayo&gt;" in text
    assert "Order 8" in text
    assert "4 left, 8 days" in text


def test_filters_search_and_sort_come_from_the_address(seen, owner_client):
    seen("UP", trend="rising"), seen("FLAT")
    assert "Goods FLAT" not in _text(owner_client, "?show=rising&sort=name&q=goods")
    assert "Goods UP" in _text(owner_client, "?show=rising&sort=name&q=goods")


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=-1", "?page=99999999999999999999", "?show=%01&sort=;drop", "?q=%25_'\""]
)
def test_a_mangled_address_shows_the_list(seen, owner_client, query):
    seen()
    assert owner_client.get(reverse("products") + query).status_code == 200


def test_the_next_page_is_a_plain_link_that_keeps_the_search(seen, owner_client):
    for i in range(51):
        seen(f"A{i}")
    assert 'href="?q=A&amp;page=2"' in _text(owner_client, "?q=A")


def test_before_any_order_there_is_one_thing_to_do(empty_shop, owner_client):
    text = _text(owner_client)
    assert reverse("imports") in text
    assert "no orders yet" in text


def test_a_search_without_result_says_so(seen, owner_client):
    seen()
    assert "No product has these letters" in _text(owner_client, "?q=zzz")


def test_a_stranger_sees_nothing(empty_shop, client):
    assert client.get(reverse("products")).url.startswith(reverse("login"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_real_shop_is_listed(demo, owner_client, language):
    owner_client.cookies["langganan_language"] = language
    assert (
        owner_client.get(reverse("products") + "?sort=sold").content.decode().count('class="line product-line"') == 50
    )


def test_while_nothing_was_counted_no_number_to_order_is_named(seen, owner_client):
    seen("A"), seen("B")
    assert "2 products. How many to order can be said exactly once" in _text(owner_client)
    seen("C", on_hand=4.0, product={"counted": 4})
    assert "3 products, one of them to order." in _text(owner_client)

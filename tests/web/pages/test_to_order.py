from __future__ import annotations

import re

import pytest
from django.urls import reverse

from langganan.web.models import ToOrder

pytestmark = pytest.mark.django_db


def _undo(answer):
    lines = re.findall(r'class="message success">.*?action="([^"]*)"', answer.content.decode())
    return lines[-1].replace("&amp;", "&")


@pytest.fixture
def listed(seen, owner_client):
    product = seen(product={"name": "Kopi"})
    owner_client.post(reverse("to_order_add"), {"product": product.pk, "quantity": "12"})
    return ToOrder.objects.get()


def test_a_product_is_added_from_its_page_and_one_comes_back_there(seen, owner_client):
    product = seen()
    here = reverse("product", args=[product.pk])
    answer = owner_client.post(
        reverse("to_order_add"), {"product": product.pk, "quantity": "12", "next": here}, follow=True
    )
    assert answer.redirect_chain == [(here, 302)]
    assert "Goods A1 is on the list" in answer.content.decode()
    assert ToOrder.objects.get().quantity == 12


def test_next_never_leads_elsewhere(seen, owner_client):
    values = {"product": seen().pk, "quantity": "1", "next": "https://evil.example/"}
    assert owner_client.post(reverse("to_order_add"), values).url == reverse("to_order")


def test_a_quantity_is_changed_and_undone(listed, owner_client):
    answer = owner_client.post(reverse("to_order_change", args=[listed.pk]), {"quantity": "5"}, follow=True)
    assert ToOrder.objects.get().quantity == 5
    owner_client.post(_undo(answer))
    assert ToOrder.objects.get().quantity == 12


@pytest.mark.parametrize("given", ["", "0", "-3", "lots"])
def test_a_quantity_that_is_none_is_refused(listed, owner_client, given):
    answer = owner_client.post(reverse("to_order_change", args=[listed.pk]), {"quantity": given}, follow=True)
    assert "was given" in answer.content.decode()
    assert ToOrder.objects.get().quantity == 12


def test_what_was_taken_off_can_be_put_back(listed, owner_client):
    answer = owner_client.post(reverse("to_order_remove", args=[listed.pk]), follow=True)
    assert not ToOrder.objects.exists()
    owner_client.post(_undo(answer))
    assert ToOrder.objects.get().quantity == 12


def test_taking_off_twice_says_so(listed, owner_client):
    where = reverse("to_order_remove", args=[listed.pk])
    owner_client.post(where)
    assert "not on the list any more" in owner_client.post(where, follow=True).content.decode()


def test_the_whole_list_is_ordered_and_put_back(listed, owner_client):
    answer = owner_client.post(reverse("to_order_ordered"), {"ordered": "1"}, follow=True)
    assert ToOrder.objects.get().ordered_at is not None
    owner_client.post(_undo(answer))
    assert ToOrder.objects.get().ordered_at is None


def test_the_list_can_be_sent_and_downloaded(listed, owner_client):
    text = owner_client.get(reverse("to_order")).content.decode()
    assert "- 12 x Kopi (A1)" in text
    assert 'href="https://wa.me/?text=Hello%2C%20' in text
    file = owner_client.get(reverse("to_order_csv"))
    assert file.content.decode("utf-8-sig").splitlines() == ["Code,Product,Quantity", "A1,Kopi,12"]
    assert "attachment" in file["Content-Disposition"]


def test_an_empty_list_says_what_to_do(empty_shop, owner_client):
    assert reverse("products") + "?show=to_order" in owner_client.get(reverse("to_order")).content.decode()


def test_nothing_is_written_by_looking(listed, owner_client):
    for name, args in (("to_order_ordered", []), ("to_order_remove", [listed.pk]), ("to_order_change", [listed.pk])):
        assert owner_client.get(reverse(name, args=args)).status_code == 405


def test_a_stranger_sees_and_changes_nothing(listed, client):
    assert client.get(reverse("to_order_csv")).url.startswith(reverse("login"))
    assert client.post(reverse("to_order_remove", args=[listed.pk])).url.startswith(reverse("login"))
    assert ToOrder.objects.exists()


def test_a_product_is_added_from_the_list_in_place(seen, owner_client):
    product = seen(on_hand=4.0, product={"counted": 4})
    text = owner_client.get(reverse("products") + "?show=to_order").content.decode()
    assert 'name="quantity" value="8"' in text
    values = {"product": product.pk, "quantity": "8"}
    answer = owner_client.post(reverse("to_order_add"), values, headers={"HX-Request": "true"})
    assert "On the list" in answer.content.decode()
    assert "On the list" in owner_client.get(reverse("products") + "?show=to_order").content.decode()

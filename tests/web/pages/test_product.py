from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from langganan.web.models import Customer, Product

pytestmark = pytest.mark.django_db


def _page(client, product):
    return client.get(reverse("product", args=[product.pk])).content.decode()


def test_the_page_begins_with_sentences_and_leads_to_buyers(seen, owner_client):
    buyer = Customer.objects.create(ref="17850")
    text = _page(owner_client, seen(buyers=[[buyer.pk, 5]]))
    assert "usual ups and downs: 12 in the last 28 days" in text
    assert f'href="{reverse("customer", args=[buyer.pk])}">Customer 17850' in text


def test_the_chart_reads_what_the_table_shows(seen, owner_client):
    text = _page(owner_client, seen())
    weeks = json.loads(re.search(r'id="product-weeks" type="application/json">(.*?)</script>', text).group(1))
    assert weeks["sold"] == [2, 0, 4, None, None]
    assert weeks["high"] == [None, None, None, 7, 7]
    assert "9 February 2026" in text


def test_a_name_cannot_break_out_of_the_page(seen, owner_client):
    text = _page(owner_client, seen(product={"name": "</title><script>alert(1)</script>"}))
    assert "<script>alert" not in text


def test_a_count_is_noted_and_undone(seen, owner_client):
    product = seen()
    answer = owner_client.post(reverse("stock_count", args=[product.pk]), {"quantity": "2,5"}, follow=True)
    assert Product.objects.get().counted == 2.5
    undo = re.search(r'action="(/products/\d+/count\?[^"]*)"', answer.content.decode()).group(1)
    owner_client.post(undo)
    assert Product.objects.get().counted is None


@pytest.mark.parametrize("given", ["many", "-1", "nan", "inf", "1e99"])
def test_a_count_that_is_no_count_is_refused_in_words(seen, owner_client, given):
    product = seen()
    answer = owner_client.post(reverse("stock_count", args=[product.pk]), {"quantity": given}, follow=True)
    assert "was given" in answer.content.decode()
    assert Product.objects.get().counted is None


def test_treatment_is_changed_and_undone(seen, owner_client):
    product = seen(product={"lead_days": 3})
    where = reverse("product_change", args=[product.pk])
    text = owner_client.post(where, {"change": "1", "is_goods": "on", "lead_days": ""}, follow=True).content.decode()
    assert Product.objects.values_list("offered", "is_goods", "lead_days").get() == (False, True, None)
    owner_client.post(re.search(rf'action="({where}\?[^"]*)"', text).group(1).replace("&amp;", "&"))
    assert Product.objects.values_list("offered", "is_goods", "lead_days").get() == (True, True, 3)


def test_what_one_costs_is_told_and_taken_back(seen, owner_client):
    product = seen()
    where = reverse("product_change", args=[product.pk])
    told = {"change": "1", "is_goods": "on", "offered": "on", "lead_days": "", "unit_cost": "12.500"}
    text = owner_client.post(where, told, follow=True).content.decode()
    assert Product.objects.get().unit_cost == 12_500
    assert 'value="12500"' in text
    owner_client.post(re.search(rf'action="({where}\?[^"]*)"', text).group(1).replace("&amp;", "&"))
    assert Product.objects.get().unit_cost is None


def test_what_goes_with_it_is_shown_with_counts(seen, owner_client):
    other, gone = seen("B2", rank=2), seen("C3", rank=3, product={"offered": False})
    text = _page(owner_client, seen(together=[[gone.pk, 30, 41], [other.pk, 23, 41]]))
    section = text.split("Goes with")[1].split("</section>")[0]
    assert f'href="{reverse("product", args=[other.pk])}">Goods B2' in section
    assert "in 23 of 41" in section
    assert "Goods C3" not in section


def test_what_the_same_people_buy_is_said_once(seen, owner_client):
    other, third = seen("B2", rank=2), seen("C3", rank=3)
    text = _page(owner_client, seen(together=[[other.pk, 23, 41]], alike=[[other.pk, 9, 12], [third.pk, 7, 12]]))
    section = text.split("Similar")[1].split("</section>")[0]
    assert "7 of 12 people" in section
    assert "12 of the people looked at bought this one." in section
    assert "Goods B2" not in section


def test_the_working_can_be_done_by_hand(seen, owner_client):
    product = seen(daily_mean=0.5, order_up_to=12.0, on_hand=4.0, product={"counted": 9})
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", _page(owner_client, product)))
    assert "× 14 makes, on average 7.0" in text
    assert "it lasts + 5.0 so have, after ordering 12" in text
    assert "less what is left: 9 counted, 5 sold since" in text
    assert "4 to order 8" in text


def test_there_is_no_page_of_an_unknown_product(empty_shop, owner_client):
    assert owner_client.get(reverse("product", args=[404])).status_code == 404
    assert owner_client.post(reverse("stock_count", args=[404]), {"quantity": "1"}).status_code == 404


def test_a_stranger_changes_nothing(seen, client):
    product = seen()
    for name in ("product", "stock_count", "product_change"):
        assert client.post(reverse(name, args=[product.pk]), {"quantity": "3"}).url.startswith(reverse("login"))
    assert Product.objects.get().counted is None


def test_a_product_no_refresh_saw_has_a_page(empty_shop, owner_client):
    assert "next refresh" in _page(owner_client, Product.objects.create(sku="NEW"))


def test_every_kind_of_real_product_has_a_page(demo, owner_client):
    for product in Product.objects.order_by("?")[:5]:
        assert owner_client.get(reverse("product", args=[product.pk])).status_code == 200


def test_a_product_never_counted_asks_for_the_count_first_and_suggests_no_amount(seen, owner_client):
    text = _page(owner_client, seen())
    assert text.index('id="count"') < text.index('id="order-quantity"')
    assert re.search(r'id="order-quantity"[^>]* value="">', text)
    assert text.count("btn-primary") == 1
    assert '<button class="btn btn-primary">Note the count' in text


def test_a_counted_product_starts_with_the_suggested_order(seen, owner_client):
    text = _page(owner_client, seen(on_hand=4.0, product={"counted": 4}))
    assert text.index('id="order-quantity"') < text.index('id="count"')
    assert re.search(r'id="order-quantity"[^>]* value="8">', text)
    assert '<button class="btn">Note the count' in text

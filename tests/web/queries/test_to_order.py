from __future__ import annotations

import pytest

from langganan.web.actions import to_order
from langganan.web.queries.to_order import as_text, last_ordered, plain, to_order_rows
from langganan.words import Voice

pytestmark = pytest.mark.django_db


def test_the_list_says_how_long_what_is_left_lasts(empty_shop, seen, owner):
    product = seen(on_hand=4.0, product={"counted": 4})
    to_order.add(product.pk, 8, by=owner)
    (row,) = to_order_rows(empty_shop)
    assert (row.sku, row.quantity, row.days_left) == ("A1", 8, 8)


def test_the_text_reads_like_a_message(empty_shop, seen, owner):
    to_order.add(seen(product={"name": "Kopi"}).pk, 2.5, by=owner)
    text = as_text(empty_shop, to_order_rows(empty_shop), Voice("en", "IDR"))
    assert text.splitlines()[1:] == ["- 2.5 x Kopi (A1)", "Thank you."]
    assert empty_shop.name in text


def test_the_last_order_is_remembered_until_it_is_put_back(empty_shop, seen, owner):
    to_order.add(seen().pk, 3, by=owner)
    to_order.mark_ordered(by=owner)
    assert (last_ordered().products, to_order_rows(empty_shop)) == (1, [])
    to_order.reopen_last(by=owner)
    assert (last_ordered(), len(to_order_rows(empty_shop))) == (None, 1)


@pytest.mark.parametrize(("quantity", "text"), [(12.0, "12"), (0.25, "0.25"), (1_000_000.0, "1000000"), (10.0, "10")])
def test_plain_quantities(quantity, text):
    assert plain(quantity) == text

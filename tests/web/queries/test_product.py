from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from langganan.web.models import AuditLine, Customer, Product
from langganan.web.queries.product import chart_of, product_story, sentences, weeks_of

pytestmark = pytest.mark.django_db
EARLIER = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
COUNTED = {"counted": 9, "counted_at": EARLIER}


def _said(empty_shop, product):
    return " ".join(phrase.say() for phrase in sentences(product_story(empty_shop, product)))


def test_sentences_say_sales_stock_and_order(empty_shop, seen):
    product = seen(trend="rising", on_hand=4.0, product=COUNTED)
    assert _said(empty_shop, product) == (
        "It is selling more: 12 in the last 28 days, 10 in the 28 before. "
        "4 are left, enough for about 8 days. Order 8."
    )  # fmt: skip


def test_sentences_without_a_count_ask_for_one(empty_shop, seen):
    assert "count them once" in _said(empty_shop, seen())
    assert "Order so that you have 12." in _said(empty_shop, Product.objects.get())


def test_sentences_about_a_dead_product_suggest_no_order(empty_shop, seen):
    said = _said(empty_shop, seen(dead=True, quiet_days=200, on_hand=4.0, product=COUNTED))
    assert "200 days" in said
    assert "Order" not in said


def test_a_product_no_refresh_saw_says_so(empty_shop):
    product = Product.objects.create(sku="NEW")
    assert "next refresh" in _said(empty_shop, product)


def test_the_working_adds_up_as_it_is_shown(empty_shop, seen):
    product = seen(daily_mean=0.537, order_up_to=13.0, on_hand=2.5, product={**COUNTED, "lead_days": 10})
    working = product_story(empty_shop, product).working
    assert working.daily * working.days == pytest.approx(working.need, abs=0.05)
    assert working.need + working.spare == working.level == 13
    assert (working.lead_days, working.counted, working.sold_since, working.suggested) == (10, 9, 6.5, 11)
    assert working.rounded


def test_the_working_is_marked_stale_once_its_rules_changed(empty_shop, seen):
    product, other = seen("A"), seen("B")
    at = timezone.now() + timedelta(minutes=1)
    AuditLine.objects.create(at=at, verb="product.change", subject="product", subject_id=product.pk)
    assert product_story(empty_shop, product).working.stale
    assert not product_story(empty_shop, other).working.stale


def test_weeks_ahead_follow_those_past(seen):
    weeks = weeks_of({"start": "2026-02-09", "sold": [2, 0], "mean": [3.5], "low": [1], "high": [7]})
    assert [(week.start, week.sold, week.mean) for week in weeks[1:]] == [
        (date(2026, 2, 16), 0, None),
        (date(2026, 2, 23), None, 3.5),
    ]
    assert chart_of(weeks)["high"] == [None, None, 7]
    assert weeks_of({}) == []


def test_buyers_are_named_in_their_order_and_gone_ones_left_out(empty_shop, seen):
    ani, budi = Customer.objects.create(ref="7", name="Ani"), Customer.objects.create(ref="8")
    product = seen(buyers=[[budi.pk, 5], [99_999, 4], [ani.pk, 3]])
    assert [(b.name, b.ref, b.orders) for b in product_story(empty_shop, product).buyers] == [
        ("", "8", 5),
        ("Ani", "7", 3),
    ]


def test_few_queries(empty_shop, seen, django_assert_max_num_queries):
    product = seen()
    with django_assert_max_num_queries(4):
        product_story(empty_shop, product)

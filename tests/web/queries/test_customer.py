"""One customer's story."""

from __future__ import annotations

import pytest
from django.db.models import Sum

from langganan.web.actions import not_this
from langganan.web.models import Customer, CustomerInsight, OrderLine, Task
from langganan.web.queries.customer import ORDERS, chance_words, customer_story, rhythm_words


@pytest.fixture
def best(demo):
    """The customer with the most orders."""
    return CustomerInsight.objects.filter(refresh=demo.current_refresh).order_by("-orders").first().customer


def _insight(**given):
    usual = {"orders": 5, "interval_days": 12.4, "silent_days": 3, "state": "on_time", "return_in_100": None}
    return CustomerInsight(**usual | given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Buys about every 12 days; the last order was 3 days ago."),
        ({"silent_days": 1}, "Buys about every 12 days; the last order was 1 day ago."),
        ({"interval_days": 1.2}, "Buys nearly every day; the last order was 3 days ago."),
        ({"orders": 1}, "One order so far, 3 days ago."),
        ({"state": "quiet"}, "Used to buy about every 12 days; the last order was 3 days ago."),
    ],
)
def test_rhythm_in_words(given, said):
    assert str(rhythm_words(_insight(**given))) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(31.0, "About 3 in 10"), (2.0, "Fewer than 1 in 20"), (97.0, "Nearly all"), (None, "Cannot tell yet")],
)
def test_chance_in_frequencies(share, said):
    assert str(chance_words(_insight(state="late", return_in_100=share))).startswith(said)


def test_no_chance_is_named_for_who_is_on_time():
    assert chance_words(_insight(return_in_100=80.0)) is None


def test_the_strip_has_each_day_with_an_order_once(demo, best):
    days = customer_story(demo, best, page=1).rhythm.days
    assert days == sorted(set(days))
    assert days[-1] == best.insights.get(refresh=demo.current_refresh).last_day


def test_orders_newest_first_with_their_amount(demo, best):
    orders = customer_story(demo, best, page=1).orders
    assert len(orders) == ORDERS
    assert [order.ordered_at for order in orders] == sorted((order.ordered_at for order in orders), reverse=True)
    assert (
        orders[0].amount == OrderLine.objects.filter(order__ref=orders[0].ref).aggregate(whole=Sum("amount"))["whole"]
    )


def test_suggestions_are_parted_by_bought_before(demo, best):
    offers = customer_story(demo, best, page=1).offers
    assert offers.again
    assert all(one.repeat for one in offers.again)
    assert not any(one.repeat for one in offers.fresh)


def test_what_was_refused_is_gone_at_once(demo, best):
    one = customer_story(demo, best, page=1).offers.again[0]
    not_this.refuse(best.pk, one.product_id, by=None)
    offers = customer_story(demo, best, page=1).offers
    assert one not in offers.again
    assert offers.refused == [one.product]


def test_words_do_not_offer_what_was_refused(demo, best):
    Task.objects.filter(subject_id=best.pk).delete()
    liked = customer_story(demo, best, page=1).likes[0].product
    not_this.refuse(best.pk, liked.pk, by=None)
    assert liked.name.lower() not in str(customer_story(demo, best, page=1).draft.words).lower()


def test_likes_most_first(demo, best):
    counts = [liked.orders for liked in customer_story(demo, best, page=1).likes]
    assert counts == sorted(counts, reverse=True)


def test_few_queries_however_many_orders(demo, best, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        story = customer_story(demo, best, page=1)
        assert all(line.product.name for order in story.orders for line in order.lines)


def test_a_customer_without_orders_has_a_story(shop):
    story = customer_story(shop, Customer.objects.create(ref="N1"), page=1)
    assert story.insight is None
    assert list(story.orders) == []

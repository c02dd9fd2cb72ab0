"""What to do today, a handful at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from langganan.web.actions import tasks, to_order
from langganan.web.models import CustomerInsight, Product, Task
from langganan.web.queries.shop import today_of
from langganan.web.queries.today import MOST, finding, today


def _add(shop, kind, subject_id, rank):
    Task.objects.create(
        refresh=shop.current_refresh, kind=kind, subject_id=subject_id, rank=rank, minutes=3,
        why={"text": "Because", "plural": "", "fields": {}},
    )  # fmt: skip


@pytest.fixture
def busy(shop):
    """A shop with a task about each of seven customers."""
    Task.objects.all().delete()
    for rank, pk in enumerate(CustomerInsight.objects.values_list("customer", flat=True)[:7]):
        _add(shop, "talk", pk, rank)
    return shop


def _finish(shop, card, outcome="done", reason=""):
    task = card.task
    return tasks.finish(task.kind, task.subject_id, outcome=outcome, reason=reason, by=None, today=today_of(shop))


def test_a_handful_the_first_ranks_first(busy):
    assert [card.task.rank for card in today(busy).cards] == [0, 1, 2, 3, 4]


def test_a_draft_is_addressed_by_name(busy):
    draft = {
        "text": "Hi, how are you? Is there anything I can get ready for you this week?",
        "plural": "",
        "fields": {},
    }
    Task.objects.update(message=draft)
    card = today(busy).cards[0]
    card.customer.name = "Siti"
    assert str(card.message).startswith("Hi Siti, how are you?")
    card.customer.name = ""
    assert str(card.message) == draft["text"]


def test_minutes_add_up(busy):
    assert today(busy).minutes == 3 * MOST["talk"]


def test_finished_cards_fold_and_none_takes_their_place(busy):
    _finish(busy, today(busy).cards[0])
    work = today(busy)
    assert [card.task.rank for card in work.cards] == [1, 2, 3, 4]
    assert len(work.finished) == 1


def test_reopening_brings_the_card_back(busy):
    tasks.reopen(_finish(busy, today(busy).cards[0]).pk, by=None)
    assert [card.task.rank for card in today(busy).cards] == [0, 1, 2, 3, 4]


def test_put_off_comes_back_after_its_time(busy):
    _finish(busy, today(busy).cards[0], "not_now", "bad_moment")
    busy.fixed_today += timedelta(days=8)
    assert today(busy).cards[0].task.rank == 0


def test_what_is_on_the_order_list_is_no_task(shop, django_assert_max_num_queries):
    Task.objects.all().delete()
    product = Product.objects.earliest("pk").pk
    _add(shop, "order", product, 0)
    assert today(shop).count("order") == 1
    to_order.add(product, 5, by=None)
    assert today(shop).cards == []


def test_a_task_about_somebody_gone_is_left_out(shop):
    Task.objects.all().delete()
    _add(shop, "talk", 999_999, 0)
    assert today(shop).cards == []


def test_few_queries_however_many_tasks(demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        assert today(demo).cards


def test_finding_counts_second_and_third_orders(demo):
    found = finding(demo.current_refresh)
    old = CustomerInsight.objects.filter(first_day__lte=demo.current_refresh.as_of - timedelta(days=180))
    assert found.first_customers == old.count()
    assert found.second_customers == old.filter(orders__gte=2).count()
    assert found.second_low < found.second < found.second_high


def test_no_finding_from_a_few_customers(shop):
    assert finding(shop.current_refresh) is None

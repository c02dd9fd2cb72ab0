"""Searching, filtering, sorting and paging customers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from langganan.web.models import Customer, CustomerInsight
from langganan.web.queries.customers import PAGE, SORTS, Asked, customers


def _rows(shop, **asked):
    return list(customers(shop.current_refresh, Asked(**asked)).page)


def test_counts_add_up_to_everybody(demo):
    found = customers(demo.current_refresh, Asked())
    assert found.everybody == CustomerInsight.objects.filter(refresh=demo.current_refresh).count()
    assert list(found.counts) == ["best", "loyal", "new", "slipping", "quiet"]


def test_a_group_shows_only_its_own(demo):
    assert {one.group for one in _rows(demo, group="slipping")} == {"slipping"}


def test_counts_stay_while_a_group_is_chosen(demo):
    everybody = customers(demo.current_refresh, Asked())
    assert customers(demo.current_refresh, Asked(group="new")).counts == everybody.counts


def test_pages_hold_everybody_once(demo):
    pages = customers(demo.current_refresh, Asked()).page.paginator
    seen = [one.customer_id for number in pages.page_range for one in pages.page(number)]
    assert len(seen) == len(set(seen)) == pages.count
    assert len(pages.page(1)) == PAGE


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_gives_a_page(demo, sort):
    assert len(_rows(demo, sort=sort)) == PAGE


def test_most_spent_first(demo):
    assert all(first.revenue_year >= second.revenue_year for first, second in pairwise(_rows(demo)))


@pytest.mark.parametrize(("sort", "field"), [("ahead", "value"), ("back", "again")])
def test_what_is_foreseen_sorts(demo, sort, field):
    assert all(getattr(a, field) >= getattr(b, field) for a, b in pairwise(_rows(demo, sort=sort)))


def test_counts_are_of_those_who_were_in_a_group(demo):
    found = customers(demo.current_refresh, Asked(was="loyal"))
    assert found.everybody == CustomerInsight.objects.filter(refresh=demo.current_refresh, group_before="loyal").count()


def test_who_had_no_order_yet(demo):
    assert {one.group_before for one in _rows(demo, was="none")} == {""}


def test_search_by_name_ignores_case(shop):
    assert {one.customer.name for one in _rows(shop, words="PELANGGAN 1")} == {"Pelanggan 1", "Pelanggan 10"}


def test_search_by_phone_as_people_write_it(shop):
    Customer.objects.filter(name="Pelanggan 3").update(phone="+6281234567890")
    assert [one.customer.name for one in _rows(shop, words="0812-3456-7890")] == ["Pelanggan 3"]


def test_search_takes_wildcards_as_they_are(shop):
    assert _rows(shop, words="%") == []


def test_who_has_no_orders_is_found_by_search(shop):
    Customer.objects.create(ref="N1", name="Pelanggan baru")
    assert [one.name for one in customers(shop.current_refresh, Asked(words="baru")).unseen] == ["Pelanggan baru"]


def test_a_page_past_the_end_is_the_last(demo):
    found = customers(demo.current_refresh, Asked(page=999))
    assert found.page.number == found.page.paginator.num_pages


def test_few_queries(demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert [one.customer.ref for one in _rows(demo)]


def test_nobody_before_the_first_refresh(empty_shop):
    assert _rows(empty_shop) == []

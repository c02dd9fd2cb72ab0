from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from langganan.web.models import Product
from langganan.web.queries.products import PAGE, Asked, products, spark

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
EARLIER = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)


def _skus(empty_shop, **asked):
    return [row.sku for row in products(empty_shop.current_refresh, Asked(**asked)).page.object_list]


def test_the_best_seller_comes_first(empty_shop, seen):
    seen("A", rank=2), seen("B", rank=1)
    assert _skus(empty_shop) == ["B", "A"]


@pytest.mark.parametrize(("sort", "expected"), [("sold", ["B", "A"]), ("quiet", ["A", "B"]), ("name", ["A", "B"])])
def test_sorts(empty_shop, seen, sort, expected):
    seen("A", rank=1, units_month=1, quiet_days=9), seen("B", rank=2, units_month=5, quiet_days=2)
    assert _skus(empty_shop, sort=sort) == expected


@pytest.mark.parametrize(
    ("show", "expected"), [("rising", ["R"]), ("falling", ["F"]), ("dead", ["D"]), ("all", ["R", "F", "D"])]
)
def test_filters(empty_shop, seen, show, expected):
    seen("R", rank=1, trend="rising"), seen("F", rank=2, trend="falling"), seen("D", rank=3, trend="falling", dead=True)
    assert _skus(empty_shop, show=show) == expected


def test_search_finds_letters_of_name_and_code(empty_shop, seen):
    seen("85123A", product={"name": "White Heart"}), seen("22423", product={"name": "Cake Stand"})
    assert _skus(empty_shop, words="heart") == _skus(empty_shop, words="123a") == ["85123A"]


def test_a_count_made_since_the_refresh_decides_what_to_order(empty_shop, seen):
    seen("A", on_hand=2.0, suggested=10.0, product={"counted": 9, "counted_at": LATER})
    (row,) = products(empty_shop.current_refresh, Asked()).page.object_list
    assert (row.on_hand, row.suggested, row.cover_days) == (9, 3, 18)


def test_an_older_count_is_taken_as_the_refresh_carried_it_on(empty_shop, seen):
    seen("A", on_hand=2.5, suggested=10.0, product={"counted": 9, "counted_at": EARLIER})
    (row,) = products(empty_shop.current_refresh, Asked(show="to_order")).page.object_list
    assert (row.on_hand, row.suggested) == (2.5, 10)


def test_a_count_in_a_demo_shop_is_newer_than_a_refresh_of_the_same_day(empty_shop, seen):
    refresh = empty_shop.current_refresh
    refresh.as_of, refresh.started_at = date(2011, 12, 10), datetime(2026, 2, 15, 8, 0, tzinfo=UTC)
    seen("A", on_hand=2.0, product={"counted": 9, "counted_at": datetime(2011, 12, 10, 20, 0, tzinfo=UTC)})
    assert products(refresh, Asked()).page.object_list[0].on_hand == 9


def test_a_product_never_counted_has_no_order(empty_shop, seen):
    seen("A")
    found = products(empty_shop.current_refresh, Asked())
    assert found.page.object_list[0].suggested is None
    assert (found.counts["to_order"], found.counts["uncounted"]) == (0, 1)


def test_left_out_products_are_found_also_where_no_refresh_saw_them(empty_shop, seen):
    Product.objects.create(sku="POST", name="Postage", is_goods=False)
    seen("OLD", product={"offered": False}), seen("A")
    assert set(_skus(empty_shop, show="hidden")) == {"POST", "OLD"}


def test_a_page_past_the_end_is_the_last(empty_shop, seen):
    for i in range(PAGE + 1):
        seen(f"A{i:03}", rank=i + 1)
    found = products(empty_shop.current_refresh, Asked(page=9))
    assert (found.page.number, [row.sku for row in found.page.object_list]) == (2, [f"A{PAGE:03}"])


def test_few_queries_however_many_products(empty_shop, seen, django_assert_num_queries):
    for i in range(20):
        seen(f"A{i}")
    with django_assert_num_queries(3):
        products(empty_shop.current_refresh, Asked())


def test_before_the_first_refresh_there_is_nothing(empty_shop):
    assert products(None, Asked()).counts["all"] == 0


def test_a_spark_line_fills_its_box():
    assert spark([0, 10, 5]) == "0.0,22.0 50.0,2.0 100.0,12.0"
    assert spark([0, 0]) == spark([]) == spark([3]) == ""

"""What a refresh found out, in rows."""

from __future__ import annotations

import pytest

from langganan.understand.movement import ORDER
from langganan.web.frames.lifetimes import foreseen_of
from langganan.web.models import CustomerInsight, ProductInsight, Recommendation, Refresh, ShopInsight


def _facts(shop, code):
    return ShopInsight.objects.get(refresh=shop.current_refresh, code=code).facts


def test_what_is_foreseen_stands_with_each_customer(demo):
    rows = CustomerInsight.objects.filter(refresh=demo.current_refresh)
    assert not rows.filter(again=None).exists()
    assert all(0 <= row.again_low <= row.again <= row.again_high <= 1 for row in rows)
    assert all(row.value_low <= row.value <= row.value_high for row in rows.filter(orders__gte=10))
    assert all(row.next_from <= row.next_day for row in rows if row.next_day)


def test_the_row_is_the_result_again(demo):
    row = CustomerInsight.objects.filter(refresh=demo.current_refresh).order_by("-value").first()
    found = foreseen_of(row, _facts(demo, "lifetime"))
    assert (found.again[0], found.value[0], found.next_day[0].item()) == (row.again, row.value, row.next_day)
    assert found.terms.horizon == 90


def test_too_few_customers_foresee_nothing(shop):
    assert _facts(shop, "lifetime")["model"] == "none"
    assert not CustomerInsight.objects.exclude(again=None, value=None, next_day=None).exists()


def test_groups_of_ninety_days_ago_add_up_to_the_table(demo):
    rows = CustomerInsight.objects.filter(refresh=demo.current_refresh)
    for pair in _facts(demo, "movement_90")["pairs"]:
        before = "" if pair["before"] == ORDER[-1] else pair["before"]
        assert rows.filter(group_before=before, group=pair["now"]).count() == pair["customers"]


def test_suggestions_say_of_which_kind_they_are(demo):
    rows = Recommendation.objects.filter(refresh=demo.current_refresh)
    assert set(rows.values_list("kind", flat=True)) <= {"repeat", "explore", "trial"}
    assert not rows.filter(kind="repeat", repeat=False).exists()
    assert not rows.filter(kind="explore", repeat=True).exists()


def test_habits_are_sentences_with_their_counts(demo):
    row = CustomerInsight.objects.filter(refresh=demo.current_refresh).exclude(habits=[]).first()
    aspect, said = row.habits[0]
    assert aspect in {"weekday", "part", "channel", "price", "category"}
    assert said["fields"]["orders"] <= said["fields"]["of"]


def test_what_is_alike_names_other_goods_and_of_how_many(demo):
    row = ProductInsight.objects.filter(refresh=demo.current_refresh).exclude(alike=[]).first()
    assert all(other != row.product_id and 1 < both <= customers for other, both, customers in row.alike)


def test_what_goes_together_names_other_goods(demo):
    row = ProductInsight.objects.filter(refresh=demo.current_refresh).exclude(together=[]).first()
    assert all(other != row.product_id and 1 < shared <= orders for other, shared, orders in row.together)


@pytest.mark.parametrize("code", ["lifetime", "recommend", "movement_30", "movement_90"])
def test_the_whole_shop_is_told_once_for_each_refresh(demo, code):
    assert Refresh.objects.get(pk=demo.current_refresh_id).facts["shopinsights"] == 4
    assert _facts(demo, code)["said"]

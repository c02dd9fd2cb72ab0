from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from langganan.errors import ArgumentError, SetupError
from langganan.web.actions import shop as shops
from langganan.web.models import Refresh, Shop

pytestmark = pytest.mark.django_db
NOW = {
    "name": "Warung Sari", "zone": "Asia/Jakarta", "currency": "IDR", "language": "id",
    "service_level": 0.95, "lead_days": 7, "review_days": 7,
    "margin": None, "explore": None,
}  # fmt: skip


def change(**told: Any) -> Shop:
    return shops.change(by=None, **{**NOW, **told})


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"zone": "Mars/Olympus"}, "Mars/Olympus is not a time zone"),
        ({"currency": "rupiah"}, "rupiah is not a currency code"),
        ({"language": "fr"}, "fr is not one of en, id"),
        ({"name": " "}, "needs a name"),
        ({"service_level": 2.0}, "from 50 to 99.9"),
        ({"review_days": 0}, "days between orders from 1"),
        ({"margin": 0.0}, "above 0, up to 100; 0 was given"),
        ({"explore": 1.5}, "from 0 to 10; 15 was given"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_what_can(
    empty_shop: Shop, told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ArgumentError, match=sentence):
        change(**told)


def test_the_currency_is_fixed_once_there_are_orders(shop: Shop) -> None:
    with pytest.raises(ArgumentError, match="orders here are in IDR"):
        change(currency="EUR")


def test_a_new_zone_has_the_lake_built_anew(empty_shop: Shop) -> None:
    assert change(zone="Asia/Makassar").lake_generation == empty_shop.lake_generation + 1


def test_there_is_one_shop_in_a_data_folder(empty_shop: Shop) -> None:
    with pytest.raises(SetupError, match="There is a shop in this data folder already"):
        shops.open_shop(name="Second", zone="Asia/Jakarta", currency="IDR", language="id")


def test_a_new_rule_for_stock_is_reckoned_with_at_once(
    shop: Shop, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    before = Refresh.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        change(lead_days=14)
    assert Refresh.objects.count() == before + 1
    with django_capture_on_commit_callbacks(execute=True):
        change(lead_days=14, name="Warung Sari Baru")
    assert Refresh.objects.count() == before + 1

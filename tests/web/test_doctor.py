from __future__ import annotations

import shutil
from collections import namedtuple
from unittest import mock

import pytest

from langganan.storage.folder import DataFolder
from langganan.web.doctor import Check, examine
from langganan.web.models import Product, Shop

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil's


def found() -> dict[str, Check]:
    return {check.name: check for check in examine()}


def test_a_sound_shop_passes(shop: Shop) -> None:
    assert [check.name for check in examine() if not check.ok] == []


def test_what_is_missing_comes_with_what_to_do(db: None) -> None:
    checks = found()
    assert (checks["Shop"].ok, checks["Refresh"].ok) == (False, False)
    assert "langganan init" in checks["Shop"].advice


def test_what_is_known_of_the_margin_is_said_and_never_wrong(shop: Shop) -> None:
    assert (found()["Margin"].ok, found()["Margin"].found) == (True, "not told; Settings asks for it")
    Shop.objects.update(margin=0.355)
    Product.objects.filter(sku="P1").update(unit_cost=9_000)
    assert found()["Margin"].found == "35.5 of 100, cost known of 1 products"


def test_a_folder_that_others_may_read_is_found(shop: Shop, data_folder: DataFolder) -> None:
    data_folder.path.chmod(0o755)
    assert not found()["Data folder"].ok


def test_a_full_disk_is_found(shop: Shop) -> None:
    with mock.patch.object(shutil, "disk_usage", return_value=Usage(1, 1, 1000)):
        assert not found()["Free disk"].ok

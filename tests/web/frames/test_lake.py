from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from django.conf import settings

import a_shop
from langganan.web.actions import imports
from langganan.web.actions import shop as shops
from langganan.web.frames.lake import lake_engine, sync
from langganan.web.models import ImportBatch, Order, OrderLine, Product, Shop

pytestmark = pytest.mark.django_db


def test_the_lake_holds_every_line_once(shop: Shop) -> None:
    with lake_engine(shop) as engine:
        lines = engine.run("select line_id, amount from order_lines order by line_id")
    assert lines["line_id"].tolist() == list(OrderLine.objects.order_by("pk").values_list("pk", flat=True))


def test_a_second_sync_adds_only_what_is_new(shop: Shop) -> None:
    more = imports.receive([a_shop.as_csv(a_shop.many_rows(7))], name="more.csv", by=None)
    imports.read_file(more.pk)
    imports.apply(more.pk)
    assert (sync(shop), sync(shop)) == (7, 0)


def test_undo_starts_the_lake_afresh(shop: Shop) -> None:
    imports.undo(OrderLine.objects.values_list("batch_id", flat=True)[0])
    shop.refresh_from_db()
    with lake_engine(shop) as engine:
        assert engine.run("select count(*) as n from order_lines")["n"].tolist() == [0]
    assert (settings.FOLDER.lake / "order_lines" / "generation-2").is_dir()


def test_days_are_the_shops_own(empty_shop: Shop) -> None:
    row = ("Z1", "2026-06-29 23:30:00", "C1", "", "P1", "Teh", 1, 500)
    batch = imports.receive([a_shop.as_csv([row])], name="late.csv", by=None)
    imports.read_file(batch.pk)
    imports.apply(batch.pk)
    assert _days(empty_shop) == [date(2026, 6, 29)]
    keep = {
        "name": "Warung",
        "currency": "IDR",
        "language": "id",
        "service_level": 0.95,
        "margin": None,
        "explore": None,
        "lead_days": 7,
        "review_days": 7,
    }
    assert _days(shops.change(zone="Asia/Tokyo", by=None, **keep)) == [date(2026, 6, 30)]


def test_the_lake_holds_no_names(shop: Shop) -> None:
    with lake_engine(shop) as engine:
        columns = engine.run("select * from order_lines limit 1")
    assert all(values.dtype != object for name, values in columns.items() if name not in {"kind", "channel"})


def _days(shop: Shop) -> list[date]:
    with lake_engine(shop) as engine:
        return list(np.unique(engine.run("select day from order_lines")["day"]).tolist())


def test_minutes_channels_and_costs_are_in_the_lake(empty_shop: Shop) -> None:
    rows = (
        "Order,Date,Customer,SKU,Qty,Price,Channel",
        "Z1,2026-06-01 08:15,C1,P1,1,500,Shopee",
        "Z2,2026-06-02,C1,P1,1,500,",
    )
    batch = imports.receive(["\n".join(rows).encode()], name="channels.csv", by=None)
    imports.read_file(batch.pk)
    imports.apply(batch.pk)
    Product.objects.update(unit_cost=300)
    with lake_engine(empty_shop) as engine:
        lines = engine.run("select minute, channel from order_lines order by line_id")
        costs = engine.run("select unit_cost from products")["unit_cost"].tolist()
    assert (lines["minute"].tolist(), lines["channel"].tolist(), costs) == ([495, -1], ["Shopee", ""], [300])


def test_a_channel_told_later_is_filled_in_and_taken_back(empty_shop: Shop) -> None:
    def come(channel: str, name: str) -> ImportBatch:
        text = f"Order,Date,Customer,SKU,Qty,Price,Channel\nZ1,2026-06-01 08:15,C1,P1,1,500,{channel}\n"
        batch = imports.receive([text.encode()], name=name, by=None)
        imports.read_file(batch.pk)
        return imports.apply(batch.pk)

    come("", "first.csv")
    second = come("Shopee", "second.csv")
    empty_shop.refresh_from_db()
    assert (Order.objects.get().channel, empty_shop.lake_generation) == ("Shopee", 2)
    imports.undo(second.pk)
    assert not Order.objects.get().channel

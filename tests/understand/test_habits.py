from __future__ import annotations

from datetime import date

import numpy as np

from langganan.opening import shop_from_orders
from langganan.shop import Shop
from langganan.understand.habits import habits, said
from made_shop import TODAY, made, real

AS_OF = date(2026, 12, 31)


def rows(aspect: str, *counts: tuple[int, str, int, int]) -> dict[str, np.ndarray]:
    """Rows of `habits.sql`: customer, kind, orders, of all."""
    customer, kind, orders, of = zip(*counts, strict=True)
    return {
        "customer_id": np.array(customer), "aspect": np.full(len(counts), aspect, object),
        "of_kind": np.array(kind, object), "orders": np.array(orders), "of_orders": np.array(of),
    }  # fmt: skip


def timed(orders: list[tuple[str, str, str]], channel: str | None = None) -> Shop:
    """A shop of orders (customer, time in UTC, sku) in Jakarta."""
    count = len(orders)
    customers, times, skus = (np.array([order[place] for order in orders], object) for place in range(3))
    return shop_from_orders(
        {
            "row": np.arange(count) + 2, "order_ref": np.arange(count).astype(str).astype(object),
            "customer_ref": customers, "sku": skus, "product_name": skus,
            "category": np.full(count, None), "ordered_at": times.astype("datetime64[us]"),
            "quantity": np.ones(count), "unit_price": np.ones(count), "amount": np.full(count, 100),
            "kind": np.full(count, "sale", object), "channel": np.full(count, channel, object),
        },
        zone="Asia/Jakarta", currency="IDR", not_goods=lambda *_: False,
    )  # fmt: skip


def test_what_differs_from_others_is_found() -> None:
    others = [(customer, day, 2, 4) for customer in range(30) for day in ("0", "1")]
    regular = [(99, "5", 6, 8), (99, "0", 1, 8), (99, "1", 1, 8)]
    found = habits(rows("weekday", *others, *regular))
    assert found.customer_id.tolist() == [99]
    assert (found.of_kind[0], found.orders[0], found.of_orders[0]) == ("5", 6, 8)
    assert found.usual[0] < found.low[0] < found.share[0] < found.high[0]


def test_where_customers_do_not_differ_nobody_stands_out() -> None:
    alike = [(customer, day, 2, 4) for customer in range(50) for day in ("0", "1")]
    assert len(habits(rows("weekday", *alike))) == 0


def test_chance_alone_stands_out_seldom() -> None:
    draw = np.random.default_rng(1).multinomial(6, [1 / 7] * 7, size=500)
    counts = [(who, str(day), int(n), 6) for who, week in enumerate(draw) for day, n in enumerate(week) if n]
    assert len(habits(rows("weekday", *counts))) < 25


def test_clear_customers_are_found_and_chance_is_not() -> None:
    random = np.random.default_rng(2)
    even, fond = random.multinomial(10, [1 / 7] * 7, size=200), random.multinomial(10, [0.7] + [0.05] * 6, size=50)
    weeks = np.vstack([even, fond])
    counts = [(who, str(day), int(n), 10) for who, week in enumerate(weeks) for day, n in enumerate(week) if n]
    found = habits(rows("weekday", *counts))
    mondays = set(found.customer_id[found.of_kind == "0"].tolist())
    assert len(mondays & set(range(200, 250))) >= 40
    assert len(found.customer_id[found.customer_id < 200]) < 20


def test_one_order_tells_no_habit() -> None:
    found = made([("1", "ani", "A", "2026-01-03", 1, 100)])._habits(AS_OF)
    assert len(found) == 0
    assert "One order so far" in str(said(found, 0, orders=1)[0])
    assert "In 3 orders nothing stands out" in str(said(found, 0, orders=3)[0])


def test_habits_are_said_with_counts_and_how_sure() -> None:
    found = real()._habits(TODAY)
    customer = int(found.customer_id[(found.aspect == "weekday") & (found.orders == 7)][0])
    words = [str(phrase) for phrase in said(found, customer, orders=9)]
    assert words[0].startswith("Buys mostly on Sundays: on 7 of 7 days with an order. Of others' days about 13 of 100")


def test_many_orders_of_one_day_are_no_habit() -> None:
    found = real()._habits(TODAY)
    assert real().names.customer("17850") not in found.customer_id[found.aspect == "weekday"]


def test_days_parts_and_channels_are_the_shops_own() -> None:
    shop = timed([("ani", "2026-01-04T23:00", "A"), ("ani", "2026-01-11T23:30", "A")], "Toko Kopi ☕")
    got = shop._run("understand", "habits", AS_OF)
    kinds = dict(zip(got["aspect"].tolist(), got["of_kind"].tolist(), strict=True))
    assert (kinds["weekday"], kinds["part"], kinds["channel"]) == ("0", "morning", "Toko Kopi ☕")


def test_a_day_without_a_time_has_no_part() -> None:
    shop = timed([("ani", "2026-01-04T17:00", "A"), ("ani", "2026-01-11T17:00", "A")])
    assert set(shop._run("understand", "habits", AS_OF)["aspect"].tolist()) == {"weekday", "price"}


def test_price_levels_are_thirds_of_a_categorys_sales() -> None:
    skus = ["cheap", "middle", "dear"]
    lines = [(f"{sku}{n}", sku, sku, f"2026-01-0{n}", 2, 200 * (place + 1) ** 2)
             for place, sku in enumerate(skus) for n in (1, 2)]  # fmt: skip
    got = made(lines, categories=dict.fromkeys(skus, "tea"))._run("understand", "habits", AS_OF)
    assert got["of_kind"][got["aspect"] == "price"].tolist() == ["low", "middle", "high"]


def test_one_odd_line_does_not_move_the_others() -> None:
    lines = [(str(n), f"c{n % 5}", "A", f"2026-01-{n + 1:02}", 1, 100) for n in range(20)]
    shop = made([*lines, ("x", "c0", "B", "2026-02-01", 1_000_000, 1), ("y", "c1", "B", "2026-02-02", 1, 10**12)])
    found = shop._habits(AS_OF)
    assert np.isfinite(found.low).all()
    assert set(found.aspect) <= {"price", "weekday"}

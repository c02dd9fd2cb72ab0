from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from langganan.sustain.demand import Terms, demand
from made_shop import TODAY, made, real

AS_OF = date(2026, 6, 30)


def weekly(*sold: float, product: int = 1, lead: float = np.nan) -> dict[str, np.ndarray]:
    ago = np.arange(len(sold))[::-1]
    return {
        "product_id": np.full(len(sold), product), "weeks_ago": ago, "quantity": np.array(sold),
        "first_day": np.datetime64(AS_OF) - 7 * ago - 6, "lead_days": np.full(len(sold), lead),
    }  # fmt: skip


def test_steady_sales_are_forecast_as_they_are() -> None:
    found = demand(weekly(*[14.0] * 20), as_of=AS_OF)
    assert found.weekly_mean[0] == pytest.approx(14)
    assert found.daily_mean[0] == pytest.approx(2)
    assert found.order_up_to[0] == pytest.approx(28 + 1.645 * 28**0.5, abs=2)


def test_the_mean_is_weighted_toward_the_latest_weeks() -> None:
    found = demand(weekly(*[0.0] * 5, *[2.0] * 10, *[20.0] * 10), as_of=AS_OF)
    assert found.weeks_seen.tolist() == [20]
    assert 15 < found.weekly_mean[0] <= 20


def test_more_service_and_longer_delivery_need_more() -> None:
    rows = weekly(*np.random.default_rng(2).poisson(9, 30).astype(float))
    low = demand(rows, as_of=AS_OF, terms=Terms(service=0.8)).order_up_to[0]
    assert demand(rows, as_of=AS_OF, terms=Terms(service=0.99)).order_up_to[0] > low
    assert demand(weekly(*rows["quantity"], lead=28), as_of=AS_OF, terms=Terms(service=0.8)).order_up_to[0] > 2 * low


@pytest.mark.parametrize("sold", [(3.0,), (0.0, 1000.0), (1000.0, 0.0, 0.0), (0.4, 0.7)])
def test_shortest_histories_do_not_fail(sold: tuple[float, ...]) -> None:
    found = demand(weekly(*sold), as_of=AS_OF)
    assert np.isfinite(found.order_up_to).all()
    assert (found.low <= found.high).all()


def test_no_products() -> None:
    empty = {name: values[:0] for name, values in weekly(1.0).items()}
    assert len(demand(empty, as_of=AS_OF)) == 0


def test_weeks_end_with_the_day() -> None:
    shop = made(
        [
            ("1", "ani", "A", "2026-06-30", 2, 2),
            ("2", "ani", "A", "2026-06-24", 3, 3),
            ("3", "ani", "A", "2026-06-17", 4, 4),
        ]
    )
    weeks = shop.refresh(as_of=AS_OF).demand.weeks
    assert weeks.sold.tolist() == [[4, 5]]
    assert weeks.start == AS_OF - timedelta(days=13)


def test_orders_cover_about_as_many_rounds_as_asked() -> None:
    day = date(2011, 9, 25)
    found = real().refresh(as_of=day, service=0.9).demand
    rows = real().engine.run(
        "select product_id, sum(quantity) as sold from order_lines "
        "where kind = 'sale' and day > $after and day <= $upto group by product_id",
        after=day, upto=day + timedelta(days=14),
    )  # fmt: skip
    sold = dict(zip(rows["product_id"].tolist(), rows["sold"].tolist(), strict=True))
    actual = np.array([sold.get(product, 0) for product in found.product_id.tolist()])
    selling = found.weekly_mean > 1
    assert 0.8 < (actual <= found.order_up_to)[selling].mean() < 0.98


def test_a_large_order_undone_at_once_is_no_demand() -> None:
    found, names = real().refresh(as_of=TODAY).demand, real().names
    assert found.weeks.sold.shape == (len(found), 52)
    assert made([
        ("1", "ani", "A", "2026-06-30", 80995, 9), ("C1", "ani", "A", "2026-06-30", -80995, -9),
        ("2", "ani", "A", "2026-06-29", 1, 1),
    ]).refresh(as_of=AS_OF).demand.weeks.sold.tolist() == [[1]]  # fmt: skip
    assert len(names.skus) >= len(found)


def test_one_huge_order_does_not_push_the_level_below_the_mean() -> None:
    found = demand(weekly(540.0, *[6.0] * 30), as_of=AS_OF)
    assert found.order_up_to[0] >= round(found.daily_mean[0] * 14)

from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.simulate import Profile, Simulation
from langganan.simulate.again import BINS, History, bins_of
from langganan.tables import ORDER_LINES, PRODUCTS, Columns
from made_shop import made, real


@pytest.fixture(scope="module")
def profile() -> Profile:
    return real().profile()


@pytest.fixture(scope="module")
def source() -> Columns:
    return real().engine.run("select customer_id, order_id, product_id, amount from purchases where customer_id >= 0")


@pytest.fixture(scope="module")
def simulated(profile) -> Columns:
    days = (profile.last_day - profile.first_day).days + 1
    return whole(Simulation(profile, 2000, years=days / 365.25, seed=5))


def whole(shop: Simulation) -> Columns:
    parts = list(shop.parts())
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def sales(lines: Columns) -> Columns:
    kept = (lines["kind"] == "sale") & (lines["customer_id"] >= 0)
    return {name: values[kept] for name, values in lines.items()}


def told(lines: Columns) -> dict[str, float]:
    """What a shop is known by: per customer, per order, and how much is bought again."""
    orders = np.unique(np.stack([lines["customer_id"], lines["order_id"]]), axis=1)
    per_customer = np.unique(orders[0], return_counts=True)[1]
    baskets = np.unique(np.stack([lines["order_id"], lines["product_id"]]), axis=1).shape[1]
    bought = np.unique(np.stack([lines["customer_id"], lines["product_id"]]), axis=1).shape[1]
    sold = np.sort(np.unique(lines["product_id"], return_counts=True)[1])[::-1]
    return {
        "orders": per_customer.mean(), "once": (per_customer == 1).mean(), "basket": baskets / orders.shape[1],
        "again": 1 - bought / baskets, "revenue": lines["amount"].sum() / orders.shape[1],
        "head": sold[: len(sold) // 10].sum() / sold.sum(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "within"),
    {"orders": 0.15, "once": 0.15, "basket": 0.1, "again": 0.15, "revenue": 0.2, "head": 0.1}.items(),
)
def test_it_is_like_the_real_shop(simulated, source, what, within):
    assert told(sales(simulated))[what] == pytest.approx(told(source)[what], rel=within)


def test_tables_are_what_engines_take(profile, simulated):
    shop = Simulation(profile, 50, seed=2, products=300)
    assert set(ORDER_LINES.check(simulated)) >= {"line_id", "day"}
    assert PRODUCTS.check(shop.product_table())["product_id"].tolist() == list(range(1, 301))
    assert len(np.unique(simulated["line_id"])) == len(simulated["line_id"])
    assert (np.diff(simulated["line_id"]) == 1).all()


def test_an_order_has_one_customer_and_one_day(simulated):
    order, first, which = np.unique(simulated["order_id"], return_index=True, return_inverse=True)
    assert len(order) == simulated["order_id"].max()
    for name in ("customer_id", "day", "kind"):
        assert (simulated[name] == simulated[name][first][which]).all()


def test_days_and_returns(profile, simulated):
    assert simulated["day"].max() <= np.datetime64(profile.last_day)
    assert simulated["day"].min() >= np.datetime64(profile.first_day)
    back = simulated["kind"] == "return"
    assert 0 < back.mean() < 2 * profile.returned.share
    assert (simulated["quantity"][back] < 0).all()
    assert (simulated["amount"][back] <= 0).all()


def test_the_same_seed_gives_the_same_shop(profile):
    one, same, other = (whole(Simulation(profile, 40, seed=seed)) for seed in (3, 3, 4))
    assert all((one[name] == same[name]).all() for name in one)
    assert len(one["day"]) != len(other["day"])


def test_parts_go_on_where_the_last_ended(profile, monkeypatch):
    monkeypatch.setattr("langganan.simulate.simulation.LINES_A_PART", 1000)
    parts = list(Simulation(profile, 60, seed=3).parts())
    assert len(parts) > 3
    assert (np.diff(np.concatenate([part["line_id"] for part in parts])) == 1).all()
    owners = [set(part["customer_id"].tolist()) - {-1} for part in parts]
    assert sum(map(len, owners)) == len(set().union(*owners)) == 60


def test_more_years_and_more_products(profile):
    shop = Simulation(profile, 100, years=3, seed=1, products=9000)
    lines = whole(shop)
    assert lines["day"].min() < np.datetime64(profile.first_day)
    assert lines["product_id"].max() > len(profile.goods.weight)


def test_repeats_are_counted_by_what_went_before():
    zero, lines = np.zeros(4, np.int64), np.arange(4)
    history = History.made(zero, np.array([0, 0, 1, 2]), np.array([7, 8, 7, 9]), lines)
    assert history.again.tolist() == [False, False, True, False]
    assert history.before.tolist() == [0, 0, 2, 3]
    assert history.since.tolist() == [0, 0, 2, 0]
    assert bins_of(np.array([0, 1, 2, 3, 4, 10**9])).tolist() == [0, 1, 2, 2, 3, BINS - 1]


@pytest.mark.parametrize(
    "asked",
    [{"customers": 0}, {"customers": 5, "years": -1}, {"customers": 5, "years": 0}, {"customers": 5, "products": 1},
     {"customers": 5, "seed": -1}],
)  # fmt: skip
def test_numbers_out_of_reach_are_refused(profile, asked):
    with pytest.raises(ArgumentError, match="is"):
        Simulation(profile, **asked)


def test_a_shop_too_small_to_learn_from():
    shop = made([(str(n), f"c{n % 3}", "A", "2026-06-01", 1, 5) for n in range(9)])
    with pytest.raises(ArgumentError, match=r"3 customers .* takes 20"):
        shop.profile()


def test_a_shop_of_one_product_all_on_one_day():
    shop = made([(str(n), f"c{n}", "A", "2026-06-01", 1, 5) for n in range(30)])
    lines = whole(Simulation(shop.profile(), 20, years=0.5, seed=1))
    assert set(lines["product_id"].tolist()) == {1}

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

import seasonal_shop
from langganan.errors import ArgumentError
from langganan.understand.lifetime import Cut, Terms, cuts, lifetime, words
from langganan.understand.season import Diary
from made_shop import TODAY, made, real

SEEN = 700


@cache
def shop():
    return seasonal_shop.simulated(3_000, days=SEEN + 90, seed=1, pace=seasonal_shop.flat)


@cache
def found(horizon=90):
    as_of = shop().day(SEEN)
    days = cuts(seasonal_shop.FIRST, as_of, horizon=horizon)
    past = [Cut(day, until, shop().rows(day, until)) for day, until in days]
    rows = shop().rows(as_of, as_of + timedelta(days=90))
    return lifetime(rows, as_of=as_of, past=past, diary=Diary(shop().daily(as_of), "UTC"), terms=Terms(horizon=horizon))


@cache
def later():
    return shop().rows(shop().day(SEEN), shop().day(SEEN + 90))["later"]


def test_what_is_foreseen_comes():
    assert abs(found().expected.sum() / later().sum() - 1) < 0.08
    assert abs(found().again.mean() - (later() > 0).mean()) < 0.01


def test_eight_in_ten_lie_in_the_interval_at_least():
    inside = (found().expected_low <= later()) & (later() <= found().expected_high)
    assert inside.mean() >= 0.8


def test_the_next_day_is_where_half_have_come():
    near = found().next_day == np.datetime64(found().basis.as_of + timedelta(days=90))
    by_then = found().next_day <= np.datetime64(found().basis.as_of + timedelta(days=90))
    assert (found().again[by_then & ~near] > 0.49).all()
    assert (found().again[~by_then & ~near] < 0.51).all()


def test_days_come_in_order_and_never_is_no_day():
    first, middle, last = found().next_from, found().next_day, found().next_to
    assert (first[~np.isnat(middle)] <= middle[~np.isnat(middle)]).all()
    assert (middle[~np.isnat(last)] <= last[~np.isnat(last)]).all()
    assert np.isnat(middle[found().alive < 0.5]).all()


def test_longer_ahead_is_more_and_a_year_is_what_the_value_counts():
    longer = found().forecast(365)
    assert (longer.expected > found().expected).all()
    plain = longer.expected * found().order_value
    assert (found().value <= np.ceil(plain)).all()
    assert (found().value >= plain / 1.1 - 1).all()
    assert np.isnan(longer.again_low).all()


def test_a_forecast_of_some_customers_is_theirs():
    some = found().only(np.array([5, 700, 20]))
    assert np.array_equal(some.forecast(90).expected, found().expected[[5, 700, 20]])


def test_margin_and_rate():
    rows, as_of = shop().rows(shop().day(SEEN), shop().day(SEEN)), shop().day(SEEN)
    whole = lifetime(rows, as_of=as_of, terms=Terms(rate=0.0))
    part = lifetime(rows, as_of=as_of, terms=Terms(margin=0.25, rate=0.0))
    assert np.allclose(part.value, whole.value / 4, atol=0.6)
    assert lifetime(rows, as_of=as_of, terms=Terms(rate=0.5)).value.sum() < whole.value.sum()


@pytest.mark.parametrize("wrong", [{"horizon": 0}, {"horizon": 731}, {"margin": 1.1}, {"rate": -0.1}, {"margin": "1"}])
def test_terms_that_cannot_be(wrong):
    with pytest.raises(ArgumentError, match=next(iter(wrong))):
        Terms(**wrong)


def test_a_long_history_shows_leaving():
    assert not found().short_history
    assert found().alive.min() < 0.2


def test_a_shop_that_nobody_leaves_is_said_to_be_too_young():
    loyal = seasonal_shop.simulated(1_000, days=300, seed=2, pace=seasonal_shop.flat, leaving=(1e-9, 1.0))
    as_of = loyal.day(300)
    young = lifetime(loyal.rows(as_of, as_of), as_of=as_of)
    assert young.short_history
    assert words.SHORT in [phrase.text for phrase in words.shop(young)]


def test_the_real_shop_is_too_young_as_well():
    seen = real().lifetime(as_of=TODAY)
    assert seen.found.short_history
    assert len(seen.found) == len(real().segments(as_of=TODAY))
    assert set(seen.backtest.model) == {"mbg", "pareto", "mbg_cnbd", "bg", "old_rate", "rhythm"}


def test_it_is_the_same_every_time():
    one, other = (real().lifetime(as_of=TODAY).found for _ in range(2))
    assert one.rows() == other.rows()


def test_amounts_come_from_all_days():
    shop = made([(str(n), "ani", "A", f"2026-01-{n:02d}", 1, 10 * n) for n in (1, 3, 9)])
    row = shop._run("understand", "lifetime", date(2026, 2, 1), cut=date(2026, 1, 5), until=date(2026, 1, 10))
    assert {name: values.tolist()[0] for name, values in row.items()} == {
        "customer_id": 0, "first_day": date(2026, 1, 1), "last_day": date(2026, 1, 3), "x": 1,
        "log_gaps": np.log(2), "first_revenue": 10, "repeat_revenue": 30, "later": 1, "later_revenue": 90,
    }  # fmt: skip

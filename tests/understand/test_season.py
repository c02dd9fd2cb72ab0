from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import seasonal_shop
from langganan.understand.season import season

SEEN = 1095


@pytest.fixture(scope="module")
def shop():
    return seasonal_shop.simulated(6_000, days=SEEN + 91, seed=3)


def learned(shop, seen=SEEN, zone="UTC"):
    cut = shop.day(seen)
    return season(shop.daily(cut), shop.rows(cut, cut), as_of=cut, zone=zone)


def test_three_years_show_the_season(shop):
    found = learned(shop)
    assert found.year_round
    assert np.corrcoef(found.clock.pace[: SEEN + 91], shop.clock.pace[: SEEN + 91])[0, 1] > 0.98


def test_what_the_future_holds_is_the_same_season(shop):
    pace = learned(shop).clock.pace
    assert np.allclose(pace[SEEN : SEEN + 60], pace[SEEN - 365 : SEEN - 305], rtol=0.05)


def test_a_shop_without_a_season_gets_hardly_any():
    pace = learned(seasonal_shop.simulated(6_000, days=SEEN, seed=4, pace=seasonal_shop.flat)).clock.pace
    assert 0.8 < pace.min() <= pace.max() < 1.2


def test_under_two_years_and_no_event_there_is_none(shop):
    assert learned(shop, seen=700) is None


def test_an_event_seen_once_is_enough(shop):
    found = learned(shop, seen=400, zone="Europe/London")
    assert not found.year_round
    assert found.events["before_christmas"] > 1.1


def test_an_event_not_seen_whole_is_not_used(shop):
    assert learned(shop, seen=340, zone="Europe/London") is None


def test_lebaran_lifts_what_it_lifts():
    def pace(days):
        lifted = seasonal_shop.flat(days)
        lifted[82:110] = 2.5  # 2023: the 28 days to the eve of 22 April, and a year later
        lifted[435:463] = 2.5  # 2024: to the eve of 10 April, from 11 March
        return lifted

    found = learned(seasonal_shop.simulated(6_000, days=500, seed=5, pace=pace), seen=500, zone="Asia/Jakarta")
    assert 1.8 < found.events["before_lebaran"] < 2.6
    assert 0.7 < found.events["11.11"] < 1.5


def test_nobody_came_again():
    day = np.array(["2023-01-01"], "datetime64[D]")
    daily = {"day": day, "first_time": np.array([5]), "again": np.array([0])}
    assert season(daily, {}, as_of=date(2026, 1, 1), zone="Asia/Jakarta") is None

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

import seasonal_shop
from langganan.understand.btyd.histories import Histories
from langganan.understand.lifetime import Cut, cuts
from langganan.understand.lifetime.backtest import Backtest, Trial, backtest, best, pit_slices, trials
from langganan.understand.lifetime.calibration import calibration
from langganan.understand.lifetime.naive import OldRate
from langganan.understand.lifetime.outlook import likely_counts, tails
from langganan.understand.season import season

DAY = date(2026, 1, 1)


def cut(later, returns=None):
    return Cut(DAY, DAY + timedelta(days=30), {"later": np.array(later), "x": np.array(later)}, returns)


def table(**scores):
    """A backtest with these log scores, one number per cut."""
    trials = [(model, turn, score) for model, per_cut in scores.items() for turn, score in enumerate(per_cut)]
    columns = {name: np.zeros(len(trials)) for name in Backtest.__dataclass_fields__}
    columns |= {
        "model": np.array([model for model, _, _ in trials], object),
        "day": np.array([DAY + timedelta(days=turn) for _, turn, _ in trials], "datetime64[D]"),
        "customers": np.full(len(trials), 10),
        "log_score": np.array([score for _, _, score in trials]),
    }
    return Backtest(**columns)


def test_cuts_go_back_one_horizon_at_a_time():
    found = list(cuts(date(2025, 1, 1), date(2026, 1, 1), horizon=90))
    assert [(until - day).days for day, until in found] == [90, 90, 90]
    assert found[0] == (date(2025, 10, 3), date(2026, 1, 1))
    assert found[1][1] == found[0][0]


def test_a_short_history_is_tried_on_shorter_stretches():
    assert [until - day for day, until in cuts(DAY, DAY + timedelta(days=40), horizon=90)] == [timedelta(days=10)] * 3
    assert list(cuts(DAY, DAY + timedelta(days=27), horizon=90)) == []


def test_the_best_score_is_chosen_and_bg_never():
    assert best(table(mbg=[-2, -2], pareto=[-1.5, -2], bg=[-1, -1], old_rate=[-3, -3])) == "pareto"


def test_the_naive_rule_is_used_where_nothing_beats_it():
    assert best(table(mbg=[-2], pareto=[-2], mbg_cnbd=[-2], old_rate=[-1.9])) == "old_rate"


@pytest.mark.parametrize(("season", "chosen"), [(-0.9, "mbg_season"), (-1.1, "mbg")])
def test_the_season_is_compared_where_it_could_be_tried(season, chosen):
    found = table(mbg=[-1, -5], old_rate=[-6, -6], mbg_season=[season])
    assert best(found) == chosen


def test_without_a_past_it_is_the_mbg():
    assert best(backtest([])) == "mbg"


def test_scores_by_hand():
    trial = Trial(cut([0, 2]), "mbg", np.array([0.5, 0.5]), np.array([1.0, 1.0]), np.log([0.5, 0.25]), np.full(10, 0.1))
    (row,) = backtest([trial]).rows()
    assert row["log_score"] == pytest.approx(np.log(0.125) / 2)
    assert (row["mae"], row["rmse"], row["total_error"], row["brier"], row["pit"]) == (1, 1, 0, 0.25, 0)


def test_a_transform_of_what_was_foreseen_is_even():
    rng = np.random.default_rng(1)
    count = rng.poisson(1.3, 20_000)
    h = Histories.of(np.zeros(20_000, int), np.zeros(20_000), np.full(20_000, 70.0))
    slices = pit_slices(*tails(OldRate(1 / 2.3), h, 1.3 * (10 + 2.3), count))
    assert np.abs(slices - 0.1).max() < 0.01
    assert pit_slices(np.array([1.0]), np.array([0.75])) == pytest.approx([0.4, 0.4, 0.2, *[0] * 7])


def test_tails_are_those_of_the_count():
    h = Histories.of(np.array([0, 3]), np.array([0.0, 50.0]), np.array([70.0, 70.0]))
    at, above = tails(OldRate(0.1), h, 4.0, np.array([0, 2]))
    assert at[0] == 1
    assert above[0] == pytest.approx(1 - np.exp(-4 / 20))
    assert at[1] - above[1] == pytest.approx(0.8**2 / 2 * np.exp(-0.8))


def test_quantiles_of_a_poisson():
    h = Histories.of(np.array([0]), np.array([0.0]), np.array([70.0]))
    low, high = likely_counts(OldRate(0.1), h, 80.0)  # a mean of 4
    assert (low[0], high[0]) == (2, 7)


def test_a_season_that_is_there_wins():
    shop = seasonal_shop.simulated(3_000, days=1100, seed=5)
    past = [Cut(*days, shop.rows(*days)) for days in cuts(seasonal_shop.FIRST, shop.day(1100), horizon=90)]
    tried = [t for one in past for t in trials(one, season(shop.daily(one.day), one.rows, as_of=one.day, zone="UTC"))]
    assert best(backtest(tried)) == "mbg_season"


def test_the_interval_holds_what_came():
    again, came = np.repeat([0.2, 0.8], 500), np.repeat([0, 1, 0, 1], [400, 100, 100, 400])
    found = calibration([Trial(cut(came), "mbg", again)])
    low, high = found.interval(np.array([0.2, 0.8]))
    assert ((low <= [0.2, 0.8]) & (high >= [0.2, 0.8])).all()
    assert (high - low < 0.25).all()


def test_too_few_cases_have_no_interval():
    low, high = calibration([Trial(cut([0, 1]), "mbg", np.array([0.2, 0.3]))]).interval(np.array([0.2]))
    assert np.isnan([*low, *high]).all()


def test_the_rule_of_rhythm_fills_in_what_it_cannot_tell():
    shop = seasonal_shop.simulated(200, days=400, seed=5)
    days = next(cuts(seasonal_shop.FIRST, shop.day(400), horizon=60))
    rows = shop.rows(*days)
    returns = np.where(np.arange(len(rows["x"])) % 2, 0.3, np.nan)
    (trial,) = [t for t in trials(Cut(*days, rows, returns)) if t.model == "rhythm"]
    assert trial.again.tolist() == pytest.approx([0.3] * len(returns))

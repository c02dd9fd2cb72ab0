"""How good the guesses were."""

from __future__ import annotations

import pytest

from langganan.web.models import ShopInsight
from langganan.web.queries.guesses import NAMES, coming_back, next_order


def _change(shop, code, **facts):
    row = ShopInsight.objects.get(refresh=shop.current_refresh, code=code)
    row.facts = row.facts | facts
    row.save()


def test_each_trial_has_what_is_used_beside_the_simplest_rule(demo):
    found = coming_back(demo.current_refresh_id)
    assert len(found.trials) == 3
    for trial in found.trials:
        used, naive = trial.beside
        assert used.used
        assert naive.code == "old_rate"


def test_the_verdict_weighs_trials_by_their_customers(demo):
    rows = [
        {"day": day, "until": "2011-12-10", "model": model, "customers": n, "mae": mae, "total_error": 0.1,
         "brier": 0.2, "log_score": -1.0, "pit": 0.01}
        for day, n, ours in (("2011-06-01", 100, 1.0), ("2011-09-01", 300, 0.6))
        for model, mae in (("mbg", ours), ("old_rate", 1.25))
    ]  # fmt: skip
    _change(demo, "lifetime", model="mbg", backtest=rows)
    assert "missed by 0.70 on average" in str(coming_back(demo.current_refresh_id).verdict)


def test_the_simplest_rule_is_not_compared_with_itself(demo):
    _change(demo, "lifetime", model="old_rate")
    assert coming_back(demo.current_refresh_id).verdict is None


def test_every_way_has_a_name(demo):
    ways = {way.code for trial in coming_back(demo.current_refresh_id).trials for way in trial.ways}
    assert ways <= set(NAMES)


def test_the_difference_has_its_interval(demo):
    _change(demo, "recommend", learned=0.2, frequency=0.15, error=0.01, method="learned", customers=400)
    found = next_order(demo.current_refresh_id)
    assert (found.low, found.high) == (pytest.approx(3.04), pytest.approx(6.96))


def test_nothing_to_show_before_the_first_refresh(empty_shop):
    assert (coming_back(None), next_order(None)) == (None, None)

"""What is foreseen of one customer, in sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langganan.web.models import CustomerInsight
from langganan.web.queries.foreseen import band, facts_of, foreseen

TODAY = date(2026, 6, 30)
FACTS = {
    "model": "mbg", "short_history": False, "rhythm_better": False, "horizon": 90, "margin": 1.0, "rate": 0.1,
    "said": [{"text": "Foreseen by a model.", "plural": "", "fields": {}}],
}  # fmt: skip


def _insight(**given):
    usual = {
        "customer_id": 1, "orders": 5, "own_intervals": 4, "state": "on_time", "alive": 0.9, "again": 0.72,
        "again_low": 0.61, "again_high": 0.79, "expected": 2.2, "expected_low": 0, "expected_high": 4, "value": 9000,
        "value_low": 0, "value_high": 20_000, "order_value": 1000, "return_in_100": 43.0, "return_cases": 31,
        "due_from": TODAY + timedelta(3), "due_to": TODAY + timedelta(9), "next_from": TODAY + timedelta(1),
        "next_day": TODAY + timedelta(20), "next_to": TODAY + timedelta(80),
    }  # fmt: skip
    return CustomerInsight(**usual | given)


def _said(**given):
    return foreseen(_insight(**given), FACTS)


def test_the_chance_is_a_frequency_with_its_interval():
    assert str(_said().chance) == (
        "Of customers like this one, about 7 in 10 come back within 90 days (in this shop's past, between 6 and 8 in 10)."
    )


def test_where_silences_tell_more_they_are_told():
    seen = foreseen(_insight(), FACTS | {"rhythm_better": True})
    assert str(seen.chance).startswith("Of customers who were silent for as long, about 4 in 10 came back within 60")


def test_nothing_is_said_where_nothing_was_foreseen():
    assert _said(again=None) is None
    assert foreseen(_insight(), {}) is None


@pytest.mark.parametrize(("state", "own"), [("late", 4), ("quiet", 4), ("new", 0)])
def test_one_date_for_who_has_no_pace_any_more(state, own):
    insight = _insight(state=state, own_intervals=own, due_from=TODAY - timedelta(9), due_to=TODAY - timedelta(3))
    seen = foreseen(insight, FACTS)
    found = band(insight, seen, TODAY)
    assert (found.first, found.last) == (insight.next_from, insight.next_to)
    assert "Half of the customers" in str(seen.when)


@pytest.mark.parametrize("state", ["on_time", "due"])
def test_one_date_for_who_keeps_a_pace(state):
    insight = _insight(state=state)
    seen = foreseen(insight, FACTS)
    assert seen.when is None
    assert band(insight, seen, TODAY).last == insight.due_to


@pytest.mark.parametrize(("ahead", "words"), [(3, "comes around"), (-3, "would have come around")])
def test_a_window_of_one_day_is_one_day(ahead, words):
    day = TODAY + timedelta(ahead)
    found = band(_insight(due_from=day, due_to=day), None, TODAY)
    assert words in str(found.caption)
    assert "between" not in str(found.caption)


def test_a_band_far_away_ends_where_half_are_back():
    insight = _insight(state="late", next_to=TODAY + timedelta(600))
    assert band(insight, foreseen(insight, FACTS), TODAY).last == insight.next_day


def test_no_band_for_who_will_hardly_come():
    insight = _insight(state="quiet", next_day=None, next_to=None)
    assert band(insight, foreseen(insight, FACTS), TODAY).last is None


def test_nobody_is_called_gone_where_leaving_cannot_be_seen():
    insight = _insight(state="quiet", next_day=None, next_to=None)
    assert "will not order again" in str(foreseen(insight, FACTS).when)
    short = foreseen(insight, FACTS | {"short_history": True})
    assert short.when is None
    assert not any("gone for good" in str(one) for one in short.how)


def test_what_cannot_be_told_is_not_folded_away():
    told = [{"text": text, "plural": "", "fields": {}} for text in ("Model.", "Tried.", "Too short.")]
    seen = foreseen(_insight(), FACTS | {"said": told})
    assert [str(one) for one in seen.limits] == ["Too short."]
    assert [str(one) for one in seen.how][-2:] == ["Model.", "Tried."]


def test_one_order_is_said_to_be_one():
    assert "Only one order so far" in str(_said(own_intervals=0, orders=1, state="new").how[0])


def test_facts_of_another_refresh_are_none(demo):
    assert facts_of(demo.current_refresh_id, "lifetime")["model"] != "none"
    assert facts_of(None, "lifetime") == {}

"""Drawings: places and lengths."""

from __future__ import annotations

from datetime import date

import pytest

from langganan.web.templatetags.draw import EDGE, WIDTH, Strip, bar, cycle, percent, strip

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)


def test_the_axis_runs_from_the_first_order_to_the_end_of_the_band():
    drawn = strip({}, Strip([JANUARY, JUNE], JUNE, JUNE, DECEMBER))
    assert drawn["ticks"][0] == EDGE
    assert drawn["band"]["x"] + drawn["band"]["width"] == WIDTH - EDGE
    assert drawn["ticks"][1] == drawn["today"]


def test_without_a_band_it_ends_today():
    drawn = strip({}, Strip([JANUARY], JUNE))
    assert (drawn["band"], drawn["last"]) == (None, JUNE)


def test_never_longer_than_two_years():
    drawn = strip({}, Strip([date(2010, 1, 1), JUNE], JUNE))
    assert drawn["first"] == date(2024, 6, 30)
    assert drawn["ticks"] == [WIDTH - EDGE]


def test_one_order_today():
    assert strip({}, Strip([JUNE], JUNE))["ticks"] == [EDGE]


def test_a_band_long_past_stays_in_the_drawing():
    drawn = strip({}, Strip([date(2020, 1, 1)], JUNE, date(2020, 2, 1), date(2020, 3, 1)))
    assert drawn["band"] is None


@pytest.mark.parametrize(("share", "filled"), [(0.5, 500), (None, 0), (-1, 0), (7, 1000)])
def test_a_bar_stays_in_its_frame(share, filled):
    assert bar(share)["filled"] == filled


@pytest.mark.parametrize(
    ("silent", "every", "own", "filled", "colour"),
    [(10, 20.0, 3, 25, "indigo"), (20, 20.0, 3, 50, "indigo"), (31, 20.0, 3, 78, "soga"), (900, 20.0, 3, 100, "soga")],
)
def test_the_cycle_is_half_full_when_the_order_is_due(silent, every, own, filled, colour):
    assert cycle(silent, every, own) == {"filled": filled, "colour": colour}


@pytest.mark.parametrize(("every", "own"), [(None, 0), (20.0, 0)])
def test_no_cycle_without_own_intervals(every, own):
    assert cycle(10, every, own) == {"filled": None}


def test_percent_is_whole():
    assert percent(0.384) == "38"

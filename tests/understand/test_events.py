from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from langganan.understand.events import _facts, days_of, events_for, windows


def test_indonesia_has_lebaran_and_the_online_days():
    assert events_for("Asia/Jakarta") == ("before_lebaran", "lebaran", "11.11", "12.12", "before_christmas")
    assert events_for("Europe/London") == ("before_christmas",)
    assert events_for("UTC") == ()


def test_the_days_before_lebaran_2025():
    days = np.arange("2025-01-01", "2026-01-01", dtype="datetime64[D]")
    marked = days[days_of("before_lebaran", days)]
    assert (str(marked[0]), str(marked[-1]), len(marked)) == ("2025-03-03", "2025-03-30", 28)


def test_a_year_with_two_lebarans():
    assert len(windows("lebaran", date(2033, 1, 1), date(2033, 12, 31))) == 2


def test_lebaran_comes_eleven_days_earlier_each_year():
    days = np.array(_facts()["eid_al_fitr"], "datetime64[D]")
    gaps = np.diff(days).astype(int)
    assert set(gaps) <= {353, 354, 355, 356}
    assert (str(days[0]), str(days[-1])) == ("2009-09-20", "2035-12-01")


@pytest.mark.parametrize("name", _facts()["events"])
def test_no_days_no_event(name):
    assert len(days_of(name, np.zeros(0, "datetime64[D]"))) == 0

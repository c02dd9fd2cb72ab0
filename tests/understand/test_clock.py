from __future__ import annotations

import numpy as np

from langganan.understand.clock import STEADY, Clock

START = np.datetime64("2026-01-01", "D")
CLOCK = Clock(START, np.array([1.0, 3.0, 0.5]))


def test_busy_days_take_longer():
    days = START + np.arange(-3, 6)
    assert CLOCK.between(days[:-1], days[1:]).tolist() == [1, 1, 1, 3, 0.5, 1, 1, 1]


def test_time_adds_up():
    assert CLOCK.between(START - 5, START + 10) == CLOCK.between(START - 5, START + 1) + CLOCK.between(
        START + 1, START + 10
    )


def test_the_wall_clock_counts_days():
    assert STEADY.between(START, START + 40) == 40

from __future__ import annotations

import numpy as np
import pytest

from langganan.storage.orders import local_days, local_minutes


def at(*times: str) -> np.ndarray:
    return np.array(times, "datetime64[us]")


def test_minutes_are_those_of_the_shops_clock() -> None:
    assert local_minutes(at("2026-01-01T16:59", "2026-01-01T17:01"), "Asia/Jakarta").tolist() == [1439, 1]


def test_a_day_without_a_time_has_no_minute() -> None:
    assert local_minutes(at("2026-01-01T17:00", "2026-01-01T17:00:01"), "Asia/Jakarta").tolist() == [-1, 0]


@pytest.mark.parametrize(
    ("zone", "time", "day", "minute"),
    [
        ("Europe/London", "2026-03-29T00:59", "2026-03-29", 59),
        ("Europe/London", "2026-03-29T01:00", "2026-03-29", 120),
        ("Europe/London", "2026-10-25T00:30", "2026-10-25", 90),
        ("Europe/London", "2026-10-25T01:30", "2026-10-25", 90),
        ("America/Santiago", "2026-09-06T04:00", "2026-09-06", -1),
        ("America/Santiago", "2026-09-06T04:01", "2026-09-06", 61),
        ("Asia/Kathmandu", "2026-01-01T00:00", "2026-01-01", 345),
    ],
)
def test_clock_changes_are_respected(zone: str, time: str, day: str, minute: int) -> None:
    assert str(local_days(at(time), zone)[0]) == day
    assert local_minutes(at(time), zone).tolist() == [minute]


def test_no_times_no_minutes() -> None:
    assert len(local_minutes(at(), "UTC")) == 0

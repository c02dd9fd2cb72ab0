from __future__ import annotations

import numpy as np
import pytest

from langganan.sustain.service import growth, level_for


def test_growth_without_smoothing_is_the_number_of_weeks() -> None:
    assert growth(np.array([0.5, 1.0, 4.0]), 0.0).tolist() == [0.5, 1, 4]


def test_growth_by_hand() -> None:
    assert growth(np.array([3.0]), 0.2)[0] == pytest.approx(1 + 1.2**2 + 1.4**2)


def test_demand_as_assumed_leaves_the_level_about_alone() -> None:
    sold = np.random.default_rng(1).negative_binomial(4, 4 / 14, (300, 60)).astype(float)
    level = level_for(0.95, sold, sold - 10, np.full(300, 35.0), weeks=1, alpha=0.0)
    assert level == pytest.approx(0.95, abs=0.01)


def test_wilder_demand_raises_it() -> None:
    sold = np.random.default_rng(1).negative_binomial(0.5, 0.5 / 10.5, (300, 60)).astype(float)
    assert level_for(0.95, sold, sold - 10, np.full(300, 35.0), weeks=1, alpha=0.0) > 0.99


def test_a_short_history_is_no_judge() -> None:
    assert level_for(0.9, np.ones((3, 2)), np.zeros((3, 2)), np.ones(3), weeks=2, alpha=0.1) == 0.9

from __future__ import annotations

import numpy as np

from langganan.personalise.evaluate.intervals import interval, paired


def test_the_interval_is_that_of_the_mean() -> None:
    values = np.random.default_rng(0).normal(3, 1, 400)
    mean, low, high = interval(values, seed=1)
    error = values.std() / np.sqrt(len(values))
    assert mean == values.mean()
    assert abs((high - low) / (2 * 1.96 * error) - 1) < 0.1


def test_pairs_are_kept_together() -> None:
    theirs = np.random.default_rng(0).normal(0, 100, 200)
    _, low, high = paired(theirs + 1, theirs, seed=1)
    assert abs(low - 1) < 1e-9
    assert abs(high - 1) < 1e-9


def test_what_is_not_known_of_one_is_left_out_of_both() -> None:
    ours, theirs = np.array([1, np.nan, 3]), np.array([0, 5, np.nan])
    assert paired(ours, theirs, seed=1) == (1, 1, 1)
    assert np.isnan(paired(ours, theirs * np.nan, seed=1)).all()


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.arange(50.0)
    assert interval(values, seed=1) == interval(values, seed=1)
    assert interval(values, seed=1) != interval(values, seed=2)

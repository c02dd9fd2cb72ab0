from __future__ import annotations

import numpy as np
import pytest

from langganan.sustain.negative_binomial import quantile, share


@pytest.mark.parametrize("level", [0.1, 0.5, 0.95, 0.999])
def test_quantiles_agree_with_scipy(level: float) -> None:
    from scipy.stats import nbinom

    mean, variance = np.array([0.01, 0.7, 30, 4000]), np.array([0.02, 3.0, 31, 9e6])
    size, odds = mean**2 / (variance - mean), mean / variance
    assert quantile(level, mean, variance).tolist() == nbinom.ppf(level, size, odds).tolist()


def test_little_variance_is_poisson() -> None:
    from scipy.stats import poisson

    assert quantile(0.95, np.array([20.0]), np.array([0.0]))[0] == pytest.approx(poisson.ppf(0.95, 20), abs=1)


def test_nothing_sold_needs_nothing() -> None:
    assert quantile(0.95, np.zeros(1), np.zeros(1)).tolist() == [0]


def test_less_than_nothing_never_happens() -> None:
    assert share(np.array([-1.0]), np.array([5.0]), np.array([9.0])).tolist() == [0]

"""What a purchase is worth: parameters, shrinking, and whether worth and frequency go together."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.understand.btyd.gamma_gamma import Spend, fit_spend

TRUE = Spend(6.0, 3.5, 2000.0)


def customers(n, seed=1):
    rng = np.random.default_rng(seed)
    count = rng.geometric(0.3, n)
    return count, rng.gamma(TRUE.p * count) / rng.gamma(TRUE.q, 1 / TRUE.v, n) / count


def test_parameters_are_found():
    fitted = fit_spend(*customers(5000), prior=False)
    assert fitted.converged
    for name, error in fitted.standard_errors.items():
        assert abs(fitted.parameters[name] - TRUE.parameters[name]) < 4 * error


def test_currency_does_not_matter():
    count, mean = customers(300)
    small, large = fit_spend(count, mean), fit_spend(count, mean * 16_000)
    assert large.v == pytest.approx(small.v * 16_000)
    assert (large.p, large.correlation) == pytest.approx((small.p, small.correlation))
    assert large.log_likelihood == pytest.approx(small.log_likelihood - 300 * np.log(16_000))


def test_an_expected_amount_lies_between_the_customer_and_all():
    expected = TRUE.expected(np.array([0, 1, 5, 500]), np.array([np.nan, 9000, 9000, 9000]))
    assert expected[0] == pytest.approx(TRUE.average)
    assert (np.diff(expected) > 0).all()
    assert expected[3] == pytest.approx(9000, rel=0.01)


def test_expected_amounts_come_true():
    rng = np.random.default_rng(5)
    rate, count = rng.gamma(TRUE.q, 1 / TRUE.v, 40_000), np.full(40_000, 3)
    mean, later = rng.gamma(3 * TRUE.p, 1 / rate / 3), rng.gamma(TRUE.p, 1 / rate)
    off = later - TRUE.expected(count, mean)
    for group in (mean < np.quantile(mean, 0.3), mean > np.quantile(mean, 0.7)):
        assert abs(off[group].mean()) < 4 * off[group].std() / np.sqrt(group.sum())


def test_amounts_without_an_average_are_said_to_be_infinite():
    assert Spend(2.0, 0.9, 1.0).average == np.inf
    assert Spend(2.0, 0.9, 1.0).expected(np.array([0, 1]), np.array([1.0, 1.0]))[0] == np.inf


def test_independence_is_recognised():
    inside = [(s := fit_spend(*customers(800, seed))).low < 0 < s.high for seed in range(20)]
    assert sum(inside) >= 17


def test_dependence_is_recognised():
    count, mean = customers(800)
    fitted = fit_spend(count, mean * count)
    assert 0 < fitted.low < fitted.correlation < fitted.high < 1


@pytest.mark.parametrize("n", [1, 3, 30])
def test_few_customers_get_an_answer(n):
    fitted = fit_spend(np.full(n, 2), np.full(n, 50.0))
    assert fitted.converged
    assert fitted.expected(np.array([2]), np.array([50.0]))[0] == pytest.approx(50, rel=0.3)
    assert np.isnan(fitted.correlation)


def test_an_amount_a_million_times_the_others_is_survived():
    count, mean = customers(60)
    fitted = fit_spend(count, np.append(mean[1:], 1e6 * mean.max()))
    assert np.isfinite([fitted.p, fitted.q, fitted.v, *fitted.standard_errors.values()]).all()


@pytest.mark.parametrize(("count", "mean"), [(1, 0.0), (1, -3.0), (0, 3.0), (1.5, 3.0), (1, np.nan), (1, np.inf)])
def test_what_cannot_be_is_named(count, mean):
    with pytest.raises(ArgumentError, match="Customer 1 has "):
        fit_spend(np.array([2, count]), np.array([5.0, mean]))


def test_nobody_came_back():
    with pytest.raises(ArgumentError, match="nobody has bought a second time"):
        fit_spend(np.array([]), np.array([]))

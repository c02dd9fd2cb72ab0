from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

import a_study
from langganan.measure.pls.bootstrap import Bootstrap
from langganan.measure.pls.intervals import basic, bca, percentile, studentised

numbers = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=40).map(np.array)
levels = st.floats(0.01, 0.9999)


@given(numbers, levels)
def test_percentile_ends_are_numpys_quantiles(draws, level):
    expected = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    np.testing.assert_allclose(percentile(draws, level), expected, atol=1e-9)


@given(numbers, levels, st.floats(-10, 10))
def test_basic_mirrors_percentile(draws, level, estimate):
    low, high = percentile(draws, level)
    np.testing.assert_allclose(basic(draws, np.array(estimate), level), [2 * estimate - high, 2 * estimate - low])


@given(numbers, st.integers(0, 9), levels)
def test_draws_that_are_no_numbers_do_not_count(draws, gaps, level):
    with_gaps = np.random.default_rng(1).permutation(np.append(draws, np.full(gaps, np.nan)))
    estimate, jackknife = np.array(draws.mean()), draws - np.arange(len(draws))
    assert percentile(with_gaps, level) == percentile(draws, level)
    assert bca(with_gaps, estimate, jackknife, level) == bca(draws, estimate, jackknife, level)


def test_what_does_not_exist_has_no_interval():
    nothing = np.full((2, 20), np.nan)
    for found in (percentile(nothing, 0.95), bca(nothing, nothing[:, 0], nothing, 0.95)):
        assert np.isnan(found).all()


def test_infinite_draws_make_an_end_infinite_and_no_warning():
    draws = np.append(np.arange(18.0), [np.inf, np.inf])
    assert percentile(draws, 0.5) == (4.75, 14.25)
    assert percentile(draws, 0.95)[1] == np.inf
    assert basic(draws, np.array(1.0), 0.95)[0] == -np.inf


def test_draws_that_are_all_alike_are_their_own_interval():
    draws, jackknife = np.ones((1, 50)), np.ones((1, 10))
    assert percentile(draws, 0.9) == (1.0, 1.0)
    assert bca(draws, np.ones(1), jackknife, 0.9) == (1.0, 1.0)


def test_half_of_the_draws_that_equal_the_estimate_lie_below_it():
    draws, jackknife = np.array([0.0, 1, 1, 1, 2, 2, 1, 0]), np.array([-1.0, 0, 0, 1])
    np.testing.assert_allclose(bca(draws, np.array(1.0), jackknife, 0.8), percentile(draws, 0.8))


def test_statistics_that_are_alike_are_corrected_by_the_mean_of_their_biases():
    draws, jackknife = np.arange(1000.0), np.zeros((2, 9))
    shifted = np.array([draws, draws]), np.array([ndtr(0.1), ndtr(0.3)]) * 1000
    found = bca(*shifted, jackknife, 0.9, alike=[np.array([0, 1])])
    expected = bca(draws, np.array(ndtr(0.2) * 1000), np.zeros(9), 0.9)
    np.testing.assert_allclose(found.low, expected.low, atol=1.0)
    np.testing.assert_allclose(found.high, expected.high, atol=1.0)


def test_a_shared_bias_of_one_statistic_and_its_mirror_image_is_its_own():
    draws, influence = np.random.default_rng(5).normal(size=400), np.arange(9.0) ** 2
    both, jackknife = np.array([draws, -draws]), np.array([influence, -influence])
    found = bca(both, np.array([0.3, -0.3]), jackknife, 0.9, alike=[np.array([0, 1])])
    np.testing.assert_allclose(found, bca(both, np.array([0.3, -0.3]), jackknife, 0.9), atol=1e-12)


@pytest.fixture(scope="module")
def boot() -> Bootstrap:
    return a_study.study(a_study.PAIR, 30, seed=2).estimate().bootstrap(199, seed=4, alignment="none")


@pytest.mark.parametrize("method", ["percentile", "basic", "BCa"])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_scipy_agrees_on_the_same_draws(boot, method, level):
    from scipy.stats import bootstrap
    from scipy.stats._common import ConfidenceInterval
    from scipy.stats._resampling import BootstrapResult

    study = boot.estimate.study

    def path(rows):
        return a_study.with_values(study, study.values[rows.astype(int)]).estimate().statistics.paths[0, 1]

    ready = BootstrapResult(ConfidenceInterval(0, 0), boot.draws.paths[0, 1], 0.0)
    expected = bootstrap(
        (np.arange(30),), path, n_resamples=0, bootstrap_result=ready, method=method, confidence_level=level,
        vectorized=False,
    ).confidence_interval  # fmt: skip
    low, high = boot.interval("paths", method.lower(), level)
    np.testing.assert_allclose([low[0, 1], high[0, 1]], expected, rtol=0, atol=1e-9)


def test_studentised_ends_are_the_estimate_less_quantiles_of_t():
    rng = np.random.default_rng(3)
    draws, errors = rng.normal(size=500), rng.uniform(0.5, 1.5, 500)
    t = (draws - 0.2) / errors
    low, high = studentised(draws, errors, np.array(0.2), np.array(0.9), 0.9)
    np.testing.assert_allclose([low, high], 0.2 - np.quantile(t, [0.95, 0.05]) * 0.9)

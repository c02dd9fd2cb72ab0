"""The search finds the top, says how sure it is, and says when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.understand.btyd.fit import Prior, maximise


def gamma_loss(data):
    """A gamma's negative log likelihood by its log shape and log rate."""
    from scipy.special import digamma, gammaln

    n, total, logs = len(data), data.sum(), np.log(data).sum()

    def loss(theta):
        a, b = np.exp(theta)
        value = n * (a * theta[1] - gammaln(a)) + (a - 1) * logs - b * total
        slope = np.array([n * (theta[1] - digamma(a)) + logs, n * a / b - total]) * (a, b)
        return -value, -slope

    return loss


DATA = np.random.default_rng(1).gamma(3.0, 0.5, 4000)


def test_it_finds_a_gamma():
    found = maximise(gamma_loss(DATA), np.zeros(2))
    assert found.converged
    assert np.abs(found.parameters - (3, 2)).max() < 3 * found.standard_errors.max()
    assert gamma_loss(DATA)(np.log(found.parameters))[1] == pytest.approx([0, 0], abs=0.01)


def test_standard_errors_are_those_of_the_information_matrix():
    from scipy.special import polygamma

    found = maximise(gamma_loss(DATA), np.zeros(2))
    a, b = found.parameters
    information = len(DATA) * np.array([[polygamma(1, a), -1 / b], [-1 / b, a / b**2]])
    assert found.standard_errors == pytest.approx(np.sqrt(np.diag(np.linalg.inv(information))), rel=1e-4)


def test_a_search_begun_on_a_part_ends_at_the_same_place():
    alone = maximise(gamma_loss(DATA), np.zeros(2))
    warm = maximise(gamma_loss(DATA), np.zeros(2), warm=(gamma_loss(DATA[:1000]), 0.25))
    assert warm.parameters == pytest.approx(alone.parameters, rel=1e-5)
    assert warm.standard_errors == pytest.approx(alone.standard_errors, rel=0.1)


def test_without_data_the_prior_is_the_answer():
    prior = Prior(np.log([2.0, 5.0]), np.array([0.5, 1.0]))
    found = maximise(lambda _: (0.0, np.zeros(2)), np.zeros(2), prior=prior)
    assert found.parameters == pytest.approx([2, 5])
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx([0.5, 1.0])


def test_a_likelihood_is_told_without_its_prior():
    found = maximise(gamma_loss(DATA), np.zeros(2), prior=Prior(np.zeros(2), np.ones(2)))
    assert found.log_likelihood == pytest.approx(-gamma_loss(DATA)(np.log(found.parameters))[0])


def test_a_slope_without_a_bottom_is_not_called_one():
    assert not maximise(lambda theta: (float(-theta[0]), -np.ones(1)), np.zeros(1)).converged


def test_values_out_of_range_are_stepped_over():
    def loss(theta):
        return (float(theta[0] ** 2), 2 * theta) if abs(theta[0]) < 3.1 else (np.nan, np.full(1, np.nan))

    assert maximise(loss, np.array([3.0])).parameters == pytest.approx([1.0])

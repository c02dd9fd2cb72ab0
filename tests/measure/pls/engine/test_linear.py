from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls.engine.linear import inflation, inverse, sweep


def _covariances(seed, size, count=3):
    data = np.random.default_rng(seed).normal(size=(count, 4 * size, size)) * 10.0 ** np.arange(size)
    return np.stack([np.cov(each.T, ddof=0).reshape(size, size) for each in data], axis=-1)


@given(st.integers(0, 10_000), st.integers(2, 6), st.data())
def test_a_sweep_regresses_what_is_left_on_what_is_swept(seed, size, data):
    matrices, pivots = _covariances(seed, size), data.draw(st.integers(1, size - 1))
    swept = sweep(matrices.copy(), pivots)
    for place in range(3):
        whole = matrices[..., place]
        known, across = whole[:pivots, :pivots], whole[:pivots, pivots:]
        slopes = np.linalg.solve(known, across)
        scale = np.sqrt(np.diagonal(whole))
        np.testing.assert_allclose(swept[:pivots, pivots:, place], slopes, rtol=1e-8, atol=1e-12)
        left = (swept[pivots:, pivots:, place] - (whole[pivots:, pivots:] - across.T @ slopes)) / scale[pivots:]
        np.testing.assert_allclose(left / scale[pivots:, None], 0.0, atol=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_the_inverse_of_each_matrix(seed, size):
    matrices = _covariances(seed, size)
    before = matrices.copy()
    product = np.einsum("ijb,jkb->ikb", inverse(matrices), matrices)
    np.testing.assert_allclose(product, np.eye(size)[..., None] * np.ones(3), atol=1e-6)
    np.testing.assert_array_equal(matrices, before)


def test_a_matrix_without_an_inverse_is_not_a_number_and_leaves_its_neighbours_alone():
    data = np.random.default_rng(1).normal(size=(50, 3))
    sound, sunk = np.corrcoef(data.T), np.corrcoef(np.column_stack([data[:, :2], data[:, 0] + data[:, 1]]).T)
    with np.errstate(invalid="ignore"):
        found = inverse(np.stack([sound, sunk], axis=-1))
    np.testing.assert_allclose(found[..., 0], np.linalg.inv(sound), atol=1e-12)
    assert np.isnan(found[..., 1]).all()


def test_a_matrix_of_a_corrected_kind_may_be_indefinite():
    beyond = np.array([[1.0, 1.2, 0.3], [1.2, 1.0, 0.5], [0.3, 0.5, 1.0]])
    np.testing.assert_allclose(inverse(beyond[..., None])[..., 0], np.linalg.inv(beyond), atol=1e-12)


def test_variance_inflation_is_that_of_regressions():
    data = np.random.default_rng(2).normal(size=(40, 4))
    data[:, 3] += data[:, 0] - data[:, 1]
    data = (data - data.mean(0)) / data.std(0)
    for place, found in enumerate(inflation(np.corrcoef(data.T))):
        left = np.linalg.lstsq(np.delete(data, place, axis=1), data[:, place])[1][0]
        np.testing.assert_allclose(found, len(data) / left)


def test_variance_inflation_of_copies_is_infinite_and_of_others_is_not():
    data = np.random.default_rng(3).normal(size=(40, 3))
    found = inflation(np.corrcoef(np.column_stack([data, data[:, 0]]).T))
    assert np.isinf(found[[0, 3]]).all()
    np.testing.assert_allclose(found[1:3], inflation(np.corrcoef(data.T))[1:])
    assert inflation(np.ones((1, 1))) == [1.0]

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import a_study
from langganan.measure.pls.engine import moments as module
from langganan.measure.pls.engine import resample
from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.resample import from_indices
from pls_textbook import standard


def _values(gaps=0.0, n=40, seed=1):
    return a_study.study(a_study.PAIR, n, gaps=gaps, seed=seed).values


def _indices(n, size=5, seed=7):
    return np.random.default_rng(seed).integers(0, n, (size, n))


def _correlations(moments, counts):
    return moments.correlations(moments.sums(counts), counts.totals)


@pytest.mark.parametrize("gaps", [0.0, 0.02, 0.3])
@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_correlations_of_each_resample_with_means_for_gaps_in_it(gaps, offset):
    values, indices = _values(gaps), _indices(40)
    matrices, flat = _correlations(Moments.of(values + offset), from_indices(indices))
    assert not flat.any()
    for place, rows in enumerate(indices):
        np.testing.assert_allclose(matrices[..., place], np.corrcoef(standard(values[rows]).T), atol=1e-9)


@given(st.integers(0, 1000), st.floats(1e-6, 1e6), st.floats(-1e6, 1e6))
def test_scale_and_offset_of_an_item_change_nothing(seed, scale, offset):
    values = _values(0.05, seed=seed % 7)
    moved, counts = values.copy(), from_indices(_indices(40, seed=seed))
    moved[:, 2] = moved[:, 2] * scale + offset * scale
    found, before = (_correlations(Moments.of(each), counts)[0] for each in (moved, values))
    np.testing.assert_allclose(found, before, atol=1e-8)


def test_a_resample_in_which_an_item_is_constant_is_flat_and_holds_the_identity():
    values, indices = _values(), _indices(40)
    values[:, 1], values[0, 1], indices[2] = 3, 4, 5
    indices[1, 0], indices[3] = 0, np.where(indices[3] == 0, 1, indices[3])
    matrices, flat = _correlations(Moments.of(values), from_indices(indices))
    assert flat.tolist() == [set(values[rows, 1]) == {3.0} for rows in indices]
    assert flat[2]
    assert flat[3]
    assert not flat[1]
    np.testing.assert_array_equal(matrices[..., 3], np.eye(6))


def test_an_item_that_nobody_in_the_resample_answered_is_flat():
    values, indices = _values(), _indices(40)
    values[10:, 0] = np.nan
    indices[1] = np.maximum(indices[1], 10)
    _, flat = _correlations(Moments.of(values), from_indices(indices))
    assert flat.tolist() == [len(set(values[rows[rows < 10], 0])) < 2 for rows in indices]
    assert flat[1]


def test_an_item_that_nobody_answered_and_one_that_everybody_answered_alike_are_flat():
    values = np.column_stack([_values(), np.full(40, np.nan), np.full(40, 1e6 + 0.1)])
    moments = Moments.of(values)
    cross = moments._about_means(moments.sums(from_indices(_indices(40))), np.full(5, 40.0))
    i, j = moments.pairs
    assert (cross[i == j] <= module.FLAT * 40).any(axis=1).tolist() == [False] * 6 + [True] * 2


@pytest.mark.parametrize("gaps", [0.0, 0.1])
def test_blocks_of_respondents_and_products_made_anew_change_nothing(monkeypatch, gaps):
    values, counts = _values(gaps), from_indices(_indices(40))
    before = Moments.of(values).sums(counts)
    monkeypatch.setattr(resample, "ROWS", 7)
    monkeypatch.setattr(module, "KEPT", 0)
    np.testing.assert_allclose(Moments.of(values).sums(counts), before, atol=1e-12)


@pytest.mark.parametrize("gaps", [0.0, 0.1])
def test_items_scores_and_sums_with_items_are_those_of_the_standardised_resample(gaps):
    values, indices = _values(gaps), _indices(40, size=1)
    moments, counts = Moments.of(values), from_indices(indices)
    location = moments.location(moments.sums(counts), counts.totals)
    means, drawn = np.nanmean(values[indices[0]], axis=0), counts.counts[:, 0]
    filled = np.where(np.isnan(values), means, values)
    z = (filled - means) / filled[indices[0]].std(0)
    weights = np.arange(1.0, 7.0)[:, None]
    np.testing.assert_allclose(moments.items(slice(None), location)[0].T, z, atol=1e-12)
    np.testing.assert_allclose(moments.scores(slice(None), weights, location), z @ weights, atol=1e-11)
    found = moments.with_items(slice(None), drawn[:, None], location)[:, 0]
    np.testing.assert_allclose(found, z.T @ drawn, atol=1e-10)

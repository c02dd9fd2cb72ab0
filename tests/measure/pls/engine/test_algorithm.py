from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import a_study
import pls_textbook
from langganan.measure.pls.engine.algorithm import inner_weights, outer_weights
from langganan.measure.pls.engine.resample import from_indices
from langganan.measure.pls.specify.model import Scheme

TEXTS = {"pair": a_study.PAIR, "mediation": a_study.MEDIATION, "B": a_study.COMPOSITES, "network": a_study.NETWORK}


def _resampled(study, size=6, seed=0):
    indices = np.random.default_rng(seed).integers(0, study.n, (size, study.n))
    counts = from_indices(indices)
    return indices, study.moments.correlations(study.moments.sums(counts), counts.totals)[0]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("gaps", [0.0, 0.08])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_weights_of_each_resample_are_the_textbooks(text, gaps, scheme):
    study = a_study.study(text, scheme=scheme, gaps=gaps)
    indices, matrices = _resampled(study)
    found = outer_weights(study.procedure.plan[0].layout, matrices, tolerance=1e-13, limit=3000)
    assert found.converged.all()
    for place, rows in enumerate(indices):
        expected = pls_textbook.of_study(study, study.values[rows]).weights
        ours = found.weights[:, place]
        np.testing.assert_allclose(ours, np.concatenate(list(expected.values())), rtol=0, atol=1e-10)


@settings(max_examples=20)
@given(st.integers(0, 1000), st.sampled_from(list(TEXTS.values())))
def test_who_else_is_in_the_batch_does_not_matter(seed, text):
    study = a_study.study(text, 30, seed=seed % 5)
    _, matrices = _resampled(study, 7, seed)
    layout = study.procedure.plan[0].layout
    together, order = outer_weights(layout, matrices), np.random.default_rng(seed).permutation(7)
    turned = outer_weights(layout, matrices[..., order])
    np.testing.assert_array_equal(turned.iterations, together.iterations[order])
    np.testing.assert_allclose(turned.weights, together.weights[:, order], rtol=0, atol=1e-12)
    alone = outer_weights(layout, matrices[..., :1])
    np.testing.assert_allclose(alone.weights, together.weights[:, :1], rtol=0, atol=1e-12)


def test_scores_have_unit_variance_in_every_block():
    study = a_study.study(a_study.NETWORK)
    _, matrices = _resampled(study)
    layout = study.procedure.plan[0].layout
    weights = outer_weights(layout, matrices).weights
    for block in layout.blocks:
        variances = np.einsum("ib,ijb,jb->b", weights[block], matrices[block, block], weights[block])
        np.testing.assert_allclose(variances, 1.0, atol=1e-12)


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_at_the_limit_there_are_weights_but_no_convergence(limit):
    study = a_study.study(a_study.NETWORK)
    _, matrices = _resampled(study)
    found = outer_weights(study.procedure.plan[0].layout, matrices, limit=limit)
    assert not found.converged.any()
    assert set(found.iterations) == {limit}
    assert np.isfinite(found.weights).all()


def test_a_member_that_is_no_number_has_not_converged_and_holds_up_nobody():
    study = a_study.study(a_study.COMPOSITES)
    _, matrices = _resampled(study)
    layout, broken = study.procedure.plan[0].layout, matrices.copy()
    broken[..., 2] = np.nan
    before, found = outer_weights(layout, matrices), outer_weights(layout, broken)
    others = [0, 1, 3, 4, 5]
    assert found.converged.tolist() == [True, True, False, True, True, True]
    np.testing.assert_allclose(found.weights[:, others], before.weights[:, others], atol=1e-12)


def test_a_smaller_tolerance_takes_more_iterations_and_changes_weights_less_than_the_larger_one():
    study = a_study.study(a_study.NETWORK)
    _, matrices = _resampled(study)
    loose, tight = (outer_weights(study.procedure.plan[0].layout, matrices, tolerance=t) for t in (1e-4, 1e-12))
    assert (tight.iterations > loose.iterations).all()
    assert 1e-12 < np.abs(tight.weights - loose.weights).max() < 1e-3


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [("factor", [0.4, 0.1, -0.7]), ("centroid", [1.0, 1.0, -1.0]), ("path", [0.4, None, None])],
)
def test_inner_weights_of_the_schemes(scheme, expected):
    study = a_study.study("X =~ x1; M =~ m1; Y =~ y1\nY ~ X + M; M ~ X", scheme=scheme)
    correlations = np.array([[1.0, 0.4, 0.1], [0.4, 1.0, -0.7], [0.1, -0.7, 1.0]])[..., None]
    x, m, y = inner_weights(study.procedure.plan[0].layout, correlations)
    if scheme == "path":
        slopes = np.linalg.solve(correlations[:2, :2, 0], correlations[:2, 2, 0])
        np.testing.assert_allclose([y[0][0], y[1][0]], slopes)
        expected = [0.4, 0.1, -0.7]
    np.testing.assert_allclose([m[0][0], x[2][0], m[2][0]], expected)
    assert x[1] == m[0]

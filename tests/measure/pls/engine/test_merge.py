from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.measure.pls.engine.merge import merged, stage_matrices
from langganan.measure.pls.engine.statistics import statistics


def _random(p, size=2):
    data = np.random.default_rng(p).normal(size=(size, 50, p))
    return np.stack([np.corrcoef(each.T) for each in data], axis=-1)


def test_matrices_of_scores_and_items_are_correlations_of_both():
    estimate = a_study.study(a_study.HIGHER).estimate()
    last = estimate.outcome.done[-1].stage
    found = stage_matrices(last, estimate.outcome.matrices, estimate.study.model.items, estimate.outcome.composites)
    columns = dict(zip(estimate.columns, estimate.data.T, strict=True))
    scores = dict(zip(estimate.constructs, estimate.scores.T, strict=True))
    expected = np.corrcoef([scores[i] if i in last.scores else columns[i] for i in last.layout.indicators])
    assert last.scores == {"A", "B"}
    np.testing.assert_allclose(found[..., 0], expected, atol=1e-12)


def test_items_in_another_order_are_put_in_theirs():
    stage = a_study.study(a_study.PAIR).procedure.plan[0]
    matrices, order = _random(6), [3, 0, 5, 1, 4, 2]
    columns = [stage.layout.indicators[place] for place in order]
    found = stage_matrices(stage, matrices[np.ix_(order, order)], columns, {})
    np.testing.assert_array_equal(found, matrices)
    assert stage_matrices(stage, matrices, stage.layout.indicators, {}) is matrices


@pytest.mark.parametrize("approach", ["disjoint", "embedded"])
def test_each_construct_keeps_the_stage_that_measured_it_as_itself(approach):
    estimate = a_study.study(a_study.HIGHER, higher_order=approach).estimate()
    first, last = (done.statistics.member(0) for done in estimate.outcome.done)
    parts, whole = slice(0, 2), estimate.constructs.index("T")
    found = estimate.statistics
    np.testing.assert_array_equal(found.alpha[parts], first.alpha[parts])
    assert found.htmt[0, 1] == first.htmt[0, 1] == found.htmt[1, 0]
    assert found.rho_a[whole] == last.rho_a[estimate.outcome.done[-1].stage.layout.constructs.index("T")]
    assert np.isnan(found.htmt[whole, :2]).all()


def test_effects_are_the_last_stages():
    estimate = a_study.study(a_study.HIGHER).estimate()
    last, places = estimate.outcome.done[-1], [estimate.constructs.index(name) for name in "XYT"]
    assert last.stage.layout.constructs == ("X", "Y", "T")
    for name in ("paths", "total", "f2", "vif"):
        np.testing.assert_array_equal(
            getattr(estimate.statistics, name)[np.ix_(places, places)], getattr(last.statistics, name)[..., 0]
        )
    assert (estimate.statistics.paths[:2] == 0).all()
    assert np.isnan(estimate.statistics.r2[:2]).all()


def test_one_stage_merged_is_itself():
    stage = a_study.study(a_study.NETWORK).procedure.plan[0]
    found = statistics(stage.layout, _random(13), np.random.default_rng(1).random((13, 2)))
    again = merged([(stage, found)], stage.layout.constructs, stage.layout.owner)
    for name in vars(found):
        np.testing.assert_array_equal(getattr(again, name), getattr(found, name))

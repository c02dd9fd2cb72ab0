from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.unstandardised import unstandardised


@pytest.mark.parametrize("text", [a_study.MEDIATION, a_study.COMPOSITES, a_study.NETWORK, a_study.HIGHER])
@pytest.mark.parametrize("gaps", [0.0, 0.05])
def test_equations_are_least_squares_on_the_scores(text, gaps):
    estimate = a_study.study(text, 120, gaps=gaps).estimate()
    found = unstandardised(estimate)
    for end in np.flatnonzero(estimate.sources.any(0)):
        sources = np.flatnonzero(estimate.sources[:, end])
        known = np.column_stack([np.ones(120), found.scores[:, sources]])
        slopes = np.linalg.lstsq(known, found.scores[:, end], rcond=None)[0]
        np.testing.assert_allclose([found.intercepts[end], *found.paths[sources, end]], slopes, atol=1e-9)


def test_scores_are_weighted_means_of_answers():
    estimate = a_study.study().estimate()
    found = unstandardised(estimate)
    np.testing.assert_allclose(found.weights.sum(0), 1)
    np.testing.assert_allclose(found.scores, estimate.study.values @ found.weights)
    r = [np.corrcoef(a, b)[0, 1] for a, b in zip(found.scores.T, estimate.scores.T, strict=True)]
    assert r == pytest.approx([1, 1, 1])


def test_effect_of_one_more_answer_runs_through_the_model():
    found = unstandardised(a_study.study().estimate())
    x, m, y = 0, 1, 2
    assert found.total[x, y] == pytest.approx(found.paths[x, y] + found.paths[x, m] * found.paths[m, y])


def test_interaction_is_per_product_of_scores_about_their_means():
    estimate = a_study.study(a_study.MODERATION, 200).estimate()
    found = unstandardised(estimate)
    known = np.column_stack([np.ones(200), found.scores[:, [0, 1, 3]]])
    slopes = np.linalg.lstsq(known, found.scores[:, 2], rcond=None)[0]
    np.testing.assert_allclose(found.paths[[0, 1, 3], 2], slopes[1:], rtol=0.01)
    assert found.equations.source.tolist() == ["", "X", "M", "X:M"]


def test_negative_weights_are_named():
    study = a_study.study()
    study.answers.values[:, 0] = 6 - study.answers.values[:, 0]
    doubt = str(unstandardised(study.estimate()).doubts[0])
    assert doubt.startswith("X: x1 have negative weights")


def test_products_of_items_are_refused():
    with pytest.raises(ArgumentError, match="two-stage"):
        a_study.study(a_study.MODERATION, product="orthogonal").estimate().unstandardised()

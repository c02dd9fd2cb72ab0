from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.measure.pls.compare.groups import divide
from langganan.measure.pls.compare.micom import micom
from langganan.measure.pls.compare.permutation import permute
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.specify.parse import parse
from langganan.measure.pls.study import Study
from pls_textbook import standard

LABELS = np.repeat(["a", "b"], 60)


def steps(study, labels=LABELS, permutations=199):
    division = divide(study, labels)
    pair = permute(division, division.pairs[0], permutations, 1)
    return pair, micom([pair])


def composites(weights, n, seed):
    """X is made of x1 and x2, which correlate by .3125, with these weights; y is .6 of it."""
    rng = np.random.default_rng(seed)
    x = rng.multivariate_normal([0, 0], [[1, 0.3125], [0.3125, 1]], n)
    return np.column_stack([x, 0.6 * x @ weights + rng.normal(0, 0.8, n)])


def test_composites_made_otherwise_are_not_invariant():
    values = np.concatenate([composites([0.4, 0.8], 400, 1), composites([0.8, 0.4], 200, 2)])
    study = Study(parse("X <~ x1 + x2; Y =~ y\nY ~ X"), Answers(("x1", "x2", "y"), values))
    _, found = steps(study, np.repeat(["a", "b"], [400, 200]))
    assert found.invariance.tolist() == ["none", "full"]
    assert found.correlation[0] < found.correlation_low[0]


def twice(change=lambda values: values):
    study = a_study.study()
    values = study.answers.values
    return replace(study, answers=Answers(study.model.items, np.concatenate([values, change(values)])))


def test_the_same_answers_twice_are_fully_invariant():
    _, found = steps(twice())
    np.testing.assert_allclose(found.correlation, 1)
    np.testing.assert_allclose([found.mean_difference, found.variance_difference], 0, atol=1e-12)
    assert set(found.invariance) == {"full"}
    assert min(found.p.min(), found.mean_p.min(), found.variance_p.min()) == 1


@pytest.mark.parametrize(("change", "column"), [(lambda v: v + 1, "mean_p"), (lambda v: 3 * v, "variance_p")])
def test_shifted_answers_are_partly_invariant(change, column):
    _, found = steps(twice(change))
    assert set(found.invariance) == {"partial"}
    assert getattr(found, column).max() == pytest.approx(1 / 200)


def test_correlation_means_and_variances_by_hand():
    study = a_study.study(n=120)
    pair, found = steps(study)
    z = standard(study.values)
    for c, (construct, block) in enumerate([("X", slice(0, 3)), ("M", slice(3, 5)), ("Y", slice(5, 8))]):
        a, b = (z[:, block] @ side.estimate.statistics.weights[block] for side in (pair.first, pair.second))
        assert found.construct[c] == construct
        assert found.correlation[c] == pytest.approx(np.corrcoef(a, b)[0, 1])
    scores = study.estimate().scores
    np.testing.assert_allclose(found.mean_difference, scores[:60].mean(0) - scores[60:].mean(0))
    ratio = scores[:60].var(0, ddof=1) / scores[60:].var(0, ddof=1)
    np.testing.assert_allclose(found.variance_difference, np.log(ratio))


def test_p_is_the_share_of_deals_that_go_as_far():
    pair, found = steps(a_study.study(n=120))
    assert found.p[0] == (1 + np.sum(pair.agreements[0] <= pair.agreement[0])) / 200
    assert found.mean_p[0] == (1 + np.sum(np.abs(pair.shifts[0][0]) >= abs(pair.shift[0][0]))) / 200


@pytest.mark.parametrize("text", [a_study.HIGHER, a_study.MODERATION])
def test_other_models_are_tested_as_well(text):
    _, found = steps(a_study.study(text, 120))
    assert ":" not in "".join(found.construct)
    assert (found.correlation > 0.8).all()

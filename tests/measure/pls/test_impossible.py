"""What cannot be estimated: the cause is named, and no warning of NumPy comes through."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.errors import LanggananError
from langganan.measure.pls.read.answers import Correlations

UNRELATED = np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 1.0], [2.0, 2.0]] * 5)


def _refused(study, sentence):
    with pytest.raises(LanggananError, match=sentence):
        study.estimate()


def _changed(study, **columns):
    values = study.values.copy()
    for name, column in columns.items():
        values[:, study.model.items.index(name)] = column
    return a_study.with_values(study, values)


@pytest.mark.parametrize("gaps", [0.0, 0.1])
@pytest.mark.parametrize("text", [a_study.MEDIATION, a_study.MODERATION, a_study.COMPOSITES])
@pytest.mark.parametrize(("answer", "sentence"), [
    (3.0, "Everybody answered x2 with 3, so"), (1e6 + 0.1, "Everybody answered x2 with"), (np.nan, "Nobody answered x2"),
])  # fmt: skip
def test_a_column_that_says_nothing(text, gaps, answer, sentence):
    _refused(_changed(a_study.study(text, gaps=gaps), x2=answer), sentence)


@pytest.mark.parametrize(("answer", "sentence"), [
    (np.inf, "Answer 1 in column x2 is infinite"), (1e200, "Everybody answered x2"),
])  # fmt: skip
def test_an_answer_that_is_none(answer, sentence):
    _refused(_changed(a_study.study(), x2=answer), sentence)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_answers_beyond_all_bounds(scale):
    study = a_study.study()
    _refused(_changed(study, x2=study.values[:, 1] * scale), "The answers to x2 are too large, or too close together")


@pytest.mark.parametrize("n", [60, 5000])
def test_items_of_mode_b_that_follow_from_each_other(n):
    study = a_study.study(a_study.COMPOSITES, n)
    _refused(_changed(study, x3=study.values[:, :2] @ [0.3, 0.7]), "The weights of X cannot be worked out by mode B")


def test_items_of_mode_a_may_follow_from_each_other():
    study = a_study.study(a_study.MEDIATION)
    estimate = _changed(study, x3=study.values[:, :2].sum(1)).estimate()
    assert np.isinf(estimate.indicator_vif[:3]).all()
    assert np.isfinite(estimate.bootstrap(50).interval("paths").low[0, 1])


def test_fewer_respondents_than_items_of_mode_b():
    study = a_study.study(a_study.COMPOSITES)
    values = np.random.default_rng(1).normal(size=(4, 8))
    _refused(a_study.with_values(study, values), "4 respondents are too few for the 3 items of X")


@pytest.mark.parametrize("scheme", ["path", "factor", "centroid"])
def test_sources_that_follow_from_each_other(scheme):
    study = a_study.study("X =~ x1; M =~ m1; Z =~ z1; Y =~ y1 + y2\nY ~ X + M + Z", scheme=scheme)
    changed = _changed(study, z1=study.values[:, :2].sum(1))
    _refused(changed, "The paths to Y cannot be told apart: of X, M, Z one follows from the others")


@pytest.mark.parametrize("consistent", [False, True])
def test_a_target_that_is_its_source_is_explained_fully(consistent):
    study = a_study.study("X =~ x1; Y =~ y1\nY ~ X", consistent=consistent)
    found = _changed(study, y1=study.values[:, 0]).estimate()
    np.testing.assert_allclose([found.statistics.r2[1], found.statistics.paths[0, 1]], 1.0)
    assert found.statistics.f2[0, 1] > 1e12
    assert found.aic[1] < -1e3
    drawn = found.bootstrap(20)
    assert drawn.interval("f2", "basic").high.shape == drawn.sd("f2").shape == (2, 2)


def test_items_that_no_other_is_related_to():
    study = a_study.study("X =~ x1; Y =~ y1\nY ~ X")
    _refused(a_study.with_values(study, UNRELATED), "The items of X are related to no item of the constructs")


@pytest.mark.parametrize("approach", ["two-stage", "product-indicator", "orthogonal"])
def test_an_interaction_that_does_not_vary(approach):
    study = a_study.study("X =~ x1; Y =~ y1\nY ~ X + X:X", product=approach)
    values = UNRELATED.copy()
    values[0] = [1.0, 3.0]
    _refused(a_study.with_values(study, values), "The interaction X:X does not vary apart from its parts")


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_anybody(n):
    study = a_study.study()
    _refused(a_study.with_values(study, study.values[:n]), f"There are {n} respondents. A model needs 3")


def test_nobody_who_answered_everything():
    _refused(a_study.study(gaps=0.8, missing="casewise"), "Only 0 of 60 respondents answered every item")


def _correlations(study, matrix):
    return replace(study, answers=Correlations(study.model.items, matrix, 60))


def test_consistent_pls_with_a_negative_reliability():
    matrix = np.full((6, 6), 0.3)
    matrix[3:, 3:] = -0.2
    np.fill_diagonal(matrix, 1.0)
    study = _correlations(a_study.study(a_study.PAIR, consistent=True), matrix)
    _refused(study, r"Consistent PLS cannot correct Y: its reliability rho_A is -1\.000, and must be above 0")
    plain = replace(study.model, consistent=False)
    assert replace(study, model=plain).estimate().statistics.rho_a[1] < 0


def test_a_negative_reliability_of_what_is_not_corrected_matters_to_nobody():
    study = a_study.study(a_study.PAIR.replace("Y =~", "Y <~"), consistent=True)
    matrix = np.full((6, 6), 0.3)
    matrix[3:, 3:] = -0.2
    np.fill_diagonal(matrix, 1.0)
    found = _correlations(a_study.with_modes(study, Y="A"), matrix).estimate().statistics
    assert found.rho_a[1] < 0 < found.paths[0, 1]


@pytest.mark.parametrize("matrix", [np.ones((8, 8)), np.full((8, 8), np.nan)], ids=["ones", "nan"])
def test_correlations_that_say_nothing(matrix):
    _refused(_correlations(a_study.study(), matrix), "cannot be")

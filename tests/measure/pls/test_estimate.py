from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
import pls_textbook
from langganan.errors import ArgumentError
from langganan.measure.pls.read.answers import Answers, Correlations

TEXTS = {"network": a_study.NETWORK, "moderation": a_study.MODERATION, "higher": a_study.HIGHER}


def _regression(estimate, target):
    sources = np.flatnonzero(estimate.sources[:, target])
    known = np.column_stack([np.ones(estimate.n), estimate.scores[:, sources]])
    left = np.linalg.lstsq(known, estimate.scores[:, target])[1][0]
    return len(sources), left


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_criteria_are_those_of_regressions_on_scores(text):
    estimate = a_study.study(text, gaps=0.02).estimate()
    for target in np.flatnonzero(np.isfinite(estimate.statistics.r2)):
        q, left = _regression(estimate, target)
        n, whole = estimate.n, np.sum(estimate.scores[:, target] ** 2)
        assert estimate.statistics.r2[target] == pytest.approx(1 - left / whole, abs=1e-9)
        assert estimate.r2_adjusted[target] == pytest.approx(1 - (left / (n - q - 1)) / (whole / (n - 1)), abs=1e-9)
        assert estimate.aic[target] == pytest.approx(n * np.log(left / n) + 2 * (q + 1))
        assert estimate.bic[target] == pytest.approx(n * np.log(left / n) + np.log(n) * (q + 1))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_scores_are_centred_have_unit_variance_and_correlate_as_reported(text):
    estimate = a_study.study(text, gaps=0.02).estimate()
    top = estimate.top
    np.testing.assert_allclose(estimate.scores.mean(0), 0.0, atol=1e-12)
    np.testing.assert_allclose(estimate.scores[:, : len(estimate.study.model.names)].std(0, ddof=1), 1.0)
    reported = estimate.statistics.correlations[np.ix_(top, top)]
    np.testing.assert_allclose(np.corrcoef(estimate.scores[:, top].T), reported, atol=1e-9)


def test_scores_are_the_textbooks():
    study = a_study.study(a_study.NETWORK, gaps=0.05, tolerance=1e-13)
    scores = pls_textbook.of_study(study, study.values).scores
    np.testing.assert_allclose(study.estimate().scores, np.column_stack(list(scores.values())), atol=1e-9)


@pytest.mark.parametrize("product", ["two-stage", "product-indicator", "orthogonal"])
def test_the_matrix_is_that_of_the_data_with_its_products(product):
    estimate = a_study.study(a_study.MODERATION, product=product, gaps=0.05).estimate()
    np.testing.assert_allclose(np.corrcoef(estimate.data.T), estimate.matrix, atol=1e-9)
    assert len(estimate.columns) == len(estimate.matrix)


def test_indicator_vif_is_that_of_the_items_of_one_construct():
    estimate = a_study.study(a_study.NETWORK).estimate()
    data = pls_textbook.standard(estimate.study.values)
    for place, owner in enumerate(estimate.owner):
        others = [other for other in np.flatnonzero(estimate.owner == owner) if other != place]
        names = {str(i): data[:, i] for i in (place, *others)}
        r2 = pls_textbook.r2(names, [str(i) for i in others], str(place))
        assert estimate.indicator_vif[place] == pytest.approx(1 / (1 - r2))


def test_indicator_vif_of_a_copy_is_infinite():
    study = a_study.study(a_study.PAIR)
    values = study.values
    values[:, 1] = 2 * values[:, 0] + 7
    found = a_study.with_values(study, values).estimate().indicator_vif
    assert np.isinf(found).tolist() == [True, True, False, False, False, False]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_full_collinearity_is_each_construct_on_all_others(text):
    estimate = a_study.study(text).estimate()
    scores = {str(place): estimate.scores[:, place] for place in estimate.top}
    for place in estimate.top:
        others = [str(other) for other in estimate.top if other != place]
        r2 = pls_textbook.r2(scores, others, str(place))
        assert estimate.full_collinearity[place] == pytest.approx(1 / (1 - r2), rel=1e-6)
    assert np.isnan(np.delete(estimate.full_collinearity, estimate.top)).all()


def test_what_measures_another_is_not_at_the_top():
    estimate = a_study.study(a_study.THIRD).estimate()
    assert [estimate.constructs[place] for place in estimate.top] == ["Y", "T"]


def test_chains_name_every_way_and_add_up_to_the_indirect_effects():
    estimate = a_study.study(a_study.NETWORK).estimate()
    chains = {" ".join(chain.through): chain.estimate for chain in estimate.chains}
    assert set(chains) == {"A C D", "A C E", "A D E", "A C D E", "B C D", "B C E", "B C D E", "C D E"}
    found = estimate.statistics.indirect[0, 4]
    assert found == pytest.approx(chains["A C E"] + chains["A D E"] + chains["A C D E"])


@pytest.mark.parametrize(("kind", "pairs"), [
    ("paths", "AC BC AD CD BE CE DE"), ("total", "AC BC AD BD CD AE BE CE DE"), ("indirect", "AD BD AE BE CE"),
])  # fmt: skip
def test_effects_that_there_are_target_by_target(kind, pairs):
    estimate = a_study.study(a_study.NETWORK).estimate()
    found = zip(*estimate.effect_places(kind), strict=True)
    assert ["".join(estimate.constructs[place] for place in pair) for pair in found] == pairs.split()


def test_a_kind_of_effect_that_there_is_not():
    with pytest.raises(ArgumentError, match="kind is 'direct'. It is one of: paths, total, indirect."):
        a_study.study().estimate().effect_places("direct")


def test_more_explained_than_there_is_gives_no_criterion_and_no_warning():
    matrix = np.array([[1, 0.3, 0.5, 0.5], [0.3, 1, 0.5, 0.5], [0.5, 0.5, 1, 0.3], [0.5, 0.5, 0.3, 1]])
    study = a_study.study("X =~ x1 + x2; Y =~ y1 + y2\nY ~ X", consistent=True)
    estimate = replace(study, answers=Correlations(study.model.items, matrix, 60)).estimate()
    assert estimate.statistics.r2[1] > 1
    assert np.isnan(estimate.aic[1])


def test_as_many_respondents_as_numbers_to_find_leave_no_adjusted_r2():
    study = a_study.study("X =~ x1; M =~ m1; Y =~ y1\nY ~ X + M")
    estimate = a_study.with_values(study, np.array([[1.0, 2, 3], [2, 1, 5], [4, 4, 1]])).estimate()
    assert estimate.statistics.r2[2] == pytest.approx(1.0)
    assert np.isnan(estimate.r2_adjusted).all()


def test_names_may_be_composed_differently_in_model_and_answers():
    study = a_study.study("X =~ café; Y =~ y1\nY ~ X")
    answers = Answers(("cafe\u0301", "y1"), study.values)
    found = replace(study, answers=answers).estimate().statistics.paths
    np.testing.assert_array_equal(found, study.estimate().statistics.paths)


def test_thirty_constructs():
    lines = [f"C{i} =~ a{i} + b{i}" for i in range(30)]
    lines += [f"C{i} ~ " + " + ".join(f"C{j}" for j in range(max(0, i - 3), i)) for i in range(1, 30)]
    study = a_study.study("\n".join(lines), 150, tolerance=1e-12)
    paths, names = pls_textbook.of_study(study, study.values).paths(list(study.model.paths)), study.model.names
    found = study.estimate().statistics.paths
    ours = [found[names.index(a), names.index(b)] for a, b in paths]
    np.testing.assert_allclose(ours, list(paths.values()), atol=1e-8)

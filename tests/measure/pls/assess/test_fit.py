from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.specify.model import Path
from langganan.measure.pls.specify.parse import parse
from langganan.measure.pls.study import Study

CHAIN = "X =~ x1 + x2 + x3; M =~ m1 + m2 + m3; Y =~ y1 + y2 + y3\nM ~ X; Y ~ M"
LOADINGS = np.array([0.9, 0.8, 0.7] * 3)


def population(direct=0.0):
    """Correlations of nine items of three factors: M is .5 of X, Y .6 of M and `direct` of X."""
    r_xy = 0.3 + direct
    between = np.array([[1, 0.5, r_xy], [0.5, 1, 0.6 + 0.5 * direct], [r_xy, 0.6 + 0.5 * direct, 1]])
    matrix = np.outer(LOADINGS, LOADINGS) * np.kron(between, np.ones((3, 3)))
    np.fill_diagonal(matrix, 1)
    return matrix


def factor_study(given):
    return Study(replace(parse(CHAIN), consistent=True), given)


def correlated(matrix):
    return factor_study(Correlations(parse(CHAIN).items, matrix, 300)).estimate()


def drawn(n=300, direct=0.0, seed=1):
    values = np.random.default_rng(seed).multivariate_normal(np.zeros(9), population(direct), n)
    return factor_study(Answers(parse(CHAIN).items, values)).estimate()


def test_a_model_that_holds_in_the_population_fits_exactly():
    found = correlated(population()).fit()
    np.testing.assert_allclose(found.value, 0, atol=1e-6)
    assert found.common_factors == ("X", "M", "Y")


def test_a_path_left_out_shows_in_the_estimated_model_only():
    found = correlated(population(0.3)).fit()
    assert found.of("srmr", "saturated") < 1e-6
    assert found.of("srmr") > 0.05


def test_measures_by_hand():
    estimate = correlated(population(0.3))
    paths, found = estimate.statistics.paths, estimate.fit()
    between = np.eye(3)
    between[0, 1], between[1, 2], between[0, 2] = paths[0, 1], paths[1, 2], paths[0, 1] * paths[1, 2]
    between = np.triu(between, 1) + np.triu(between).T
    implied = np.outer(*[estimate.statistics.loadings] * 2) * np.kron(between, np.ones((3, 3)))
    np.fill_diagonal(implied, 1)
    residuals = (population(0.3) - implied)[np.tril_indices(9)]
    assert found.of("srmr") == pytest.approx(np.sqrt(np.mean(residuals**2)))
    assert found.of("d_uls") == pytest.approx(np.sum(residuals**2))
    roots = np.linalg.eigvals(np.linalg.solve(population(0.3), implied)).real
    assert found.of("d_g") == pytest.approx(np.sum(np.log(roots) ** 2) / 2)


def test_composites_restrict_nothing_within_themselves():
    estimate = a_study.study(a_study.PAIR).estimate()
    loose, tight = estimate.fit(), estimate.fit(common_factor=True)
    assert loose.of("srmr") < tight.of("srmr")
    assert (loose.common_factors, tight.common_factors) == ((), ("X", "Y"))


def test_the_exact_test_accepts_what_is_true_and_rejects_what_is_not():
    true, false = (drawn(direct=d).fit(300) for d in (0.0, 0.4))
    assert true.p.min() > 0.05
    rejected = false.p[false.model == "estimated"]
    assert rejected.max() < 0.05
    assert false.p[false.model == "saturated"].min() > 0.05
    assert (true.quantile_95 < true.quantile_99).all()


def test_the_exact_test_rejects_about_one_true_model_in_twenty():
    p = [drawn(150, seed=seed).fit(99).p[3] for seed in range(40)]
    assert np.mean(np.array(p) <= 0.05) <= 0.15


def test_the_same_seed_gives_the_same_quantiles():
    estimate = a_study.study(gaps=0.05).estimate()
    first, again, other = (estimate.fit(50, seed=seed).quantile_95 for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_higher_order_models_are_measured_by_their_last_stage():
    estimate = a_study.study(a_study.HIGHER, 150).estimate()
    assert 0 < estimate.fit().of("srmr") < 0.1
    with pytest.raises(ArgumentError, match="higher order"):
        estimate.fit(100)


def test_a_seed_that_is_none_is_refused():
    with pytest.raises(ArgumentError, match="seed is -1"):
        a_study.study().estimate().fit(20, seed=-1)


def test_models_with_interactions_are_refused():
    with pytest.raises(ArgumentError, match="X:M"):
        a_study.study(a_study.MODERATION).estimate().fit()


def test_exogenous_constructs_correlate_freely():
    study = a_study.study(a_study.NETWORK, 100)
    more = replace(study, model=replace(study.model, paths=(*study.model.paths, Path("A", "B"))))
    assert more.estimate().fit().of("srmr") == pytest.approx(study.estimate().fit().of("srmr"), abs=0.02)

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.read.answers import Answers, Correlations


def test_items_are_found_by_name_and_others_left():
    study = a_study.study(a_study.PAIR)
    items = ("extra", *study.model.items[::-1])
    values = np.column_stack([np.arange(60.0), study.values[:, ::-1]])
    other = replace(study, answers=Answers(items, values))
    np.testing.assert_array_equal(other.values, study.values)


def test_casewise_leaves_out_who_left_something_out():
    study = a_study.study(gaps=0.05, missing="casewise")
    complete = ~np.isnan(study.answers.values).any(axis=1)
    assert 0 < study.n == complete.sum() < 60
    without = a_study.with_values(a_study.study(), study.answers.values[complete])
    np.testing.assert_allclose(study.estimate().statistics.paths, without.estimate().statistics.paths, rtol=1e-12)


def test_casewise_asks_only_about_the_models_items():
    study = a_study.study(a_study.PAIR, missing="casewise")
    answers = Answers((*study.model.items, "other"), np.column_stack([study.values, np.full(60, np.nan)]))
    assert replace(study, answers=answers).n == 60


def test_gaps_are_refused_where_they_are_to_be():
    study = a_study.study(gaps=0.05, missing="refuse")
    row = int(np.flatnonzero(np.isnan(study.answers.values).any(axis=1))[0]) + 1
    with pytest.raises(ArgumentError, match=f"respondents have missing answers, the first in row {row}. Mend them"):
        study.estimate()
    assert a_study.study(missing="refuse").n == 60


def test_means_are_the_estimates_of_filled_answers():
    study = a_study.study(gaps=0.1)
    filled = np.where(np.isnan(study.values), np.nanmean(study.values, axis=0), study.values)
    found, expected = study.estimate().statistics, a_study.with_values(study, filled).estimate().statistics
    np.testing.assert_allclose(found.loadings, expected.loadings, atol=1e-10)


def test_correlations_have_no_answers_to_resample():
    study = a_study.study()
    bare = replace(study, answers=Correlations(study.model.items, np.corrcoef(study.values.T), 60, "paper.csv"))
    assert bare.n == 60
    for ask in (lambda: bare.estimate().scores, lambda: bare.estimate().bootstrap(10)):
        with pytest.raises(ArgumentError, match="needs each respondent's answers.*paper.csv"):
            ask()


def test_interactions_need_answers():
    study = a_study.study(a_study.MODERATION)
    bare = replace(study, answers=Correlations(study.model.items, np.corrcoef(study.values.T), 60))
    with pytest.raises(ArgumentError, match="Interactions need each respondent's answers"):
        bare.estimate()


def test_tolerance_and_limit_reach_the_algorithm():
    assert not a_study.study(limit=1).estimate().converged
    assert a_study.study(tolerance=1e-2).estimate().iterations < a_study.study(tolerance=1e-12).estimate().iterations

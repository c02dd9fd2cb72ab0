from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import ttest_rel

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.predict.cvpat import compare_models
from langganan.measure.pls.predict.predict import predict
from langganan.measure.pls.specify.model import Path


def losses(found, expected, place):
    return ((found.observed - expected) ** 2)[:, place].mean(1)


def test_losses_and_t_by_hand():
    found = predict(a_study.study().estimate(), 5, 1)
    table = found.cvpat(resamples=999)
    own = [i for i, owner in enumerate(found.owners) if owner == "Y"]
    row = table.only((table.construct == "Y") & (table.against == "linear"))
    ours, theirs = losses(found, found.outside.pls, own), losses(found, found.outside.linear, own)
    t, p = ttest_rel(ours, theirs)
    assert [row.loss[0], row.other[0], row.t[0], row.p[0]] == pytest.approx([ours.mean(), theirs.mean(), t, p])
    assert row.p_better[0] == pytest.approx(p / 2 if t < 0 else 1 - p / 2)


def test_bootstrap_agrees_with_t():
    table = predict(a_study.study(n=200).estimate(), 5, 1).cvpat(resamples=5_000)
    middling = table.p > 0.02
    assert middling.any()
    np.testing.assert_allclose(table.p_bootstrap[middling], table.p[middling], atol=0.04)
    assert table.p_bootstrap[0] < 0.01


def test_a_model_without_a_true_path_predicts_worse():
    study = a_study.study(n=1000)
    less = replace(study, model=replace(study.model, paths=(Path("X", "M"), Path("M", "Y")))).estimate()
    table = compare_models(less, study.estimate(), folds=5, repeats=1, resamples=999)
    assert table.construct.tolist() == ["(all)", "M", "Y"]
    assert table.p_better[2] < 0.001
    back = compare_models(study.estimate(), less, folds=5, repeats=1, resamples=999)
    np.testing.assert_allclose(back.difference, -table.difference)


def test_a_model_does_not_differ_from_itself():
    estimate = a_study.study().estimate()
    table = compare_models(estimate, estimate, folds=5, repeats=1)
    np.testing.assert_array_equal(table.difference, 0)
    assert np.isnan(table.p).all()


def test_a_seed_that_is_none_is_refused():
    with pytest.raises(ArgumentError, match="seed is -1"):
        predict(a_study.study().estimate(), 5, 1).cvpat(seed=-1)


def test_other_respondents_are_refused():
    with pytest.raises(ArgumentError, match="different respondents \\(60 and 50\\)"):
        compare_models(a_study.study().estimate(), a_study.study(n=50).estimate())
    with pytest.raises(ArgumentError, match="different answers"):
        compare_models(a_study.study().estimate(), a_study.study(seed=2).estimate(), repeats=1)

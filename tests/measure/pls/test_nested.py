from __future__ import annotations

from operator import attrgetter

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls import nested as module
from langganan.measure.pls.engine.resample import Drawn
from langganan.measure.pls.nested import nested


@pytest.fixture
def few(monkeypatch):
    """Twenty resamples, of each of them sixty."""
    for name, size in {"OUTER": 20, "INNER": 60, "TOGETHER": 4}.items():
        monkeypatch.setattr(module, name, size)


def test_draws_are_the_streams_first(few):
    estimate = a_study.study(n=40).estimate()
    outer, errors = nested(estimate, attrgetter("paths"), 5, ())
    expected = estimate.study.procedure.run(estimate.study.moments, Drawn(5, 40, 0, 20)).statistics.paths
    np.testing.assert_allclose(outer, expected, atol=1e-12)
    assert errors.shape == outer.shape
    assert (errors[estimate.sources] > 0).all()


def test_an_error_is_the_spread_of_resamples_of_the_resample(monkeypatch, few):
    monkeypatch.setattr(module, "INNER", 1000)
    study = a_study.study(a_study.PAIR, 40)
    _, errors = nested(study.estimate(), attrgetter("paths"), 5, ())
    counts = np.concatenate([drawn for _, drawn in Drawn(5, 40, 0, 20)]).astype(int)
    for place in (0, 13):
        again = a_study.with_values(study, np.repeat(study.values, counts[:, place], axis=0))
        expected = again.estimate().bootstrap(1000, seed=9).sd("paths")[0, 1]
        assert errors[0, 1, place] == pytest.approx(expected, rel=0.15)


def test_what_cannot_be_estimated_is_left_out_of_draws_and_errors(few):
    study = a_study.study(n=40)
    values = study.values.copy()
    values[:, 1], values[0, 1] = 3, 4
    outer, errors = nested(a_study.with_values(study, values).estimate(), attrgetter("r2"), 5, ())
    counts = np.concatenate([drawn for _, drawn in Drawn(5, 40, 0, 20)])
    assert outer.shape[-1] == np.count_nonzero(counts[0] > 0) < 20
    assert np.isfinite(outer[1:]).all()
    assert np.isfinite(errors[1:]).all()
    assert np.isnan(outer[0]).all()


def test_a_study_that_never_converges_has_no_studentised_interval(few):
    estimate = a_study.study(limit=1).estimate()
    with pytest.raises(ArgumentError, match="there are no studentised intervals"):
        nested(estimate, attrgetter("paths"), 5, ())


def test_the_interval_comes_from_them(few):
    boot = a_study.study(a_study.PAIR, 40).estimate().bootstrap(50, seed=5)
    low, high = boot.interval("paths", "studentised", 0.9)
    outer, errors = nested(boot.estimate, attrgetter("paths"), 5, boot.estimate.references)
    t = (outer[0, 1] - boot.value("paths")[0, 1]) / errors[0, 1]
    expected = boot.value("paths")[0, 1] - np.quantile(t, [0.95, 0.05]) * boot.sd("paths")[0, 1]
    np.testing.assert_allclose([low[0, 1], high[0, 1]], expected)

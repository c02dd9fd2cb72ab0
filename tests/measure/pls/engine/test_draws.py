from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import a_study
from langganan.measure.pls.engine.draws import collect, inadmissible
from langganan.measure.pls.engine.resample import Drawn, leave_out
from langganan.measure.pls.engine.statistics import Statistics

TEXTS = {"network": a_study.NETWORK, "moderation": a_study.MODERATION, "higher": a_study.HIGHER}


def drawn(study, resamples, seed=3, size=None, **options):
    size = size or resamples
    batches = [Drawn(seed, study.n, at, min(size, resamples - at)) for at in range(0, resamples, size)]
    return collect(study.procedure, study.moments, batches, study.estimate().references, **options)


def counts_of_the_first(n, resamples):
    return np.concatenate([counts for _, counts in Drawn(3, n, 0, resamples)])[0]


def one_differs(text=a_study.MEDIATION, **options):
    """A study whose second item is constant but for one respondent."""
    study = a_study.study(text, 40, **options)
    values = study.values.copy()
    values[:, 1], values[0, 1] = 3, 4
    return a_study.with_values(study, values)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_workers_and_batches_change_nothing(text):
    study = a_study.study(text, 40, gaps=0.03)
    one, many = (drawn(study, 40, size=7, workers=workers).statistics for workers in (1, 5))
    for field in fields(Statistics):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(many, field.name))


def test_constant_columns_are_dropped_and_counted():
    found, counts = drawn(one_differs(), 200), counts_of_the_first(40, 200)
    assert found.flat == np.count_nonzero((counts == 0) | (counts == 40)) > 20
    assert (found.statistics.weights.shape[-1], found.not_converged) == (200 - found.flat, 0)
    assert np.isfinite(found.statistics.loadings).all()


@pytest.mark.parametrize("product", ["two-stage", "product-indicator"])
def test_constant_columns_are_dropped_with_interactions_too(product):
    found = drawn(one_differs(a_study.MODERATION, product=product), 100)
    assert found.flat > 20
    assert found.statistics.paths.shape[-1] + found.flat + found.not_converged == 100
    assert np.isfinite(found.statistics.paths).all()


def test_resamples_without_an_estimate_are_counted_as_not_converged():
    study = a_study.study("X =~ x1; M =~ m1; Y =~ y1\nY ~ X + M", 30, scheme="factor")
    values = study.values.copy()
    values[:, 1] = values[:, 0]
    values[0, :2] = [1, 5]
    found = drawn(a_study.with_values(study, values), 200)
    absent = np.count_nonzero(counts_of_the_first(30, 200) == 0)
    assert (found.flat, found.not_converged) == (0, absent)
    assert np.isfinite(found.statistics.paths).all()


def test_some_resamples_that_do_not_converge_are_left_out():
    study = a_study.study(a_study.NETWORK, 40)
    needed = study.procedure.run(study.moments, Drawn(3, 40, 0, 50)).iterations
    found = drawn(replace(study, max_iterations=int(np.median(needed))), 50)
    assert 0 < found.not_converged < 50
    assert found.statistics.paths.shape[-1] == 50 - found.not_converged


def test_inadmissible_resamples_are_counted_and_those_without_numbers_left_out():
    study = a_study.study(a_study.NETWORK, 40, consistent=True, seed=2)
    plain, found = study.procedure.run(study.moments, Drawn(3, 40, 0, 300)).statistics, drawn(study, 300)
    negative = (plain.rho_a < 0).any(axis=0)
    assert found.inadmissible == np.count_nonzero(inadmissible(plain))
    assert found.inadmissible > np.count_nonzero(negative) > 0
    assert found.statistics.paths.shape[-1] == 300 - np.count_nonzero(negative) - found.not_converged


def test_progress_ends_with_everything_done():
    told = []
    drawn(a_study.study(), 35, size=10, progress=told.append)
    np.testing.assert_allclose(told, [10 / 35, 20 / 35, 30 / 35, 1.0])


def test_groups_of_a_grouped_jackknife_are_counts_like_any_other():
    study = a_study.study(a_study.PAIR, 40)
    found = collect(study.procedure, study.moments, [leave_out(40, 4)])
    kept = a_study.with_values(study, study.values[np.arange(40) % 4 != 2]).estimate().statistics.paths
    np.testing.assert_allclose(found.statistics.paths[..., 2], kept, atol=1e-9)

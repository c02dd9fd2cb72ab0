from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.bootstrap import from_counts
from langganan.measure.pls.engine.resample import Drawn, Given, cut, from_indices
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.intervals import bca

NAMES = [field.name for field in fields(Statistics)] + ["indirect"]
TEXTS = {"network": a_study.NETWORK, "moderation": a_study.MODERATION, "higher": a_study.HIGHER}
every_model = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def _turning():
    """A construct whose items point both ways, so that its sign comes out now so, now so."""
    study = a_study.study(a_study.MEDIATION, 40, seed=3)
    values = study.values.copy()
    values[:, 0] = 6 - values[:, 0]
    values[:, 1] = np.random.default_rng(1).integers(1, 6, 40)
    return a_study.with_values(study, values).estimate()


def _one_differs(text=a_study.MEDIATION, **options):
    study = a_study.study(text, 40, **options)
    values = study.values.copy()
    values[:, 1], values[0, 1] = 3, 4
    return a_study.with_values(study, values)


@every_model
def test_a_longer_bootstrap_begins_with_the_shorter_ones_draws(text):
    estimate = a_study.study(text, 40, gaps=0.03).estimate()
    short, long = estimate.bootstrap(30, seed=8), estimate.bootstrap(300, seed=8)
    np.testing.assert_allclose(long.draws.paths[..., :30], short.draws.paths, rtol=0, atol=1e-9)
    assert (estimate.bootstrap(30, seed=9).draws.paths != short.draws.paths).any()


def test_more_respondents_than_a_block(monkeypatch):
    estimate = a_study.study(n=9000).estimate()
    draws = estimate.bootstrap(40, seed=2)
    assert draws.completed == 40
    sampling = np.sqrt((1 - estimate.statistics.r2[1]) / 9000)
    assert draws.sd("paths")[0, 1] == pytest.approx(sampling, rel=0.35)


def test_draws_are_estimates_of_those_who_were_drawn():
    study = a_study.study(a_study.NETWORK, 40, gaps=0.05)
    draws = study.estimate().bootstrap(5, seed=4, alignment="none").draws
    counts = np.concatenate([drawn for _, drawn in Drawn(4, 40, 0, 5)]).astype(int)
    for place in range(5):
        again = a_study.with_values(study, np.repeat(study.values, counts[:, place], axis=0)).estimate().statistics
        for name in NAMES:
            np.testing.assert_allclose(getattr(draws, name)[..., place], getattr(again, name), atol=1e-8)


def test_alignment_turns_constructs_and_never_a_coefficient():
    estimate = _turning()
    plain, turned = (estimate.bootstrap(300, seed=1, alignment=how).draws for how in ("none", "construct"))
    blocks = [np.flatnonzero(estimate.owner == k) for k in range(3)]
    agree = [np.sign((plain.loadings[b] * estimate.statistics.loadings[b, None]).sum(0)) for b in blocks]
    signs = np.array(agree)
    assert 0 < np.count_nonzero(signs < 0) < signs.size / 2
    np.testing.assert_allclose(turned.loadings, plain.loadings * signs[estimate.owner], atol=1e-12)
    for name in ("paths", "total", "indirect", "correlations"):
        expected = getattr(plain, name) * signs[:, None] * signs
        np.testing.assert_allclose(getattr(turned, name), expected, atol=1e-12)
    for name in ("r2", "htmt", "f2", "ave"):
        np.testing.assert_array_equal(getattr(turned, name), getattr(plain, name))


def test_alignment_leaves_draws_on_the_other_side_of_zero_there():
    estimate = a_study.study("X =~ x1 + x2; Y =~ y1 + y2\nY ~ X", 60, seed=7).estimate()
    noise = np.random.default_rng(3).integers(1, 6, (60, 4)).astype(float)
    noise[:, 1], noise[:, 3] = noise[:, 0] + noise[:, 1] / 4, noise[:, 2] + noise[:, 3] / 4
    draws = a_study.with_values(estimate.study, noise).estimate().bootstrap(500).draws.paths[0, 1]
    assert 0.02 < np.mean(np.sign(draws) != np.sign(np.median(draws))) < 0.5


def test_an_interaction_turns_with_both_its_parts():
    study = a_study.study(a_study.MODERATION, 60, seed=3)
    plain, turned = (study.estimate().bootstrap(50, seed=1, alignment=how).draws for how in ("none", "construct"))
    np.testing.assert_allclose(np.abs(turned.paths[3, 2]), np.abs(plain.paths[3, 2]), atol=1e-12)


def test_where_nothing_converges_there_is_no_bootstrap():
    sentence = "Only 0 of the resamples could be estimated, .* in 0 a column was constant, 30 did not converge"
    with pytest.raises(ArgumentError, match=sentence):
        a_study.study(limit=1).estimate().bootstrap(30)


@pytest.fixture(scope="module")
def consistent():
    return a_study.study(a_study.NETWORK, 40, consistent=True, seed=2).estimate().bootstrap(300, seed=1)


@pytest.mark.parametrize("method", ["percentile", "basic", "bca"])
def test_no_interval_hides_a_number_or_makes_one_up(consistent, method):
    for name in NAMES:
        value, (low, high) = consistent.value(name), consistent.interval(name, method)
        assert low.shape == high.shape == value.shape
        np.testing.assert_array_equal(np.isnan(low), np.isnan(value), err_msg=name)
        assert (low <= high)[~np.isnan(value)].all()


def test_bca_takes_loadings_that_are_corrected_together_and_others_one_by_one():
    text = a_study.MEDIATION.replace("M =~", "M <~")
    for consistent, together in ((False, []), (True, [[0, 1, 2], [5, 6, 7]])):
        boot = a_study.study(text, 60, consistent=consistent).estimate().bootstrap(200)
        draws, value, jackknife = boot.draws.loadings, boot.value("loadings"), boot.jackknife.loadings
        expected = bca(draws, value, jackknife, 0.95, alike=[np.array(places) for places in together])
        np.testing.assert_array_equal(boot.interval("loadings", "bca"), expected)


def test_t_and_p_are_students_with_one_less_than_the_draws():
    from scipy.stats import t as student

    boot = _one_differs().estimate().bootstrap(40, seed=1)
    drawn, value = boot.draws.paths[0, 2], boot.value("paths")[0, 2]
    assert boot.completed < 40
    assert boot.mean("paths")[0, 2] == pytest.approx(np.mean(drawn))
    assert boot.t("paths")[0, 2] == pytest.approx(value / np.std(drawn, ddof=1))
    expected = 2 * student.sf(abs(boot.t("paths")[0, 2]), boot.completed - 1)
    assert boot.p("paths")[0, 2] == pytest.approx(expected)
    assert boot.p("paths", tails=1)[0, 2] == pytest.approx(expected / 2)


def test_what_does_not_vary_has_no_t():
    boot = a_study.study("X =~ x1; Y =~ y1 + y2\nY ~ X", 40).estimate().bootstrap(20)
    assert np.isnan(boot.t("loadings")[0])
    assert np.isnan(boot.p("alpha")[0])
    assert boot.interval("loadings").low[0] == pytest.approx(1.0)


@pytest.mark.parametrize("kind", ["paths", "total", "indirect"])
@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_a_table_of_effects_has_a_row_for_each_that_there_is(kind, method):
    boot = a_study.study(a_study.NETWORK, 40).estimate().bootstrap(60)
    table, where = boot.effects(kind, method=method, level=0.9, tails=1), boot.estimate.effect_places(kind)
    assert [*table.source] == [boot.estimate.constructs[place] for place in where[0]]
    for name, column in {"value": table.estimate, "mean": table.mean, "sd": table.sd, "t": table.t}.items():
        np.testing.assert_array_equal(column, getattr(boot, name)(kind)[where])
    np.testing.assert_array_equal(table.ci_high, boot.interval(kind, method, 0.9).high[where])
    np.testing.assert_array_equal(table.p, boot.p(kind, 1)[where])


@pytest.mark.parametrize("method", ["percentile", "basic", "bca"])
def test_the_only_way_is_the_indirect_effect(method):
    boot = a_study.study(a_study.MEDIATION, 40).estimate().bootstrap(60)
    (way,), (effect,) = boot.specific(method=method).rows(), boot.effects("indirect", method=method).rows()
    assert way["through"] == "X -> M -> Y"
    for name in ("estimate", "mean", "sd", "t", "p", "ci_low", "ci_high"):
        assert way[name] == pytest.approx(effect[name])


def test_the_jackknife_leaves_everybody_out_once_and_is_aligned_as_the_draws_are():
    study = a_study.study(a_study.NETWORK, 30)
    boot = study.estimate().bootstrap(5, alignment="none")
    found = boot.jackknife.paths
    assert found.shape[-1] == 30
    assert boot._references == ()
    assert study.estimate().bootstrap(5)._references
    for person in (0, 29):
        without = a_study.with_values(study, np.delete(study.values, person, axis=0)).estimate().statistics.paths
        np.testing.assert_allclose(found[..., person], without, atol=1e-8)


def test_bca_where_nobody_can_be_spared():
    study = a_study.study("X =~ x1; M =~ m1; Y =~ y1\nY ~ X + M")
    values = np.array([[1.0, 1, 1], [2, 1, 4], [1, 2, 2]])
    boot = from_counts(a_study.with_values(study, values).estimate(), [Given(np.ones((3, 4)))])
    with pytest.raises(ArgumentError, match="Without one of the 3 respondents there is no estimate"):
        boot.interval("paths", "bca")


def test_resamples_drawn_elsewhere():
    study = a_study.study(a_study.NETWORK, 40)
    indices = np.random.default_rng(1).integers(0, 40, (12, 40))
    estimate = study.estimate()
    whole, parts = from_counts(estimate, [from_indices(indices)]), from_counts(estimate, cut(from_indices(indices), 5))
    assert [batch.size for batch in cut(from_indices(indices), 5)] == [5, 5, 2]
    assert (whole.resamples, parts.resamples, whole.seed) == (12, 12, None)
    np.testing.assert_allclose(parts.draws.paths, whole.draws.paths, atol=1e-12)


@every_model
def test_two_resamples_are_enough_for_numbers_and_one_is_refused(text):
    estimate = a_study.study(text, 40).estimate()
    assert np.isfinite(estimate.bootstrap(2).sd("paths")).all()
    with pytest.raises(ArgumentError, match="resamples is 1. It is a whole number from 2"):
        estimate.bootstrap(1)


@pytest.mark.parametrize(("options", "sentence"), [
    ({"seed": -1}, "seed is -1"), ({"seed": 1.5}, "seed is 1.5"), ({"workers": 0}, "workers is 0"),
    ({"alignment": "each"}, "alignment is 'each'. It is one of: construct, none"),
])  # fmt: skip
def test_bootstraps_that_cannot_be(options, sentence):
    with pytest.raises(ArgumentError, match=sentence):
        a_study.study().estimate().bootstrap(10, **options)


@pytest.mark.parametrize(("ask", "sentence"), [
    (lambda boot: boot.interval("paths", level=95), "level is 95. It is a number from 0.01 to 0.9999"),
    (lambda boot: boot.interval("beta"), "There is no statistic 'beta'. There are: weights, loadings"),
    (lambda boot: boot.interval("paths", "exact"), "method is 'exact'"),
    (lambda boot: boot.effects(tails=3), "tails is 3"),
    (lambda boot: boot.told(tails=3), "tails is 3. It is a whole number from 1 to 2."),
])  # fmt: skip
def test_questions_that_cannot_be_answered(ask, sentence):
    boot = a_study.study().estimate().bootstrap(10)
    with pytest.raises(ArgumentError, match=sentence):
        ask(boot)

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import a_study
from langganan.measure.pls.engine import procedure as module
from langganan.measure.pls.engine import products, resample
from langganan.measure.pls.engine.procedure import Procedure
from langganan.measure.pls.engine.products import CELLS
from langganan.measure.pls.engine.resample import ROWS, UNIT, Drawn, everybody
from langganan.measure.pls.read.answers import Correlations

UNSIGNED = ("r2", "f2", "vif", "alpha", "rho_a", "rho_c", "ave", "htmt", "htmt2")
SIGNED = ("paths", "total", "correlations")
TEXTS = {
    "B": a_study.COMPOSITES,
    "network": a_study.NETWORK,
    "moderation": a_study.MODERATION,
    "higher": a_study.HIGHER,
}
every_model = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def _same(one, other, *, within=1e-9, names=("weights", "loadings", "cross_loadings", *SIGNED, *UNSIGNED)):
    for name in names:
        ours, theirs = getattr(one.statistics, name), getattr(other.statistics, name)
        np.testing.assert_allclose(ours, theirs, atol=within, rtol=within, err_msg=name)


@pytest.mark.parametrize(
    ("text", "consistent"),
    [(a_study.COMPOSITES, True), (a_study.NETWORK, True), (a_study.HIGHER, False), (a_study.THIRD, False)],
)
def test_answers_and_their_correlations_give_the_same(text, consistent):
    study = a_study.study(text, 200, consistent=consistent)
    order = np.random.default_rng(1).permutation(len(study.model.items))
    items = tuple(study.model.items[place] for place in order)
    matrix = np.corrcoef(study.values[:, order].T)
    _same(replace(study, answers=Correlations(items, matrix, 200)).estimate(), study.estimate())


@every_model
@settings(max_examples=10)
@given(data=st.data())
def test_units_of_items_change_nothing(text, data):
    study = a_study.study(text, gaps=0.03)
    numbers = st.lists(st.floats(1e-3, 1e6), min_size=len(study.model.items), max_size=len(study.model.items))
    scales, offsets = np.array(data.draw(numbers)), np.array(data.draw(numbers))
    _same(
        a_study.with_values(study, study.values * scales + scales * offsets).estimate(), study.estimate(), within=1e-6
    )


@every_model
def test_the_order_of_respondents_changes_nothing(text):
    study = a_study.study(text, gaps=0.03)
    values = study.values[np.random.default_rng(2).permutation(study.n)]
    _same(a_study.with_values(study, values).estimate(), study.estimate())


@every_model
def test_everybody_answering_twice_changes_no_estimate(text):
    study = a_study.study(text, gaps=0.03)
    twice = a_study.with_values(study, np.tile(study.values, (2, 1))).estimate()
    once = study.estimate()
    where = once.statistics.paths[: len(study.model.names)]
    np.testing.assert_allclose(twice.statistics.paths[: len(where)], where, atol=1e-9)
    np.testing.assert_allclose(twice.statistics.weights, once.statistics.weights, atol=1e-9)


@every_model
def test_the_order_of_items_constructs_and_paths_changes_nothing(text):
    study = a_study.study(text, gaps=0.03)
    model, before = study.model, study.estimate()
    mixed = replace(
        model,
        constructs=tuple(replace(c, indicators=c.indicators[::-1]) for c in reversed(model.constructs)),
        paths=model.paths[::-1],
    )
    after = replace(study, model=mixed).estimate()
    places = [after.constructs.index(name) for name in before.constructs]
    np.testing.assert_allclose(after.statistics.paths[np.ix_(places, places)], before.statistics.paths, atol=1e-9)
    np.testing.assert_allclose(after.statistics.ave[places], before.statistics.ave, atol=1e-9)


@pytest.mark.parametrize("item", [0, 4, 12])
def test_turning_an_item_round_turns_its_loading_only(item):
    study = a_study.study(a_study.NETWORK, 200)
    values, before = study.values.copy(), study.estimate()
    values[:, item] = 6 - values[:, item]
    after = a_study.with_values(study, values).estimate()
    signs = np.ones(13)
    signs[item] = -1
    _same(after, before, names=(*SIGNED, *(name for name in UNSIGNED if name not in {"alpha", "rho_c"})))
    np.testing.assert_allclose(after.statistics.loadings, before.statistics.loadings * signs, atol=1e-9)


def test_turning_all_items_of_a_construct_round_turns_the_construct():
    study = a_study.study(a_study.MEDIATION, 200)
    before = study.estimate()
    values = study.values.copy()
    values[:, :3] = 6 - values[:, :3]
    after = a_study.with_values(study, values).estimate()
    _same(after, before, names=UNSIGNED)
    np.testing.assert_allclose(np.abs(after.statistics.paths), np.abs(before.statistics.paths), atol=1e-9)
    np.testing.assert_allclose(after.statistics.total[1:], before.statistics.total[1:], atol=1e-9)


@pytest.mark.parametrize("approach", ["two-stage", "product-indicator", "orthogonal"])
@pytest.mark.parametrize("text", [a_study.NETWORK, a_study.MODERATION, a_study.HIGHER])
def test_blocks_of_respondents_change_nothing(monkeypatch, text, approach):
    study, counts = (
        a_study.study(text, 40, gaps=0.03, product=approach),
        resample.from_indices(np.random.default_rng(3).integers(0, 40, (5, 40))),
    )
    before = study.procedure.run(study.moments, counts)
    monkeypatch.setattr(resample, "ROWS", 9)
    _same(study.procedure.run(study.moments, counts), before)


@pytest.mark.parametrize("n", [10, 1_000, ROWS, 10**6])
def test_batches_are_bounded_in_bytes_however_many_respondents(n):
    plain = a_study.study(a_study.NETWORK).procedure
    assert plain.batch(n) % UNIT == 0
    assert plain.batch(n) * 8 * 13**2 <= max(module.CACHE, UNIT * 8 * 13**2)
    for approach in ("two-stage", "product-indicator", "orthogonal"):
        procedure = a_study.study(a_study.MODERATION, product=approach).procedure
        wide = 1 if approach == "two-stage" else len(procedure.indicators)
        assert procedure.batch(n) >= 1
        assert procedure.batch(n) * wide * min(n, ROWS) <= CELLS


def test_many_items_make_batches_no_smaller_than_a_unit():
    text = "\n".join(f"{name} =~ " + " + ".join(f"{name}{i}" for i in range(60)) for name in "XY") + "\nY ~ X"
    assert Procedure(a_study.study(text, 5).model).batch(100) == UNIT


@pytest.mark.parametrize("size", [1, 7, 250])
@pytest.mark.parametrize("text", [a_study.NETWORK, a_study.MODERATION], ids=["network", "moderation"])
def test_the_size_of_batches_changes_no_draw(monkeypatch, text, size):
    study = a_study.study(text, 30)
    before = study.estimate().bootstrap(20, seed=3)
    monkeypatch.setattr(Procedure, "batch", lambda self, n: size)
    after = study.estimate().bootstrap(20, seed=3)
    np.testing.assert_allclose(after.draws.paths, before.draws.paths, rtol=0, atol=1e-9)


def test_less_cache_and_fewer_cells_change_no_draw(monkeypatch):
    study = a_study.study(a_study.MODERATION, 30)
    before = study.estimate().bootstrap(30, seed=3)
    monkeypatch.setattr(module, "CACHE", 1)
    monkeypatch.setattr(module, "CELLS", 100)
    assert study.procedure.batch(30) == 3
    np.testing.assert_allclose(study.estimate().bootstrap(30, seed=3).draws.paths, before.draws.paths, atol=1e-9)
    assert products.CELLS > 100


def test_results_of_resamples_do_not_depend_on_each_other():
    study = a_study.study(a_study.HIGHER, 40, gaps=0.05)
    whole = study.procedure.run(study.moments, Drawn(1, 40, 0, 9)).statistics
    part = study.procedure.run(study.moments, Drawn(1, 40, 6, 3)).statistics
    np.testing.assert_allclose(part.paths, whole.paths[..., 6:], atol=1e-10)


def test_the_sample_itself_is_a_resample():
    study = a_study.study(a_study.MODERATION, 40)
    found = study.procedure.run(study.moments, everybody(40)).statistics.member(0)
    np.testing.assert_array_equal(found.paths, study.estimate().statistics.paths)

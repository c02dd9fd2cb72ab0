"""Interactions against the textbook: products made from each resample's own scores or standardised items."""

from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.measure.pls.engine.resample import from_indices
from pls_textbook import Arrows, Blocks, blocks_of, pls, standard

QUADRATIC = a_study.MODERATION.replace("X:M", "X:X")
TWO = a_study.MODERATION + " + X:X"
SINGLE = "X =~ x1; M =~ m1; Y =~ y1 + y2\nY ~ X + M + X:M"
TEXTS = {"moderation": a_study.MODERATION, "quadratic": QUADRATIC, "two": TWO, "single": SINGLE}
APPROACHES = ["two-stage", "product-indicator", "orthogonal"]


def _resampled(text, approach, gaps=0.0, n=80):
    study = a_study.study(text, n, product=approach, tolerance=1e-13, limit=3000, gaps=gaps)
    indices = np.random.default_rng(5).integers(0, n, (3, n))
    return study, indices, study.procedure.run(study.moments, from_indices(indices))


def _products(blocks: Blocks, interaction: str, approach: str, arrows: Arrows) -> np.ndarray:
    a, b = interaction.split(":")
    if approach == "two-stage":
        scores = pls(blocks, [arrow for arrow in arrows if ":" not in arrow[0]]).scores
        return (scores[a] * scores[b])[:, None]
    made = np.column_stack([one * other for one in blocks[a].T for other in blocks[b].T])
    if approach == "orthogonal":
        items = [blocks[name] for name in dict.fromkeys((a, b))]
        known = np.column_stack([np.ones(len(made)), *items])
        made = made - known @ np.linalg.lstsq(known, made)[0]
    return made


@pytest.mark.parametrize("gaps", [0.0, 0.05])
@pytest.mark.parametrize("approach", APPROACHES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_each_resample_is_the_textbooks(text, approach, gaps):
    study, indices, outcome = _resampled(text, approach, gaps)
    arrows, names = list(study.model.paths), study.procedure.constructs
    for place, rows in enumerate(indices):
        blocks = blocks_of(study.model, standard(study.values[rows]))
        made = {x: _products(blocks, x, approach, arrows) for x in study.model.interactions}
        whole = pls(blocks | {x: standard(each) for x, each in made.items()}, arrows)
        spreads = dict.fromkeys(blocks, 1.0)
        for x, each in made.items():
            loadings = np.abs(standard(each).T @ whole.scores[x])
            spreads[x] = np.average(each.std(0, ddof=1), weights=loadings)
        for (a, b), value in whole.paths(arrows).items():
            ours = outcome.statistics.paths[names.index(a), names.index(b), place]
            assert ours == pytest.approx(value / spreads[a], abs=1e-10)
        np.testing.assert_allclose(outcome.spreads[:, place], [spreads[x] for x in made], atol=1e-10)


@pytest.mark.parametrize("approach", APPROACHES)
def test_an_interactions_path_is_a_change_of_slope_per_standard_deviation(approach):
    study = a_study.study(SINGLE, 200, product=approach)
    estimate = study.estimate()
    x, m, y, product = estimate.scores.T
    assert product.std(ddof=1) == pytest.approx(estimate.outcome.spreads[0, 0])
    known = np.column_stack([np.ones(200), x, m, x * m])
    slopes = np.linalg.lstsq(known, y)[0]
    assert estimate.statistics.paths[3, 2] == pytest.approx(slopes[3], abs=1e-6)


@pytest.mark.parametrize("approach", ["two-stage", "orthogonal", "product-indicator"])
def test_an_interaction_beside_a_construct_of_higher_order(approach):
    study = a_study.study(a_study.HIGHER + "; Z =~ z1 + z2; Y ~ Z + X:Z", 80, product=approach)
    estimate = study.estimate()
    assert estimate.constructs[-1] == "X:Z"
    assert np.isfinite(estimate.statistics.paths).all()
    alone = a_study.study(a_study.HIGHER + "; Z =~ z1 + z2; Y ~ Z", 80)
    without = a_study.with_values(alone, study.values).estimate()
    np.testing.assert_allclose(estimate.statistics.weights[:5], without.statistics.weights[:5], atol=1e-12)


@pytest.mark.parametrize("approach", ["disjoint", "embedded"])
def test_scores_of_a_higher_order_construct_may_be_multiplied(approach):
    study = a_study.study(a_study.HIGHER + " + T:X", 80, higher_order=approach, tolerance=1e-13)
    plain = a_study.with_values(a_study.study(a_study.HIGHER, 80, higher_order=approach, tolerance=1e-13), study.values)
    scores, estimate = plain.estimate().scores, study.estimate()
    product = scores[:, 4] * scores[:, 2]
    np.testing.assert_allclose(estimate.scores[:, 5], product - product.mean(), atol=1e-9)


@pytest.mark.parametrize("approach", APPROACHES)
def test_a_product_that_is_constant_makes_its_resample_flat(approach):
    study = a_study.study("X =~ x1; Y =~ y1 + y2\nY ~ X + X:X", 20, product=approach)
    values = study.values
    values[:, 0] = np.arange(20) % 2
    study = a_study.with_values(study, values)
    even, odd = np.arange(20), np.where(np.arange(20) < 12, 0, np.arange(20))
    outcome = study.procedure.run(study.moments, from_indices(np.stack([even, odd])))
    assert outcome.flat.tolist() == [True, approach == "orthogonal"]


@pytest.mark.parametrize("approach", APPROACHES)
def test_no_products_of_items_that_say_the_same_are_numbers_by_chance(approach):
    study = a_study.study(a_study.MODERATION, 60, product=approach)
    values = study.values
    values[:, 1] = values[:, 0]
    study = a_study.with_values(study, values)
    outcome = study.procedure.run(study.moments, from_indices(np.arange(60)[None]))
    assert outcome.converged[0] == (approach != "orthogonal")
    assert np.isnan(outcome.statistics.paths).any() == (approach == "orthogonal")

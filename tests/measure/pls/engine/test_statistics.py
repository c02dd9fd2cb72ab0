"""Each statistic against its formula, worked out naively from the scores of a resample."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import a_study
import pls_textbook
from langganan.measure.pls.engine.procedure import Procedure
from langganan.measure.pls.engine.resample import from_indices
from langganan.measure.pls.engine.statistics import statistics
from pls_textbook import heterotrait, plain_arrows, r2, standard


class Resample:
    """One resample as the engine and as the textbook see it."""

    def __init__(self, text: str = a_study.NETWORK, *, seed: int = 4, gaps: float = 0.05) -> None:
        study = a_study.study(text, 80, tolerance=1e-13, limit=3000, gaps=gaps)
        indices = np.random.default_rng(seed).integers(0, 80, (2, 80))
        outcome = study.procedure.run(study.moments, from_indices(indices))
        self.study, self.names, self.found = study, study.model.names, outcome.statistics.member(1)
        values = study.values[indices[1]]
        self.data, self.fitted = standard(values), pls_textbook.of_study(study, values)
        self.matrix, self.scores = np.corrcoef(self.data.T), self.fitted.scores
        self.owner, self.arrows = study.procedure.owner, plain_arrows(study.model)
        self.blocks = [np.flatnonzero(self.owner == k) for k in range(len(self.names))]

    def sources(self, target: str) -> list[str]:
        return [a for a, b in self.arrows if b == target]


@pytest.fixture(params=[a_study.NETWORK, a_study.COMPOSITES], ids=["network", "composites"])
def one(request):
    return Resample(request.param)


def test_loadings_and_cross_loadings_are_correlations_with_scores(one):
    scores = np.column_stack([one.scores[name] for name in one.names])
    cross = np.corrcoef(one.data.T, scores.T)[: len(one.owner), len(one.owner) :]
    np.testing.assert_allclose(one.found.cross_loadings, cross, atol=1e-10)
    np.testing.assert_allclose(one.found.loadings, cross[np.arange(len(cross)), one.owner], atol=1e-10)
    np.testing.assert_allclose(one.found.correlations, np.corrcoef(scores.T), atol=1e-10)


def test_paths_and_totals_are_regressions_and_all_ways(one):
    paths = one.fitted.paths(one.arrows)
    for i, a in enumerate(one.names):
        for j, b in enumerate(one.names):
            np.testing.assert_allclose(one.found.paths[i, j], paths.get((a, b), 0.0), atol=1e-10)
            np.testing.assert_allclose(one.found.total[i, j], pls_textbook.all_ways(paths, a, b), atol=1e-10)
    np.testing.assert_allclose(one.found.indirect, one.found.total - one.found.paths)


def test_r2_f2_and_vif_are_those_of_least_squares_without_each_source(one):
    for target in one.names:
        sources, place = one.sources(target), one.names.index(target)
        whole = r2(one.scores, sources, target)
        assert np.isnan(one.found.r2[place]) if not sources else one.found.r2[place] == pytest.approx(whole, abs=1e-10)
        for source in sources:
            others = [other for other in sources if other != source]
            f2 = (whole - r2(one.scores, others, target)) / (1 - whole)
            at = one.names.index(source), place
            assert one.found.f2[at] == pytest.approx(f2, abs=1e-10)
            assert one.found.vif[at] == pytest.approx(1 / (1 - r2(one.scores, others, source)), abs=1e-9)


def test_statistics_of_paths_that_are_not_there_do_not_exist(one):
    there = np.zeros((len(one.names),) * 2, bool)
    for a, b in one.arrows:
        there[one.names.index(a), one.names.index(b)] = True
    np.testing.assert_array_equal(np.isfinite(one.found.f2), there)
    np.testing.assert_array_equal(np.isfinite(one.found.vif), there)
    assert (one.found.paths[~there] == 0).all()


def test_alpha_ave_and_rho_c(one):
    for k, block in enumerate(one.blocks):
        items, loadings = one.data[:, block], one.found.loadings[block]
        alpha = len(block) / max(len(block) - 1, 1) * (1 - items.var(0).sum() / items.sum(1).var())
        assert one.found.alpha[k] == pytest.approx(alpha if len(block) > 1 else 1.0, abs=1e-10)
        assert one.found.ave[k] == pytest.approx(np.mean(loadings**2))
        squared = loadings.sum() ** 2
        assert one.found.rho_c[k] == pytest.approx(squared / (squared + np.sum(1 - loadings**2)))


def test_rho_a_is_dijkstra_and_henselers(one):
    for k, (name, block) in enumerate(zip(one.names, one.blocks, strict=True)):
        w, own = one.fitted.weights[name], one.matrix[np.ix_(block, block)]
        if one.study.model.construct(name).mode == "B" or len(block) == 1:
            assert one.found.rho_a[k] == 1.0
            continue
        off = ~np.eye(len(block), dtype=bool)
        rho = (w @ w) ** 2 * np.sum(np.outer(w, w)[off] * own[off]) / np.sum(np.outer(w, w)[off] ** 2)
        assert one.found.rho_a[k] == pytest.approx(rho, abs=1e-10)


def test_htmt_and_htmt2_of_every_pair_and_none_of_a_construct_with_itself(one):
    assert np.isnan(np.diagonal(one.found.htmt)).all()
    for i, j in combinations(range(len(one.names)), 2):
        expected = heterotrait(one.matrix, one.blocks[i], one.blocks[j])
        np.testing.assert_allclose([one.found.htmt[i, j], one.found.htmt2[i, j]], expected, atol=1e-10)
        assert one.found.htmt[j, i] == one.found.htmt[i, j]


def test_htmt_of_single_items_is_their_correlation():
    one = Resample("X =~ x1; Y =~ y1\nY ~ X")
    correlation = abs(one.matrix[0, 1])
    np.testing.assert_allclose([one.found.htmt[0, 1], one.found.htmt2[0, 1]], correlation)


@pytest.fixture
def corrected():
    study = a_study.study(a_study.NETWORK, 200, consistent=True, tolerance=1e-13)
    return study, study.estimate().statistics, pls_textbook.of_study(study, study.values)


def test_consistent_pls_divides_correlations_by_the_roots_of_rho_a(corrected):
    study, found, fitted = corrected
    plain = np.corrcoef([fitted.scores[name] for name in study.model.names])
    trust = np.sqrt([found.rho_a[k] if name in "ADE" else 1.0 for k, name in enumerate(study.model.names)])
    expected = plain / np.outer(trust, trust)
    np.fill_diagonal(expected, 1.0)
    np.testing.assert_allclose(found.correlations, expected, atol=1e-10)
    known, across = expected[1:4, 1:4], expected[1:4, 4]
    np.testing.assert_allclose(found.paths[1:4, 4], np.linalg.solve(known, across), atol=1e-9)
    np.testing.assert_allclose(found.r2[4], across @ np.linalg.solve(known, across), atol=1e-9)


def test_consistent_pls_loads_items_in_proportion_to_their_weights(corrected):
    study, found, fitted = corrected
    w = fitted.weights["E"]
    np.testing.assert_allclose(found.loadings[-4:], w * np.sqrt(found.rho_a[4]) / (w @ w), atol=1e-10)
    assert found.ave[4] == pytest.approx(np.mean(found.loadings[-4:] ** 2))
    plain = np.corrcoef(standard(study.values)[:, 0], fitted.scores["E"])[0, 1]
    assert found.cross_loadings[0, 4] == pytest.approx(plain / np.sqrt(found.rho_a[4]), abs=1e-10)


def test_a_negative_rho_a_gives_no_effect_at_all():
    study = a_study.study(a_study.PAIR, consistent=True)
    layout, matrix = study.procedure.plan[0].layout, np.full((6, 6), -0.2)
    matrix[:3, 3:] = matrix[3:, :3] = 0.3
    np.fill_diagonal(matrix, 1.0)
    weights = np.full((6, 1), 1 / np.sqrt(matrix[:3, :3].sum()))
    found = statistics(layout, matrix[..., None], weights)
    assert (found.rho_a < 0).all()
    assert np.isnan([found.paths[0, 1], found.total[0, 1], found.r2[1]]).all()


def test_a_reference_turns_whole_constructs_and_nothing_else():
    study = a_study.study(a_study.NETWORK)
    procedure, matrix = Procedure(study.model), study.estimate().matrix[..., None]
    plain = procedure.from_matrices(matrix).statistics
    signs = np.array([1, -1, -1, 1, -1])
    reference = 1e-3 * plain.loadings[:, 0] * signs[procedure.owner]
    turned = procedure.from_matrices(matrix, references=(reference,)).statistics
    np.testing.assert_array_equal(turned.weights[:, 0], plain.weights[:, 0] * signs[procedure.owner])
    both = np.outer(signs, signs)
    for name in ("paths", "total", "correlations"):
        np.testing.assert_allclose(getattr(turned, name)[..., 0], getattr(plain, name)[..., 0] * both, atol=1e-12)
    for name in ("r2", "f2", "vif", "ave", "rho_a", "rho_c", "htmt"):
        np.testing.assert_allclose(getattr(turned, name), getattr(plain, name), atol=1e-12)


def test_one_item_against_the_others_turns_nothing():
    study = a_study.study(a_study.PAIR)
    matrix = study.estimate().matrix[..., None]
    plain = study.procedure.from_matrices(matrix).statistics
    reference = plain.loadings[:, 0] * np.array([-0.3, 1, 1, 1, 1, 1])
    turned = study.procedure.from_matrices(matrix, references=(reference,)).statistics
    np.testing.assert_array_equal(turned.loadings, plain.loadings)


def test_what_rounding_leaves_of_no_correlation_is_none_to_htmt2():
    study = a_study.study(a_study.PAIR)
    layout, matrix = study.procedure.plan[0].layout, np.full((6, 6, 2), 0.5)
    matrix[np.arange(6), np.arange(6)] = 1.0
    matrix[0, 3] = matrix[3, 0] = [0.0, 1e-17]
    found = statistics(layout, matrix, np.ones((6, 2)))
    assert found.htmt2[0, 1].tolist() == [0.0, 0.0]
    np.testing.assert_allclose(found.htmt[0, 1], 8 / 9)

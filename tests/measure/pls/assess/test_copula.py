from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from langganan.measure.pls.assess.copula import copula_term, regressions
from langganan.measure.pls.assess.endogeneity import endogenous
from langganan.measure.pls.assess.normality import normality
from langganan.measure.pls.assess.structure import Structure

MODEL = Structure(np.array([0, 1]), np.array([2, 2]), ("A", "B", "Y"))


def counts(n, draws=300, seed=2):
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), draws).T.astype(float)


def answers(link, n=500, seed=3):
    """A is lognormal and goes with the error of Y by `link`; B is skewed too and innocent. A's true path is 0.4."""
    rng = np.random.default_rng(seed)
    a, b, noise = rng.standard_normal((3, n))
    error = link * a + np.sqrt(1 - link**2) * noise
    skewed = [(np.exp(z) - np.exp(0.5)) / np.sqrt((np.e - 1) * np.e) for z in (a, b)]
    return np.column_stack([*skewed, 0.4 * skewed[0] + 0.3 * skewed[1] + 0.6 * error])


def test_term_by_hand():
    score, once = np.array([3.0, 1, 2, 2]), np.ones((4, 1))
    assert copula_term(score, once)[:, 0] == pytest.approx(ndtri([4 / 5, 1 / 4, 3 / 4, 3 / 4]))


def test_term_of_a_resample_is_that_of_the_rows_it_repeats():
    score, drawn = np.array([3.0, 1, 2]), np.array([2.0, 1, 0])
    expected = copula_term(score[[0, 0, 1]], np.ones((3, 1)))[:, 0]
    assert copula_term(score, drawn[:, None])[:2, 0] == pytest.approx(expected[[0, 2]])


def test_endogeneity_is_found_and_the_path_corrected():
    found = endogenous(answers(0.6), MODEL, counts(500))
    assert found.findings[0].found == ("A",)
    plain, mended = (
        found.estimate[(found.kind == "path") & (found.source == "A") & (found.terms == terms)] for terms in ("", "A")
    )
    assert plain > 0.6
    assert mended == pytest.approx(0.4, abs=0.1)
    assert "A may be endogenous for Y" in str(found.sentences()[0])


def test_silent_without_endogeneity():
    found = endogenous(answers(0.0), MODEL, counts(500))
    assert found.findings[0].found == ()
    assert str(found.sentences()[0]) == "No sign of endogeneity was found for Y (tested: A, B)."
    assert "weak evidence" in str(found.sentences()[1])


def test_normal_sources_cannot_be_tested():
    rng = np.random.default_rng(8)
    found = endogenous(rng.standard_normal((300, 3)), MODEL, counts(300))
    assert found.findings[0].tested == ()
    assert found.model.tolist() == [0, 0]
    assert "cannot be tested with copulas" in str(found.sentences()[0])


def test_regressions_are_least_squares_on_the_drawn_rows():
    scores, drawn = answers(0.3, n=60), counts(60, 2)
    model = regressions(scores, 2, (0, 1), (0,), drawn)[1]
    rows = np.repeat(np.arange(60), drawn[:, 1].astype(int))
    own = scores[rows]
    design = np.column_stack([np.ones(60), own[:, :2], copula_term(own[:, 0], np.ones((60, 1)))])
    found = np.linalg.lstsq(design, own[:, 2], rcond=None)[0][1:]
    spread = own.std(0) / scores.std(0)
    assert model.draws[:, 1] == pytest.approx(found * [*spread[:2], 1] / spread[2], abs=1e-8)


def test_every_combination_of_terms():
    assert [d.terms for d in regressions(answers(0), 2, (0, 1), (0, 1), counts(500, 9))] == [(), (0,), (1,), (0, 1)]


def test_normality_p_values_are_uniform_for_normal_scores():
    scores = np.random.default_rng(1).standard_normal((80, 2000))
    found = normality(scores, ("x",) * 2000)
    for p in (found.anderson_darling_p, found.cramer_von_mises_p):
        assert [(p < level).mean() for level in (0.05, 0.25, 0.5)] == pytest.approx([0.05, 0.25, 0.5], abs=0.035)


def test_skewed_scores_are_not_normal():
    found = normality(np.random.default_rng(1).exponential(size=(100, 1)), ("x",))
    assert found.anderson_darling_p[0] < 1e-4
    assert found.skewness[0] > 1

"""Segments, endogeneity and necessity asked of a study, as its user asks."""

from __future__ import annotations

import numpy as np
import pytest

import langganan as lg
from a_study import MODERATION, study
from langganan.errors import ArgumentError

EXAMPLE = lg.pls.example().estimate()


def test_segments_of_a_study():
    table = lg.pls.segments(EXAMPLE, most=2, seed=1)
    assert table.segments.tolist() == [1, 2]
    paths = EXAMPLE.statistics.paths
    assert table.solutions[0].paths[:, 0] == pytest.approx([paths[0, 1], paths[0, 2], paths[1, 2]])
    listed = table.solutions[0].effects()
    assert listed["target"].tolist() == ["Convenience", "Loyalty", "Loyalty", "Convenience", "Loyalty"]
    assert listed["segment 1"][3:] == pytest.approx(EXAMPLE.statistics.r2[1:], abs=1e-9)


def test_endogeneity_of_a_study():
    found = lg.pls.endogeneity(EXAMPLE, resamples=200, seed=1)
    plain = found.estimate[found.model == 0]
    paths = EXAMPLE.statistics.paths
    assert plain == pytest.approx([paths[0, 1], paths[0, 2], paths[1, 2]])
    assert {finding.target for finding in found.findings} == {"Convenience", "Loyalty"}


def test_standard_errors_without_terms_are_those_of_the_bootstrap():
    found = lg.pls.endogeneity(EXAMPLE, resamples=2000, seed=1)
    sd = EXAMPLE.bootstrap(500, seed=1).sd("paths")
    assert found.sd[found.model == 0] == pytest.approx([sd[0, 1], sd[0, 2], sd[1, 2]], rel=0.25)


def test_interactions_get_no_term_of_their_own():
    found = lg.pls.endogeneity(study(MODERATION, 80).estimate(), resamples=100, seed=1)
    assert "X:M" in found.source
    assert not any("X:M" in terms for terms in found.terms)


def test_necessity_in_a_study():
    table, levels = lg.pls.necessary(EXAMPLE, "Loyalty", permutations=200, seed=1)
    assert table.condition.tolist() == ["Personalisation", "Personalisation", "Convenience", "Convenience"]
    assert ((table.d >= 0) & (table.d <= 1)).all()
    assert list(levels.columns()) == ["level", "Personalisation", "Convenience"]
    assert len(levels.rows()) == 11


def test_necessity_for_what_nothing_leads_to_is_refused():
    with pytest.raises(ArgumentError, match=r"Personalisation is not .* Those are: Convenience, Loyalty"):
        lg.pls.necessary(EXAMPLE, "Personalisation")


def test_missing_answers_are_no_hindrance():
    scores = study(gaps=0.05, n=80).estimate()
    assert lg.pls.segments(scores, most=1).chosen == 1
    assert np.isfinite(lg.pls.necessary(scores, "Y", permutations=20)[0].d).all()


@pytest.mark.parametrize("ask", [
    lambda **chance: lg.pls.segments(EXAMPLE, most=1, **chance),
    lambda **chance: lg.pls.endogeneity(EXAMPLE, resamples=99, **chance),
    lambda **chance: lg.pls.necessary(EXAMPLE, "Loyalty", permutations=0, **chance),
])  # fmt: skip
@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, None])
def test_a_seed_that_is_none_is_refused(ask, seed):
    with pytest.raises(ArgumentError, match="seed is "):
        ask(seed=seed)


@pytest.mark.parametrize("resamples", [0, 1, 10**9])
def test_too_few_or_too_many_resamples_are_refused(resamples):
    with pytest.raises(ArgumentError, match="resamples is "):
        lg.pls.endogeneity(EXAMPLE, resamples=resamples)


def test_segments_need_a_start():
    with pytest.raises(ArgumentError, match="starts is 0"):
        lg.pls.segments(EXAMPLE, most=1, starts=0)


def test_where_nothing_is_left_to_explain_there_are_no_segments():
    x = np.linspace(-1.0, 1.0, 30)
    exact = lg.pls.read({"x": x, "y": x + 1e-3 * np.sin(37 * x)}, "X =~ x\nY =~ y\nY ~ X").estimate()
    with pytest.raises(ArgumentError, match="explained almost fully"):
        lg.pls.segments(exact, most=2)

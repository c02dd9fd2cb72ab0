"""Higher-order constructs: the stages, and their results against stages taken one by one with the textbook."""

from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.measure.pls.engine.resample import from_indices
from langganan.measure.pls.engine.stages import height, stages
from pls_textbook import Arrows, Blocks, Found, blocks_of, pls, standard

STRUCTURE = [("X", "T"), ("T", "Y"), ("X", "Y")]


def _run(text, modes=None, **options):
    study = a_study.with_modes(a_study.study(text, tolerance=1e-13, limit=5000, gaps=0.03, **options), **(modes or {}))
    indices = np.random.default_rng(3).integers(0, study.n, (3, study.n))
    outcome = study.procedure.run(study.moments, from_indices(indices))
    assert outcome.converged.all()
    blocks = [blocks_of(study.model, standard(study.values[rows])) for rows in indices]
    return study, outcome.statistics, blocks


def _check(study, found, place: int, last: Found, arrows: Arrows) -> None:
    names = study.model.names
    for (a, b), value in last.paths(arrows).items():
        assert found.paths[names.index(a), names.index(b), place] == pytest.approx(value, abs=1e-10)
    for name, weights in last.weights.items():
        if len(weights) > 1:
            rows = study.procedure.owner == names.index(name)
            np.testing.assert_allclose(found.weights[rows, place], weights, atol=1e-10)


def _with_scores(blocks: Blocks, first: Found, **measured: str) -> Blocks:
    higher = {name: np.column_stack([first.scores[part] for part in parts]) for name, parts in measured.items()}
    return blocks | higher


def test_heights():
    model = a_study.study(a_study.THIRD).model
    assert [height(model, name) for name in "AYUVT"] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(("approach", "levels"), [("disjoint", "ABCDY YUV YT"), ("embedded", "ABCDYUVT YUVT YT")])
def test_one_stage_for_each_level(approach, levels):
    planned = stages(a_study.study(a_study.THIRD, higher_order=approach).model)
    assert ["".join(stage.layout.constructs) for stage in planned] == levels.split()
    assert {name for stage in planned for name in stage.own} == set("ABCDYUVT")


@pytest.mark.parametrize("modes", [{}, {"T": "B"}, {"A": "B", "X": "B"}], ids=str)
def test_disjoint_parts_stand_in_first_and_their_scores_measure_then(modes):
    study, found, resampled = _run(a_study.HIGHER, modes)
    first_arrows = [("X", "A"), ("X", "B"), ("A", "Y"), ("B", "Y"), ("X", "Y")]
    for place, blocks in enumerate(resampled):
        first = pls(blocks, first_arrows, modes)
        plain = {"X": blocks["X"], "Y": blocks["Y"]}
        _check(study, found, place, pls(_with_scores(plain, first, T="AB"), STRUCTURE, modes), STRUCTURE)
        np.testing.assert_allclose(found.weights[:3, place], first.weights["A"], atol=1e-10)


@pytest.mark.parametrize("modes", [{}, {"A": "B"}], ids=str)
def test_embedded_all_items_first_and_scores_then(modes):
    study, found, resampled = _run(a_study.HIGHER, modes, higher_order="embedded")
    arrows = [*STRUCTURE, ("T", "A"), ("T", "B")]
    for place, blocks in enumerate(resampled):
        first = pls(blocks | {"T": np.column_stack([blocks["A"], blocks["B"]])}, arrows, modes)
        single = _with_scores({}, first, T="AB", X="X", Y="Y")
        _check(study, found, place, pls(single, STRUCTURE, modes), STRUCTURE)
        np.testing.assert_allclose(found.weights[5:8, place], first.weights["X"], atol=1e-10)


def test_embedded_in_mode_b_parts_lead_to_the_whole():
    study, found, resampled = _run(a_study.HIGHER, {"T": "B"}, higher_order="embedded", n=300)
    arrows = [*STRUCTURE, ("A", "T"), ("B", "T")]
    for place, blocks in enumerate(resampled):
        first = pls(blocks | {"T": np.column_stack([blocks["A"], blocks["B"]])}, arrows, {"T": "B"})
        single = _with_scores({}, first, T="AB", X="X", Y="Y")
        _check(study, found, place, pls(single, STRUCTURE, {"T": "B"}), STRUCTURE)


def test_third_order_disjoint():
    study, found, resampled = _run(a_study.THIRD)
    for place, blocks in enumerate(resampled):
        first = pls(blocks, [(part, "Y") for part in "ABCD"])
        second = pls(_with_scores({"Y": blocks["Y"]}, first, U="AB", V="CD"), [("U", "Y"), ("V", "Y")])
        _check(study, found, place, pls(_with_scores({"Y": blocks["Y"]}, second, T="UV"), [("T", "Y")]), [("T", "Y")])


def test_third_order_embedded():
    study, found, resampled = _run(a_study.THIRD, higher_order="embedded")
    upper = [("T", "Y"), ("T", "U"), ("T", "V")]
    lower = [("U", "A"), ("U", "B"), ("V", "C"), ("V", "D")]
    for place, blocks in enumerate(resampled):
        joined = {
            name: np.column_stack([blocks[i] for i in i_s]) for name, i_s in {"U": "AB", "V": "CD", "T": "ABCD"}.items()
        }
        first = pls(blocks | joined, upper + lower)
        second = pls(_with_scores({}, first, U="AB", V="CD", T="ABCD", Y="Y"), upper)
        _check(study, found, place, pls(_with_scores({}, second, T="UV", Y="Y"), [("T", "Y")]), [("T", "Y")])
        rows = study.procedure.owner == study.model.names.index("U")
        np.testing.assert_allclose(found.weights[rows, place], second.weights["U"], atol=1e-10)


@pytest.mark.parametrize("approach", ["disjoint", "embedded"])
@pytest.mark.parametrize("text", [a_study.HIGHER, a_study.THIRD], ids=["second", "third"])
def test_every_construct_is_measured_once(text, approach):
    found = a_study.study(text, higher_order=approach).estimate().statistics
    assert np.isfinite(found.weights).all()
    assert np.isfinite([found.alpha, found.rho_a, found.rho_c, found.ave]).all()


def test_a_construct_may_have_its_items_name():
    named = a_study.HIGHER.replace("X =~ x1 + x2 + x3", "x1 =~ x1").replace("~ X", "~ x1").replace("+ X", "+ x1")
    plain = a_study.HIGHER.replace("x1 + x2 + x3", "x1")
    study = a_study.study(plain)
    other = a_study.with_values(a_study.study(named), study.values)
    np.testing.assert_array_equal(other.estimate().statistics.paths, study.estimate().statistics.paths)

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import false_discovery_control
from scipy.stats import t as student

import a_study
from langganan.errors import ArgumentError, TableError
from langganan.measure.pls.compare.groups import fewest
from langganan.measure.pls.compare.multigroup import henseler, holm, parametric, welch
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.specify.parse import parse
from langganan.measure.pls.verdict import Part, compared, verdict

SMALL = {"permutations": 99, "resamples": 200}


def grouped(labels, text=a_study.PAIR, **options):
    study = a_study.study(text, len(labels), **options)
    return replace(study, answers=Answers(study.model.items, study.values, groups={"kind": np.array(labels, object)}))


def two(n=60):
    return ["a"] * n + ["b"] * n


def test_estimates_are_those_of_each_group_by_itself():
    study = grouped(two(), a_study.MEDIATION)
    found = study.compare("kind", **SMALL).effects()
    for name, estimates in (("a", found.estimate_a), ("b", found.estimate_b)):
        members = study.answers[np.flatnonzero(study.answers.groups["kind"] == name)]
        alone = replace(study, answers=members).estimate()
        np.testing.assert_allclose(estimates, alone.statistics.paths[alone.effect_places("paths")], atol=1e-6)
    np.testing.assert_allclose(found.difference, found.estimate_a - found.estimate_b)


def test_a_path_that_turns_round_is_found_by_every_test():
    study = grouped(two(150))
    study.answers.values[150:, 3:] = 6 - study.answers.values[150:, 3:]
    row = study.compare("kind", permutations=199, resamples=500).effects().rows()[0]
    assert row["difference"] > 0.5
    assert max(row[p] for p in ("p_permutation", "p_henseler", "p_bootstrap", "p_parametric", "p_welch")) < 0.01
    assert row["ci_high"] < row["difference"]


def test_permutation_is_uniform_where_groups_do_not_differ():
    p = [
        grouped(two(50), seed=seed).compare("kind", permutations=99, resamples=99).effects().p_permutation[0]
        for seed in range(50)
    ]
    assert 0 <= np.mean(np.array(p) <= 0.1) <= 0.25
    assert 0.35 < np.mean(p) < 0.65


def test_henseler_counts_pairs_of_mirrored_draws():
    rng = np.random.default_rng(1)
    a, b = rng.normal(0.3, 0.1, (2, 50)), rng.normal(0.2, 0.2, (2, 40))
    mirrored = [2 * each.mean(1, keepdims=True) - each for each in (a, b)]
    expected = [1 - np.mean(x[:, None] > y) for x, y in zip(*mirrored, strict=True)]
    np.testing.assert_allclose(henseler(a, b), expected)


def test_parametric_tests_by_hand():
    errors, sizes = (np.array([0.1]), np.array([0.2])), (100, 50)
    t, p = parametric(np.array([0.3]), errors, sizes)
    pooled = np.sqrt((99**2 * 0.01 + 49**2 * 0.04) / 148) * np.sqrt(1 / 100 + 1 / 50)
    assert (t[0], p[0]) == pytest.approx((0.3 / pooled, 2 * student.sf(0.3 / pooled, 148)))
    t, p = welch(np.array([0.3]), errors, sizes)
    first, second = 0.99 * 0.01, 0.98 * 0.04
    df = (first + second) ** 2 / (first**2 / 99 + second**2 / 49) - 2
    assert (t[0], p[0]) == pytest.approx((0.3 / np.sqrt(first + second), 2 * student.sf(t[0], df)))


def test_holm_by_hand():
    np.testing.assert_allclose(holm(np.array([[0.01], [0.04], [0.03]])), [[0.03], [0.06], [0.06]])
    p = np.random.default_rng(1).random(9)
    assert (holm(p) >= false_discovery_control(p)).all()


def test_three_groups_are_compared_pair_by_pair():
    found = grouped(["a"] * 40 + ["b"] * 40 + ["c"] * 40).compare("kind", **SMALL)
    table = found.effects("total")
    assert list(zip(table.group_a, table.group_b, strict=True)) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert (table.p_holm >= table.p_permutation).all()
    assert len(found.micom) == 6


def test_a_group_with_one_answer_to_an_item_is_left_out_and_named():
    study = grouped(["a"] * 40 + ["b"] * 40 + ["c"] * 40)
    study.answers.values[80:, 1] = 4
    found = study.compare("kind", **SMALL)
    assert [group.name for group in found.groups] == ["a", "b"]
    assert str(found.left_out[0]) == "Group c (40 respondents) is left out: everybody in it answered x2 with 4."


def test_groups_that_are_too_small_are_left_out_in_one_sentence():
    found = grouped(["a"] * 40 + ["b"] * 40 + ["c"] * 29 + ["d"] * 5).compare("kind", **SMALL)
    assert [group.name for group in found.groups] == ["a", "b"]
    assert [str(reason) for reason in found.left_out] == [
        "Left out: groups c (29), d (5), smaller than the 30 respondents that a comparison takes."
    ]


def test_a_group_takes_ten_respondents_for_each_path_into_one_construct():
    assert [
        fewest(parse(text)) for text in (a_study.PAIR, "A =~ a; B =~ b; C =~ c; D =~ d; Y =~ y\nY ~ A + B + C + D")
    ] == [30, 40]


def test_deals_that_cannot_be_estimated_are_left_out_and_counted():
    study = grouped(two(30))
    study.answers.values[:, 1] = 3
    study.answers.values[[0, 30], 1] = 5
    found = study.compare("kind", **SMALL)
    pair = found.permuted[0]
    assert 0 < pair.failed < 99
    assert pair.differences["paths"].shape[-1] == 99 - pair.failed
    assert np.isfinite(found.effects().p_permutation).all()


def test_labels_may_be_given_and_missing_ones_are_no_group():
    study = grouped(two(50))
    labels = [None] * 10 + [1] * 40 + [2.0] * 49 + [float("nan")]
    found = study.compare(np.array(labels, object), **SMALL)
    assert [(group.name, group.n) for group in found.groups] == [("1", 40), ("2.0", 49)]


def test_interactions_and_gaps():
    study = grouped(two(80), a_study.MODERATION, gaps=0.03)
    found = study.compare("kind", **SMALL)
    assert "X:M" in found.effects().source.tolist()
    assert np.isfinite(found.effects().p_permutation).all()


def test_the_verdict_says_whether_groups_differ():
    study = grouped(two(150))
    alike = [str(each.phrase) for each in compared(study.compare("kind", **SMALL))]
    assert alike[0].startswith("Every construct means the same")
    assert alike[1].startswith("No path is shown to differ between the groups. That does not show")
    study.answers.values[150:, 3:] = 6 - study.answers.values[150:, 3:]
    found = replace(study).compare("kind", permutations=199, resamples=200)
    judged = verdict(study.estimate(), groups=found)
    assert str(judged.of(Part.GROUPS)[1].phrase) == "Shown to differ between groups: X → Y (a – b)."
    assert [judgement.part for judgement in judged] == sorted((j.part for j in judged), key=list(Part).index)


def test_paths_of_constructs_that_mean_something_else_are_not_compared():
    found = grouped(two(60)).compare("kind", **SMALL)
    found.micom.invariance[:] = "none"
    assert [judgement.holds for judgement in compared(found)] == [False, None]


@pytest.mark.parametrize(
    ("labels", "said"),
    [(["a"] * 60, "kind has the same value for everybody"), (["a"] * 57 + ["b"] * 3, "Left out: group b \\(3\\), smaller than the 30 respondents"),
     ([""] * 60, "kind is empty for everybody")],
)  # fmt: skip
def test_refused(labels, said):
    with pytest.raises(ArgumentError, match=said):
        grouped(labels).compare("kind", **SMALL)


def test_a_misspelt_column_and_correlations_are_refused():
    with pytest.raises(TableError, match="Nearest: kind"):
        grouped(two()).compare("kinds")
    study = a_study.study()
    with pytest.raises(ArgumentError, match="correlations only"):
        replace(study, answers=Correlations(study.model.items, np.corrcoef(study.values.T), 60)).compare("kind")

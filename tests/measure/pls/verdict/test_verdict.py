from __future__ import annotations

import re
from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls import verdict as module
from langganan.measure.pls.bootstrap import Bootstrap
from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict import (
    ConstructEvidence,
    EffectEvidence,
    Evidence,
    PairEvidence,
    Part,
    PredictionEvidence,
    ResamplesEvidence,
    judge,
    verdict,
)
from langganan.words import Voice

GOOD = (("a", 0.85), ("b", 0.82), ("c", 0.80))
SHARE = st.floats(0.02, 0.99)


def construct(name, loadings=GOOD, **changes):
    loadings = tuple((f"{name}{item}", loading) for item, loading in loadings)
    usual = {"alpha": 0.8, "rho_a": 0.81, "rho_c": 0.86, "ave": 0.68, "full_vif": 1.5}
    return ConstructEvidence(name, loadings, **(usual | changes))


def effect(*through, estimate=0.4, sd=0.08, p=0.0001, low=0.25, high=0.55, f2=0.2, vif=1.3):
    return EffectEvidence(through, estimate, sd, p, low, high, f2, vif)


def pair(a, b, correlation=0.5, htmt=0.6, htmt_high=0.7):
    return PairEvidence(a, b, correlation, htmt, htmt_high)


SOUND = Evidence(
    n=300,
    constructs=(construct("X"), construct("M", r2=0.3), construct("Y", r2=0.55)),
    pairs=(pair("X", "M"), pair("X", "Y"), pair("M", "Y")),
    paths=(effect("X", "M"), effect("X", "Y"), effect("M", "Y")),
    indirect=(effect("X", "M", "Y", estimate=0.16, low=0.08, high=0.24),),
    resamples=ResamplesEvidence(10_000, 10_000),
)
TANGLED = replace(SOUND, pairs=(pair("X", "M", 0.95, 1.2, 1.3), pair("X", "Y"), pair("M", "Y")))


def states(evidence):
    return {judgement.code: judgement.holds for judgement in judge(evidence)}


def sentence(evidence, code):
    return next(str(judgement.phrase) for judgement in judge(evidence) if judgement.code == code)


# ------------------------------------------------------------------------------------------------ the whole


def test_a_sound_study_holds_in_everything():
    found = states(SOUND)
    judged = {code: holds for code, holds in found.items() if not code.startswith(("next_", "cause", "single"))}
    assert set(judged.values()) == {True}


def test_the_order_is_a_reviewer_s():
    parts = [
        judgement.part for judgement in judge(replace(SOUND, predictions=(PredictionEvidence("Y", 0.2, 3, 2, 3),)))
    ]
    assert parts == sorted(parts, key=list(Part).index)
    assert set(parts) == set(Part) - {Part.GROUPS}


def test_codes_are_stable():
    assert [code for code in states(SOUND) if not code.startswith("next")] == [
        "sample", "bootstrap", "loadings_X", "reliability_X", "ave_X", "loadings_M", "reliability_M", "ave_M",
        "loadings_Y", "reliability_Y", "ave_Y", "htmt", "fornell_larcker", "vif_Y", "common_method", "path_X->M",
        "path_X->Y", "path_M->Y", "mediation_X->M->Y", "r2_M", "r2_Y", "may_conclude", "cause", "single_source",
    ]  # fmt: skip


def test_every_code_is_documented():
    families = {re.split(r"_(?=[A-Z])", code)[0] for code in states(TANGLED) | states(SOUND)}
    assert [code for code in families if f"`{code}" not in (module.__doc__ or "")] == []


def test_it_prints_question_by_question():
    text = str(judge(SOUND))
    assert text.startswith("Is the sample enough?\n  ✓ 300 respondents")
    assert "\n\nWhat to do next?\n  → " in text


def test_json_has_code_holds_and_sentence():
    rows = judge(SOUND).to_json(Voice("id"))
    assert all(set(row) == {"code", "holds", "sentence"} for row in rows)
    assert len(rows) == len(judge(SOUND))


# ------------------------------------------------------------------------------------------------ never more than shown


NUMBERS = st.floats(-1, 1)


@given(
    NUMBERS, st.floats(0.001, 1), st.floats(0.001, 1), st.floats(0, 1), SHARE, st.floats(0.3, 1.4), st.floats(0, 0.3)
)
def test_nothing_is_supported_that_the_numbers_do_not_show(estimate, below, above, p, r, htmt, more):
    path = effect("X", "Y", estimate=estimate, low=estimate - below, high=estimate + above, p=p)
    pairs = (pair("X", "M"), pair("X", "Y", r, htmt, htmt + more), pair("M", "Y"))
    evidence = replace(SOUND, paths=(path,), pairs=pairs, indirect=())
    said, holds = sentence(evidence, "path_X->Y"), states(evidence)["path_X->Y"]
    shown = path.excludes_zero and p < 0.05 and evidence.distinct(pairs[1]) is not False
    assert (holds is True) == shown == ("is supported:" in said)
    assert (states(evidence)["may_conclude"] is True) == shown
    assert ("support X" in sentence(evidence, "may_conclude")) == shown


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=5), SHARE, SHARE, SHARE)
def test_no_construct_is_called_sound_that_is_not(loadings, alpha, rho, ave):
    own = construct("X", [(str(i), loading) for i, loading in enumerate(loadings)], alpha=alpha, rho_c=rho, ave=ave)
    found = states(replace(SOUND, constructs=(own, *SOUND.constructs[1:])))
    assert (found["loadings_X"] is True) == (min(loadings) >= RULES["loading"].limit)
    assert (found["ave_X"] is True) == (ave >= RULES["ave"].limit)
    assert (found["reliability_X"] is True) == (min(alpha, rho) >= 0.70 and max(alpha, rho) <= 0.95)


@given(SHARE, st.floats(0.1, 1.5), st.floats(0, 0.4))
def test_no_pair_is_called_distinct_that_may_not_be(r, htmt, more):
    evidence = replace(SOUND, pairs=(pair("X", "Y", r, htmt, htmt + more),))
    assert (states(evidence).get("htmt") is True) == (htmt <= 0.85 and htmt + more < 0.90 and r**2 <= 0.86**2)


def test_not_supported_is_never_no_effect():
    said = sentence(replace(SOUND, paths=(effect("X", "Y", low=-0.1, p=0.2),)), "path_X->Y")
    assert "is not supported" in said
    assert "does not show that there is no effect" in said


def test_without_a_bootstrap_nothing_is_tested():
    bare = EffectEvidence(("X", "Y"), 0.9)
    found = states(replace(SOUND, paths=(bare,), indirect=(replace(bare, through=("X", "M", "Y")),), resamples=None))
    kinds = ("path_X->Y", "mediation_X->M->Y", "bootstrap", "may_conclude")
    assert [found[code] for code in kinds] == [None] * 4


# ------------------------------------------------------------------------------------------------ constructs


def test_where_constructs_are_not_distinct_no_path_is_interpreted():
    found = states(TANGLED)
    assert found["distinct_X_M"] is False
    assert [found[f"path_{path}"] for path in ("X->M", "X->Y", "M->Y")] == [None] * 3
    assert found["mediation_X->M->Y"] is None
    assert found["may_conclude"] is False
    assert "X / M are not distinct" in sentence(TANGLED, "path_M->Y")
    assert "next_constructs" in found


def test_a_doubt_about_distinctness_stays_with_the_path():
    doubtful = replace(SOUND, pairs=(pair("X", "M", htmt_high=0.95), pair("X", "Y"), pair("M", "Y")))
    assert states(doubtful)["path_X->M"] is True
    assert sentence(doubtful, "path_X->M").endswith("Yet X / M may not be distinct.")
    assert "may not" not in sentence(SOUND, "path_X->M")


def test_an_interaction_is_as_tangled_as_its_constructs():
    paths = (effect("X", "Y"), effect("M", "Y"), effect("X:M", "Y"))
    assert states(replace(TANGLED, paths=paths))["path_X:M->Y"] is None


def test_the_reliability_bound_counts_where_htmt_is_not_there():
    close = replace(SOUND, pairs=(PairEvidence("X", "Y", 0.93),))
    assert states(close)["distinct_X_Y"] is False
    assert states(replace(close, consistent=True))["htmt_composites"] is None


def test_composites_and_single_items_are_not_judged_by_reliability():
    made = replace(SOUND, constructs=(construct("X", reflective=False), construct("M", GOOD[:1])))
    found = states(made)
    assert (found["items_X"], found["items_M"]) == (None, None)
    assert "ave_X" not in found


# ------------------------------------------------------------------------------------------------ paths


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"f2": 0.01}, "hardly matters"), ({"f2": 0.05}, "a small effect"), ({"f2": 0.2}, "a medium effect"),
        ({"f2": 0.5}, "a large effect"), ({"f2": nan}, "not known"), ({"vif": 7.0}, "sources overlap"),
        ({"estimate": -0.4, "low": -0.5, "high": -0.3}, "the second is lower"), ({"p": 0.2}, "different conclusions"),
    ],
)  # fmt: skip
def test_a_path_in_plain_words(change, words):
    assert words in sentence(replace(SOUND, paths=(effect("X", "Y", **change),)), "path_X->Y")


SLOPES = ((0.69, 0.5, 0.8), (0.11, -0.1, 0.3))


@pytest.mark.parametrize(
    ("slopes", "words"),
    [
        (SLOPES, "The higher M, the weaker X → Y: 0.690 (0.500 to 0.800) where M is one standard deviation below its"),
        (SLOPES[::-1], "The higher M, the stronger X → Y: 0.110"), ((), "The higher M, the more negative X → Y."),
        (((-0.3, -0.5, -0.1), (0.4, 0.2, 0.5)), "As M rises, X → Y turns from negative to positive: −0.300"),
        (((-0.1, -0.2, 0.1), (-0.4, -0.5, -0.2)), "The higher M, the stronger X → Y: −0.100"),
    ],
)  # fmt: skip
def test_an_interaction_says_which_path_changes_with_what(slopes, words):
    moderated = replace(effect("X:M", "Y", estimate=-0.288, low=-0.4, high=-0.2, f2=0.118), slopes=slopes)
    evidence = replace(SOUND, paths=(effect("X", "Y"), effect("M", "Y"), moderated))
    said = sentence(evidence, "path_X:M->Y")
    assert words in said
    assert "a large effect (f² 0.118)" in said
    assert "the first" not in said
    assert sentence(evidence, "path_X->Y").endswith("That is so where M is average.")


def test_an_interaction_is_concluded_by_itself():
    evidence = replace(SOUND, paths=(effect("X", "Y"), effect("X:X", "Y")))
    assert sentence(evidence, "may_conclude").startswith("The answers support X → Y: these constructs go together")
    assert "support X:X → Y: how strong a path is" in sentence(evidence, "may_conclude_interaction")
    assert "None of the paths" not in str(judge(replace(SOUND, paths=(effect("X:X", "Y"),))))


def test_what_is_measured_badly_weakens_its_paths():
    weak = replace(SOUND, constructs=(construct("X", alpha=0.365), construct("M", ave=0.45), construct("Y")))
    assert sentence(weak, "path_X->Y").endswith("Yet X is not measured reliably.")
    assert sentence(weak, "path_M->Y").endswith("Yet AVE is too low for M.")
    assert "X is not measured reliably (0.365)" in sentence(weak, "next_reliability_X")
    assert sentence(weak, "not_reliable").endswith("that not every construct is measured reliably: X.")


def test_constructs_of_constructs_have_parts():
    whole = construct("X", (("1", 0.3), ("2", 0.8)), of_parts=True, ave=0.4, alpha=0.4)
    said = str(judge(replace(SOUND, constructs=(whole, replace(construct("M"), of_parts=True)))))
    assert "X: AVE is 0.400, so it explains less than half of its parts" in said
    assert "M: every part loads at 0.800" in said
    assert "X: think again whether X1 belong to it as parts" in said
    assert "X is not measured reliably by its parts" in said


@pytest.mark.parametrize(
    ("direct", "words"),
    [
        (effect("X", "Y"), "complementary"), (effect("X", "Y", estimate=-0.4, low=-0.5, high=-0.3), "competitive"),
        (effect("X", "Y", low=-0.1, p=0.3), "indirect only"), (None, "no direct path"),
        (effect("X", "Y", low=-0.1, p=0.04), "stays open"),
    ],
)  # fmt: skip
def test_mediation_has_its_kind(direct, words):
    paths = (effect("X", "M"), effect("M", "Y"), *([direct] if direct else []))
    assert words in sentence(replace(SOUND, paths=paths), "mediation_X->M->Y")


@pytest.mark.parametrize(
    ("better", "above", "q2", "holds", "words"),
    [
        (3, 3, 0.2, True, "high"), (2, 3, 0.2, True, "medium"), (1, 2, -0.1, True, "low"), (0, 3, 0.2, False, "no pred"),
        (3, 0, -0.1, False, "their own average"),
    ],
)  # fmt: skip
def test_prediction_where_it_was_run(better, above, q2, holds, words):
    evidence = replace(SOUND, predictions=(PredictionEvidence("Y", q2, above, better, 3),))
    assert states(evidence)["prediction_Y"] is holds
    assert words in sentence(evidence, "prediction_Y")
    assert "next_prediction" not in states(evidence)


def test_too_much_explained_is_not_praised():
    evidence = replace(SOUND, constructs=(construct("Y", r2=0.94),))
    assert states(evidence)["r2_Y"] is False


def test_too_small_a_sample_is_told_what_a_new_study_takes():
    """n (2.802 SD / estimate)²: the study's X -> Z, 100 respondents, .419 with SD .299, takes 400."""
    weak = effect("X", "Y", estimate=0.419, sd=0.299, p=0.162, low=-0.17, high=1.01)
    evidence = replace(SOUND, n=100, paths=(weak,))
    assert "a new study would need about 400 respondents" in sentence(evidence, "next_respondents_X->Y")
    tiny = replace(SOUND, paths=(replace(weak, estimate=0.01),))
    assert "no sample within reach" in sentence(tiny, "next_respondents_X->Y")


@pytest.mark.parametrize(("n", "holds"), [(50, True), (49, False)])
def test_the_sample_is_held_against_the_smallest_path(n, holds):
    assert states(replace(SOUND, n=n, paths=(effect("X", "Y", estimate=0.3963),)))["sample"] is holds


@pytest.mark.parametrize(("n", "resamples", "told"), [(299, SOUND.resamples, True), (300, SOUND.resamples, False), (100, None, False)])  # fmt: skip
def test_few_respondents_are_told_what_they_do_to_p_where_it_was_worked_out(n, resamples, told):
    assert ("sample_tests" in states(replace(SOUND, n=n, resamples=resamples))) is told


def test_weak_items_are_named():
    weak = construct("X", (("1", 0.3), ("2", 0.6), ("3", 0.9)), ave=0.4)
    evidence = replace(SOUND, constructs=(weak,))
    assert "X1, X2" in sentence(evidence, "loadings_X")
    assert "leave out X1" in sentence(evidence, "next_drop_X")
    assert "without X2" in sentence(evidence, "next_items_X")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"resamples": ResamplesEvidence(10_000, 9_000, 900, 100)}, "bootstrap_lost"),
        ({"resamples": ResamplesEvidence(10_000, 10_000, inadmissible=50)}, "bootstrap_inadmissible"),
        ({"resamples": ResamplesEvidence(500, 500)}, "bootstrap"),
        ({"converged": False}, "convergence"),
        ({"constructs": (construct("X", full_vif=4.0), construct("Y"))}, "common_method"),
        ({"paths": (effect("X", "Y", vif=6), effect("M", "Y", vif=6))}, "vif_Y"),
    ],
)
def test_what_does_not_hold(change, code):
    assert states(replace(SOUND, **change))[code] is False


# ------------------------------------------------------------------------------------------------ from the core


@pytest.fixture(scope="module")
def boot() -> Bootstrap:
    from langganan import pls

    return pls.example().estimate().bootstrap(200, seed=1)


def test_a_bootstrap_is_judged_by_its_own_numbers(boot):
    found = {judgement.code: judgement for judgement in verdict(boot)}
    effects = {f"path_{row['source']}->{row['target']}": row for row in boot.effects().rows()}
    assert effects.keys() <= found.keys()
    for code, row in effects.items():
        assert found[code].numbers["low"] == pytest.approx(row["ci_low"])
        assert found[code].numbers["p"] == pytest.approx(row["p"])
    assert found["bootstrap"].numbers["resamples"] == 200


def test_an_estimate_is_judged_without_tests(boot):
    found = {judgement.code: judgement.holds for judgement in verdict(boot.estimate)}
    assert {holds for code, holds in found.items() if code.startswith(("path_", "mediation_"))} == {None}


def test_slopes_of_an_interaction_are_taken_from_the_bootstrap():
    import a_study

    found = a_study.study(a_study.MODERATION, 200).estimate().bootstrap(200)
    slopes = next(path.slopes for path in module.gather(found).paths if path.is_interaction)
    table = found.simple_slopes(at=(-1, 1))
    assert slopes == tuple(zip(table.slope, table.ci_low, table.ci_high, strict=True))


def test_parts_are_known_from_the_model():
    import a_study

    evidence = module.gather(a_study.study(a_study.HIGHER, 100).estimate())
    assert [each.name for each in evidence.constructs if each.of_parts] == ["T"]


def test_prediction_is_taken_from_plspredict(boot):
    from langganan.measure.pls.predict.predict import predict

    parts = verdict(boot, prediction=predict(boot.estimate, repeats=1)).of(Part.PREDICTION)
    assert [judgement.code for judgement in parts] == ["prediction_Convenience", "prediction_Loyalty"]


# ------------------------------------------------------------------------------------------------ what cannot be


IMPOSSIBLE = replace(
    SOUND, consistent=True, constructs=(construct("X", full_vif=-0.2), construct("M", r2=0.3), construct("Y", r2=1.39))
)


def test_a_path_to_what_cannot_be_is_not_supported():
    found = states(IMPOSSIBLE)
    assert (found["path_X->M"], found["path_X->Y"], found["path_M->Y"], found["mediation_X->M->Y"]) == (
        True,
        *3 * (None,),
    )
    assert "contradict each other" in sentence(IMPOSSIBLE, "path_X->Y")
    assert "X → Y" not in sentence(IMPOSSIBLE, "may_conclude")


@pytest.mark.parametrize("r2", [1.39, -1.35])
def test_an_r2_that_cannot_be_is_said_to_be_so(r2):
    evidence = replace(SOUND, constructs=(*SOUND.constructs[:2], construct("Y", r2=r2)))
    assert states(evidence)["r2_Y"] is False
    assert "which cannot be" in sentence(evidence, "r2_Y")


def test_a_vif_below_one_is_no_good_news():
    evidence = replace(IMPOSSIBLE, paths=(effect("X", "M"), effect("X", "Y", vif=-3.56), effect("M", "Y", vif=-3.56)))
    assert (states(evidence)["vif_Y"], states(evidence)["common_method"]) == (False, None)
    assert "−3.56" in sentence(evidence, "vif_Y")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"converged": False}, "did not converge"),
        ({"resamples": ResamplesEvidence(20, 20)}, "20 resamples are too few"),
    ],
)
def test_nothing_is_supported_by_what_cannot_be_read(changes, reason):
    evidence = replace(SOUND, **changes)
    assert {states(evidence)[code] for code in ("path_X->M", "mediation_X->M->Y")} == {None}
    assert reason in sentence(evidence, "path_X->M")
    assert "may be called supported" in sentence(evidence, "may_conclude")

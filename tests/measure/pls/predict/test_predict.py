from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.engine.resample import everybody
from langganan.measure.pls.predict.predict import predict
from langganan.measure.pls.predict.rule import Antecedents, Plan, rules
from langganan.measure.pls.read.answers import Answers

EVERY = [
    {"text": text, "gaps": gaps, "consistent": consistent, "higher_order": order}
    for text in a_study.ALL
    for gaps, consistent, order in ((0.0, False, "disjoint"), (0.05, False, "disjoint"), (0.0, False, "embedded"))
    if order == "disjoint" or text == a_study.HIGHER
]


def rule_of(estimate, antecedents=Antecedents.DIRECT):
    return next(rules(estimate, Plan.of(estimate, antecedents), everybody(estimate.n)))


@pytest.mark.parametrize("options", EVERY)
def test_direct_antecedents_predict_scores_by_the_estimated_paths(options):
    estimate = a_study.study(n=150, **options).estimate()
    rule = rule_of(estimate)
    told = rule.scores(estimate.study.values, np.ones(estimate.n, bool))
    expected = estimate.scores @ estimate.statistics.paths
    ends = [end for end, _ in rule.plan.equations]
    np.testing.assert_allclose(told[:, ends], expected[:, ends], atol=1e-9)


def test_items_follow_from_scores_by_the_loadings():
    estimate = a_study.study(a_study.PAIR).estimate()
    found, values = predict(estimate, assignment=np.arange(60) % 2), estimate.study.values
    rule = rule_of(estimate)
    scores = estimate.scores @ estimate.statistics.paths
    expected = values.mean(0)[3:] + scores[:, [1]] * estimate.statistics.loadings[3:] * values.std(0, ddof=1)[3:]
    np.testing.assert_allclose(rule.items(scores), expected, atol=1e-9)
    assert found.items == ("y1", "y2", "y3")


@pytest.mark.parametrize(("antecedents", "sources"), [("earliest", "x1 x2 x3"), ("direct", "x1 x2 x3 m1 m2")])
def test_linear_benchmark_regresses_on_the_items_that_predict(antecedents, sources):
    study = a_study.study()
    fold = np.arange(60) % 3
    found = predict(study.estimate(), assignment=fold, antecedents=antecedents)
    values, train = study.values, fold != 0
    known = np.column_stack([np.ones(60), values[:, [study.model.items.index(i) for i in sources.split()]]])
    target = study.model.items.index("y2")
    expected = known @ np.linalg.lstsq(known[train], values[train, target], rcond=None)[0]
    np.testing.assert_allclose(found.outside.linear[~train, found.items.index("y2")], expected[~train], atol=1e-9)
    np.testing.assert_allclose(found.outside.average[~train, -1], values[train, -1].mean())


def test_earliest_antecedents_do_not_look_at_what_lies_between():
    study = a_study.study()
    values = study.values.copy()
    place = study.model.items.index("m1")
    held = np.arange(60) % 3 == 0
    values[held, place] = 6 - values[held, place]
    other = replace(study, answers=Answers(study.model.items, values)).estimate()
    found = [predict(e, assignment=np.arange(60) % 3).outside.pls[held, -1] for e in (study.estimate(), other)]
    np.testing.assert_allclose(*found, atol=1e-12)


def test_higher_order_constructs_predict_the_items_of_their_parts():
    found = predict(a_study.study(a_study.HIGHER, 150).estimate(), 5, 2)
    assert found.items == ("a1", "a2", "a3", "b1", "b2", "y1", "y2")
    assert set(found.owners) == {"T", "Y"}
    assert (found.errors.q2_predict > 0).all()


def test_embedded_and_disjoint_predict_nearly_alike():
    found = [
        predict(a_study.study(a_study.HIGHER, 150, higher_order=o).estimate(), 5, 2) for o in ("disjoint", "embedded")
    ]
    np.testing.assert_allclose(found[0].errors.rmse, found[1].errors.rmse, rtol=0.02)


def test_a_moderator_that_is_predicted_itself_still_predicts():
    text = "X =~ x1 + x2; M =~ m1 + m2; Y =~ y1 + y2\nM ~ X; Y ~ X + M + X:M"
    found = predict(a_study.study(text, 200).estimate(), 5, 2)
    away = (found.outside.pls - found.observed)[:, [i.startswith("y") for i in found.items]].mean(0)
    assert np.abs(away).max() < 0.05


def test_seed_and_repetitions():
    estimate = a_study.study().estimate()
    once, again, more = (predict(estimate, 5, r, seed=3) for r in (1, 1, 2))
    np.testing.assert_array_equal(once.outside.pls, again.outside.pls)
    np.testing.assert_allclose(once.repeated[0], more.repeated[0], rtol=1e-12)
    assert not np.array_equal(predict(estimate, 5, 1, seed=4).outside.pls, once.outside.pls)


def test_repetitions_are_averaged():
    estimate = a_study.study().estimate()
    fold = np.stack([np.arange(60) % 3, np.arange(60) // 20], axis=1)
    both, first, second = (predict(estimate, assignment=f) for f in (fold, fold[:, 0], fold[:, 1]))
    np.testing.assert_allclose(both.outside.pls, (first.outside.pls + second.outside.pls) / 2)


def test_answers_that_are_missing_are_no_errors():
    found = predict(a_study.study(gaps=0.1).estimate(), 5, 1)
    known = np.isfinite(found.observed)
    expected = [
        np.sqrt(np.mean((o - p)[k] ** 2))
        for o, p, k in zip(found.observed.T, found.outside.pls.T, known.T, strict=True)
    ]
    np.testing.assert_allclose(found.errors.rmse, expected)


@pytest.mark.parametrize(
    ("pls", "linear", "power"),
    [
        (0.5, 0.6, "high"),
        (0.5, [0.6, 0.4, 0.6], "medium"),
        (0.5, [0.6, 0.4, 0.4], "low"),
        (0.5, 0.4, "none"),
        (2, 3, "none"),
    ],
)
def test_power_counts_the_items_that_beat_the_linear_model(pls, linear, power):
    found = predict(a_study.study(a_study.PAIR).estimate(), 5, 1)
    outside, observed = found.outside, found.observed
    sign = np.where(np.arange(60) % 2, 1.0, -1.0)[:, None]
    made = replace(outside, pls=observed + pls * sign, linear=observed + np.broadcast_to(linear, 3) * sign)
    assert replace(found, outside=made).power().power.tolist() == [power]


def test_a_training_set_without_variance_is_left_out_and_said():
    study = a_study.study(a_study.PAIR)
    values = study.values.copy()
    values[:, 4] = 3
    values[:2, 4] = [1, 5]
    fold = np.arange(60) % 2 + 1
    fold[:2] = 0
    found = predict(replace(study, answers=Answers(study.model.items, values)).estimate(), assignment=fold)
    assert found.left_out == 1
    assert np.isnan(found.outside.pls).all(1).sum() == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [({"folds": 1}, "folds is 1"), ({"repeats": 0}, "repeats is 0"), ({"antecedents": "all"}, "earliest, direct"),
     ({"assignment": np.zeros(60, int)}, "none empty"), ({"assignment": np.zeros(3, int)}, "60 respondents")],
)  # fmt: skip
def test_refused(options, said):
    with pytest.raises(ArgumentError, match=said):
        predict(a_study.study().estimate(), **options)


@pytest.mark.parametrize("product", ["orthogonal", "product-indicator"])
def test_products_of_items_are_refused(product):
    with pytest.raises(ArgumentError, match="two-stage"):
        a_study.study(a_study.MODERATION, product=product).estimate().predict()

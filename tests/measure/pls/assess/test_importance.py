from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.read.reading import Reading


def test_performance_is_the_mean_on_a_scale_of_a_hundred():
    estimate = a_study.study().estimate()
    found, u = estimate.importance("Y", scale=(1, 5)), estimate.unstandardised()
    assert found.constructs.construct.tolist() == ["X", "M"]
    np.testing.assert_allclose(found.constructs.performance, (u.means[:2] - 1) * 25)
    assert found.performance == pytest.approx((u.means[2] - 1) * 25)
    np.testing.assert_allclose(found.items.performance, (estimate.study.values.mean(0)[:5] - 1) * 25)
    assert found.doubts == ()


def test_importance_is_the_unstandardised_total_effect_and_items_share_it():
    estimate = a_study.study().estimate()
    found, u = estimate.importance("Y", scale=(0, 10)), estimate.unstandardised()
    np.testing.assert_allclose(found.constructs.importance, u.total[:2, 2])
    np.testing.assert_allclose(found.items.importance[:3], u.weights[:3, 0] * u.total[0, 2])
    assert found.items.importance[3:].sum() == pytest.approx(u.total[1, 2])


def test_a_scale_of_its_own_for_an_item_changes_its_weight():
    estimate = a_study.study().estimate()
    found = estimate.importance("Y", scale={"x1": (1, 5), "x2": (1, 5), "x3": (1, 9)})
    assert found.items.performance[2] == pytest.approx((estimate.study.values[:, 2].mean() - 1) / 8 * 100)
    assert found.items.importance[2] > estimate.importance("Y", scale=(1, 5)).items.importance[2]
    assert "For m1, m2, y1, y2, y3 the ends" in str(found.doubts[0])


def test_ends_of_the_scale_that_were_not_said_are_a_doubt():
    found = a_study.study().estimate().importance("M")
    assert str(found.doubts[0]).startswith("For x1, x2, x3, m1")
    assert found.constructs.construct.tolist() == ["X"]


def test_higher_order_constructs_matter_by_their_items():
    found = a_study.study(a_study.HIGHER, 150).estimate().importance("Y", scale=(1, 5))
    assert found.constructs.construct.tolist() == ["X", "T"]
    assert found.items.item[found.items.construct == "T"].tolist() == ["a1", "a2", "a3", "b1", "b2"]


@pytest.mark.parametrize(
    ("target", "scale", "said"),
    [("y", None, "no construct y. The nearest name is Y."), ("Qqq", None, "no construct Qqq. There are: X, M, Y"), ("X", None, "No path leads to X"),
     ("Y", (2, 5), "The scale of x1 is given as 2 to 5; answers go from 1 to 5."), ("Y", (5, 1), "given as 5 to 1")],
)  # fmt: skip
def test_refused(target, scale, said):
    with pytest.raises(ArgumentError, match=said):
        a_study.study().estimate().importance(target, scale=scale)


def test_answers_in_words_take_the_ends_of_their_scale():
    study = a_study.study()
    told = replace(study, reading=Reading(scale="-9=-9, 9=9")).estimate().importance("M")
    assert told.doubts == ()
    assert told.performance == pytest.approx(study.estimate().importance("M", scale=(-9, 9)).performance)

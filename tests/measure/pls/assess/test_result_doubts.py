from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import langganan as lg
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.result_doubts import result_doubts
from langganan.measure.pls.study import Study

EXAMPLE = lg.pls.example()


def said(result):
    return [str(doubt) for doubt in result_doubts(result)]


def with_values(change, **options):
    values = EXAMPLE.answers.values.copy()
    change(values)
    answers = lg.pls.Answers(EXAMPLE.answers.items, values)
    return Study(replace(EXAMPLE.model, **options), answers).estimate()


def test_the_example_leaves_none():
    assert said(EXAMPLE.estimate()) == said(EXAMPLE.estimate().bootstrap(50)) == []


def test_an_item_that_is_scored_the_other_way():
    found = with_values(lambda v: v.__setitem__((slice(None), 2), 6 - v[:, 2]))
    assert said(found) == [
        "X3 loads against the other items of Personalisation. If it is worded the other way, turn its answers round (on a scale from 1 to 5: 6 minus the answer)."
    ]


def test_a_negative_rho():
    rng = np.random.default_rng(4)

    def change(values):
        values[:, :4] = rng.normal(size=(100, 4))
        values[:, 1] -= 2 * values[:, 0]
        values[:, :4] += values[:, 8:9] * [0.4, 0.4, 0.2, 0.2]

    found = with_values(change)
    assert found.statistics.rho_a[0] < 0
    assert said(found)[0].startswith("ρA of Personalisation is negative (−")
    with pytest.raises(ArgumentError, match=r"^Consistent PLS cannot correct Personalisation: its reliability"):
        with_values(change, consistent=True)


def test_constructs_too_alike_for_consistent_pls():
    rng = np.random.default_rng(2)
    trait = rng.normal(size=(100, 1))
    found = with_values(lambda v: v.__setitem__(slice(None), trait + rng.normal(size=v.shape)), consistent=True)
    assert "which cannot be: they are too alike to be two constructs." in said(found)[0]
    assert said(found.bootstrap(50)) == said(found)

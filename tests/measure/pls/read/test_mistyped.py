from __future__ import annotations

import numpy as np
import pytest

from langganan.measure.pls.read.answers import Answers, read_answers
from langganan.measure.pls.read.answers_checks import doubts
from langganan.measure.pls.specify.parse import parse

MODEL = parse("X =~ a + b + c\nY =~ d + e + f\nZ =~ age\nY ~ X + Z")
ITEMS = (*"abcdef", "age")


def said(values, model=MODEL):
    return [str(doubt) for doubt in doubts(model, Answers(ITEMS, values))]


def answers(low=1, high=5, n=100):
    rng = np.random.default_rng(1)
    return np.column_stack([rng.integers(low, high + 1, (n, 6)), rng.integers(18, 70, n)]).astype(float)


@pytest.mark.parametrize("value", [55, 33, 6, 0, -5, 8])
def test_an_answer_outside_all_others_is_named_by_row_column_and_value(value):
    values = answers()
    values[3, 1] = value
    (doubt,) = said(values)
    assert doubt.startswith(f"Row 4, column b holds {value}, where nearly all answers to items of that construct lie")
    assert "lie from 1 to 5. It is probably mistyped" in doubt


@pytest.mark.parametrize(("low", "high", "end"), [(2, 9, 10), (2, 10, 1), (1, 9, 0), (1, 6, 7), (2, 7, 1), (2, 5, 1)])
def test_a_lone_answer_at_the_end_of_a_scale_is_not_accused(low, high, end):
    values = answers(low, high)
    values[3, 1] = end
    assert said(values) == []


def test_ages_and_other_numbers_are_not_accused():
    values = answers()
    values[3, 6] = 140
    values[:, :3] = np.random.default_rng(2).lognormal(3, 2, (100, 3))
    assert said(values) == []
    assert said(values.round()) == []


def test_many_are_told_in_few_sentences():
    values = answers(n=300)
    values[:6, 1] = 55
    assert said(values)[3:] == ["3 more answers lie outside their scales in the same way."]


def test_the_row_is_the_files_own():
    table = {item: column.tolist() for item, column in zip(ITEMS, answers().T, strict=True)}
    for item in ITEMS:
        table[item][0] = ""
    table["b"][3] = 55
    found = read_answers(table, ITEMS, source="form.csv", rows=np.arange(2, 102))
    assert "form.csv, row 5, column b holds 55" in " ".join(str(doubt) for doubt in doubts(MODEL, found))

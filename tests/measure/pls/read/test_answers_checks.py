from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ModelError, TableError
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.read.answers_checks import check_answers, doubts
from langganan.measure.pls.specify.parse import parse

MODEL = parse("X =~ a + b + c\nY =~ d + e + f\nY ~ X")
B = parse("X <~ a + b + c\nY =~ d + e + f\nY ~ X")


def answers(n=40, seed=1, **changed):
    """Answers from 1 to 5 at random, some columns changed: a function of the column, or a value."""
    values = np.random.default_rng(seed).integers(1, 6, (n, 6)).astype(float)
    for name, change in changed.items():
        values[:, "abcdef".index(name)] = change(values) if callable(change) else change
    return Answers(tuple("abcdef"), values)


def first(value):
    def change(values):
        column = values[:, 0].copy()
        column[0] = value
        return column

    return change


REFUSED = [
    (answers(a=4.0), {}, "Everybody answered a with 4, so it cannot tell anybody from anybody else. Take it out of the model."),
    (answers(e=lambda v: v[:, 1]), {}, "b and e hold the same answer in every row: one is a copy. Take one out of the model."),
    (answers(e=lambda v: 6 - v[:, 1]), {}, "e follows from b in every row (they correlate perfectly). Take one of them out of the model."),
    (answers(f=np.nan), {}, "Nobody answered f: its column is empty. Take it out of the model, or mend the file."),
    (answers(a=first(np.inf)), {}, "Answer 1 in column a is infinite. Leave the cell empty if nothing was answered."),
    (answers(n=2), {}, "There are 2 respondents. A model needs 3 at the very least."),
    (answers(a=first(np.nan)), {"missing": "refuse"}, "1 of 40 respondents left an answer out, most often a (1), and missing answers are to be refused. Complete them, or say missing=mean or missing=casewise."),
    (answers(a=lambda v: np.where(np.arange(len(v)) < 38, np.nan, v[:, 0])), {"missing": "casewise"}, "Only 2 of 40 respondents answered every item, too few to estimate from. Say missing=mean, or look at the item that most left out: a."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "options", "sentence"), REFUSED)
def test_what_keeps_a_model_from_being_estimated(given, options, sentence):
    with pytest.raises(TableError) as caught:
        check_answers(MODEL, given, **options)
    assert str(caught.value) == sentence


def test_good_answers_pass_without_a_doubt():
    check_answers(MODEL, answers())
    assert doubts(MODEL, answers()) == ()


def test_a_misspelt_item_is_told_the_nearest_column():
    model = parse("X =~ a + bb\nY =~ d\nY ~ X")
    with pytest.raises(ModelError) as caught:
        check_answers(model, answers())
    assert str(caught.value) == "There is no column bb, which is to measure X. The nearest name is b."


def test_mode_b_needs_more_respondents_than_items():
    with pytest.raises(
        TableError, match=r"^4 respondents are too few for the 3 items of X: 5 are needed for mode B\.$"
    ):
        check_answers(B, Correlations(tuple("abcdef"), np.eye(6), 4))


def test_a_target_needs_more_respondents_than_sources():
    model = parse("A =~ a; B =~ b; C =~ c; Y =~ d\nY ~ A + B + C")
    with pytest.raises(TableError, match=r"^4 respondents are too few for the 3 paths that lead to Y: 5 are needed\.$"):
        check_answers(model, answers(n=4))


DOUBTED = [
    (answers(n=5), "There are fewer respondents (5) than items (6). Little can be learned from so few."),
    (answers(a=lambda v: v[:, 0] > 3), "Two different answers only: a. Correlations of such items are limited; answers on a scale of five steps or more say more."),
    (answers(a=first(np.nan)), "0.4 % of all answers are missing, most in a (2.5 %)."),
    (answers(a=lambda v: np.where(np.arange(40) < 4, np.nan, v[:, 0])), "1.7 % of all answers are missing, most in a (10 %, more than 5 %). Ask why; the mean in their place makes relations look weaker."),
    (answers(a=first(-99)), "a holds -99 beside answers from 1 to 5. If that stands for no answer, say so (missing_codes, --missing-code)."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), DOUBTED)
def test_what_is_doubtful_is_said(given, sentence):
    assert [str(doubt) for doubt in doubts(MODEL, given)] == [sentence]


def test_the_same_answer_throughout_and_the_same_row_twice():
    model = parse("X =~ a + b + c + d + e\nY =~ f + g + h + i + j\nY ~ X")
    values = np.random.default_rng(3).integers(1, 6, (40, 10)).astype(float)
    values[0], values[1], values[2] = 3, 3, values[5]
    said = [str(doubt) for doubt in doubts(model, Answers(tuple("abcdefghij"), values))]
    assert said == [
        "2 respondents (5 %) gave the same answer to every item. Look whether the questions were read.",
        "1 row says the same as an earlier one in every item. Look whether somebody answered twice.",
    ]


def test_one_code_in_many_items_is_told_once():
    given = answers(a=first(-99), c=first(-99), d=first(99))
    assert [str(doubt) for doubt in doubts(MODEL, given)] == [
        "2 items (a, c) hold -99 beside answers from 1 to 5. If that stands for no answer, say so (missing_codes, --missing-code).",
        "d holds 99 beside answers from 1 to 5. If that stands for no answer, say so (missing_codes, --missing-code).",
    ]


def test_rows_without_any_answer_are_told():
    given = answers()
    blank = Answers(given.items, given.values, blank=3)
    assert [str(d) for d in doubts(MODEL, blank)] == ["3 rows answer none of the items and were left out."]


def test_correlations_have_a_number_only():
    assert [str(d) for d in doubts(MODEL, Correlations(tuple("abcdef"), np.eye(6), 5))] == [
        "There are fewer respondents (5) than items (6). Little can be learned from so few."
    ]

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import polars as pl
import pytest

from langganan.errors import ArgumentError, TableError
from langganan.measure.pls.read.answers import Answers, read_answers
from langganan.measure.pls.read.scales import READY, fitting, scale_of

ROWS = [{"X1": 1, "X2": 2.0, "kota": "Malang"}, {"X1": 3, "X2": None, "kota": "Batu"}]
PLAIN = {"X1": [1, 3], "X2": [2.0, None], "kota": ["Malang", "Batu"]}
TABLES = {
    "mapping": PLAIN,
    "rows": ROWS,
    "pandas": pd.DataFrame(PLAIN),
    "pandas, its own missing value": pd.DataFrame(PLAIN).convert_dtypes(),
    "polars": pl.DataFrame(PLAIN),
    "polars, lazy": pl.LazyFrame(PLAIN),
    "pyarrow's names": SimpleNamespace(column_names=list(PLAIN)),
    "numpy, with names": np.array([(1, 2.0, "Malang"), (3, np.nan, "Batu")], dtype="i4,f8,O"),
}
TABLES["numpy, with names"].dtype.names = ("X1", "X2", "kota")


class Arrowlike(SimpleNamespace):
    def __getitem__(self, name):
        return SimpleNamespace(to_numpy=lambda: np.array(PLAIN[name], dtype=object))


TABLES["pyarrow's names"] = Arrowlike(column_names=list(PLAIN))


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_any_make(kind):
    found = read_answers(TABLES[kind], ["X2", "X1"])
    np.testing.assert_array_equal(found.values, [[2, 1], [np.nan, 3]])
    assert found.group("kota").tolist() == ["Malang", "Batu"]


def test_an_array_has_the_items_in_order():
    found = read_answers(np.array([[1, 2], [3, 4]]), ["X1", "X2"])
    assert (found.items, found.values.tolist(), found.groups) == (("X1", "X2"), [[1, 2], [3, 4]], {})
    assert read_answers([[1, 2], [3, 4]], ["X1", "X2"]).values.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4", 4), (" 4 ", 4), ("4.5", 4.5), ("4,5", 4.5), ("-1", -1), ("\u22121", -1), (".5", 0.5), ("1e2", 100), (4, 4), (np.int64(4), 4), (True, 1),
        ("5 - Sangat setuju", 5), ("5. Strongly agree", 5), ("Setuju (4)", 4), ("4 = agree", 4),
        ("", None), ("  ", None), ("NA", None), ("n/a", None), (None, None), (float("nan"), None), (pd.NA, None), ("-", None), (".", None),
    ],
)  # fmt: skip
def test_a_cell_as_people_write_it(cell, number):
    found = read_answers({"X": [cell, "1"], "Y": [1, 1]}, ["X", "Y"]).values[0, 0]
    assert found == number if number is not None else np.isnan(found)


def test_missing_codes_are_no_answers():
    found = read_answers(
        {"X": ["-99", "tidak tahu", "3"], "Y": np.array([1.0, -99, 2])}, ["X", "Y"], missing_codes=[-99, "Tidak tahu"]
    )
    np.testing.assert_array_equal(found.values, [[np.nan, 1], [3, 2]])
    assert found.blank == 1


WORDS = ["Sangat setuju", "setuju", " SANGAT  tidak setuju "]


@pytest.mark.parametrize(
    "scale",
    [
        "likert-5-id",
        {"sangat setuju": 5, "Setuju": 4, "Sangat Tidak Setuju": 1},
        "Sangat setuju=5; Setuju=4; Sangat tidak setuju=1",
    ],
)
def test_words_count_what_the_scale_says(scale):
    assert read_answers({"X": WORDS}, ["X"], scale=scale).values.ravel().tolist() == [5, 4, 1]


@pytest.mark.parametrize("name", READY)
def test_ready_scales_run_from_one_upwards(name):
    assert sorted(set(READY[name].values())) == list(range(1, int(name.split("-")[1]) + 1))


def test_which_ready_scale_fits():
    assert fitting(WORDS) == ["likert-5-id", "likert-4-id", "likert-7-id"]
    assert fitting(["Agree", "Setuju"]) == fitting([]) == []


REFUSED = [
    ({"X1": WORDS}, {}, 'Row 1, column X1: "Sangat setuju" is no number. The ready scale likert-5-id fits: give scale="likert-5-id" (--scale likert-5-id).'),
    ({"X1": ["1", "puas sekali"]}, {}, 'Row 2, column X1: "puas sekali" is no number. Give a scale that says what each answer counts, such as scale="Yes=1, No=0", or name it in missing_codes if it stands for no answer.'),
    ({"X1": ["1", "puas sekali"]}, {"source": "a.csv", "rows": np.array([2, 9])}, 'a.csv, row 9, column X1: "puas sekali" is no number. Give a scale that says what each answer counts, such as scale="Yes=1, No=0", or name it in missing_codes if it stands for no answer.'),
    ({"X1": WORDS}, {"scale": "Setuju=1"}, 'Row 1, column X1: "Sangat setuju" is no number and no answer of the scale, which has: setuju.'),
    ({"X1": ["Netral", "Kurang setuju"]}, {"scale": "likert-5-id"}, "Column X1 holds both “netral” and “kurang setuju”, which the ready scale counts as 3. Give a scale of your own."),
    ({"X1": ["1,234", "2,500"]}, {}, 'Row 1, column X1: "1,234" may have a decimal comma, or one between thousands. Write the numbers of this column without marks between thousands, and with a decimal point.'),
    ({"X2": [1], "X3": [2]}, {}, "There is no column X1. The nearest name is X2."),
    ({"kota": [1], "umur": [2]}, {}, "There is no column X1 among the answers. There are: kota, umur."),
    ({"X1": [[1, 2], [3]]}, {}, 'Row 1, column X1: "[1, 2]" is no number. Give a scale that says what each answer counts, such as scale="Yes=1, No=0", or name it in missing_codes if it stands for no answer.'),
]  # fmt: skip


@pytest.mark.parametrize(("table", "options", "sentence"), REFUSED)
def test_what_cannot_be_read_is_said_with_its_place(table, options, sentence):
    with pytest.raises(TableError) as caught:
        read_answers(table, ["X1"], **options)
    assert str(caught.value) == sentence


NO_TABLES = [
    (3, "Answers are read from a file, a frame of pandas, polars or pyarrow, a mapping of columns, a list of rows, or an array with names. Given was int."),
    ({"X1": [1], "X2": [1, 2]}, "The columns differ in length: 1, 2."),
    (pd.DataFrame([[1, 2]], columns=["X1", "X1"]), "Two columns are called X1. Give each a name of its own."),
    ({"X1": 3}, "The column X1 is no list with one value for each row. Given was 3."),
    (np.ones((3, 2)), "The array has the shape 3 × 2; with 1 names it should have a row for each respondent and 1 columns."),
]  # fmt: skip


@pytest.mark.parametrize(("table", "sentence"), NO_TABLES)
def test_what_is_no_table_is_refused(table, sentence):
    with pytest.raises(ArgumentError) as caught:
        read_answers(table, ["X1"])
    assert str(caught.value) == sentence


@pytest.mark.parametrize("given", ["likert-9", {"Ya": "satu"}, {"Ya": None}])
def test_a_scale_that_is_none_is_refused(given):
    with pytest.raises(ArgumentError, match=r"There is no scale 'likert-9'|It should say a number"):
        scale_of(given)


def test_a_column_is_found_however_its_name_is_composed():
    assert read_answers({" e\u0301te\u0301 ": [1, 2]}, ["\u00e9t\u00e9"]).values.ravel().tolist() == [1, 2]


def test_columns_of_many_different_values_name_no_groups():
    found = read_answers({"X": range(60), "name": [f"n{k}" for k in range(60)], "age": np.arange(60) % 5}, ["X"])
    assert list(found.groups) == ["age"]
    with pytest.raises(TableError, match=r"There is no column name to form groups by .* There are: age\."):
        found.group("name")


def test_answers_of_some_respondents():
    found = read_answers({"X": [1, 2, 3], "kota": ["a", "b", "a"]}, ["X"])
    some = found[found.group("kota") == "a"]
    assert (some.values.ravel().tolist(), some.group("kota").tolist(), len(some)) == ([1, 3], ["a", "a"], 2)


def test_answers_that_do_not_match_their_items_are_refused():
    with pytest.raises(TableError, match=r"There are answers of the shape 2 × 2 for 1 items"):
        Answers(("X",), np.ones((2, 2)))

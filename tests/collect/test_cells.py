from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from langganan.collect.cells import REF_LENGTH, clean, guard, name_to_ref, parse_ref, show
from langganan.words import Phrase


@pytest.mark.parametrize("empty", [None, "", "  ", "-", "--", float("nan"), np.nan, "NaN", "N/A", "\u200b"])
def test_nothing_is_none(empty):
    assert clean(empty) is None


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [(" a\xa0b ", "a b"), ("a\x00\x07b", "ab"), ("\ufeffx", "x"), ("a\u202eb", "ab"), ("id\t", "id"), (True, "TRUE")],
)
def test_control_characters_and_spaces_around_go(raw, cleaned):
    assert clean(raw) == cleaned


def test_a_formula_is_text():
    assert clean("=1+2") == "=1+2"


@any_of(st.text(alphabet="=+-@'\tab1, "))
def test_guarded_text_comes_back_as_it_was(text):
    assert clean(guard(text)) == clean(text)


@pytest.mark.parametrize("risky", ["=1+2", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_a_quote(risky):
    assert guard(risky) == "'" + risky


@pytest.mark.parametrize("number", ["-12.50", "+62812", "-1,000", "17", "O'Neil", "'=1"])
def test_numbers_and_what_is_quoted_get_none(number):
    assert guard(number) == number


@pytest.mark.parametrize(
    ("cell", "ref"),
    [(17850.0, "17850"), ("17850.0", "17850"), (17850, "17850"), ("007", "007"), ("'007", "007"), ("A-1.0", "A-1.0"),
     (17850.5, "17850.5"), (Decimal(5), "5"), (None, None)],
)  # fmt: skip
def test_references_are_text(cell, ref):
    assert parse_ref(cell) == ref


@pytest.mark.parametrize("cell", ["1.785E+04", "1E+05", "6,28E+12", 1e15, float("inf")])
def test_lost_digits_are_refused(cell):
    assert isinstance(parse_ref(cell), Phrase)
    assert "lost digits" in str(parse_ref(cell))


def test_a_reference_too_long_for_the_shop_is_refused():
    assert isinstance(parse_ref("x" * (REF_LENGTH + 1)), Phrase)


@any_of(st.text(min_size=1))
def test_a_name_makes_a_code_that_fits(name):
    assert len(name_to_ref(name)) <= REF_LENGTH
    assert name_to_ref(name_to_ref(name)) == name_to_ref(name)


def test_long_names_that_differ_late_keep_apart():
    assert name_to_ref("x" * 200 + "a") != name_to_ref("x" * 200 + "b")


@pytest.mark.parametrize(
    ("cell", "text"), [(17850.0, "17850"), (2.5, "2,5"), (None, ""), (np.nan, ""), ("a\0b", "a\ufffdb")]
)
def test_show_writes_what_is_read_back(cell, text):
    assert show(cell, ",") == text

from __future__ import annotations

import pytest

from langganan.errors import ArgumentError
from langganan.web.pages.given import days, quantity, whole


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), (None, 1), ("", 1), ("-3", 1), ("٣", 1), ("9" * 20, 1), ("2.0", 1)]
)
def test_whole_numbers_of_links(text, number):
    assert whole(text, otherwise=1) == number


@pytest.mark.parametrize(("text", "number"), [("12", 12.0), ("0,5", 0.5), (" 0.5 ", 0.5), ("", None), (None, None)])
def test_quantities(text, number):
    assert quantity(text) == number


@pytest.mark.parametrize("text", ["lots", "1,2,3", "--"])
def test_a_quantity_that_is_none_says_what_was_given(text):
    with pytest.raises(ArgumentError, match=text):
        quantity(text)


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("", None), (None, None)])
def test_days(text, number):
    assert days(text) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "soon"])
def test_days_that_are_none(text):
    with pytest.raises(ArgumentError, match="whole number"):
        days(text)

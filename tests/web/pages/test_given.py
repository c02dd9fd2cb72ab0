from __future__ import annotations

import pytest

from langganan.errors import ArgumentError
from langganan.web.pages.given import amount, days, money, quantity, whole


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


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.500", "IDR", 12_500), ("12,500", "IDR", 12_500), ("1.250.000", "IDR", 1_250_000), ("900", "IDR", 900),
        ("3.5", "GBP", 350), ("3,50", "GBP", 350), ("1,250.50", "GBP", 125_050), ("1.250", "GBP", 125_000),
        ("1.250", "BHD", 1_250), ("", "IDR", None), (None, "GBP", None), ("0", "GBP", 0),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text, currency, minor):
    assert money(text, currency) == minor


@pytest.mark.parametrize(("text", "currency"), [("12.5", "IDR"), ("-3", "GBP"), ("3.555.1", "GBP"), ("many", "GBP")])
def test_an_amount_that_is_none_says_what_was_given(text, currency):
    with pytest.raises(ArgumentError, match=text):
        money(text, currency)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"), [(12_500, "IDR", "12500"), (5, "GBP", "0.05"), (None, "GBP", "")]
)
def test_an_amount_comes_back_as_it_is_read(minor, currency, shown):
    assert amount(minor, currency) == shown
    assert money(shown, currency) == minor

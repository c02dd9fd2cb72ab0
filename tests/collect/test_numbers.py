from __future__ import annotations

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from langganan.collect.numbers import Marks, parse_number, parse_quantity
from langganan.words import Phrase


@pytest.mark.parametrize(
    ("text", "decimal", "currency", "number"),
    [
        ("Rp85.000", ",", "IDR", 85_000), ("Rp 85.000,00", ",", "IDR", 85_000), ("Rp. 85.000,-", ",", "IDR", 85_000),
        ("IDR 1.250.000", ",", "IDR", 1_250_000), ("85000", ",", "IDR", 85_000), ("-Rp5.000", ",", "IDR", -5_000),
        ("£1,204.50", ".", "GBP", 1204.5), ("(12.50)", ".", "GBP", -12.5), ("12.50-", ".", "GBP", -12.5),
        ("1 204,50 €", ",", "EUR", 1204.5), ("1'204.50", ".", "CHF", 1204.5), ("$.99", ".", "USD", 0.99),
        ("65rb", ",", "IDR", 65_000), ("Rp65 ribu", ",", "IDR", 65_000), ("-65K", ".", "IDR", -65_000),
        ("1,5jt", ",", "IDR", 1_500_000), ("Rp 1.5 juta", ",", "IDR", 1_500_000), ("0,07 jt", ".", "IDR", 70_000),
        ("\u22125", ".", "GBP", -5), ("RM12.90", ".", "MYR", 12.9), ("2 pcs", ".", "", 2), ("1,5 kg", ",", "", 1.5),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text, decimal, currency, number):
    assert parse_number(text, decimal, currency) == number


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "12abc",
        "1,23,456",
        "1.234.5",
        "(12",
        "12)",
        "1E+05",
        "85.00.0",
        "=1+2",
        "..",
        "12 34",
        "9" * 40,
        "1-2",
        "٣x",
    ],
)
def test_what_is_not_wholly_a_number_is_refused(text):
    assert isinstance(parse_number(text, ".", "GBP"), Phrase)


@pytest.mark.parametrize("text", ["1.250rb", "65.000rb", "1 500k", "1.jt", "rb", "65rb rb", "9999999999jt"])
def test_thousands_of_what_is_not_plain_are_refused(text):
    assert isinstance(parse_number(text, ",", "IDR"), Phrase)


def test_only_money_comes_in_thousands():
    assert isinstance(parse_number("65rb", ",", ""), Phrase)


def test_thousands_in_words_say_nothing_of_the_decimal_mark():
    marks = Marks()
    marks.see(["85.000", "1.5jt"])
    assert marks.decide("IDR") == ","


def test_the_refusal_says_what_was_given_and_what_is_good():
    assert str(parse_number("about 5", ",", "IDR")) == '"about 5" cannot be read as money. Write it like 85000.'
    assert str(parse_number("x", ",", "EUR")) == '"x" cannot be read as money. Write it like 1204,50.'


def test_money_in_another_currency_is_refused():
    assert "not in IDR" in str(parse_number("£12.50", ".", "IDR"))
    assert "not in GBP" in str(parse_number("Rp85.000", ",", "GBP"))
    assert "not in IDR" in str(parse_number("USD 5", ".", "IDR"))


@pytest.mark.parametrize("cell", ["0", "0,0", None])
def test_a_quantity_of_nothing_is_refused(cell):
    assert isinstance(parse_quantity(cell, ","), Phrase)


@any_of(st.one_of(st.text(), st.integers(), st.floats()), st.sampled_from(".,"), st.sampled_from(["", "IDR", "GBP"]))
def test_no_cell_stops_the_parser(cell, decimal, currency):
    assert isinstance(parse_number(cell, decimal, currency), float | Phrase)


@any_of(st.integers(-(10**12), 10**12), st.sampled_from(".,"), st.sampled_from(["", "£"]))
def test_grouped_money_comes_back_exactly(pence, decimal, symbol):
    text = f"{abs(pence) / 100:,.2f}"
    text = text if decimal == "." else text.translate(str.maketrans(",.", ".,"))
    assert parse_number(f"{'-' * (pence < 0)}{symbol}{text}", decimal, "GBP") == pence / 100


@pytest.mark.parametrize(
    ("cells", "currency", "decimal"),
    [
        (["1.234", "2.55"], "GBP", "."), (["1.234", "2,5"], "GBP", ","), (["1,204.50"], "IDR", "."),
        (["1.234.567"], "GBP", ","), (["0.125"], "IDR", "."), (["85.000"], "IDR", ","), (["85,000"], "IDR", "."),
        (["1.234"], "GBP", "."), (["1.234"], "EUR", ","), (["85000"], "IDR", ","), ([], "GBP", "."),
    ],
)  # fmt: skip
def test_the_column_decides_its_decimal_mark(cells, currency, decimal):
    marks = Marks()
    marks.see(cells)
    assert marks.decide(currency) == decimal


def test_an_open_column_is_doubted():
    marks = Marks()
    marks.see(["Rp85.000", "Rp 12.500"])
    assert '"," is taken as the decimal mark: 85,000' in str(marks.doubt("IDR"))


def test_a_rupiah_column_of_both_makes_is_doubted():
    marks = Marks()
    marks.see(["85.000", "85000.5"])
    assert marks.decide("IDR") == "."
    assert marks.doubt("IDR") is not None

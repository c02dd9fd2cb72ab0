from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.collect.contacts import parse_email, parse_phone


@pytest.mark.parametrize(
    "cell", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", 81234567890.0, "'081234567890"]
)
def test_phones_get_one_form(cell):
    assert parse_phone(cell, "ID") == "+6281234567890"


@pytest.mark.parametrize("cell", [None, "0812****7890", "6.28E+12", "12", "call me", 0.5])
def test_what_is_no_phone_is_left_out(cell):
    assert parse_phone(cell, "ID") is None


def test_addresses_are_lower_case():
    assert parse_email("Ani.S@Example.CO.ID") == "ani.s@example.co.id"


@pytest.mark.parametrize("cell", [None, "ani", "ani@", "a b@c.id", "ani@toko", "a@b.id,c@d.id"])
def test_what_is_no_address_is_left_out(cell):
    assert parse_email(cell) is None


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_no_cell_stops_the_parsers(cell):
    assert parse_phone(cell, "ID") is None or str(parse_phone(cell, "ID")).startswith("+")
    assert parse_email(cell) is None or "@" in str(parse_email(cell))

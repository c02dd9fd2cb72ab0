from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from langganan import arguments
from langganan.errors import ArgumentError


def test_a_moment_means_its_day():
    assert arguments.day(datetime(2026, 1, 2, 23)) == date(2026, 1, 2)
    assert type(arguments.day(datetime(2026, 1, 2))) is date


@pytest.mark.parametrize("given", ["2026-01-02", 20260102, None, date(1989, 12, 31), date(2101, 1, 1)])
def test_what_is_no_day_is_refused(given):
    with pytest.raises(ArgumentError, match=r"as_of is .*\. It is a date in the years 1990 to 2100"):
        arguments.day(given)


def test_numbers_keep_to_their_ends():
    assert arguments.number("x", np.float32(0.5), least=0, most=0.5) == 0.5
    for given in (np.nan, np.inf, -0.1, 10**400, "1", None, True):
        with pytest.raises(ArgumentError, match=r"x is .*\. It is a number from 0 to 0\.5"):
            arguments.number("x", given, least=0, most=0.5)


def test_whole_numbers_are_whole():
    assert arguments.whole("k", np.int64(3), least=1, most=3) == 3
    for given in (0, 4, 2.0, "2", True, None):
        with pytest.raises(ArgumentError, match=r"k is .*\. It is a whole number from 1 to 3"):
            arguments.whole("k", given, least=1, most=3)


@pytest.mark.parametrize("given", [-1, 2**63, 1.5, "1", None])
def test_what_starts_no_stream_is_refused(given):
    with pytest.raises(ArgumentError, match=r"seed is .*\. It is a whole number from 0 to"):
        arguments.seed(given)


def test_a_currency_is_three_letters():
    assert arguments.currency("gbp") == "GBP"
    for given in ("", "rupiah", "R$", "£", 5, None, "ID\n"):
        with pytest.raises(ArgumentError, match="code of three letters"):
            arguments.currency(given)


def test_what_was_given_is_shown_in_short():
    assert len(arguments.shown("x" * 5000)) == 60

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.errors import ArgumentError
from langganan.measure.pls.plan.quotas import days, invitations, quotas

SHARES = st.lists(st.floats(0.01, 100), min_size=1, max_size=8)


@given(SHARES, st.integers(8, 2000), st.integers(0, 1))
def test_cells_sum_exactly_and_none_falls_short(shares, answers, least):
    found = quotas({str(i): share for i, share in enumerate(shares)}, answers, least=least)
    assert found.answers.sum() == answers
    assert found.answers.min() >= least


def test_largest_remainders_by_hand():
    found = quotas({"a": 41.6, "b": 33.7, "c": 24.7}, 10)
    assert found.answers.tolist() == [4, 3, 3]


def test_small_cells_are_raised_and_weighed_down():
    found = quotas({"Jawa": 90, "Bali": 5, "Papua": 5}, 100, least=30)
    assert found.answers.tolist() == [40, 30, 30]
    assert (found.weight * found.answers).tolist() == pytest.approx([90, 5, 5])


def test_minimum_that_does_not_fit_is_refused():
    with pytest.raises(ArgumentError, match="3 cells of at least 40 need 120 answers, and 100 are planned"):
        quotas({"a": 1, "b": 1, "c": 1}, 100, least=40)


def test_enough_are_invited_and_not_one_more():
    asked = invitations(3, 0.5, assurance=0.9)
    enough = [1 - sum(math.comb(n, k) for k in range(3)) / 2**n for n in (asked - 1, asked)]
    assert enough[0] < 0.9 <= enough[1]
    assert invitations(100, 1.0) == 100


def test_days_allow_for_slow_ones():
    assert days(100, 10) == 10
    assert days(100, 10, assurance=0.95) > 11
    assert days(0, 10) == 0

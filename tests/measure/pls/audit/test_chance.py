from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t

from langganan.measure.pls.audit.chance import degrees_allowed, p_bounds, two_sided
from langganan.measure.pls.audit.interval import Interval


def printed(value, decimals=3):
    half = 0.5 * 10**-decimals
    return Interval(value - half, value + half)


@given(st.floats(-30, 30), st.integers(1, 12_000))
def test_p_is_scipy_s(value, df):
    assert two_sided(value, df) == pytest.approx(2 * t.sf(abs(value), df), abs=1e-8)


def test_p_without_end_is_the_normal_distribution_s():
    assert two_sided(1.96, math.inf) == pytest.approx(2 * norm.sf(1.96))


def test_printed_t_and_p_give_the_resamples_away():
    """The study's T = 1.402, p = .162 and T = 1.519, p = .129: 368 to 713 resamples."""
    first, second = (
        degrees_allowed(printed(*a), printed(*b), 2) for a, b in [((1.402,), (0.162,)), ((1.519,), (0.129,))]
    )
    assert (max(first.low, second.low), min(first.high, second.high)) == (367, 712)


def test_no_degrees_of_freedom_make_p_001_of_t_164():
    assert degrees_allowed(printed(164.13), printed(0.001), 2) is None
    assert not p_bounds(printed(164.13), None).meets(printed(0.001))


@pytest.mark.parametrize("df", [99, 499, 4_999, 9_999])
def test_true_degrees_of_freedom_are_always_allowed(df):
    for value in (0.3, 1.1, 1.96, 2.7):
        allowed = degrees_allowed(printed(value), printed(round(float(2 * t.sf(value, df)), 3)), 2)
        assert allowed.low <= df <= allowed.high


def test_tails_may_be_one_two_or_unknown():
    one, two = (p_bounds(printed(2.0), tails) for tails in (1, 2))
    both = p_bounds(printed(2.0), None)
    assert (both.low, both.high) == (one.low, two.high)
    assert one.high < two.low

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls.audit.interval import ANYTHING, Interval, inverse_diagonal, is_possible, total

number = st.floats(-5, 5)
interval = st.tuples(number, st.floats(0, 1)).map(lambda pair: Interval(pair[0], pair[0] + pair[1]))


def inside(bounds, value):
    return bounds.low - 1e-9 <= value <= bounds.high + 1e-9


@given(interval, interval, st.floats(0, 1), st.floats(0, 1))
def test_arithmetic_holds_for_every_member(a, b, s, t):
    x, y = a.low + s * (a.high - a.low), b.low + t * (b.high - b.low)
    results = [(a + b, x + y), (a - b, x - y), (a * b, x * y), (-a, -x), (abs(a), abs(x)), (a.square(), x * x)]
    assert all(inside(bounds, value) for bounds, value in results)
    if abs(y) > 1e-6:
        assert inside(a / b, x / y)


def test_a_quotient_over_zero_is_bounded_where_it_can_be():
    assert Interval(1, 2) / Interval(0, 0.5) == Interval(2, math.inf)
    assert Interval(-2, -1) / Interval(0, 0.5) == Interval(-math.inf, -2)
    assert Interval(1, 2) / Interval(-0.5, 0) == Interval(-math.inf, -2)
    assert Interval(-1, 1) / Interval(0, 1) == ANYTHING


def test_the_empty_sum_is_zero():
    assert total([]) == Interval(0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_inverse_diagonal_is_the_inverse_s(seed):
    r = np.corrcoef(np.random.default_rng(seed).normal(size=(4, 12)))
    names = tuple("abcd")
    entries = {(a, b): Interval.exactly(r[i, j]) for i, a in enumerate(names) for j, b in enumerate(names)}
    found = inverse_diagonal(names, entries)
    assert [found[name].middle for name in names] == pytest.approx(np.diag(np.linalg.inv(r)))


def test_inverse_diagonal_bounds_every_matrix_within():
    entries = {(a, b): Interval(0.55, 0.65) if a != b else Interval(1, 1) for a in "xy" for b in "xy"}
    assert inside(inverse_diagonal(("x", "y"), entries)["x"], 1 / (1 - 0.6**2))


def test_a_correlation_that_may_be_one_leaves_vif_open():
    entries = {(a, b): Interval(0.99, 1.01) if a != b else Interval(1, 1) for a in "xy" for b in "xy"}
    assert math.isinf(inverse_diagonal(("x", "y"), entries)["x"].high)


@pytest.mark.parametrize(("r", "possible"), [(0.5, True), (-0.49, True), (-0.8, False)])
def test_three_constructs_cannot_all_oppose_each_other(r, possible):
    entries = {(a, b): Interval(r - 0.005, r + 0.005) if a != b else Interval(1, 1) for a in "xyz" for b in "xyz"}
    assert is_possible(("x", "y", "z"), entries) is possible

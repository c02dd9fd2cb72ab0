"""Equal histories are counted once, in days or in times with fractions, and wrong ones are named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.errors import ArgumentError
from langganan.understand.btyd import histories
from langganan.understand.btyd.histories import Histories

X, LAST, LONG = np.array([2, 0, 2, 1]), np.array([14, 0, 14, 7]), np.array([28, 21, 28, 28])


def test_equal_histories_are_one_row():
    h = Histories.of(X, LAST, LONG)
    assert h.x.tolist() == [0, 1, 2]
    assert h.t_x.tolist() == [0, 1, 2]
    assert h.T.tolist() == [3, 4, 4]
    assert h.count.tolist() == [1, 1, 2]
    assert h.customers == 4


def test_each_gives_values_back_to_the_customers():
    h = Histories.of(X, LAST, LONG)
    assert h.each(h.x).tolist() == X.tolist()


def test_logarithms_of_gaps_are_added_in_the_unit():
    h = Histories.of(X, LAST, LONG, log_gaps=2 * np.log([7.0, 1, 14, 7**0.5]))
    assert h.log_gaps == pytest.approx([0, 0, 2 * np.log(2)])


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5), st.integers(0, 5)), min_size=1), st.sampled_from([1, 0.5])
)
def test_every_way_of_counting_counts_alike(rows, day):
    x, last, rest = np.array(rows).T
    last = np.where(x > 0, last, 0) * day
    h = Histories.of(x, last, last + rest)
    told = np.column_stack([h.x, h.t_x * 7, h.T * 7])
    unique, count = np.unique(np.column_stack([x, last, last + rest]), axis=0, return_counts=True)
    np.testing.assert_allclose(told, unique)
    assert h.count.tolist() == count.tolist()
    np.testing.assert_allclose(h.each(h.T) * 7, last + rest)


@pytest.mark.parametrize("most", [1 << 36, 1 << 60])
def test_numbers_too_large_to_be_packed_are_counted_too(most):
    h = Histories.of(np.array([most, 0, most]), np.array([9, 0, 9]), np.array([9, 5, 9]))
    assert h.each(h.x).tolist() == [most, 0, most]
    assert h.count.sum() == 3


def test_a_wait_of_centuries_is_a_row_like_others():
    h = Histories.of(np.array([1, 0]), np.array([1, 0]), np.array([histories.MOST_TIMES * 9, 3]))
    assert h.T.tolist() == pytest.approx([3 / 7, histories.MOST_TIMES * 9 / 7])


@pytest.mark.parametrize(
    ("x", "t_x", "T"), [(-1, 0, 9), (1, 0, 9), (0, 3, 9), (1, 10, 9), (0.5, 3, 9), (1, 3, np.nan), (1, 3, np.inf)]
)
def test_an_impossible_history_is_named(x, t_x, T):
    with pytest.raises(ArgumentError, match="Customer 1 has x "):
        Histories.of(np.array([1, x]), np.array([2, t_x]), np.array([3, T]))


def test_nobody_is_too_few():
    with pytest.raises(ArgumentError, match="and a customer"):
        Histories.of(np.array([]), np.array([]), np.array([]))


def test_a_sample_holds_customers_of_the_shop_only():
    h = Histories.of(X, LAST, LONG, log_gaps=np.log([7.0, 1, 14, 7]))
    part = h.sample(3, seed=2)
    assert part.count.sum() == part.customers == 3
    assert set(zip(part.x, part.T, strict=True)) <= set(zip(h.x, h.T, strict=True))


def test_rows_that_differ_in_x_or_T():
    h = Histories.of(np.array([1, 1, 1, 2]), np.array([3, 4, 4, 4]), np.array([9, 9, 8, 9]))
    rows, place = h.by_x_and_T()
    assert len(rows) == 3
    assert h.x[rows][place].tolist() == h.x.tolist()
    assert h.T[rows][place].tolist() == h.T.tolist()

from __future__ import annotations

import numpy as np
import pytest

from langganan.collect.rules import is_c_number, kinds, repeats, says_cancelled


@pytest.mark.parametrize(
    "status", ["Cancelled", "canceled", "Batal", "Pesanan dibatalkan", "REFUNDED", "Retur", "order_cancelled"]
)
def test_words_that_end_an_order(status):
    assert says_cancelled(status)


@pytest.mark.parametrize(
    "status", [None, "Selesai", "Completed", "partially_refunded", "Tidak dibatalkan", "Cancellara"]
)
def test_words_that_do_not(status):
    assert not says_cancelled(status)


def test_c_and_digits_is_a_cancellation():
    assert is_c_number("C536379")
    assert not any(map(is_c_number, ["536379", "CAKE1", "C", None]))


def test_each_line_has_one_kind():
    quantity = np.array([1.0, -1.0, 2.0, -2.0, 1.0, 1.0])
    price = np.array([5.0, 5.0, 0.0, 0.0, -5.0, 5.0])
    kind, negative = kinds(quantity, price, quantity * price, np.array([False] * 5 + [True]))
    assert kind.tolist() == ["sale", "return", "free", "adjustment", "adjustment", "adjustment"]
    assert negative.tolist() == [False, False, False, False, True, False]


def test_repeats_come_after_the_first_and_are_exact_at_any_width():
    rng = np.random.default_rng(1)
    columns = [rng.integers(0, 2_000_000, 50).astype(np.int32) for _ in range(6)]
    doubled = [np.concatenate([column, column[:3]]) for column in columns]
    assert np.flatnonzero(repeats(doubled)).tolist() == [50, 51, 52]

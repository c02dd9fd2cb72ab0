from __future__ import annotations

import pytest
from threadpoolctl import threadpool_info

from langganan.threads import mapped, one_blas_thread


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_answers_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(mapped(pow, range(9), [2] * 9, workers=workers)) == [n * n for n in range(9)]


def test_what_goes_wrong_in_a_thread_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda n: 1 // n, [1, 0], workers=2))


def test_the_linear_algebra_library_keeps_to_one_thread() -> None:
    with one_blas_thread():
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}

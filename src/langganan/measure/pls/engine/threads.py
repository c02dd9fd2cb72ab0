"""How batches are shared out to the processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from typing import TypeVar

from threadpoolctl import ThreadpoolController

FEW = 10_000
"""Up to so many answers the steps of a batch are so short that a second thread mostly waits for Python's lock."""
Item = TypeVar("Item")
Made = TypeVar("Made")


def mapped(
    work: Callable[[Item], Made], items: Sequence[Item], *, answers: int, workers: int | None = None
) -> Iterator[Made]:
    """Do `work` on all items. This function will give what it makes of each, in order.

    The number of `answers` (respondents times items) decides how many threads are worth while, unless `workers` does.
    """
    many = workers or (1 if answers <= FEW else os.cpu_count() or 1)
    with one_blas_thread():
        if many == 1:
            yield from map(work, items)
            return
        with ThreadPoolExecutor(many) as pool:
            yield from pool.map(work, items)


def one_blas_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra library from threads of its own, which on small matrices mostly wait for each other."""
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> ThreadpoolController:
    import numpy as np  # noqa: F401 - its library has to be there to be found

    return ThreadpoolController()

"""How the work is shared out to the processors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

THREADS = 2
Made = TypeVar("Made")


def mapped(work: Callable[..., Made], *items: Iterable[Any]) -> list[Made]:
    """Do `work` on all items, two at a time. This function will give what it makes of each, in order."""
    with one_blas_thread(), ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, *items))


def one_blas_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra library from threads of its own, which on narrow tables mostly wait for each other."""
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> ThreadpoolController:
    import numpy as np  # noqa: F401 - its library has to be there to be found

    return ThreadpoolController()

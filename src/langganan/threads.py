"""How work is shared out to the processors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

Made = TypeVar("Made")


def mapped(work: Callable[..., Made], *items: Iterable[Any], workers: int = 2) -> Iterator[Made]:
    """Do `work` on all items, `workers` at a time. This function will give what it makes of each, in order."""
    with one_blas_thread():
        if workers == 1:
            yield from map(work, *items)
            return
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(work, *items)


def one_blas_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra library from threads of its own, which on small matrices mostly wait for each other."""
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> ThreadpoolController:
    import numpy as np  # noqa: F401 - its library has to be there to be found

    return ThreadpoolController()

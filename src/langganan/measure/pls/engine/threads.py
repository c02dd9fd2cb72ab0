"""How batches are shared out to the processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from langganan import threads

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
    return threads.mapped(work, items, workers=workers or (1 if answers <= FEW else os.cpu_count() or 1))

"""Settings chosen on orders that are known: the last known order of each customer is guessed from those before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from langganan.personalise.basket.history import History, Truth
from langganan.personalise.evaluate import split
from langganan.personalise.evaluate.metrics import measure
from langganan.tables import Array

MOST = 1_000
"""Customers on whom settings are tried."""
ROUNDS = 2
Suggest = Callable[[History, Array, int], Array]


@dataclass(frozen=True)
class Tried:
    """A method with settings: what they are to begin with, and what each may be."""

    suggest: Callable[..., Array]
    start: Any
    choices: Mapping[str, tuple[float, ...]]


def tune(tried: Tried, history: History, *, k: int, seed: int) -> Any:
    """This function will give the settings with the best recall at k on the last known orders.

    One setting after another is tried at each of its values, the others held, until nothing gets better (at most
    twice round), on at most 1,000 customers; neighbours come from everybody. What is to be guessed in the end is
    not in `history` and so never seen.
    """
    known, truth = history.without_last()
    chosen = split.sample(split.people(truth), MOST, seed=seed)
    guessed = split.of(truth, chosen)
    if not len(chosen):
        return tried.start
    best, scores = tried.start, {tried.start: _score(tried, tried.start, known, guessed, k)}
    for _ in range(ROUNDS):
        before = best
        for name, values in tried.choices.items():
            for settings in (replace(best, **{name: value}) for value in values):
                if settings not in scores:
                    scores[settings] = _score(tried, settings, known, guessed, k)
            best = max(scores, key=scores.__getitem__)
        if best == before:
            break
    return best


def _score(tried: Tried, settings: Any, known: History, guessed: Truth, k: int) -> float:
    ranked = tried.suggest(known, split.people(guessed), k, settings=settings)
    return float(np.mean(measure(ranked, guessed, known, k=k)["recall"]))

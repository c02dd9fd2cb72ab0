"""The methods that are set side by side: the model, and what it has to beat, each with settings it may choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate import frequency
from langganan.personalise.evaluate.item_neighbours import ItemKnn, item_knn
from langganan.personalise.evaluate.tifu import Tifu, tifu
from langganan.personalise.evaluate.tune import Suggest, Tried, tune
from langganan.personalise.evaluate.upcf import UpCf, upcf
from langganan.tables import Array
from langganan.words import mark

Prepare = Callable[[History, int, int], Suggest]
"""Of a history, k and a seed: the method with its settings chosen on that history."""


@dataclass(frozen=True)
class Rival:
    """A method to compare with: its short name, what people call it, and how it gets ready."""

    code: str
    label: str
    prepare: Prepare


def ours(history: History, customers: Array, k: int, *, today: Array | None, seed: int) -> Array:
    """This function will give the k best of each customer by our model, fitted to the history.

    Only products that somebody had bought are weighed: that others exist is known from the hidden orders alone.
    """
    from langganan.personalise.basket.model import fit

    sold = np.bincount(history.product, minlength=len(history.products)) > 0
    return fit(history, seed=seed).score(history, customers, k=k, today=today, allowed=sold).table(customers, k)


def tuned(tried: Tried) -> Prepare:
    """This function will give what chooses a method's settings on the last known orders."""

    def prepare(history: History, k: int, seed: int) -> Suggest:
        return partial(tried.suggest, settings=tune(tried, history, k=k, seed=seed))

    return prepare


def plain(suggest: Suggest) -> Prepare:
    """This function will give what needs no settings as it is."""
    return lambda history, k, seed: suggest  # noqa: ARG005 - the form that every method has


DECAY = Tried(frequency.personal_decay, frequency.Decay(), {"decay": (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)})
TIFU = Tried(tifu, Tifu(between=0.9, own=0.1, groups=11), {
    "own": (0.1, 0.3, 0.5, 0.7, 0.9), "groups": (3, 7, 11, 15, 19), "between": (0.5, 0.7, 0.8, 0.9, 1.0),
    "within": (0.7, 0.8, 0.9, 1.0), "neighbours": (50, 100, 300, 600, 900),
})  # fmt: skip
UPCF = Tried(upcf, UpCf(), {
    "locality": (1.0, 2.0, 5.0, 10.0), "neighbours": (30, 100, 300, 900), "asymmetry": (0.0, 0.25, 0.5, 0.75),
    "recency": (1, 5, 10, 25, 100),
})  # fmt: skip
ITEM_KNN = Tried(item_knn, ItemKnn(), {"decay": (0.5, 0.7, 0.8, 0.9, 1.0), "neighbours": (20, 50, 100, 200, 500)})
"""The ranges that the papers search in, or wider; TIFU-KNN begins where it was best on Ta-Feng (NBR fairness study)."""

RIVALS = (
    Rival("personal", mark("personal frequency"), plain(frequency.personal)),
    Rival("decay", mark("personal frequency, recent orders counting more"), tuned(DECAY)),
    Rival("tifu_knn", mark("TIFU-KNN (similar customers)"), tuned(TIFU)),
    Rival("up_cf", mark("UP-CF (similar customers)"), tuned(UPCF)),
    Rival("item_knn", mark("item-kNN (similar products)"), tuned(ITEM_KNN)),
    Rival("popular", mark("what most customers buy"), plain(frequency.popular)),
)
OURS = ("ours", mark("our model"))

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.tune import Tried, tune

HISTORY = History.of({
    "customer_id": np.repeat(np.arange(30), 3), "basket": np.tile(np.arange(3), 30),
    "product_id": np.tile([0, 1, 2], 30),
})  # fmt: skip


@dataclass(frozen=True)
class Guess:
    product: float = 0
    other: float = 0


def seen_until(limit):
    def suggest(history, customers, k, *, settings):
        assert history.basket.max() <= limit
        return np.full((len(customers), k), int(settings.product + settings.other))

    return suggest


def test_the_settings_that_find_the_last_known_order_are_chosen():
    tried = Tried(seen_until(1), Guess(), {"product": (0, 1, 2), "other": (0, 1)})
    assert tune(tried, HISTORY, k=1, seed=1) == Guess(2, 0)


def test_what_is_to_be_guessed_is_never_seen():
    known, _ = HISTORY.without_last()
    tried = Tried(seen_until(0), Guess(), {"product": (0, 1, 2)})
    assert tune(tried, known, k=1, seed=1) == Guess(1, 0)


def test_with_nothing_to_guess_settings_stay_as_published():
    known, _ = HISTORY.without_last(2)
    assert tune(Tried(seen_until(0), Guess(7), {"product": (0, 1)}), known, k=1, seed=1) == Guess(7)

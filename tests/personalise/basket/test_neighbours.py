from __future__ import annotations

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.neighbours import nearest, tastes
from langganan.personalise.basket.twofold import Twofold


def _history(baskets: dict[int, list[list[int]]]) -> History:
    rows = [(c, b, p) for c, orders in baskets.items() for b, goods in enumerate(orders) for p in goods]
    columns = np.array(rows).T
    return History.of(dict(zip(("customer_id", "basket", "product_id"), columns, strict=True)))


def test_tastes_fade_within_groups_and_between_them_as_in_the_paper() -> None:
    found = tastes(_history({1: [[0], [1], [0], [1]]}), groups=2, fade_in=0.9, fade_between=0.7).toarray()
    first, second = 0.7 / 2 / 2, 1 / 2 / 2
    np.testing.assert_allclose(found, [[0.9**3 * first + 0.9 * second, 0.9**2 * first + second]], rtol=1e-6)


def test_nobody_is_a_neighbour_of_himself() -> None:
    people = tastes(_history({1: [[0]], 2: [[0, 1]], 3: [[2]]}))
    lengths = np.asarray(people.multiply(people).sum(axis=1)).ravel()
    found = nearest(people[:1], Twofold.of(people), lengths, np.array([0]), 1)
    np.testing.assert_allclose(found, people[1:2].toarray())

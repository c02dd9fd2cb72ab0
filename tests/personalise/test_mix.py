from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.personalise.basket.features import GROUPS
from langganan.personalise.basket.ranking import Ranking
from langganan.personalise.mix import mixed
from langganan.personalise.wishes import Wishes

NONE = np.full(12, -1)


def pools(own: int, new: int) -> Ranking:
    """One customer: own products 0, 1, ... are all likelier than new ones."""
    size = own + new
    return Ranking.of(
        customer=np.zeros(size, np.int64), product=np.arange(size), odds=-np.arange(size, dtype=float),
        repeat=np.arange(size) < own, terms=np.zeros((size, len(GROUPS))),
    )  # fmt: skip


@pytest.mark.parametrize(("explore", "expected"), [
    (0.0, [0, 1, 2, 3, 4]), (0.4, [0, 1, 2, 6, 7]), (1.0, [6, 7, 8, 9, 10]), (None, [0, 1, 2, 3, 6]),
])  # fmt: skip
def test_new_products_get_their_share(explore: float | None, expected: list[int]) -> None:
    assert mixed(pools(6, 6), NONE, Wishes(explore=explore)).product.tolist() == expected


def test_what_one_kind_cannot_fill_goes_to_the_other() -> None:
    assert len(mixed(pools(1, 6), NONE, Wishes(explore=0.0))) == len(mixed(pools(6, 1), NONE, Wishes(explore=1.0))) == 5


def test_no_more_of_a_category_than_wished() -> None:
    category = np.array([1] * 6 + [2] * 6)
    assert mixed(pools(6, 6), category, Wishes(per_category=2)).product.tolist() == [0, 1, 6, 7]


def test_a_wish_that_cannot_be_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"explore is 1\.5"):
        Wishes(explore=1.5)

from __future__ import annotations

import numpy as np
import pytest

from langganan.personalise.basket.features import GROUPS
from langganan.personalise.basket.history import History
from langganan.personalise.basket.ranking import Ranking
from langganan.personalise.trial import Newcomers, Rules, tried

HISTORY = History.of({name: np.array([0]) for name in ("customer_id", "basket", "product_id")}, products=np.arange(5))
NEW = Newcomers(np.array([4]), np.array([1]), np.array([10]), hope=0.1)
LISTED = Ranking.of(
    customer=np.zeros(3, np.int64), product=np.arange(3), odds=-np.arange(3.0), repeat=np.arange(3) < 1,
    terms=np.zeros((3, len(GROUPS))),
)  # fmt: skip
NOTHING = np.zeros(0, np.int64)


@pytest.mark.parametrize(("category", "most", "refused", "expected"), [
    ([-1, -1, -1, -1, -1], 1, NOTHING, 4), ([0, 1, 2, 3, 0], 1, NOTHING, 2), ([0, 1, 0, 3, 0], 2, NOTHING, 4),
    ([0, 1, 2, 3, 0], None, NOTHING, 4), ([0, 1, 2, 3, 4], 1, np.array([4]), 2),
])  # fmt: skip
def test_a_trial_heeds_categories_and_refusals(category, most, refused, expected) -> None:
    rules = Rules(1.0, np.array(category), most, refused)
    listed, on_trial = tried(LISTED, HISTORY, NEW, rules, seed=[1])
    assert listed.product[-1] == expected
    assert on_trial[-1] == (expected == 4)

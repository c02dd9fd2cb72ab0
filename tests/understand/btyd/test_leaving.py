"""Expected purchases of customers who are alive, where the closed form is known to give way."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.understand.btyd.leaving import purchases, stays

HARD = [(668.6, 2737.1, 0.17, 7.8), (20_000, 300, 400, 0.5), (668, 2737, 400, 0.5), (30, 30, 0.17, 2.6),
        (0.7, 30, 400, 9.0), (0.3, 0.7, 0.5, 2.0), (1.0, 2.0, 5.0, 3.0)]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "shape", "odds"), HARD)
def test_they_are_the_sum_of_the_chances_of_each_purchase(a, b, shape, odds):
    from scipy.special import betainc

    times = np.arange(1, 60_000)
    chances = betainc(times, shape, odds / (1 + odds)) * stays(a, np.array([b]), times - 1)
    found = purchases(a, np.array([b]), np.array([float(shape)]), np.array([odds]))
    assert found[0] == pytest.approx(chances.sum(), rel=2e-6)

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from langganan.personalise.basket.twofold import Twofold


@pytest.mark.parametrize("crowded", [0.02, 0.9])
def test_rows_come_out_as_by_plain_multiplication_however_crowded(crowded: float) -> None:
    chance = np.random.default_rng(3)
    few, many = ((chance.random(shape) < crowded).astype(np.float32) for shape in ((7, 300), (300, 400)))
    found = Twofold.of(sparse.csr_matrix(many)).after(sparse.csr_matrix(few))
    np.testing.assert_array_equal(found, few @ many)


def test_flipped_multiplies_by_the_transpose() -> None:
    many = sparse.csr_matrix(np.arange(6, dtype=np.float32).reshape(2, 3))
    few = sparse.csr_matrix(np.ones((1, 3), np.float32))
    np.testing.assert_array_equal(Twofold.of(many).flipped.after(few), [[3, 12]])

"""R's own draws (since 3.6): a test can repeat a resample, or folds, that R drew. Mersenne Twister, rejection sampling."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

WORDS = 624


def sample(seed: int, n: int) -> Array:
    """`set.seed(seed); sample.int(n, replace = TRUE)`, from 0."""
    twister = _twister(seed)
    return np.array([_below(twister, n) for _ in range(n)])


def shuffled(seed: int, n: int) -> Array:
    """`set.seed(seed); sample.int(n)`, from 0."""
    twister, left, order = _twister(seed), list(range(n)), []
    for size in range(n, 0, -1):
        place = _below(twister, size)
        order.append(left[place])
        left[place] = left[size - 1]
    return np.array(order)


def cut(n: int, folds: int) -> Array:
    """`cut(seq_len(n), breaks = folds, labels = FALSE)`, from 0."""
    edges = 1 + np.arange(1, folds) * (n - 1) / folds
    return np.searchsorted(edges, np.arange(1, n + 1))


def _twister(seed: int) -> np.random.MT19937:
    """Seeded as R does it (RNG.c): a congruential generator fills the state after fifty turns."""
    state, keys = seed & 0xFFFFFFFF, list[int]()
    for turn in range(50 + 1 + WORDS):
        state = (69069 * state + 1) & 0xFFFFFFFF
        keys += [state] if turn > 50 else []
    twister = np.random.MT19937()
    twister.state = {"bit_generator": "MT19937", "state": {"key": np.array(keys, np.uint32), "pos": WORDS}}
    return twister


def _below(twister: np.random.MT19937, n: int) -> int:
    """A whole number below n: as many bits as n - 1 has, until they fit (R_unif_index)."""
    mask = (1 << (n - 1).bit_length()) - 1
    while (drawn := int(twister.random_raw()) >> 16 & mask) >= n:
        pass
    return drawn

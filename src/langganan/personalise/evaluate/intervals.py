"""How sure a difference between two methods is: both are judged on the same customers, who are drawn anew."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

DRAWS = 1_000
BATCH = 100
LEVEL = 0.95


def paired(ours: Array, theirs: Array, *, seed: int) -> tuple[float, float, float]:
    """This function will give the mean difference per customer and the ends of its 95 % interval.

    Paired bootstrap of customers, percentile interval (Efron & Tibshirani 1993, chapter 13). Customers for whom
    either is NaN are left out. With no customer left all three are NaN.
    """
    return interval(ours - theirs, seed=seed)


def interval(values: Array, *, seed: int) -> tuple[float, float, float]:
    """This function will give the mean of what is known of each customer, and the ends of its 95 % interval."""
    known = values[~np.isnan(values)]
    if not len(known):
        return (np.nan, np.nan, np.nan)
    chance, even = np.random.default_rng(seed), np.full(len(known), 1 / len(known))
    weights = (chance.multinomial(len(known), even, BATCH) for _ in range(DRAWS // BATCH))
    means = np.concatenate([batch @ known for batch in weights]) / len(known)
    low, high = np.quantile(means, ((1 - LEVEL) / 2, (1 + LEVEL) / 2)).tolist()
    return float(known.mean()), low, high

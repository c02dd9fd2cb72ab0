"""What is hidden and what is guessed: each customer's last order, and folds of customers as papers draw them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from langganan.personalise.basket.history import Truth
from langganan.tables import Array

SHARE = 0.2
"""Of the customers with an order to guess, how many a fold tests on."""


def people(truth: Truth) -> Array:
    """This function will give the customers who have an order to guess, ascending."""
    return np.unique(truth.customer)


def of(truth: Truth, chosen: Array) -> Truth:
    """This function will give what some customers' orders held."""
    kept = np.isin(truth.customer, chosen)
    return Truth(truth.customer[kept], truth.product[kept], truth.today)


def folds(truth: Truth, count: int) -> Iterator[Array]:
    """This function will give, for each seed from 0, the fifth of the customers who come last in a shuffle.

    So the Reality Check draws its tests (Li et al. 2023); theirs is without a seed. Folds may overlap: they are
    repetitions, no partition.
    """
    known = people(truth)
    for seed in range(count):
        shuffled = np.random.default_rng(seed).permutation(known)
        yield np.sort(shuffled[int(len(known) * (1 - SHARE)) :])


def sample(chosen: Array, most: int, *, seed: int) -> Array:
    """This function will give `most` of the customers by chance, ascending; all where there are no more."""
    if len(chosen) <= most:
        return chosen
    return np.sort(np.random.default_rng(seed).choice(chosen, most, replace=False))

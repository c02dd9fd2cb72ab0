from __future__ import annotations

import numpy as np

from langganan.personalise.basket.history import Truth
from langganan.personalise.evaluate import split

TRUTH = Truth(np.repeat(np.arange(5, 105), 2), np.arange(200) % 7, None)


def test_a_fold_is_a_fifth_of_the_customers_and_the_same_each_time() -> None:
    first, again = (next(split.folds(TRUTH, 1)) for _ in range(2))
    assert len(np.unique(first)) == 20
    assert np.array_equal(first, again)
    assert np.isin(first, split.people(TRUTH)).all()


def test_a_fold_is_drawn_as_the_reality_check_draws_it() -> None:
    shuffled = np.random.default_rng(1).permutation(np.arange(5, 105))
    _, second = split.folds(TRUTH, 2)
    assert np.array_equal(second, np.sort(shuffled[80:]))


def test_those_tested_and_the_others_are_disjoint() -> None:
    for fold in split.folds(TRUTH, 3):
        rest = np.setdiff1d(split.people(TRUTH), fold)
        assert not set(split.of(TRUTH, fold).customer.tolist()) & set(split.of(TRUTH, rest).customer.tolist())
        assert len(split.of(TRUTH, fold).product) + len(split.of(TRUTH, rest).product) == 200


def test_a_sample_is_the_seeds() -> None:
    one, same, other = (split.sample(np.arange(100), 10, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    assert split.sample(np.arange(4), 10, seed=1).tolist() == [0, 1, 2, 3]

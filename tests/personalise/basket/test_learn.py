from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from langganan.personalise.basket.learn import PULL, learn


def _made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(4)
    terms = chance.normal(size=(400, 3)).astype(np.float32) * [1, 5, 0.1]
    came = chance.random(400) < 1 / (1 + np.exp(1 - terms[:, 0]))
    return terms, came, chance.random(400) + 0.5


def test_weights_are_those_of_least_penalised_loss() -> None:
    terms, came, weight = _made()
    ready = (terms - terms.mean(0)) / terms.std(0)

    def loss(found: np.ndarray) -> float:
        odds = found[0] + ready @ found[1:]
        return float((weight * (np.logaddexp(0, odds) - came * odds)).sum() + PULL / 2 * (found[1:] ** 2).sum())

    best = minimize(loss, np.zeros(4)).x
    found = learn(terms, came, weight)
    np.testing.assert_allclose(found.slope * terms.std(0), best[1:], atol=2e-3)
    np.testing.assert_allclose(found.base, best[0], atol=2e-3)


def test_parts_add_up_to_the_score() -> None:
    terms, came, weight = _made()
    found = learn(terms, came, weight)
    np.testing.assert_allclose(found.base + found.parts(terms).sum(axis=1), found.score(terms), atol=1e-4)


def test_nothing_is_learned_where_nothing_came() -> None:
    terms, came, weight = _made()
    assert not learn(terms, came & False, weight).slope.any()
    assert not learn(terms[:0], came[:0], weight[:0]).slope.any()


def test_a_term_that_never_changes_weighs_nothing() -> None:
    terms, came, weight = _made()
    terms[:, 2] = 3
    assert learn(terms, came, weight).slope[2] == 0

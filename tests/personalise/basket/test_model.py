from __future__ import annotations

import numpy as np
import pytest

from langganan.personalise.basket.history import History
from langganan.personalise.basket.model import Model, fit


def history(rows: list[tuple[int, int, int]]) -> History:
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    return History.of(dict(zip(("customer_id", "basket", "product_id"), columns, strict=True)))


def regulars(customers: int = 60) -> History:
    """Everybody always takes product 0 and, every second time, one of their own; now and then anything."""
    chance = np.random.default_rng(2)
    rows = [(c, b, 0) for c in range(customers) for b in range(8)]
    rows += [(c, b, 1 + c % 9) for c in range(customers) for b in range(0, 8, 2)]
    return history(rows + [(c, b, int(chance.integers(10, 30))) for c in range(customers) for b in range(8)])


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(regulars(), seed=1)


def test_what_everybody_always_takes_comes_first(model: Model) -> None:
    found = model.score(regulars(), np.arange(60), k=5)
    assert (found.table(np.arange(60), 1) == 0).all()
    assert (np.diff(found.odds)[found.turn[1:] > 0] <= 0).all()


def test_the_same_seed_gives_the_same_ranking(model: Model) -> None:
    again = fit(regulars(), seed=1).score(regulars(), np.arange(60), k=5)
    assert np.array_equal(again.product, model.score(regulars(), np.arange(60), k=5).product)


def test_only_allowed_products_are_ranked(model: Model) -> None:
    allowed = np.arange(30) % 2 == 1
    assert allowed[model.score(regulars(), np.arange(5), k=9, allowed=allowed).product].all()


def test_a_customers_score_does_not_depend_on_who_else_is_asked_about(model: Model) -> None:
    asked = (np.array([7]), np.arange(60))
    alone, with_all = (model.score(regulars(), who, k=5).table(np.array([7]), 5) for who in asked)
    assert np.array_equal(alone, with_all)


@pytest.mark.parametrize("rows", [
    [], [(1, 0, 5)], [(1, 0, 5), (1, 1, 5)], [(c, 0, 5) for c in range(9)], [(1, b, b) for b in range(9)],
])  # fmt: skip
def test_too_little_to_learn_from_is_ranked_by_frequency(rows: list[tuple[int, int, int]]) -> None:
    given = history(rows)
    found = fit(given, seed=1)
    assert found.by.method == "frequency"
    table = found.score(given, np.arange(len(given.customers)), k=1).table(np.arange(len(given.customers)), 1)
    assert (table >= 0).all()

"""What holds for every purchase model: gradients, chances that add up, agreement with purchases made up at random."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.understand.btyd import beta_geometric, erlang, models, pareto
from langganan.understand.btyd.histories import Histories
from made_customers import MODELS, NAMES, a_few, drawn, nobody

LOSSES = {
    "bg": lambda h: beta_geometric.loss(h, at_start=False),
    "mbg": lambda h: beta_geometric.loss(h, at_start=True),
    "pareto": pareto.loss,
    "mbg_cnbd": lambda h: erlang.loss(h, 4),
}


@pytest.mark.parametrize("theta", [[-0.5, 2, 0.1, 0.7], [0.6, 4, -1, 5], [-2, -1, 1, -1]])
@pytest.mark.parametrize("name", NAMES)
def test_gradient_is_that_of_the_likelihood(name, theta):
    loss, at = LOSSES[name](a_few()), np.array(theta, dtype=float)
    slope = [(loss(at + e)[0] - loss(at - e)[0]) / 2e-5 for e in 1e-5 * np.eye(4)]
    assert loss(at)[1] == pytest.approx(slope, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("ahead", [1.0, 30.0])
@pytest.mark.parametrize("name", NAMES)
def test_expected_purchases_are_the_sum_of_their_chances(name, ahead):
    h = a_few()
    total = sum(MODELS[name].at_least(h, ahead, k) for k in range(1, 250))
    assert MODELS[name].expected(h, ahead) == pytest.approx(total, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_each_row_may_have_an_ahead_of_its_own(name):
    h, model = a_few(), MODELS[name]
    ahead = np.linspace(1, 20, len(h.x))
    alone = [model.expected(h, float(t))[i] for i, t in enumerate(ahead)]
    first = [model.at_least(h, float(t), 2)[i] for i, t in enumerate(ahead)]
    assert model.expected(h, ahead) == pytest.approx(alone)
    assert model.at_least(h, ahead, 2) == pytest.approx(first)


@pytest.mark.parametrize("name", NAMES)
def test_chances_lie_between_none_and_being_alive(name):
    h, model = a_few(), MODELS[name]
    alive, first, second = model.alive(h), model.at_least(h, 9.0, 1), model.at_least(h, 9.0, 2)
    assert ((second > 0) & (second < first) & (first < alive + 1e-12) & (alive <= 1)).all()
    assert model.at_least(h, 0.0, 1) == pytest.approx(np.zeros(len(h.x)))


@pytest.mark.parametrize("name", NAMES)
def test_a_new_customer_is_one_whom_nobody_has_watched(name):
    assert MODELS[name].new(20.0) == pytest.approx(MODELS[name].expected(nobody(), 20.0)[0])


@pytest.mark.parametrize("name", NAMES)
def test_new_customers_made_up_buy_as_often_as_expected(name):
    n, weeks = 40_000, 30.0
    bought = np.bincount(MODELS[name].draw(np.full(n, weeks), seed=7)[0], minlength=n)
    assert abs(bought.mean() - MODELS[name].new(weeks)) < 4 * bought.std() / np.sqrt(n)
    for k in (1, 2, 5):
        chance = MODELS[name].at_least(nobody(), weeks, k)[0]
        assert abs((bought >= k).mean() - chance) < 4 * np.sqrt(chance / n)


@pytest.mark.parametrize("name", NAMES)
def test_known_customers_made_up_go_on_as_forecast(name):
    n, cut, end = 40_000, 20.0, 40.0
    who, when = MODELS[name].draw(np.full(n, end), seed=3)
    x, later = np.bincount(who[when <= cut], minlength=n), np.bincount(who[when > cut], minlength=n)
    t_x = np.zeros(n)
    t_x[who[when <= cut]] = when[when <= cut]
    h = Histories.of(x, t_x, np.full(n, cut), unit=1.0)
    expected, first = (h.each(v) for v in (MODELS[name].expected(h, 20.0), MODELS[name].at_least(h, 20.0, 1)))
    for group in (x == 0, (x > 0) & (t_x < 10), (x > 0) & (t_x > 15), x > 4):
        assert abs((later - expected)[group].mean()) < 4 * later[group].std() / np.sqrt(group.sum())
        assert abs(((later > 0) - first)[group].mean()) < 2 / np.sqrt(group.sum())


@pytest.mark.parametrize("name", NAMES)
def test_parameters_of_customers_made_up_are_found(name):
    fitted = models.fit(name, drawn(name, 8000), prior=False)
    assert fitted.converged
    for parameter, error in fitted.standard_errors.items():
        true = MODELS[name].parameters[parameter]
        # days are whole, and so slightly later than the purchases
        assert abs(fitted.parameters[parameter] - true) < 4 * error + 0.03 * true


@pytest.mark.parametrize("customers", [1, 2, 30])
@pytest.mark.parametrize("name", NAMES)
def test_small_shops_get_an_answer(name, customers):
    h = drawn(name, customers, seed=customers)
    fitted = models.fit(name, h)
    assert fitted.converged
    assert np.isfinite([*fitted.standard_errors.values(), *fitted.expected(h, 13.0), *fitted.alive(h)]).all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "history",
    [
        ([0, 0, 0], [0, 0, 0], [10, 20, 30]),  # nobody came back
        ([0, 0], [0, 0], [0, 0]),  # everything happened on one day
        ([1_000_000, 0], [900, 0], [1000, 900]),  # a million purchases
        ([1, 2], [1, 2], [30_000, 30_000]),  # a gap of 82 years
        ([5, 9, 4], [100, 90, 99], [100, 90, 99]),  # everybody bought today
    ],
)
def test_odd_shops_get_finite_answers(name, history):
    h = Histories.of(*np.array(history))
    fitted = models.fit(name, h)
    answers = [fitted.expected(h, 13.0), fitted.alive(h), fitted.at_least(h, 13.0, 1)]
    assert np.isfinite(answers).all()
    assert np.isfinite(list(fitted.parameters.values())).all()


def test_another_model_is_refused():
    with pytest.raises(ArgumentError, match="bg, mbg, pareto, mbg_cnbd"):
        models.fit("abe", nobody())

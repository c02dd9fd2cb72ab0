"""What is particular to one family: Pareto's integral, the beat of MBG/CNBD-k, leaving in BG and MBG."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.understand.btyd import erlang, models
from langganan.understand.btyd.beta_geometric import BetaGeometric
from langganan.understand.btyd.erlang import ErlangGeometric
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.pareto_integral import log_integral, with_slopes
from made_customers import MODELS, a_few, drawn


def by_panels(at, x, t_x, T):
    """The integral by 300 panels of 20 nodes each in extended precision."""
    r, alpha, s, beta = (np.longdouble(v) for v in at)
    places, weights = np.polynomial.legendre.leggauss(20)
    begin, end = np.log(t_x + min(alpha, beta)), np.log(T + min(alpha, beta))
    v = begin + (end - begin) * (np.arange(300)[:, None] + (places + 1) / 2) / 300
    u = np.exp(v) - min(alpha, beta)
    log = v - (r + x) * np.log(alpha + u) - (s + 1) * np.log(beta + u)
    return np.log(np.sum(np.exp(log - log.max()) @ (weights / 2)) * (end - begin) / 300) + log.max()


@pytest.mark.parametrize("seed", range(40))
def test_paretos_integral_to_eleven_digits(seed):
    rng = np.random.default_rng(seed)
    at = (
        *rng.uniform(0.05, 5, 1),
        *10 ** rng.uniform(-0.5, 2.5, 1),
        *rng.uniform(0.05, 5, 1),
        *10 ** rng.uniform(-0.5, 2.5, 1),
    )
    T, x = rng.uniform(1, 150), float(int(10 ** rng.uniform(0, 2.5)))
    t_x = T * rng.uniform(0, 0.999)
    ours = log_integral(at, *(np.array([v]) for v in (x, t_x, T)))[0]
    assert abs(float(ours - by_panels(at, x, t_x, T))) < 1e-11


def test_slopes_of_paretos_integral():
    h, at = a_few(), np.array([0.7, 9.0, 0.8, 4.0])
    of = (h.x[:-1], h.t_x[:-1], h.T[:-1])
    value, *slopes = with_slopes(tuple(at), *of)
    assert value == pytest.approx(log_integral(tuple(at), *of))
    for step, slope in zip(1e-5 * np.eye(4), slopes, strict=True):
        change = (log_integral(tuple(at + step), *of) - log_integral(tuple(at - step), *of)) / 2e-5
        assert slope == pytest.approx(change, rel=1e-6, abs=1e-8)


def test_who_bought_today_is_still_a_customer_in_pareto():
    today = Histories.of(np.array([2]), np.array([50]), np.array([50]))
    assert MODELS["pareto"].alive(today)[0] == 1


def test_one_stage_is_the_mbg():
    h, same = a_few(), BetaGeometric(0.6, 5.0, 0.9, 2.5, at_start=True)
    one = ErlangGeometric(1, 0.6, 5.0, 0.9, 2.5)
    assert one.alive(h) == pytest.approx(same.alive(h))
    assert one.at_least(h, 9.0, 2) == pytest.approx(same.at_least(h, 9.0, 2))
    fitted, other = (models.fit(name, drawn("mbg", 500)) for name in ("mbg", "mbg_cnbd"))
    assert other.parameters == pytest.approx({"k": 1, **fitted.parameters}, rel=1e-4)
    assert other.log_likelihood == pytest.approx(fitted.log_likelihood)


def test_the_beat_is_told_from_the_gaps():
    assert models.fit("mbg_cnbd", drawn("mbg_cnbd", 1500)).parameters["k"] == 3


def test_without_gaps_the_beat_is_not_guessed():
    h = Histories.of(np.array([3, 4, 0]), np.array([30, 40, 0]), np.array([60, 60, 60]))
    assert erlang.fit(h).k == 1


def test_the_search_for_stages_ends():
    x = np.full(40, 6)
    clockwork = Histories.of(x, x * 7, x * 7 + 3, log_gaps=x * np.log(7.0))
    assert erlang.fit(clockwork).k == erlang.STAGES


def test_nobody_leaves_before_a_second_purchase_in_the_bg():
    once = Histories.of(np.zeros(2, int), np.zeros(2, int), np.array([10, 900]))
    assert MODELS["bg"].alive(once).tolist() == [1, 1]
    assert MODELS["mbg"].alive(once)[1] < MODELS["mbg"].alive(once)[0] < 1


def test_the_chance_to_leave_may_be_even():
    h = a_few()
    near, at_one = (BetaGeometric(0.6, 5.0, a, 2.5, at_start=True).expected(h, 9.0) for a in (1.001, 1.0))
    assert at_one == pytest.approx(near, rel=1e-2)
    total = sum(BetaGeometric(0.6, 5.0, 1.0, 2.5, at_start=True).at_least(h, 9.0, k) for k in range(1, 250))
    assert at_one == pytest.approx(total, rel=1e-5)


@pytest.mark.parametrize("name", ["bg", "pareto"])
def test_many_customers_are_fitted_from_a_part_first(name, monkeypatch):
    h = drawn(name, 3000)
    alone = models.fit(name, h)
    monkeypatch.setattr(f"langganan.understand.btyd.{'pareto' if name == 'pareto' else 'beta_geometric'}.PART", 1000)
    warm = models.fit(name, h)
    assert warm.converged
    assert warm.parameters == pytest.approx(alone.parameters, rel=1e-3)

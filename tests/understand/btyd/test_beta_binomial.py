"""BG/BB on the donations it was published with."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.understand.btyd import beta_binomial
from langganan.understand.btyd.beta_binomial import BetaBinomial, Occasions
from made_customers import PUBLISHED

FACTS = PUBLISHED["bgbb"]
X, LAST, OCCASIONS, DONORS = np.array(FACTS["histories"]).T
SHOP = Occasions.of(X, LAST, OCCASIONS, count=DONORS)


def test_parameters_are_the_published_ones():
    fitted = beta_binomial.fit(SHOP, prior=False)
    assert fitted.converged
    assert fitted.parameters == pytest.approx(FACTS["parameters"], abs=5.5e-4)
    assert fitted.log_likelihood == pytest.approx(FACTS["log_likelihood"], abs=0.05)


def test_a_weak_prior_hardly_moves_them():
    assert beta_binomial.fit(SHOP).parameters == pytest.approx(FACTS["parameters"], rel=0.01)


def test_chances_to_be_there_are_the_published_ones():
    alive = BetaBinomial(**FACTS["parameters"]).alive(SHOP)
    for x, t_x, chance in FACTS["alive"]:
        assert alive[(x == SHOP.x) & (t_x == SHOP.t_x)] == pytest.approx(chance, abs=0.005)


def test_donations_of_five_more_years():
    fitted = beta_binomial.fit(SHOP, prior=False)
    expected = fitted.expected(SHOP, 5)
    assert SHOP.count @ expected == pytest.approx(FACTS["expected_5_total"], abs=0.1)
    assert expected == pytest.approx(sum(fitted.at_least(SHOP, 5, k) for k in range(1, 6)))


def test_supporters_who_never_gave_again_or_always_did():
    model = BetaBinomial(**FACTS["parameters"])
    nobody = Occasions.of(np.zeros(1), np.zeros(1), np.zeros(1))
    never, always = (1 - model.at_least(nobody, 6, 1)[0], model.at_least(nobody, 6, 6)[0])
    assert FACTS["expected_first_6"]["0"] == pytest.approx(11_104 * never, rel=0.001)
    assert FACTS["expected_first_6"]["6"] == pytest.approx(11_104 * always, rel=0.001)
    assert model.new(6) == pytest.approx(sum(model.at_least(nobody, 6, k)[0] for k in range(1, 7)))


def test_customers_one_by_one_or_counted():
    alone = Occasions.of(np.repeat(X, DONORS), np.repeat(LAST, DONORS), np.repeat(OCCASIONS, DONORS))
    assert alone.count.tolist() == SHOP.count.tolist()
    assert alone.each(alone.x).tolist() == np.repeat(X, DONORS).tolist()


def test_occasions_may_differ_between_customers():
    model = BetaBinomial(1.2, 0.75, 0.66, 2.8)
    both = Occasions.of(np.array([1, 1]), np.array([2, 2]), np.array([3, 6]))
    alone = [model.alive(Occasions.of(np.array([1]), np.array([2]), np.array([n])))[0] for n in (3, 6)]
    assert model.alive(both) == pytest.approx(alone)


@pytest.mark.parametrize("row", [(2, 1, 6), (1, 7, 6), (0, 3, 6), (1, 0, 6), (-1, 2, 6)])
def test_an_impossible_history_is_named(row):
    with pytest.raises(ArgumentError, match="Customer 0 has x, t_x and n"):
        Occasions.of(*np.array([row]).T)

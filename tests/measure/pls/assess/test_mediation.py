from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.mediation import kind, mediation
from langganan.measure.pls.assess.mediation_type import type_of
from langganan.measure.pls.assess.moderation import simple_slopes

ABOVE, BELOW, AROUND, ABSENT = (0.3, 0.1, 0.5), (-0.3, -0.5, -0.1), (0.1, -0.1, 0.3), (np.nan,) * 3


@pytest.mark.parametrize(
    ("indirect", "direct", "type_"),
    [(ABOVE, ABOVE, "complementary"), (BELOW, BELOW, "complementary"), (ABOVE, BELOW, "competitive"),
     (ABOVE, AROUND, "indirect-only"), (ABOVE, ABSENT, "indirect, no direct path in the model"), (AROUND, BELOW, "direct-only"),
     (AROUND, AROUND, "no-effect"), (AROUND, ABSENT, "indirect not shown, no direct path in the model")],
)  # fmt: skip
def test_types_of_zhao(indirect, direct, type_):
    assert kind(indirect, direct) == type_


@pytest.mark.parametrize("method", ["percentile", "basic", "bca"])
def test_one_way(method):
    bootstrap = a_study.study(n=200).estimate().bootstrap(500)
    row = bootstrap.mediation(method=method).rows()[0]
    paths = bootstrap.estimate.statistics.paths
    assert (row["source"], row["through"], row["target"], row["type"]) == ("X", "M", "Y", "complementary")
    assert row["indirect"] == pytest.approx(paths[0, 1] * paths[1, 2])
    assert row["vaf"] == pytest.approx(row["indirect"] / (row["indirect"] + paths[0, 2]))
    assert row["direct_low"] == pytest.approx(bootstrap.interval("paths", method).low[0, 2])


def test_several_ways_come_with_their_sum():
    found = a_study.study(a_study.NETWORK, 100).estimate().bootstrap(200).mediation()
    own = found.only((found.source == "A") & (found.target == "E"))
    assert own.through.tolist() == ["", "C", "D", "C -> D"]
    assert own.indirect[0] == pytest.approx(own.indirect[1:].sum())
    assert np.isnan(own.direct).all()
    assert np.isnan(own.vaf).all()
    assert all("no direct path" in each for each in own.type)


@pytest.mark.parametrize(
    ("direct", "shown", "type_"),
    [(-0.2, True, "competitive"), (-0.2, False, "indirect-only"), (np.nan, False, "indirect, no direct path in the model")],
)  # fmt: skip
def test_what_counts_as_shown_is_the_caller_s(direct, shown, type_):
    assert type_of(0.3, direct, indirect_shown=True, direct_shown=shown) == type_


@pytest.mark.parametrize("ask", [mediation, simple_slopes])
def test_an_estimate_is_asked_to_be_bootstrapped_first(ask):
    sentence = rf"{ask.__name__} works on a bootstrap, and was given Estimate of .*Give it what estimate.bootstrap\(\)"
    with pytest.raises(ArgumentError, match=sentence):
        ask(a_study.study(a_study.MODERATION).estimate())


def test_refused():
    with pytest.raises(ArgumentError, match="no indirect effect"):
        a_study.study(a_study.PAIR).estimate().bootstrap(50).mediation()
    with pytest.raises(ArgumentError, match="percentile, basic or bca"):
        a_study.study().estimate().bootstrap(50).mediation(method="studentised")

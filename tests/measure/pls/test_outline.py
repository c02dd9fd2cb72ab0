from __future__ import annotations

import json
import math

import numpy as np

import langganan as lg
from langganan.measure.pls.outline import number, outline

ESTIMATE = lg.pls.example().estimate()
BOOTSTRAP = ESTIMATE.bootstrap(200, seed=3)
KEYS = {
    "n", "loadings", "weights", "reliability", "htmt", "fornell_larcker", "r2", "f2", "vif", "paths", "total_effects",
    "bootstrap",
}  # fmt: skip


def test_an_estimate_says_what_it_knows():
    found = outline(ESTIMATE)
    assert set(found) >= KEYS
    assert (found["n"], found["bootstrap"]["resamples"], found["bootstrap"]["seed"]) == (100, 0, None)
    assert list(found["loadings"]["Loyalty"]) == ["Z1", "Z2", "Z3", "Z4"]
    assert list(found["reliability"]["Loyalty"]) == ["alpha", "rho_a", "rho_c", "ave"]
    assert set(found["r2"]) == {"Convenience", "Loyalty"}
    assert found["paths"][0]["mean"] is None


def test_pairs_of_constructs():
    found, statistics = outline(ESTIMATE), ESTIMATE.statistics
    assert found["htmt"]["Loyalty"] == {"Personalisation": statistics.htmt[2, 0], "Convenience": statistics.htmt[2, 1]}
    assert found["fornell_larcker"]["Loyalty"]["Loyalty"] == math.sqrt(statistics.ave[2])
    assert found["fornell_larcker"]["Loyalty"]["Convenience"] == statistics.correlations[2, 1]
    assert found["f2"] == {
        "Personalisation": {"Convenience": statistics.f2[0, 1], "Loyalty": statistics.f2[0, 2]},
        "Convenience": {"Loyalty": statistics.f2[1, 2]},
    }


def test_a_bootstrap_says_the_rest():
    found = outline(BOOTSTRAP)
    path = found["total_effects"][1]
    assert (path["from"], path["to"]) == ("Personalisation", "Loyalty")
    assert path["ci_low"] < path["estimate"] < path["ci_high"]
    assert path["t"] == path["estimate"] / path["sd"]
    assert found["bootstrap"] == {"resamples": 200, "dropped": 0, "not_converged": 0, "inadmissible": 0, "seed": 3}


def test_it_is_plain_json():
    for result in (ESTIMATE, BOOTSTRAP):
        assert json.loads(json.dumps(outline(result), allow_nan=False)) == outline(result)


def test_what_is_not_finite_is_none():
    assert [number(np.float64(v)) for v in (1.5, math.nan, math.inf)] == [1.5, None, None]

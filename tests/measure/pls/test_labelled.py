from __future__ import annotations

import numpy as np
import pytest

import a_study

ESTIMATE = a_study.study(a_study.COMPOSITES).estimate()
BOOT = ESTIMATE.bootstrap(60)
TOLD = ["estimate", "mean", "sd", "t", "p", "ci_low", "ci_high"]


@pytest.mark.parametrize("name", ["loadings", "weights"])
def test_every_item_has_its_name(name):
    found = getattr(BOOT, name)()
    assert list(found.columns()) == ["construct", "item", *TOLD]
    assert list(zip(found["construct"], found["item"], strict=True))[:4] == [
        ("X", "x1"),
        ("X", "x2"),
        ("X", "x3"),
        ("M", "m1"),
    ]
    assert np.array_equal(found["ci_low"], BOOT.interval(name).low)
    assert list(getattr(ESTIMATE, name)().columns()) == ["construct", "item", "estimate"]


def test_reliability_is_that_of_reflective_constructs():
    found = BOOT.reliability()
    assert found["construct"].tolist() == ["M"] * 4
    assert found["measure"].tolist() == ["alpha", "rho_a", "rho_c", "ave"]
    assert found["estimate"][3] == ESTIMATE.statistics.ave[1]


def test_pairs_of_reflective_constructs():
    boot = a_study.study().estimate().bootstrap(60)
    found = boot.htmt()
    assert list(zip(found["first"], found["second"], strict=True)) == [("X", "M"), ("X", "Y"), ("M", "Y")]
    assert found["ci_high"][1] == boot.interval("htmt").high[0, 2]
    assert len(BOOT.htmt()) == 0


def test_matrices_have_a_column_for_each_construct():
    assert list(ESTIMATE.cross_loadings().columns()) == ["item", "X", "M", "Y"]
    found = ESTIMATE.fornell_larcker()
    assert found["M"][1] == np.sqrt(ESTIMATE.statistics.ave[1])
    assert found["M"][0] == found["X"][1] == ESTIMATE.statistics.correlations[0, 1]


def test_explained_is_what_something_leads_to():
    assert BOOT.r2()["construct"].tolist() == ["M", "Y"]
    assert list(BOOT.r2().columns()) == ["construct", "estimate", "adjusted", *TOLD[1:]]


def test_tables_are_told_as_asked():
    told = BOOT.told(method="basic", tails=1)
    assert told.inference.level == 0.9
    assert np.array_equal(told.loadings()["ci_low"], BOOT.interval("loadings", "basic", 0.9).low)
    assert np.array_equal(told.loadings()["p"] * 2, BOOT.loadings()["p"])


@pytest.mark.parametrize("ending", ["csv", "md", "tex", "xlsx"])
def test_tables_are_written(tmp_path, ending):
    assert ESTIMATE.tables(tmp_path / f"t.{ending}", language="id").stat().st_size > 500

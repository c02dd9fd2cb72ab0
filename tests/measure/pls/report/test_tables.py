"""What stands in the tables, and how numbers are written."""

from __future__ import annotations

import math

import pytest

from a_report import result
from langganan.measure.pls.report.extras import Extras, found, of_comparison, of_importance, of_prediction
from langganan.measure.pls.report.facts import Effect
from langganan.measure.pls.report.figures import Kind, written
from langganan.measure.pls.report.gather import gather
from langganan.measure.pls.report.structural import leaves_zero_out, mediation
from langganan.measure.pls.report.tables import tables
from langganan.words import Voice


def _tables(given=None, extras=None):
    return {table.name: table for table in tables(gather(given or result(), extras))}


@pytest.mark.parametrize(
    ("cell", "kind", "english", "indonesian"),
    [
        (0.8574, Kind.SHARE, ".857", "0,857"), (-0.5, Kind.SHARE, "−.500", "−0,500"), (1.0, Kind.SHARE, "1.000", "1,000"),
        (0.0004, Kind.P, "< .001", "< 0,001"), (12.3456, Kind.NUMBER, "12.346", "12,346"), (1234.0, Kind.COUNT, "1,234", "1.234"),
        ((0.1, 0.2), Kind.RANGE, "[.100, .200]", "[0,100; 0,200]"), ((-0.1, 0.2), Kind.SPAN, "[−0.100, 0.200]", "[−0,100; 0,200]"),
        (math.nan, Kind.SHARE, "–", "–"), (None, Kind.SHARE, "", ""), (-0.0001, Kind.SHARE, ".000", "0,000"),
    ],
)  # fmt: skip
def test_a_number_as_journals_print_it(cell, kind, english, indonesian):
    assert (written(cell, kind, Voice("en")), written(cell, kind, Voice("id"))) == (english, indonesian)


def test_paths_are_those_of_the_bootstrap():
    paths = result().effects("paths").rows()
    row = next(r for r in _tables()["paths"].rows if r.cells[0] == "X → M")
    given = next(p for p in paths if (p["source"], p["target"]) == ("X", "M"))
    assert row.cells[1:7] == (
        *(given[k] for k in ("estimate", "mean", "sd", "t", "p")),
        (given["ci_low"], given["ci_high"]),
    )
    assert row.cells[-1] is (given["ci_low"] > 0)


def test_without_a_bootstrap_nothing_is_called_supported():
    table = _tables(result().estimate)["paths"]
    assert [column.head for column in table.columns[2:]] == ["f²", "VIF"]


def test_a_formed_construct_has_weights_and_no_alpha():
    rows = _tables(result(("X", "M", "Y", "F")))["measurement"].rows
    formed = next(i for i, row in enumerate(rows) if row.cells[0] == "F")
    assert rows[formed].cells[5:9] == (None,) * 4
    assert isinstance(rows[formed + 1].cells[4], tuple)


def test_fornell_larcker_has_roots_on_its_diagonal():
    rows = _tables()["fornell_larcker"].rows
    ave = result().estimate.statistics.ave
    assert [row.cells[i + 1] for i, row in enumerate(rows)] == pytest.approx([math.sqrt(value) for value in ave])


def _effect(estimate, low, high):
    return Effect("X", "Y", estimate, p=0.01, low=low, high=high)


@pytest.mark.parametrize(
    ("way", "direct", "said"),
    [
        (_effect(0.2, 0.1, 0.3), _effect(0.2, 0.1, 0.3), "complementary (partial mediation)"),
        (_effect(0.2, 0.1, 0.3), _effect(-0.2, -0.3, -0.1), "competitive (partial mediation)"),
        (_effect(0.2, 0.1, 0.3), _effect(0.2, -0.1, 0.3), "indirect only (full mediation)"),
        (_effect(0.2, 0.1, 0.3), None, "indirect effect; no direct path in the model"),
        (_effect(0.2, -0.1, 0.3), _effect(0.2, 0.1, 0.3), "direct only (no mediation)"),
        (_effect(0.2, -0.1, 0.3), None, "indirect effect not shown; no direct path in the model"),
    ],
)
def test_mediation_is_named_as_zhao_and_others_do(way, direct, said):
    assert mediation(way, direct).say() == said


def test_what_was_not_tested_is_not_supported():
    assert leaves_zero_out(Effect("X", "Y", 0.9)) is None


def test_extras_join():
    from langganan.measure.pls.assess.importance import importance
    from langganan.measure.pls.predict.predict import predict

    prediction = predict(result().estimate, folds=4, repeats=1)
    extras = found(result()) + of_prediction(prediction) + of_comparison(prediction.cvpat(resamples=99))
    extras += of_importance(importance(result().estimate, "Y"))
    made = _tables(extras=extras)
    assert {"predict", "predictive_power", "cvpat", "importance"} <= made.keys()
    assert extras.used == {"predict", "cvpat", "importance", "srmr"}
    assert extras.verdict
    assert math.isnan(made["explained"].rows[0].cells[-1]) is False
    assert Extras().verdict == ()


def test_fit_is_said_of_both_models():
    rows = {row.cells[0]: row for row in _tables(extras=found(result()))["fit"].rows}
    given = result().estimate.fit()
    assert rows["SRMR"].cells[1:] == pytest.approx((given.of("srmr", "saturated"), given.of("srmr")))

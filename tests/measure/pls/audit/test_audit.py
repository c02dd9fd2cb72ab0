from __future__ import annotations

import copy
import math
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a_paper import honest_paper, rounded
from a_study import HIGHER, MEDIATION, MODERATION, NETWORK, study
from langganan.measure.pls.audit import Severity, audit, from_mapping, read

STUDY = files("langganan.data").joinpath("study_printed.yaml")
MUST_FLAG = {
    "fornell_larcker_fails_XY", "fornell_larcker_fails_XZ", "fornell_larcker_fails_YZ", "corr_above_reliability_bound",
    "vif_gt_5", "not_significant_X->Z", "not_significant_Y->Z", "claim_contradicts_p_value", "p_inconsistent_with_t_164",
    "no_loadings_table", "no_htmt", "no_R2", "no_f2", "no_q2predict", "no_ci", "indirect_effect_not_tested",
    "bootstrap_500_below_10000", "ave_rule_misstated",
}  # fmt: skip
MUST_NOT_FLAG = {"AVE_CR_inconsistent", "t_equals_est_over_sd", "sample_size_inverse_sqrt"}
TABLES = {
    "n": 100, "items_per_construct": 4,
    "AVE": {"X": 0.621, "Y": 0.506, "Z": 0.502}, "CR": {"X": 0.867, "Y": 0.801, "Z": 0.799},
    "paths": [
        {"from": "X", "to": "Y", "est": 0.969, "mean": 0.969, "sd": 0.006, "t": 164.130, "p": 0.001},
        {"from": "X", "to": "Z", "est": 0.419, "mean": 0.404, "sd": 0.299, "t": 1.402, "p": 0.162},
        {"from": "Y", "to": "Z", "est": 0.449, "mean": 0.467, "sd": 0.296, "t": 1.519, "p": 0.129},
    ],
}  # fmt: skip
PATH = {"from": "X", "to": "Y", "est": "0.300", "sd": "0.100", "t": "3.000", "p": "0.003"}


def found(form):
    return {finding.code: finding for finding in audit(from_mapping(form))}


def errors(form):
    return {finding.code for finding in audit(from_mapping(form)) if finding.severity is Severity.ERROR}


# ------------------------------------------------------------------------------------------------ the study


@pytest.mark.parametrize("form", [TABLES, {"input": TABLES, "must_flag": []}], ids=["tables", "wrapped"])
def test_the_study_s_tables_are_seen_through(form):
    codes = found(form).keys()
    assert codes >= MUST_FLAG
    assert not codes & MUST_NOT_FLAG


def test_the_study_s_form_is_seen_through():
    codes = {finding.code for finding in audit(read(str(STUDY)))}
    assert codes >= MUST_FLAG
    assert not codes & MUST_NOT_FLAG


def test_what_the_study_does_not_print_is_worked_out():
    """From its paths alone: R² .939 and .742, VIF 16.4, HTMT 1.32, 1.17, 1.27, indirect effect .435."""
    codes = found(TABLES)
    assert codes["no_R2"].numbers == pytest.approx({"Y": 0.939, "Z": 0.742}, abs=5e-4)
    assert codes["no_f2"].numbers == pytest.approx({"X->Y": 15.38, "X->Z": 0.0415, "Y->Z": 0.0477}, abs=2e-2)
    assert codes["no_htmt"].numbers == pytest.approx({"XY": 1.32, "XZ": 1.17, "YZ": 1.27}, abs=5e-3)
    assert codes["vif_gt_5"].numbers["vif"] == pytest.approx(16.38, abs=0.02)
    assert codes["indirect_effect_not_tested"].numbers["X->Y->Z"] == pytest.approx(0.435, abs=5e-4)


def test_without_a_text_its_claims_are_conditions_only():
    codes = found(TABLES)
    for code in ("claim_contradicts_p_value", "ave_rule_misstated"):
        assert codes[code].severity is Severity.NOTE
        assert codes[code].numbers["claims_given"] is False
    assert not {"claim_contradicts_p_value", "ave_rule_misstated"} & found(TABLES | {"claims": []}).keys()


# ------------------------------------------------------------------------------------------------ honest papers


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6), st.integers(2, 4), st.integers(2, 4), st.integers(2, 6), st.integers(25, 300),
    st.sampled_from([200, 500, 5_000, 10_000]), st.booleans(),
)  # fmt: skip
def test_honest_numbers_never_contradict_each_other(seed, decimals, constructs, items, n, resamples, chain):
    form = honest_paper(
        seed, decimals=decimals, constructs=constructs, items=items, n=n, resamples=resamples, chain=chain
    )
    assert errors(form) == set()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sets(st.sampled_from(["n", "resamples", "correlations", "loadings", "r2", "htmt"])))
def test_what_is_left_out_makes_no_contradiction(seed, left_out):
    form = {name: table for name, table in honest_paper(seed, resamples=10_000).items() if name not in left_out}
    codes = found(form)
    assert errors(form) == set()
    assert not [code for code in codes if code.startswith("bootstrap_")]


CORRUPTIONS = {
    "t": ("paths", 0, "t", 0.4), "p": ("paths", 0, "p", 0.05), "estimate": ("paths", 0, "est", 0.1),
    "vif": ("paths", 2, "vif", 0.3), "cr": ("cr", "Trust", None, 0.05), "ave": ("ave", "Trust", None, 0.05),
    "r2": ("r2", "Ease", None, 0.06), "loading": ("loadings", "Trust", "T1", -0.1),
    "r": ("correlations", "Ease", "Trust", 0.05), "total": ("total", 0, "est", 0.05),
    "indirect": ("indirect", 0, "est", 0.05),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("where", CORRUPTIONS.values(), ids=CORRUPTIONS.keys())
def test_a_number_that_was_changed_is_found(where, seed):
    table, row, column, change = where
    form = copy.deepcopy(honest_paper(seed))
    holder, key = (form[table], row) if column is None else (form[table][row], column)
    holder[key] = f"{float(holder[key]) + change:.3f}"
    assert errors(form)


# ------------------------------------------------------------------------------------------------ single rules


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"t": "3.500"}, "t_equals_est_over_sd"),
        ({"p": "0.030"}, "p_inconsistent_with_t_3"),
        ({"p": "0.000", "t": "2.0", "sd": "0.150"}, "p_inconsistent_with_t_2"),
        ({"ci": ["0.500", "0.100"]}, "ci_reversed"),
        ({"ci": ["-0.900", "0.900"]}, "ci_too_wide_for_sd"),
        ({"ci": ["0.310", "0.600"]}, "ci_excludes_estimate"),
        ({"ci": ["-0.100", "0.500"]}, "ci_contradicts_p"),
        ({"ci": ["0.290", "0.310"]}, "ci_width_unlike_sd"),
        ({"mean": "0.100"}, "bootstrap_mean_far_from_estimate"),
        ({"p": "1.2"}, "impossible_value"),
        ({"est": "1.100", "sd": "0.367"}, "R2_above_1_Y"),
    ],
)
def test_a_row_that_does_not_agree_with_itself(change, code):
    assert code in found({"paths": [PATH | change]})


def test_a_row_that_agrees_with_itself():
    assert errors({"paths": [PATH | {"ci": ["0.104", "0.496"], "mean": "0.305"}]}) == set()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"AVE": {"X": "0.500"}, "CR": {"X": "0.900"}, "items": 4}, "AVE_CR_inconsistent"),
        ({"AVE": {"X": "1.2"}}, "impossible_value"),
        ({"AVE": {"X": "0.45"}}, "AVE_below_0.50_X"),
        ({"alpha": {"X": "0.65"}}, "alpha_below_0.70_X"),
        ({"CR": {"X": "0.97"}}, "CR_above_0.95_X"),
        ({"alpha": {"X": "0.85"}, "CR": {"X": "0.80"}}, "alpha_above_CR"),
        ({"loadings": {"X": {"X1": "0.55"}}}, "loading_below_0.708_X1"),
        ({"htmt": {"XY": "0.93"}, "constructs": ["X", "Y"]}, "htmt_above_0.90_XY"),
        ({"htmt": {"X-Y": "0.87"}, "constructs": ["X", "Y"]}, "htmt_above_0.85_XY"),
        ({"srmr": "0.110"}, "srmr_above_0.08"),
        ({"q2predict": {"X": "-0.02"}, "paths": [PATH]}, "q2predict_not_above_0_X"),
        ({"n": 30, "paths": [PATH]}, "sample_size_inverse_sqrt"),
        ({"bootstrap": 500, "paths": [PATH]}, "bootstrap_500_below_10000"),
        ({"bootstrap": {"resamples": 5000}, "paths": [PATH | {"t": "1.402", "p": "0.162", "sd": "0.214"}]},
         "p_inconsistent_with_bootstrap"),
        ({"r2": {"Y": "0.95"}, "paths": [PATH | {"est": "0.975"}]}, "R2_above_0.90_Y"),
        ({"AVE": {"X": 0.5}, "AVEE": {"X": 0.5}}, "entry_not_read"),
        ({"fornell_larcker": [["0.900"], ["0.300", "0.7"]], "constructs": ["X", "Y"], "AVE": {"X": "0.500"}},
         "fornell_larcker_diagonal_inconsistent"),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_met(form, code):
    assert code in found(form)


def test_reporting_seventy_as_the_limit_is_no_fault():
    assert not [c for c in found({"loadings": {"X": {"X1": "0.70"}}, "alpha": {"X": "0.70"}}) if "below" in c]


def test_correlations_no_data_can_have():
    form = {"correlations": {"Y": {"X": "0.900"}, "Z": {"X": "0.900", "Y": "-0.900"}}, "constructs": ["X", "Y", "Z"]}
    assert "correlations_not_possible" in errors(form)


def test_interactions_and_unstandardised_paths_are_not_traced():
    moderated = [{"path": "X -> Y", "est": "0.9"}, {"path": "X:M -> Y", "est": "0.9"}]
    assert errors({"paths": moderated, "r2": {"Y": "0.30"}}) == set()
    assert errors({"paths": [PATH], "r2": {"Y": "0.90"}, "standardised": "no"}) == set()


def test_paths_in_a_circle_are_audited_row_by_row():
    form = {
        "paths": [PATH | {"t": "9.9"}, PATH | {"from": "Y", "to": "X"}],
        "total": [{"path": "X -> Y", "est": "0.3"}],
    }
    assert errors(form) == {"t_equals_est_over_sd", "p_inconsistent_with_t_9.9"}


def test_consistent_pls_has_no_reliability_bound():
    form = TABLES | {"method": "PLSc"}
    assert "corr_above_reliability_bound" not in found(form)


def test_findings_come_worst_first():
    severities = [finding.severity for finding in audit(from_mapping(TABLES))]
    assert severities == sorted(severities, key=list(Severity).index)


# ------------------------------------------------------------------------------------------------ real programs


def printed_by(boot):
    """What a program prints of a bootstrap, at three decimals."""
    found, names = boot.estimate.statistics, boot.estimate.study.model.names
    kinds = {"ave": found.ave, "cr": found.rho_c, "alpha": found.alpha, "r2": found.r2}
    tables = {
        kind: {c: float(v) for c, v in zip(names, a, strict=False) if not math.isnan(v)} for kind, a in kinds.items()
    }
    tables["correlations"] = {
        a: {b: float(found.correlations[i, j]) for j, b in enumerate(names[:i])} for i, a in enumerate(names)
    }
    rows = {kind: boot.effects(kind).rows() for kind in ("paths", "total", "indirect")}
    effects = {kind: [{WORDS.get(k, k): v for k, v in row.items()} for row in table] for kind, table in rows.items()}
    return {"n": boot.estimate.n, "resamples": boot.resamples, "claims": [], **rounded(tables | effects, 3)}


WORDS = {"source": "from", "target": "to"}


@pytest.mark.parametrize("text", [MEDIATION, NETWORK, MODERATION, HIGHER])
def test_our_own_tables_do_not_contradict_each_other(text):
    form = printed_by(study(text, n=120).estimate().bootstrap(200, seed=2))
    assert errors(form) == set()


def test_the_tables_of_smartpls_4_do_not_contradict_each_other():
    """Rows of its corporate reputation example (two groups), 5,000 resamples."""
    rows = [
        ("0.049", "0.067", "0.731", "0.465"), ("0.133", "0.082", "1.633", "0.103"), ("0.440", "0.053", "8.267", "0.000"),
        ("-0.002", "0.111", "0.013", "0.990"), ("0.205", "0.081", "2.534", "0.011"), ("0.163", "0.087", "1.875", "0.061"),
    ]  # fmt: skip
    paths = [dict(zip(("est", "sd", "t", "p"), row, strict=True), path=f"X{i} -> Y{i}") for i, row in enumerate(rows)]
    codes = found({"paths": paths, "bootstrap": 5_000})
    assert errors({"paths": paths}) == set()
    assert "p_inconsistent_with_bootstrap" not in codes


def test_every_code_is_documented():
    root = Path(__file__).parents[4]
    reference = (root / "docs/reference/audit.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src/langganan/measure/pls/audit").glob("*.py"))
    codes = set(re.findall(r'(?:error|warning|note|_with_guess)\(\s*f?"([^"]+)"', code))
    assert len(codes) > 40
    assert [c for c in codes if (stem := c.split("{")[0].rstrip("_")) and stem not in reference] == []

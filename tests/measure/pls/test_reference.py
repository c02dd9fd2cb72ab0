"""Every number that other programs have given, to 1e-10 or to the decimals printed."""

from __future__ import annotations

import json

import numpy as np
import pytest

import r_random
from langganan.measure.pls.engine.draws import collect
from langganan.measure.pls.engine.resample import from_indices
from langganan.measure.pls.engine.statistics import Statistics
from langganan.measure.pls.estimate import Estimate
from langganan.tables import Array
from pls_cases import FOLDER, Case, answers_of, cases, correlations_of
from pls_numbers import named, of_array

CASES = cases("published", "made")
BOOTSTRAPPED = cases("bootstrap") + [case for case in CASES if "resamples" in case.options]
SUMMARIES = ("_mean", "_sd", "_ci_low", "_ci_high", "_t")


def _by_name(case: Case) -> str:
    return case.name


def _agree(case: Case, group: str, ours: dict[str, float], expected: dict[str, float]) -> None:
    found = {name: ours[name] for name in expected}
    np.testing.assert_allclose(
        list(found.values()), list(expected.values()), rtol=0, atol=case.within, err_msg=f"{case.name}: {group}"
    )


def _check(case: Case, estimate: Estimate, without: str = "") -> None:
    for group, expected in case.expected.items():
        if isinstance(expected, dict) and not group.endswith(SUMMARIES) and group != without:
            _agree(case, group, named(estimate, group, expected), expected)


@pytest.mark.parametrize("case", CASES, ids=_by_name)
def test_from_answers(case):
    estimate = case.study(answers_of(case)).estimate()
    _check(case, estimate)
    assert estimate.iterations == case.expected.get("iterations", estimate.iterations)


@pytest.mark.parametrize("case", [case for case in CASES if not case.needs_answers], ids=_by_name)
def test_from_correlations(case):
    _check(case, case.study(correlations_of(case)).estimate(), without="scores")


@pytest.mark.parametrize("case", BOOTSTRAPPED, ids=_by_name)
def test_bootstrap_with_their_resamples(case):
    study = case.study(answers_of(case))
    draws = collect(study.procedure, study.moments, [from_indices(_resamples(case, study.n))])
    assert draws.statistics.paths.shape[-1] == case.options.get("kept", case.options["resamples"])
    estimate = study.estimate()
    for group, expected in case.expected.items():
        if group.endswith(SUMMARIES):
            statistic, summary = group.split("_", 1)
            values = _summary(estimate, draws.statistics, statistic, summary)
            _agree(case, group, of_array(estimate, statistic, values), expected)


def _resamples(case: Case, n: int) -> Array:
    """The respondents that the other program drew, (B, n)."""
    seed, size = case.options["seed"], case.options["resamples"]
    if case.name.startswith("made"):
        return np.random.default_rng(seed).integers(0, n, (size, n))
    return np.array([r_random.sample(seed + i, n) for i in range(size)])


def _summary(estimate: Estimate, draws: Statistics, statistic: str, summary: str) -> Array:
    values = getattr(draws, statistic)
    if summary == "t":
        with np.errstate(divide="ignore", invalid="ignore"):
            return getattr(estimate.statistics, statistic) / values.std(-1, ddof=1)
    ready = {
        "mean": lambda: values.mean(-1),
        "sd": lambda: values.std(-1, ddof=1),
        "ci_low": lambda: np.quantile(values, 0.025, axis=-1),
        "ci_high": lambda: np.quantile(values, 0.975, axis=-1),
    }
    return ready[summary]()


def test_smartpls_p_values_are_by_t_with_one_less_than_the_resamples():
    from scipy.special import stdtr

    table = json.loads((FOLDER / "smartpls4.json").read_text("utf-8"))
    t, p = np.array(table["t_and_p"]).T
    ours = 2.0 * stdtr(table["resamples"] - 1, -t)
    np.testing.assert_allclose(ours, p, rtol=0, atol=0.51e-3)

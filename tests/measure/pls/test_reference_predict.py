"""PLSpredict's errors as seminr gives them, on R's own folds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import r_random
from langganan.measure.pls.predict.predict import ItemErrors, predict
from pls_cases import answers_of, cases


@pytest.mark.parametrize("case", cases("predict"), ids=lambda case: case.name)
def test_errors_on_their_folds(case):
    answers = answers_of(case)
    if case.options.get("filled"):
        means = np.nanmean(answers.values, axis=0)
        answers = replace(answers, values=np.where(np.isnan(answers.values), means, answers.values))
    n = len(answers)
    fold = np.empty(n, int)
    fold[r_random.shuffled(case.options["seed"], n)] = r_random.cut(n, case.options["folds"])
    errors = predict(case.study(answers).estimate(), assignment=fold, antecedents="direct").errors
    for group, expected in case.expected.items():
        ours = [_error(errors, group, *name.split(" @ ")) for name in expected]
        np.testing.assert_allclose(ours, list(expected.values()), rtol=0, atol=case.within, err_msg=group)


def _error(errors: ItemErrors, group: str, metric: str, item: str) -> float:
    names = {"pls_out": "{}", "lm_out": "linear_{}", "pls_in": "{}_inside", "lm_in": "linear_{}_inside"}
    column = getattr(errors, names[group].format(metric.lower()))
    return float(column[errors.item.tolist().index(item)])

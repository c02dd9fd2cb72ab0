"""plspm, or openpls-engine which grew from it (both GPL-3), on one of our models: how long it takes, and the paths.

Runs in a rival's environment, never in ours: python plspm_like.py plspm|openpls TASK.json, answers in JSON. The task is
that of seminr_py.py. Items are standardised first: plspm by itself divides a whole block by one standard deviation.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd


def main() -> None:
    """Do the task in the file named and print what came of it."""
    package, task = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    config, scheme = import_module(f"{package}.config"), import_module(f"{package}.scheme").Scheme.PATH
    plspm = import_module(f"{package}.plspm").Plspm
    data = pd.DataFrame(task["rows"], columns=task["items"])
    data = (data - data.mean()) / data.std()
    model = _config(config, import_module(f"{package}.mode").Mode, task["model"])
    start = time.perf_counter()
    paths = plspm(data, model, scheme, iterations=300, tolerance=1e-7).path_coefficients()
    answer: dict[str, Any] = {"estimate_s": time.perf_counter() - start}
    answer["paths"] = {f"{a} -> {b}": float(paths.loc[b, a]) for a, b in task["model"]["paths"]}
    if task.get("resamples"):
        start = time.perf_counter()
        _resample(package, data, model, scheme, task, plspm)
        answer["seconds"] = time.perf_counter() - start - (answer["estimate_s"] if package == "plspm" else 0.0)
    print(json.dumps(answer))


def _config(config: Any, mode: Any, model: dict[str, Any]) -> Any:
    structure = config.Structure()
    for source, target in model["paths"]:
        structure.add_path([source], [target])
    made = config.Config(structure.path(), scaled=False)
    for name, letter, _, items in model["constructs"]:
        made.add_lv(name, mode.A if letter == "A" else mode.B, *map(config.MV, items))
    return made


def _resample(package: str, data: Any, model: Any, scheme: Any, task: dict[str, Any], plspm: Any) -> None:
    """The bootstrap on one core: plspm's own in one process, openpls' serial one."""
    if package == "openpls":
        long = import_module("openpls.long_bootstrap").LongBootstrap
        long(data, model, scheme, iterations=task["resamples"], seed=task["seed"])
        return
    plspm(data, model, scheme, iterations=300, tolerance=1e-7, bootstrap=True,
          bootstrap_iterations=task["resamples"], processes=1)  # fmt: skip


if __name__ == "__main__":
    main()

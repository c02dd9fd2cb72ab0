"""Made-up answers and random models, and what seminr for Python says of them, into tests/reference/pls.

Run where the rivals are: .venv-bench/bin/python benchmarks/rivals/make_fixtures.py. Answers and models come from seeds;
seminr is made to stop at 1e-12, so that the numbers do not depend on where the iterations start.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import seminr_py

FOLDER = Path(__file__).parents[2] / "tests/reference/pls"
BLOCKS = {"A": 4, "B": 3, "C": 3, "D": 2, "E": 1, "F": 3}
SAMPLES = {"made_1": (11, 90, 7, 0.0), "made_2": (12, 160, 0, 0.0), "made_3": (13, 240, 5, 0.03)}
"""Seed, respondents, points of the scale (0: decimals), share of answers missing."""
RESAMPLES, DIGITS, LIMIT = 40, 12, 3_000
BOOTSTRAPPED = {
    *("made_1_random_0", "made_1_two-stage", "made_1_higher_A", "made_2_consistent_0", "made_2_orthogonal"),
    *("made_2_product-indicator", "made_3_random_1", "made_3_two-stage", "made_3_higher_B"),
}
BY_CHOICE = {
    "consistent": {"vif", "cross_loadings", "aic", "bic"},
    "higher": {"htmt", "cross_loadings", "item_vif", "aic", "bic"},
}
"""What the rival takes from scores that were not corrected, or from scores as if they were items."""

Json = dict[str, Any]


def main() -> None:
    """Make the answers, then the models, then ask the rival."""
    answers = {name: _answers(*how) for name, how in SAMPLES.items()}
    for name, values in answers.items():
        _write_csv(FOLDER / f"{name}.csv", values)
    cases = [_asked(case, answers[case["data"]]) for case in _cases()]
    text = ",\n".join(_lines(case) for case in cases)
    (FOLDER / "made.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
    print(f"{len(cases)} cases")


def _items() -> list[str]:
    return [f"{block.lower()}{i}" for block, size in BLOCKS.items() for i in range(1, size + 1)]


def _answers(seed: int, n: int, points: int, missing: float) -> np.ndarray:
    """Six correlated factors behind uneven loadings, one of them negative."""
    draw = np.random.default_rng(seed)
    factors = draw.normal(size=(n, len(BLOCKS)))
    for k in range(1, len(BLOCKS)):
        factors[:, k] = factors[:, :k] @ draw.uniform(-0.2, 0.6, k) + 0.8 * factors[:, k]
    factors[:, -1] += 0.3 * factors[:, 0] * factors[:, 1]
    blocks = [draw.uniform(0.4, 0.95, size) * factors[:, [k]] for k, size in enumerate(BLOCKS.values())]
    values = np.hstack(blocks) + draw.normal(size=(n, len(_items()))) * 0.6
    values[:, 2] *= -1
    if points:
        values = np.clip(np.round((points + 1) / 2 + values * points / 6), 1, points)
    values[draw.random(values.shape) < missing] = np.nan
    return np.round(values, 3)


def _write_csv(path: Path, values: np.ndarray) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_items())
        writer.writerows([["" if np.isnan(v) else f"{v:g}" for v in row] for row in values])


def _constructs(modes: str, *, reflective: bool = True) -> list[list[Any]]:
    sizes = zip(BLOCKS.items(), modes, strict=True)
    return [
        [name, mode, reflective and mode == "A", [f"{name.lower()}{i}" for i in range(1, size + 1)]]
        for (name, size), mode in sizes
    ]


def _cases() -> list[Json]:
    cases = []
    for number, data in enumerate(SAMPLES):
        draw = np.random.default_rng(100 + number)
        cases += [{"name": f"{data}_random_{i}", "data": data, "model": _random(draw)} for i in range(4)]
        cases += [{"name": f"{data}_consistent_{i}", "data": data, "model": _consistent(i)} for i in range(2)]
        cases += [_interaction(data, product) for product in ("two-stage", "orthogonal", "product-indicator")]
        cases += [_higher(data, mode) for mode in "AB"]
    cases.append({"name": "made_3_casewise", "data": "made_3", "model": cases[0]["model"], "missing": "casewise"})
    return [c | ({"seed": 7, "resamples": RESAMPLES} if c["name"] in BOOTSTRAPPED else {}) for c in cases]


def _random(draw: np.random.Generator) -> Json:
    """A random acyclic model in which nothing stands alone; mode B only where there is something to regress."""
    names = list(BLOCKS)
    modes = "".join("A" if BLOCKS[n] == 1 or draw.random() < 0.6 else "B" for n in names)
    order = [names[i] for i in draw.permutation(len(names))]
    paths = [[a, b] for i, a in enumerate(order) for b in order[i + 1 :] if draw.random() < 0.4]
    alone = [name for name in order if not any(name in path for path in paths)]
    paths += [[name, order[-1]] if name != order[-1] else [order[0], name] for name in alone]
    scheme = "path" if draw.random() < 0.6 else "factor"
    return {"constructs": _constructs(modes), "paths": paths, "scheme": scheme}


def _consistent(which: int) -> Json:
    """Two models that have an admissible solution on each sample: all reflective; one block by mode B."""
    paths = [["A", "B"], ["A", "C"], ["B", "F"], ["C", "F"], ["E", "F"]]
    chosen = [c for c in _constructs("AABAAA" if which else "AAAAAA") if c[0] != "D"]
    return {"constructs": chosen, "paths": paths, "consistent": True}


def _interaction(data: str, product: str) -> Json:
    paths = [["A", "D"], ["B", "F"], ["A", "F"], ["A:B", "F"], ["D", "F"], ["C", "F"], ["E", "D"]]
    model = {"constructs": _constructs("AABAAA"), "paths": paths, "product": product}
    return {"name": f"{data}_{product}", "data": data, "model": model}


def _higher(data: str, mode: str) -> Json:
    constructs = [*_constructs("AAAAAA"), ["H", mode, mode == "A", ["B", "C"]]]
    paths = [["A", "H"], ["E", "H"], ["H", "D"], ["H", "F"], ["A", "F"]]
    return {"name": f"{data}_higher_{mode}", "data": data, "model": {"constructs": constructs, "paths": paths}}


def _asked(case: Json, values: np.ndarray) -> Json:
    """The case with what the rival says of it, less what it defines otherwise."""
    model, names = case["model"], {name for name, *_ in case["model"]["constructs"]}
    items = [i for _, _, _, indicators in model["constructs"] for i in indicators if i not in names]
    rows = values[:, [_items().index(i) for i in items]]
    task: Json = {"items": items, "rows": rows, "model": model, "digits": DIGITS, "limit": LIMIT}
    task["missing"] = case.get("missing", "mean")
    fitted = seminr_py.fit(task)
    expected = {"paths": seminr_py.paths(fitted), **seminr_py.figures(fitted)}
    if "resamples" in case:
        draws = np.random.default_rng(case["seed"]).integers(0, len(rows), (RESAMPLES, len(rows)))
        told = seminr_py.resampled(fitted, {"indices": draws, "resamples": RESAMPLES})
        case = case | {"kept": told["kept"]}
        expected |= {name: cells for name, cells in told.items() if isinstance(cells, dict)}
    kind = "consistent" if model.get("consistent") else "higher" if "H" in names else ""
    left_out = BY_CHOICE.get(kind, set()) | {"iterations"}
    kept = {k: _known(v) for k, v in expected.items() if k not in left_out and k.split("_")[0] not in left_out}
    return case | {"source": "seminr for Python 0.2.1", "tolerance": 10.0**-DIGITS, "limit": LIMIT, "expected": kept}


def _known(cells: dict[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in cells.items() if not np.isnan(value)}


def _lines(case: Json) -> str:
    """A case as JSON, one line for each group of numbers."""
    head = {name: value for name, value in case.items() if name != "expected"}
    groups = ",\n".join(f"   {json.dumps(name)}: {json.dumps(cells)}" for name, cells in case["expected"].items())
    return f' {json.dumps(head)[:-1]}, "expected": {{\n{groups}\n }}}}'


if __name__ == "__main__":
    main()

"""lifetimes and pymc-marketing on the same customers: what they estimate, and how long it takes.

Runs in the rivals' environment, never in ours: python lifetime_rivals.py FOLDER. The folder holds one `.npz` for each
job (x, t_x, T in weeks), called PROGRAM-MODEL-ANYTHING, or `shops` with many small shops; answers in JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"
warnings.filterwarnings("ignore")

import lifetimes
import numpy as np
import pandas as pd

FITTERS = {
    "bg": lifetimes.BetaGeoFitter,
    "mbg": lifetimes.ModifiedBetaGeoFitter,
    "pareto": lifetimes.ParetoNBDFitter,
}


def main() -> None:
    """Do every job in the folder named."""
    answers: dict[str, Any] = {}
    for path in sorted(Path(sys.argv[1]).glob("*.npz")):
        program, model, *_ = path.stem.split("-")
        data = np.load(path)
        if program == "shops":
            answers[path.stem] = shops(data)
        elif program == "lifetimes":
            answers[path.stem] = by_lifetimes(model, data["x"], data["t_x"], data["T"])
        else:
            answers[path.stem] = by_pymc(model, data["x"], data["t_x"], data["T"])
    print(json.dumps(answers))


def by_lifetimes(model: str, x: Any, t_x: Any, T: Any) -> dict[str, Any]:  # noqa: N803
    """Fit; then P(alive) and expected purchases in 39 weeks."""
    start = time.process_time()
    fitter = FITTERS[model]()
    fitter.fit(x, t_x, T)
    fitted = time.process_time()
    fitter.conditional_probability_alive(x, t_x, T)
    expected = fitter.conditional_expected_number_of_purchases_up_to_time(39, x, t_x, T)
    return {
        "fit": fitted - start,
        "predict": time.process_time() - fitted,
        "parameters": fitter.params_.to_dict(),
        "total": float(np.sum(expected)),
    }


def by_pymc(model: str, x: Any, t_x: Any, T: Any) -> dict[str, Any]:  # noqa: N803
    """The second fit by MAP is timed: the first one compiles."""
    from pymc_marketing.clv import BetaGeoModel, ParetoNBDModel

    kind = {"bg": BetaGeoModel, "pareto": ParetoNBDModel}[model]
    data = pd.DataFrame({"customer_id": np.arange(len(x)), "frequency": x, "recency": t_x, "T": T})
    took = []
    for _ in range(2):
        start = time.process_time()
        fitted = kind(data)
        fitted.build_model()
        fitted.fit(method="map", progressbar=False)
        took.append(time.process_time() - start)
    values = {name: float(np.mean(fitted.fit_result[name].to_numpy())) for name in fitted.fit_result.data_vars}
    return {"fit": took[-1], "first": took[0], "parameters": values}


def shops(data: Any) -> dict[str, Any]:
    """The BG/NBD of lifetimes on small shops: for how many of a size it has no answer, and how far off totals are."""
    answer: dict[str, Any] = {}
    for size in data["sizes"]:
        failed, errors = 0, []
        for chosen in data[f"rows{size}"]:
            x, t_x, T, later = (data[name][chosen] for name in ("x", "t_x", "T", "later"))  # noqa: N806
            fitter = lifetimes.BetaGeoFitter()
            try:
                fitter.fit(x, t_x, T)
            except Exception:  # noqa: BLE001 - whatever it raises is a shop without an answer
                failed += 1
                continue
            total = fitter.conditional_expected_number_of_purchases_up_to_time(39, x, t_x, T).sum()
            if np.isfinite(total):
                errors.append(abs(total / max(later.sum(), 1) - 1))
            else:
                failed += 1
        answer[str(size)] = {"failed": failed, "error": float(np.median(errors))}
    return answer


if __name__ == "__main__":
    main()

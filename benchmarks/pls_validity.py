"""Do PLS-SEM's intervals and tests do what they promise? Simulation from populations that are known.

Run: python benchmarks/pls_validity.py [REPLICATES RESAMPLES]. Each replicate is a data set of its own, analysed
through the calls that a user makes; seeds are fixed. A quarter of an hour on two cores.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # processes share the cores
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from langganan.errors import LanggananError
from langganan.measure.pls.plan.simulate import simulate
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.study import Study
from langganan.tables import Array
from measure import machine
from pls_designs import PLS, PLS_NULL, PLSC, PLSC_NULL, Design, planned

REPLICATES, RESAMPLES, SIZES, SEED = 2_000, 1_000, (100, 300), 20_260
POWER_SIZES, POWER_REPLICATES, POWER_RESAMPLES = (50, 100, 200), 5_000, 500
NULL_TIMES = 3
"""A band from 4 to 6 % wants more data sets than one from 93 to 97 %."""
METHODS = ("percentile", "bca")
WHY_COVERAGE = """\
Where a path of PLS at n = 100 is held less often than 93 %: weights that suit this sample best make the path about a
tenth of its standard error too large, and the bootstrap does it once more, so the percentile interval lies about a
fifth of a standard error too high; BCa takes that back. On loadings of consistent PLS, BCa's bias correction is the
mean over the items of a construct: one by one it says more of where an estimate happens to lie than of bias
(docs/decisions/0009-inference-at-n-100.md)."""
WHY_NULL = """\
Where t finds a little more than 6 % at n = 100: the bootstrap's standard error is right on average and uncertain by
14 % itself, as Student's t with some 25 degrees of freedom would have it. B - 1 degrees of freedom, SmartPLS's rule and
ours, count the resamples, not the respondents."""


class Replicate(NamedTuple):
    """One data set's estimates (m), ends of intervals {method: (2, m)}, p values (q), and unusable resamples.

    m are the q effects, then the p loadings.
    """

    estimates: Array
    ends: dict[str, Array]
    p: Array
    unusable: int


def main() -> None:
    """Simulate and print Markdown."""
    replicates, resamples = map(int, sys.argv[1:3]) if sys.argv[2:] else (REPLICATES, RESAMPLES)
    error = 100 * np.sqrt(0.95 * 0.05 / replicates)
    print(f"{machine()}. {replicates:,} data sets of each kind, {resamples:,} resamples, seed {SEED};")
    print(f"the simulation's own standard error is {error:.1f} points for one parameter at 95 %.")
    coverage(replicates, resamples)
    bias(replicates)
    null(NULL_TIMES * replicates, resamples)
    power(max(100, POWER_REPLICATES * replicates // REPLICATES))


def coverage(replicates: int, resamples: int) -> None:
    """How often 95 % intervals hold what the estimator comes to on endless answers (consistent PLS: the truth)."""
    notes = []
    print("\n### Coverage of 95 % intervals, target 93-97 %\n")
    print("| estimator | n | interval | paths: mean (lowest to highest) | loadings: mean (lowest to highest) |")
    print("|---|---|---|---|---|")
    for design in (PLS, PLSC):
        for n in SIZES:
            runs = _all(design, n, replicates, resamples)
            truth = _truth(design)
            for method in METHODS:
                low, high = np.array([run.ends[method] for run in runs]).transpose(1, 0, 2)
                held = 100 * ((low <= truth) & (truth <= high)).mean(0)
                parts = np.split(held, [len(design.effects)])
                shown = " | ".join(f"{part.mean():.1f} ({part.min():.1f} to {part.max():.1f})" for part in parts)
                print(f"| {design.name} | {n} | {method} | {shown} |", flush=True)
            lost, unusable = replicates - len(runs), np.mean([run.unusable for run in runs]) / resamples
            notes.append(f"{design.name}, n = {n}: {lost} and {unusable:.2%}")
    print(f"\nData sets without an estimate, and unusable resamples: {'; '.join(notes)}.\n\n{WHY_COVERAGE}")


def bias(replicates: int) -> None:
    """Mean estimates beside the factors' own effects."""
    print("\n### Mean estimate of each path (standard error), and the truth\n")
    names = [f"{a} -> {b}" for a, b in PLS.effects]
    print("| estimator | n | " + " | ".join(names) + " |\n|---|---|" + "---|" * len(names))
    print("| truth | | " + " | ".join(f"{size:.3f}" for size in PLS.effects.values()) + " |")
    for design in (PLS, PLSC):
        print(f"| {design.name} | endless | " + " | ".join(f"{v:.3f}" for v in _truth(design)[: len(names)]) + " |")
        for n in (*SIZES, 1_000):
            runs = _all(design, n, replicates, 0)
            paths = np.array([run.estimates[: len(names)] for run in runs])
            errors = paths.std(0, ddof=1) / np.sqrt(len(paths))
            cells = [f"{mean:.4f} ({error:.4f})" for mean, error in zip(paths.mean(0), errors, strict=True)]
            print(f"| {design.name} | {n} | " + " | ".join(cells) + " |", flush=True)


def null(replicates: int, resamples: int) -> None:
    """How often a path that is zero is found significant."""
    error = 100 * np.sqrt(0.05 * 0.95 / replicates)
    print("\n### False findings: a path that is zero, tested at 5 %, target 4-6 %\n")
    print(f"{replicates:,} data sets of each kind; standard error {error:.1f} points.\n")
    print("| estimator | n | t with B - 1 degrees of freedom | percentile leaves out 0 | bca leaves out 0 |")
    print("|---|---|---|---|---|")
    for design in (PLS_NULL, PLSC_NULL):
        place = list(design.effects.values()).index(0.0)
        for n in SIZES:
            runs = _all(design, n, replicates, resamples)
            found = [np.mean([run.p[place] < 0.05 for run in runs])]
            for method in METHODS:
                low, high = np.array([run.ends[method][:, place] for run in runs]).T
                found.append(np.mean((low > 0) | (high < 0)))
            shares = " | ".join(f"{100 * share:.1f} %" for share in found)
            print(f"| {design.name} | {n} | {shares} |", flush=True)
    print(f"\n{WHY_NULL}")


def power(replicates: int) -> None:
    """The planner's simulation beside the whole analysis of data sets of its own seeds."""
    assumed = planned()
    error = 100 * np.sqrt(0.25 * 2 / replicates)
    print(f"\n### Power: {replicates:,} simulated studies each, differences uncertain by {error:.1f} points at most\n")
    print("| path | n | planner | whole analysis | difference |\n|---|---|---|---|---|")
    table = simulate(assumed, POWER_SIZES, seed=SEED, replicates=replicates)
    pairs = zip(assumed.model.paths, assumed.paths, strict=True)
    names = [f"{source} -> {target} ({size:g})" for (source, target), size in pairs]
    for n in POWER_SIZES:
        work = partial(_found, n, POWER_RESAMPLES)
        found = 100 * np.mean(_mapped(work, range(replicates)), axis=0)
        told = 100 * table.power[table.n == n]
        for name, ours, theirs in zip(names, told, found, strict=True):
            print(f"| {name} | {n} | {ours:.1f} % | {theirs:.1f} % | {ours - theirs:+.1f} |", flush=True)


def _truth(design: Design) -> Array:
    """(m) what the estimator comes to on endless answers."""
    found = design.population.statistics
    return np.concatenate([found.paths[design.places], found.loadings])


def _all(design: Design, n: int, replicates: int, resamples: int) -> list[Replicate]:
    found = _mapped(partial(_one, design, n, resamples), range(replicates))
    return [run for run in found if run is not None]


def _mapped(work: Callable[[int], Any], seeds: Iterable[int]) -> list[Any]:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, seeds, chunksize=20))


def _one(design: Design, n: int, resamples: int, seed: int) -> Replicate | None:
    """One data set, estimated and bootstrapped; None where it cannot be estimated."""
    try:
        estimate = Study(design.model, design.draw(n, SEED + seed)).estimate()
    except LanggananError:
        return None
    places, found = design.places, estimate.statistics
    estimates = np.concatenate([found.paths[places], found.loadings])
    if not resamples:
        return Replicate(estimates, {}, np.empty(0), 0) if np.isfinite(estimates).all() else None
    boot = estimate.bootstrap(resamples, seed=SEED + seed, workers=1)
    ends = {}
    for method in METHODS:
        paths, loadings = boot.interval("paths", method), boot.interval("loadings", method)
        ends[method] = np.array([np.concatenate([a[places], b]) for a, b in zip(paths, loadings, strict=True)])
    return Replicate(estimates, ends, boot.p("paths")[places], resamples - boot.completed)


def _found(n: int, resamples: int, seed: int) -> Array:
    """(q) whether the whole analysis finds each path significant, with the right sign."""
    assumed = planned()
    answers = Answers(assumed.model.items, assumed.draw(n, np.random.default_rng([SEED, n, seed, 1])))
    boot = Study(assumed.model, answers).estimate().bootstrap(resamples, seed=seed, workers=1)
    return (boot.p("paths")[assumed.places] < 0.05) & (boot.value("paths")[assumed.places] > 0)


if __name__ == "__main__":
    main()

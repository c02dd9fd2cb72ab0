"""Where the time of a bootstrap goes, on one core, beside what the arithmetic alone would take.

Run by pls.py in a process that may use one thread: python pls_breakdown.py breakdown|bootstrap STUDY RESAMPLES.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from langganan.measure.pls.engine.algorithm import outer_weights
from langganan.measure.pls.engine.resample import Drawn
from langganan.measure.pls.engine.statistics import statistics
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.study import Study
from pls_studies import without_gaps

BEST_OF = 3


class Step(NamedTuple):
    """A step of the bootstrap: seconds for all resamples, and its floating-point operations."""

    name: str
    seconds: float
    operations: float


def main() -> None:
    """Print the table, or the seconds of the whole bootstrap."""
    what, name, resamples = sys.argv[1], sys.argv[2], int(sys.argv[3])
    study = without_gaps(name)
    if what == "breakdown":
        breakdown(study, resamples)
        return
    estimate = study.estimate()
    estimate.bootstrap(1_000, workers=1)
    print(_best(lambda: estimate.bootstrap(resamples, workers=1)))


def breakdown(study: Study, resamples: int) -> None:
    """Time each step for all resamples on one core and print it beside the arithmetic's own time."""
    estimate = study.estimate()
    speed = _speed()
    steps = _steps(estimate, resamples)
    print("| step | s on 1 core | Mflop | s the arithmetic needs | share |\n|---|---|---|---|---|")
    total = sum(step.seconds for step in steps)
    for step in steps:
        needs = step.operations / speed
        print(
            f"| {step.name} | {step.seconds:.4f} | {step.operations / 1e6:,.0f} | {needs:.4f} "
            f"| {step.seconds / total:.0%} |"
        )
    needed = sum(step.operations for step in steps) / speed
    print(f"| all | {total:.4f} | {sum(s.operations for s in steps) / 1e6:,.0f} | {needed:.4f} | 100% |")
    print(
        f"\nOne core multiplies matrices at {speed / 1e9:.1f} Gflop/s here. The arithmetic alone would take"
        f" {needed:.4f} s, so the whole is {total / needed:.1f} times that limit."
    )
    print(WHY)


WHY = """
What lies between: an iteration is a handful of passes over rows of a thousand numbers, each pass reading and writing
memory for one or two operations a number, and costing about a microsecond of Python and NumPy beside it; only the
matrix product works near the speed of the processor. Iterations start at weights of one, so that the draws are those
of seminr to the last digits; a start at the sample's weights would save one or two of them. A second thread
helps little (nothing on the small model, a tenth on the larger): passes are too short for waiting on Python's lock."""


def _steps(estimate: Estimate, resamples: int) -> list[Step]:
    study = estimate.study
    procedure, moments, n = study.procedure, study.moments, study.n
    size = min(procedure.batch(n), resamples)
    batches = [Drawn(1, n, first, min(size, resamples - first)) for first in range(0, resamples, size)]
    layout = procedure.plan[-1].layout
    p, k, pairs = len(layout.indicators), len(layout.constructs), len(moments.pairs[0])
    drawn = [[np.ascontiguousarray(counts) for _, counts in batch] for batch in batches]
    totals = [batch.totals for batch in batches]
    sums = [moments._features(slice(None)) @ counts[0] for counts in drawn]
    matrices = [moments.correlations(each, total)[0] for each, total in zip(sums, totals, strict=True)]
    weights = [outer_weights(layout, each) for each in matrices]
    iterations = float(np.concatenate([found.iterations for found in weights]).sum()) + resamples
    within = _block_products(estimate)
    works: dict[str, tuple[Callable[[], object], float]] = {
        "counts of the resamples": (lambda: [list(batch) for batch in batches], n * resamples),
        "cross products (one matrix product)": (
            lambda: [moments._features(slice(None)) @ counts[0] for counts in drawn],
            2.0 * n * (pairs + p) * resamples,
        ),
        "correlation matrices": (
            lambda: [moments.correlations(a, b) for a, b in zip(sums, totals, strict=True)],
            5.0 * pairs * resamples,
        ),
        f"iterations, {iterations / resamples:.1f} each": (
            lambda: [outer_weights(layout, each) for each in matrices],
            iterations * 2.0 * within,
        ),
        "statistics": (
            lambda: [
                statistics(layout, a, b.weights, estimate.references[-1])
                for a, b in zip(matrices, weights, strict=True)
            ],
            resamples * (2.0 * p * p + 6.0 * pairs + 8.0 * k**3),
        ),
    }
    return [Step(name, _best(work), operations) for name, (work, operations) in works.items()]


def _block_products(estimate: Estimate) -> float:
    """Multiplications of one iteration: each pair of neighbouring blocks, and each block with itself."""
    layout = estimate.study.procedure.plan[-1].layout
    sizes = layout.sizes
    return float(sum(sizes[c] * (sizes[c] + sum(sizes[n] for n in layout.neighbours[c])) for c in range(len(sizes))))


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(BEST_OF):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _speed() -> float:
    """Floating-point operations per second of this core in a matrix product that suits it."""
    a = np.random.default_rng(1).standard_normal((500, 500))
    return 2.0 * 500**3 * 10 / _best(lambda: [a @ a for _ in range(10)])


if __name__ == "__main__":
    main()

"""A whole refresh on simulated shops of growing size: seconds, memory, step by step. Run: python benchmarks/scale.py

Options: --lines 100000 1000000 10000000 (sizes); --engine duckdb or spark; --keep FOLDER (shops are made there once and
used again, else in a temporary folder); --steps (each step of the largest shop). Shops are made from the packaged real
one by `langganan simulate` (seed 1, one year), and opened as tables, as a shop with a lake would be.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from measure import Cost, command, machine

LANGGANAN = str(Path(sys.executable).parent / "langganan")
LINES_PER_CUSTOMER = 106
BUDGET = {10_000_000: "60 s, 4 GB"}


def main() -> None:
    """Measure each size in a process of its own and print Markdown tables."""
    asked = _asked()
    if asked.one is not None:
        print(json.dumps(_refresh(asked.one, asked.engine)))
        return
    print(f"{machine()}, engine {asked.engine}\n")
    print("| lines | customers | making it | Parquet | opened and refreshed | CPU | peak memory | budget |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        steps = [_measured(asked.keep or Path(folder), lines, asked.engine) for lines in asked.lines]
    if asked.steps:
        print("\n| step | s | CPU s | MB so far |\n|---|---|---|---|")
        for name, wall, cpu, peak in steps[-1]:
            print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(base: Path, lines: int, engine: str) -> list[list[Any]]:
    made, facts, folder = _made(base, lines)
    size = sum(path.stat().st_size for path in folder.glob("*.parquet")) / 1e6
    done = command(sys.executable, __file__, "--one", str(folder), "--engine", engine)
    print(
        f"| {facts['lines']:,} | {facts['customers']:,} | {made} | {size:,.0f} MB "
        f"| {done.wall:.1f} s | {done.cpu:.1f} s | {done.peak_mb:,.0f} MB | {BUDGET.get(lines, '')} |",
        flush=True,
    )
    return json.loads(done.output.splitlines()[-1])


def _made(base: Path, lines: int) -> tuple[str, dict[str, Any], Path]:
    """A shop of about so many lines: made now, or on an earlier day."""
    folder, told = base / f"shop-{lines}", base / f"shop-{lines}.json"
    if told.exists():
        facts = json.loads(told.read_text(encoding="utf-8"))
        return facts["cost"], facts, folder
    people = str(max(lines // LINES_PER_CUSTOMER, 20))
    cost: Cost = command(LANGGANAN, "simulate", "--customers", people, "--out", str(folder), "--json")
    facts = json.loads(cost.output.splitlines()[-1]) | {"cost": f"{cost.wall:.0f} s, {cost.peak_mb:,.0f} MB"}
    told.write_text(json.dumps(facts), encoding="utf-8")
    return facts["cost"], facts, folder


def _refresh(folder: Path, engine: str) -> list[list[Any]]:
    """Open a folder of tables, refresh, and say what each step took."""
    import langganan

    begun, steps = (time.perf_counter(), time.process_time()), []
    name = "Opening"

    def next_step(doing: object) -> None:
        nonlocal begun, name
        now = (time.perf_counter(), time.process_time())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        steps.append([name, now[0] - begun[0], now[1] - begun[1], peak])
        begun, name = now, str(doing)

    shop = langganan.open(folder, currency="GBP", zone="Europe/London", engine=engine)
    shop.refresh(as_of=shop.as_of, progress=lambda doing, _: next_step(doing))
    next_step("")
    return steps


if __name__ == "__main__":
    main()

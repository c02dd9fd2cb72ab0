"""The first slice on the full demo shop, against its budget. Run: make bench (or python benchmarks/shop.py).

Prints a Markdown table; RESULTS.md keeps the last one that was run on purpose.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from measure import command, machine, python

LANGGANAN = str(Path(sys.executable).parent / "langganan")
PACKAGED = Path(__file__).parent.parent / "src/langganan/data/online_retail.parquet"
ROUNDS = 20

TABLES = """
import time
from datetime import date
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.engine import named_sql
from langganan.understand.rfm import segments
from langganan.understand.cohorts import cohorts
from langganan.web.home import open_folder
from pathlib import Path
import os, numpy as np
shop = open_folder(Path(os.environ["LANGGANAN_HOME"]))
engine = shop.engine
best = 9e9
for day in range(4, 9):
    start = time.process_time()
    shop.segments(as_of=date(2011, 12, day)); shop.cohorts(as_of=date(2011, 12, day))
    best = min(best, time.process_time() - start)
print(best)
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "shop")
        rows = [*_loading(folder, home), _tables(home), *_pages(home), _help()]
    print(f"{machine()}\n\n| what | budget | measured |\n|---|---|---|")
    for what, budget, measured in rows:
        print(f"| {what} | {budget} | {measured} |")


def _loading(folder: str, home: str) -> list[tuple[str, str, str]]:
    csv = Path(folder) / "online_retail.csv"
    python(f"import duckdb; duckdb.sql(\"copy (from '{PACKAGED}') to '{csv}' (header)\")")
    command(LANGGANAN, "init", "--name", "Bench", "--zone", "Europe/London", "--currency", "GBP", "--home", home)
    come = command(LANGGANAN, "import", str(csv), "--yes", "--json", "--home", home)
    lines = json.loads(come.output.splitlines()[-1])["stored"]["lines"]
    work = command(LANGGANAN, "refresh", "--as-of", "2011-12-10", "--json", "--home", home)
    return [
        (f"import of 541,909 CSV rows ({lines:,} stored)", "20 s, 1 GB", _cost(come.wall, come.peak_mb)),
        ("refresh", "10 s, 1 GB", _cost(work.wall, work.peak_mb)),
    ]


def _cost(wall: float, peak: float) -> str:
    return f"{wall:.1f} s, {peak:.0f} MB"


def _tables(home: str) -> tuple[str, str, str]:
    best = float(python(TABLES, home=home).output.splitlines()[-1])
    return "RFM and cohort tables, CPU after reading", "0.25 s", f"{best:.2f} s"


def _pages(home: str) -> list[tuple[str, str, str]]:
    """Server time of every page through Django's test client, and what a browser fetches for it."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import pages; pages.main()"
    found = json.loads(python(code, home=home).output.splitlines()[-1])
    worst = max(found.items(), key=lambda item: item[1]["p95"])
    heaviest = max(found.items(), key=lambda item: item[1]["gzip"])
    return [
        (f"slowest page at the 95th percentile ({worst[0]}, {ROUNDS} rounds)", "150 ms", f"{worst[1]['p95']:.0f} ms"),
        (
            f"heaviest page with everything it loads, gzip ({heaviest[0]})",
            "200 KB",
            f"{heaviest[1]['gzip'] / 1000:.0f} KB",
        ),
    ]


def _help() -> tuple[str, str, str]:
    costs = [command(LANGGANAN, "--help").cpu for _ in range(5)]
    return "langganan --help, CPU", "300 ms", f"{np.median(costs) * 1000:.0f} ms"


if __name__ == "__main__":
    main()

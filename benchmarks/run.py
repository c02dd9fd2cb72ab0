"""Everything that is measured, in one go, into RESULTS.md. Run: make bench."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PARTS = {
    "shop.py": "The full demo shop, against its budget",
    "tables.py": "RFM and cohort tables beside pandas",
    "lifetime.py": "Purchase models beside published values and libraries",
    "lifetime_past.py": "Lifetimes: what was foreseen in the past of real shops, beside naive rules",
    "season.py": "Seasons: simulated shops, forecast with and without their season",
    "next_basket.py": "The next basket beside published methods and libraries",
    "pls.py": "PLS-SEM beside its rivals, on large data, and beside the arithmetic",
    "pls_validity.py": "PLS-SEM: do intervals, tests and power hold what they promise?",
    "scale.py": "A whole refresh on shops of 100,000 to 10 million lines",
    "size.py": "What an installation weighs",
}
HEAD = """# Results

Measured on {day} with langganan {version}, DuckDB {duckdb}, NumPy {numpy}. Each part says the machine it ran on; the
machine was {load}. Run all of it again with `make bench`, or a part with `python benchmarks/NAME`.
"""


def main() -> None:
    """Run each part in its own process and write what they print."""
    load = " ".join(sys.argv[1:]) or "otherwise idle"
    named = {name: version(name) for name in ("duckdb", "numpy")}
    text = HEAD.format(day=datetime.now(tz=UTC).date(), version=version("langganan"), load=load, **named)
    for name, title in PARTS.items():
        print(name, flush=True)
        text += f"\n## {title}\n\n`python benchmarks/{name}`\n\n{_printed(name)}\n"
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


def _printed(name: str) -> str:
    done = subprocess.run([sys.executable, str(HERE / name)], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()

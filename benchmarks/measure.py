"""Running a piece of work in its own process, and what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and on the processor (children included), and the peak of memory in MB."""

    wall: float
    cpu: float
    peak_mb: float
    output: str


def command(*words: str, home: str | None = None) -> Cost:
    """Run a command, fail loudly if it fails, and say what it cost."""
    env = {**os.environ, **({"LANGGANAN_HOME": home} if home else {})}
    start = time.perf_counter()
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = process.stdout.read().decode() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{output}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, output)


def python(code: str, home: str | None = None) -> Cost:
    """Run Python code in a fresh interpreter."""
    return command(sys.executable, "-c", code, home=home)


def machine() -> str:
    """What this was run on, for the record."""
    import platform

    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"

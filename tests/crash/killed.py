"""Do one piece of work in this process, and die in the middle of it, without a chance to tidy up.

    killed.py apply|refresh NUMBER MOMENT

MOMENT is `statement:12` (before the twelfth statement to the database), `share:0.4` (at that share of the
progress), `bytes:500000` (no file may grow beyond that: the disk is full) or `never`. Prints how many
statements there were.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from typing import Any

from langganan.web.home import use

use()

from django.db import connection  # noqa: E402

from langganan.web.actions import imports, refresh  # noqa: E402


def main(work: str, number: int, moment: str) -> None:
    kind, _, value = moment.partition(":")
    if kind == "bytes":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        nonlocal count
        count += 1
        if kind == "statement" and count == int(value):
            die()
        return execute(sql, params, many, context)

    def report(doing: Any, share: float) -> None:
        if kind == "share" and share >= float(value):
            die()

    with connection.execute_wrapper(counting):
        if work == "apply":
            imports.apply(number, report=report)
        else:
            refresh.work(number, report=report)
    print(count)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])

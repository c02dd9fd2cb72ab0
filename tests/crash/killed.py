"""Do one piece of work in this process, and die in the middle of it, without a chance to tidy up.

    killed.py apply|refresh MOMENT

Applies the last file that was read, or refreshes. MOMENT is `statement:12` (before the twelfth statement to
the database), `share:0.4` (at that share of the progress), `bytes:500000` (no file may grow beyond that: the
disk is full) or `never`. Prints how many
statements there were up to the audit line, with which all is stored.
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
from langganan.web.models import ImportBatch  # noqa: E402


def main(work: str, moment: str) -> None:
    kind, _, value = moment.partition(":")
    number = begun(work)
    if kind == "bytes":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
    count = stored = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        nonlocal count, stored
        count += 1
        stored = count if "auditline" in sql else stored
        if kind == "statement" and count == int(value):
            die()
        return execute(sql, params, many, context)

    def report(doing: Any, share: float) -> None:
        if kind == "share" and share >= float(value):
            die()

    with connection.execute_wrapper(counting):
        (imports.finish_apply if work == "apply" else refresh.work)(number, report=report)
    print(stored)


def begun(work: str) -> int:
    """Begin the work as a page does; its number."""
    if work == "refresh":
        return refresh.start(by=None).pk
    number = ImportBatch.objects.latest("pk").pk
    imports.start_apply(number, by=None)
    return number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One import, one refresh at a time, whatever dies in between.

The lock is the operating system's, on a file in the data folder; on PostgreSQL the server's advisory lock as well,
for work on several machines. Both let go by themselves when their process ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from zlib import crc32

from django.conf import settings
from django.db import connection
from filelock import FileLock, Timeout

from langganan.errors import BusyError
from langganan.words import mark

_BUSY = {
    "import": mark("Another import is running. Try again when it has finished; nothing was changed."),
    "lake": mark("The lake is being written. Try again in a moment."),
    "refresh": mark("Another refresh is running. Its results will be there in a moment."),
}


@contextmanager
def exclusive(name: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock called `name` (import, refresh, lake); where it is taken, wait or raise `BusyError` at once."""
    shared = _advisory(name, wait=wait) if connection.vendor == "postgresql" else nullcontext()
    with _file(name, wait=wait), shared:
        yield


def is_free(name: str) -> bool:
    """True where nobody holds the lock just now."""
    try:
        with exclusive(name):
            return True
    except BusyError:
        return False


@contextmanager
def _file(name: str, *, wait: bool) -> Iterator[None]:
    lock = FileLock(settings.FOLDER.locks / f"{name}.lock", timeout=-1 if wait else 0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyError(_BUSY[name]) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(name: str, *, wait: bool) -> Iterator[None]:
    number = crc32(f"langganan {name}".encode())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {'pg_advisory_lock' if wait else 'pg_try_advisory_lock'}(%s)", [number])
        if not wait and not cursor.fetchone()[0]:
            raise BusyError(_BUSY[name])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])

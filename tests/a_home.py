"""A data folder, and on PostgreSQL a database, for real processes to work on."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@contextmanager
def new_database(name: str) -> Iterator[str]:
    """An empty database on the PostgreSQL server that DATABASE_URL names, dropped afterwards; its address."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    server = os.environ["DATABASE_URL"]
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(drop)
        session.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            session.execute(drop)


@dataclass(frozen=True)
class Home:
    """A data folder (and, on PostgreSQL, a database) that real processes work on."""

    path: Path
    env: dict[str, str]

    def command(self, *arguments: str) -> list[str]:
        """The command line as a user would start it."""
        return [str(Path(sys.executable).parent / "langganan"), *arguments]

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the command line to its end."""
        done = subprocess.run(self.command(*arguments), env=self.env, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command line and let it run."""
        return subprocess.Popen(
            self.command(*arguments), env=self.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def ask(self, code: str) -> str:
        """What a line of Python prints in a fresh process that looks at this data folder."""
        opened = f"from langganan.web.home import use; use()\n{code}"
        done = subprocess.run([sys.executable, "-c", opened], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def home_at(path: Path) -> Iterator[Home]:
    """A fresh data folder at `path`, with a fresh database where the tests run on PostgreSQL."""
    ours = {"DJANGO_SETTINGS_MODULE", "LANGGANAN_HOME"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    env = {**kept, "LANGGANAN_HOME": str(path), "PYTHONUNBUFFERED": "1"}
    if "DATABASE_URL" not in os.environ:
        yield Home(path, env)
        return
    with new_database(f"home_{uuid.uuid4().hex[:12]}") as address:
        yield Home(path, {**env, "DATABASE_URL": address})

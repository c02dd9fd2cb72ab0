"""Is the installation sound, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from langganan.web.models import Product
from langganan.web.queries.shop import the_shop

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
LEAST_DISK = 1_000_000_000


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what was found, and what to do where it is not right."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def examine() -> list[Check]:
    """Look at everything; a check that cannot be made counts as not right."""
    checks = (_python, _packages, _folder, _disk, _sqlite, _database, _migrations, _shop, _refresh, _margin)
    return [_safely(check) for check in checks]


def _safely(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except (DatabaseError, OSError) as error:
        return Check(
            check.__name__.strip("_"),
            ok=False,
            found=str(error),
            advice="Mend what the line above says, then run this again.",
        )


def _python() -> Check:
    here = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= OLDEST_PYTHON, here, "Install Python 3.11 or newer.")


def _packages() -> Check:
    missing = [name for name in ("django", "duckdb", "numpy", "scipy", "python-calamine") if not _installed(name)]
    found = f"missing: {', '.join(missing)}" if missing else f"langganan {version('langganan')}"
    return Check("Packages", not missing, found, "Install again: pip install --force-reinstall langganan")


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _folder() -> Check:
    path = settings.FOLDER.path
    shared = stat.S_IMODE(path.stat().st_mode) & 0o077
    ok = os.access(path, os.W_OK) and not shared
    found = f"{path}{' is open to other users' if shared else ''}"
    return Check("Data folder", ok, found, f"Make it yours alone: chmod -R go-rwx {path}")


def _disk() -> Check:
    free = shutil.disk_usage(settings.FOLDER.path).free
    return Check("Free disk", free >= LEAST_DISK, f"{free / 1e9:.1f} GB", "Free at least 1 GB before the next import.")


def _sqlite() -> Check:
    return Check(
        "SQLite",
        sqlite3.sqlite_version_info >= OLDEST_SQLITE,
        sqlite3.sqlite_version,
        "Use a Python with SQLite 3.35 or newer.",
    )


def _database() -> Check:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            answer = str(cursor.fetchone()[0])
            return Check(
                "Database", answer == "ok", f"SQLite, {answer}", "Restore the last backup; keep this folder aside."
            )
        cursor.execute("SHOW server_version")
        return Check("Database", ok=True, found=f"PostgreSQL {cursor.fetchone()[0]}")


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Check(
        "Tables",
        waiting == 0,
        f"{waiting} steps waiting" if waiting else "up to date",
        "Run: langganan serve (it brings them up to date)",
    )


def _shop() -> Check:
    shop = the_shop()
    return Check(
        "Shop", shop is not None, shop.name if shop else "none", "Make one: langganan init, or try langganan demo"
    )


def _refresh() -> Check:
    shop = the_shop()
    current = shop.current_refresh if shop else None
    found = f"as of {current.as_of}" if current else "none yet"
    return Check("Refresh", current is not None, found, "Run: langganan import ORDERS.csv, then langganan refresh")


def _margin() -> Check:
    """Not needed, so never wrong: without it customers are worth what they spend."""
    shop, costed = the_shop(), Product.objects.exclude(unit_cost=None).count()
    told = [f"{100 * shop.margin:g} of 100"] if shop and shop.margin is not None else []
    known = [f"cost known of {costed} products"] if costed else []
    return Check("Margin", ok=True, found=", ".join([*told, *known]) or "not told; Settings asks for it")

"""What tests may ask for.

    empty_shop    a shop without orders                     a_home        a data folder for real processes
    shop          ten customers, half a year (a_shop.py)    finish_jobs   do what was queued, now
    demo          the real demo shop, 600 customers         owner         somebody who may log in
    owner_client  a browser's stand-in, logged in           PASSWORD      the owner's
    held          a lock that somebody else holds

All but `a_home` live in one transaction that is taken back after the test, so tests may write to the
demo shop too. Each test has its own data folder. Whatever asks for one of them is marked `database`, and
runs on PostgreSQL as well as SQLite.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import a_shop
from a_home import Home, home_at, new_database

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test import Client

    from langganan.storage.folder import DataFolder
    from langganan.web.models import Shop, User

TESTS = Path(__file__).parent
PASSWORD = "rumah-biru-di-tepi-kali"
USES_DATABASE = {"db", "transactional_db", "demo", "a_home", "demo_home", "site"}


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what uses the database or a browser, so that `-m` finds it."""
    asked = set(getattr(item, "fixturenames", ()))
    if asked & USES_DATABASE or item.get_closest_marker("django_db"):
        item.add_marker("database")
    for kind in {"browser", "crash"} & set(item.path.relative_to(TESTS).parts):
        item.add_marker(kind)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that one process does not wait for another at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True)
def data_folder(request: pytest.FixtureRequest) -> DataFolder | None:
    """A data folder of this test's own, where the test uses the database."""
    if request.node.get_closest_marker("database") is None:
        return None
    from django.core.cache import cache

    from langganan.storage.folder import DataFolder

    folder = DataFolder(request.getfixturevalue("tmp_path") / "home")
    folder.create()
    request.getfixturevalue("settings").FOLDER = folder
    cache.clear()
    return folder


@pytest.fixture
def empty_shop(db: None) -> Shop:
    """A shop without orders: Warung Sari in Jakarta, rupiah, on 30 June 2026."""
    from langganan.web.actions.shop import open_shop

    return open_shop(name="Warung Sari", zone="Asia/Jakarta", currency="IDR", language="en", fixed_today=a_shop.TODAY)


@pytest.fixture
def shop(empty_shop: Shop) -> Shop:
    """The same shop with the orders of a_shop.py imported and refreshed by the real actions."""
    from langganan.web.actions import imports, refresh

    batch = imports.receive([a_shop.as_csv()], name="orders.csv", by=None)
    imports.read_file(batch.pk)
    imports.apply(batch.pk)
    refresh.run()
    empty_shop.refresh_from_db()
    return empty_shop


@pytest.fixture
def demo(data_folder: DataFolder, demo_shop: BaseDatabaseWrapper, django_db_blocker: Any) -> Iterator[Shop]:
    """The packaged demo shop with 600 customers, imported and refreshed once for each test process."""
    from django.conf import settings
    from django.db import transaction

    from langganan.web.models import Shop

    shutil.copytree(settings.LOADED_DEMO / "lake", data_folder.lake, dirs_exist_ok=True)
    with django_db_blocker.unblock(), _in_place(demo_shop):
        whole = transaction.atomic()
        whole._from_testcase = True
        with whole:
            yield Shop.objects.select_related("current_refresh").get(pk=1)
            transaction.set_rollback(True)


@pytest.fixture(scope="session")
def demo_shop(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own that holds the demo shop."""
    from django.conf import settings
    from django.core.management import call_command

    from langganan.storage.folder import DataFolder
    from langganan.web.demo import load

    own, settings.FOLDER = settings.FOLDER, DataFolder(tmp_path_factory.mktemp("demo"))
    settings.FOLDER.create()
    with django_db_blocker.unblock(), _second_database() as second:
        with _in_place(second):
            call_command("migrate", interactive=False, verbosity=0)
            load(small=True, language="en", report=lambda doing, share: None)
        settings.LOADED_DEMO, settings.FOLDER = settings.FOLDER.path, own
        yield second


@pytest.fixture
def owner(request: pytest.FixtureRequest) -> User:
    """Somebody who may log in, with the password PASSWORD."""
    request.getfixturevalue("demo" if "demo" in request.fixturenames else "db")
    from langganan.web.actions.people import create_owner

    return create_owner("sari", PASSWORD)


@pytest.fixture
def owner_client(owner: User) -> Client:
    """A test client that is logged in as the owner."""
    from django.test import Client

    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def finish_jobs() -> Callable[[], int]:
    """A function that does what was queued, and what that queues, by calling the real jobs; gives how many."""
    return _finish_jobs


@pytest.fixture
def held(db: None) -> Callable[[str], AbstractContextManager[None]]:
    """`with held("import"):` somebody else holds that lock, as another process would."""
    return _held


@contextmanager
def _held(name: str) -> Iterator[None]:
    from django.db import connections

    from langganan.web.locks import exclusive

    other, lock = connections["default"].copy(), exclusive(name)
    with _in_place(other):
        lock.__enter__()
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
        other.close()


def _finish_jobs() -> int:
    from django.utils.module_loading import import_string
    from django_q.models import OrmQ

    done = 0
    _commit_hooks()
    while (queued := OrmQ.objects.order_by("pk").first()) is not None:
        task = queued.task
        queued.delete()
        import_string(task["func"])(*task["args"], **task["kwargs"])
        _commit_hooks()
        done += 1
    return done


def _commit_hooks() -> None:
    """Run what waits for a commit, which a test's transaction never reaches."""
    from django.db import connection

    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for entry in waiting:
            entry[1]()


@contextmanager
def _in_place(other: BaseDatabaseWrapper) -> Iterator[None]:
    """Let Django use another connection as its default one for a while."""
    from django.db import connections

    before, connections["default"] = connections["default"], other
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def _second_database() -> Iterator[BaseDatabaseWrapper]:
    """A connection to an empty database beside the test database."""
    from django.db import connections

    second = connections["default"].copy()
    name = second.settings_dict["NAME"] = f"{second.settings_dict['NAME']}_demo"
    with new_database(name) if second.vendor == "postgresql" else nullcontext():
        try:
            yield second
        finally:
            second.close()


@pytest.fixture
def a_home(tmp_path: Path) -> Iterator[Home]:
    """A data folder for real processes: nothing in it yet."""
    with home_at(tmp_path / "shop") as home:
        yield home

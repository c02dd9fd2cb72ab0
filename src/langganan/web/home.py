"""Opening a data folder from outside the web server: the command line, notebooks and tests."""

from __future__ import annotations

import os
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from langganan.errors import SetupError
from langganan.storage.folder import DataFolder
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.shop import Shop
    from langganan.storage.choice import EngineChoice


def use(home: Path | None = None) -> DataFolder:
    """Point this process at one data folder (made where it is missing) and get Django ready for it.

    One process works on one folder: a second, different one raises `SetupError`.
    """
    import django
    from django.conf import settings

    folder = DataFolder.chosen(home)
    if settings.configured:
        if folder != settings.FOLDER:
            raise SetupError(
                mark("This process works on {first}; open {second} from another one."),
                first=str(settings.FOLDER.path), second=str(folder.path),
            )  # fmt: skip
        return folder
    os.environ["LANGGANAN_HOME"] = str(folder.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "langganan.web.settings"
    django.setup()
    return folder


def prepare() -> None:
    """Bring the database's tables up to this version; quick where they are."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, ImproperlyConfigured, ValueError) as error:
        raise SetupError(
            mark("The database cannot be opened ({problem}). Check DATABASE_URL and the data folder."),
            problem=str(error),
        ) from error


def lay_out_static() -> None:
    """Put styles, scripts and fonts, compressed, where the web server serves them; nothing to do the second time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, now = settings.FOLDER.static / "stamp", _static_version()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=StringIO())
    stamp.write_text(now, encoding="ascii")


def _static_version() -> str:
    """A number that changes when a file we ship changes."""
    shipped = sorted((Path(__file__).parent / "static").rglob("*"))
    about = repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in shipped])
    return sha256(about.encode()).hexdigest()


def open_folder(home: Path, on: EngineChoice | None = None) -> Shop:
    """The shop in a data folder, for analysis: its lake is brought up to date and opened."""
    if not DataFolder.chosen(home).exists():
        raise SetupError(
            mark("There is no shop in {path}. Make one with: langganan init --home {path}"), path=str(home)
        )
    use(home)
    prepare()
    from langganan.shop import Shop
    from langganan.web.frames.lake import lake_engine
    from langganan.web.frames.names import names_of
    from langganan.web.queries.shop import the_shop, today_of

    shop = the_shop()
    if shop is None:
        raise SetupError(
            mark("There is no shop in {path}. Make one with: langganan init --home {path}"), path=str(home)
        )
    return Shop(lake_engine(shop, on), names=names_of(), zone=shop.zone, currency=shop.currency, as_of=today_of(shop))

"""The shop's own settings in a throw-away data folder, one for each test process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="langganan-test-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["LANGGANAN_HOME"] = _HOME
for _name in ("LANGGANAN_HOSTS", "LANGGANAN_HTTPS", "LANGGANAN_DEBUG"):
    os.environ.pop(_name, None)

# Playwright keeps a loop running in a process that also tests the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from langganan.web.settings import *  # noqa: E402, F403
from langganan.web.settings import DATABASES, FOLDER, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER.path / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Quick on purpose: logging in is tested with the real one against the real server."""

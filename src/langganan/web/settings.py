"""Django's settings. All that a shop may change comes from the environment; a bad value stops the start.

LANGGANAN_HOME   the data folder (default: the platform's place for user data)
DATABASE_URL     postgresql://… instead of the SQLite file in the data folder
LANGGANAN_HOSTS  host names the app may be reached under, comma separated (default: this machine)
LANGGANAN_HTTPS  1 where a proxy in front speaks HTTPS: cookies are then sent over HTTPS only
LANGGANAN_DEBUG  1 for developers: Django's debug pages; refused together with LANGGANAN_HOSTS
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from langganan.errors import SetupError
from langganan.storage.folder import DataFolder
from langganan.words import LOCALE, mark


def _switch(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise SetupError(mark("The setting {name} is {value}; it can be 0 or 1."), name=name, value=value)
    return value == "1"


FOLDER = DataFolder.chosen()
FOLDER.create()
SECRET_KEY = FOLDER.key()
DEBUG = _switch("LANGGANAN_DEBUG")
HTTPS = _switch("LANGGANAN_HTTPS")
HOSTS = [host.strip() for host in os.environ.get("LANGGANAN_HOSTS", "").split(",") if host.strip()]
if DEBUG and HOSTS:
    raise SetupError(mark("LANGGANAN_DEBUG=1 shows inner workings to visitors; take it or LANGGANAN_HOSTS away."))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_q",
    "langganan.web.apps.LanggananConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "langganan.web.guard.GuardMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "langganan.web.middleware.ShopMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "langganan.web.urls"
WSGI_APPLICATION = "langganan.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "langganan.web.middleware.shop_context",
            ],
            "builtins": ["langganan.web.templatetags.say", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]


def _sqlite() -> dict[str, Any]:
    """SQLite as a server's database: readers never wait, writers queue, foreign keys hold."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(FOLDER.database),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
        },
    }


def _named(address: str) -> dict[str, Any]:
    """The PostgreSQL database that DATABASE_URL names."""
    try:
        database = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        raise SetupError(_BAD_URL) from error
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise SetupError(_BAD_URL)
    if find_spec("psycopg") is None:
        raise SetupError(mark("PostgreSQL needs its driver: pip install 'langganan[postgres]'"))
    return database


_BAD_URL = mark(
    "DATABASE_URL is not the address of a PostgreSQL database. It looks like postgresql://user@host:5432/name."
)
_URL = os.environ.get("DATABASE_URL", "")
DATABASES: dict[str, Any] = {"default": _named(_URL) if _URL else _sqlite()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(FOLDER.cache)},
}

AUTH_USER_MODEL = "langganan.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "langganan.web.pages.login.locked_out"
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "langganan.web.guard.login_name"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("id", _("Bahasa Indonesia"))]
LOCALE_PATHS = [str(LOCALE)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = str(FOLDER.static)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MANIFEST_STRICT = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = str(FOLDER.files)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
UPLOAD_LIMIT = 100_000_000
"""The largest file taken through the browser, in bytes; the command line takes larger ones."""

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # wa.me forwards to the second, and Chrome holds every forward of a form to this list.
        "form-action": [SELF, "https://wa.me", "https://api.whatsapp.com"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

Q_CLUSTER = {
    "name": "langganan",
    "orm": "default",
    "workers": 1,
    "timeout": 1800,
    "retry": 1860,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "poll": 0.5,
    "recycle": 50,
    "save_limit": 200,
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"waitress": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

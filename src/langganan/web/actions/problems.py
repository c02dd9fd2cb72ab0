"""What went wrong, in words fit for people and logs: never a database error's text, which may hold anybody's data."""

from __future__ import annotations

import errno

from langganan.errors import LanggananError
from langganan.words import Phrase, mark

_FULL = Phrase(mark("The disk is full or cannot be written. Nothing was changed; free some space and try again."))
_OTHER = mark("The work could not be finished ({problem}). Nothing was changed; you can try again.")
_DISK_CODES = ("53100", "SQLITE_FULL", "SQLITE_IOERR")


def phrase_of(error: BaseException) -> Phrase:
    """The sentence to show and keep for an error."""
    if isinstance(error, LanggananError):
        return error.phrase
    return _FULL if _is_full(error) else Phrase(_OTHER, {"problem": name_of(error)})


def name_of(error: BaseException) -> str:
    """The error's kind, with the database's code where it has one."""
    code = _code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _is_full(error: BaseException) -> bool:
    return getattr(error, "errno", None) == errno.ENOSPC or _code(error).startswith(_DISK_CODES)


def _code(error: BaseException) -> str:
    """What the database itself calls the error: PostgreSQL's five characters, SQLite's name."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or ""

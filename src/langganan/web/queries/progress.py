"""How far background work has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from langganan.words import Phrase

KEPT_SECONDS = 3600
SILENT_SECONDS = 30


@dataclass(frozen=True)
class Progress:
    """What is being done, its share of the whole (0 to 1), and whether it began and then went silent."""

    phrase: Phrase
    share: float
    silent: bool


def progress_of(kind: str, number: int) -> Progress | None:
    """The latest report on one piece of work (`import` or `refresh`), None where there was none."""
    entry = cache.get(progress_key(kind, number))
    if entry is None:
        return None
    silent = entry["begun"] and timezone.now().timestamp() - entry["at"] > SILENT_SECONDS
    return Progress(Phrase.from_json(entry["doing"]), entry["share"], silent)


def progress_key(kind: str, number: int) -> str:
    """Where the cache keeps the report."""
    return f"progress-{kind}-{number}"

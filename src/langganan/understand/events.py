"""Events: the days of the year that move buying in a shop's part of the world, as a table of facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from langganan.tables import Array

DAY = np.timedelta64(1, "D")


def events_for(zone: str) -> tuple[str, ...]:
    """Name the events known where a time zone lies. This function will give none for a zone that has none listed."""
    zones: dict[str, list[str]] = _facts()["zones"]
    return tuple(zones.get(zone, zones.get(zone.split("/", maxsplit=1)[0], [])))


def windows(name: str, first: date, last: date) -> list[tuple[np.datetime64, np.datetime64]]:
    """Find an event's times. This function will give (first day, last day) of each that touches `first` to `last`."""
    event: Mapping[str, Any] = _facts()["events"][name]
    before, after = int(event["before"]) * DAY, int(event["after"]) * DAY
    start, end = np.datetime64(first, "D"), np.datetime64(last, "D")
    spans = [(day - before, day + after) for day in _dates(event, first.year - 1, last.year + 1)]
    return [(one, other) for one, other in spans if one <= end and other >= start]


def days_of(name: str, days: Array) -> Array:
    """Mark an event's days. This function will give True for each of `days` (datetime64[D], in order) it covers."""
    marked = np.zeros(len(days), bool)
    if len(days):
        for first, last in windows(name, days[0].item(), days[-1].item()):
            marked |= (days >= first) & (days <= last)
    return marked


def _dates(event: Mapping[str, Any], first: int, last: int) -> list[np.datetime64]:
    if "each" in event:
        return [np.datetime64(f"{year}-{event['each']}", "D") for year in range(first, last + 1)]
    return [np.datetime64(day, "D") for day in _facts()[event["dates"]] if first <= int(day[:4]) <= last]


@cache
def _facts() -> dict[str, Any]:
    text = resources.files("langganan.understand").joinpath("season_events.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    return facts

"""Who moved between the groups of customers over ninety days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from langganan.web.queries.foreseen import facts_of
from langganan.web.queries.wording import BEFORE, GROUPS
from langganan.words import Phrase

DAYS = 90


@dataclass(frozen=True)
class Cell:
    """How many went from the row's group to this one, of all in the row."""

    now: str
    name: Phrase
    customers: int
    stayed: bool


@dataclass(frozen=True)
class Row:
    """Where those went who were in one group before; `none` had no order yet."""

    before: str
    name: Phrase
    of: int
    cells: list[Cell]


@dataclass(frozen=True)
class Moved:
    """The sentences first, then the table, of two days."""

    since: date
    until: date
    said: list[Phrase]
    rows: list[Row]


def moved(refresh: int | None) -> Moved | None:
    """Who moved, as the refresh counted it; None before the first."""
    facts = facts_of(refresh, f"movement_{DAYS}")
    if not facts:
        return None
    counts = {(pair["before"], pair["now"]): pair["customers"] for pair in facts["pairs"]}
    return Moved(
        since=date.fromisoformat(facts["since"]),
        until=date.fromisoformat(facts["until"]),
        said=[Phrase.from_json(one) for one in facts["said"]],
        rows=[row for before in BEFORE if (row := _row(before, counts)).of],
    )


def _row(before: str, counts: dict[tuple[str, str], Any]) -> Row:
    cells = [Cell(now, GROUPS[now], counts.get((before, now), 0), before == now) for now in GROUPS]
    return Row(before, BEFORE[before], sum(cell.customers for cell in cells), cells)

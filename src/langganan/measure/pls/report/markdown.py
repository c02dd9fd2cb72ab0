"""Tables as Markdown (GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from langganan.measure.pls.report.figures import words
from langganan.measure.pls.report.table import Row, Table
from langganan.words import Voice

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def markdown(tables: Iterable[Table], voice: Voice = Voice()) -> str:
    """This function will write tables one after another, each under its title."""
    return "\n".join(_table(table, voice) for table in tables)


def _table(table: Table, voice: Voice) -> str:
    head = [_safe(words(column.head, voice)) for column in table.columns]
    rule = ["---:" if column.is_number else ":---" for column in table.columns]
    lines = [_line(head), _line(rule), *(_line(_cells(table, row, voice)) for row in table.rows)]
    notes = "".join(f"\n{_safe(note.say(voice))}\n" for note in table.all_notes)
    return f"### {_safe(table.title.say(voice))}\n\n" + "\n".join(lines) + f"\n{notes}"


def _cells(table: Table, row: Row, voice: Voice) -> list[str]:
    shown = [_safe(table.text(row, place, voice)) for place in range(len(row.cells))]
    first = "&emsp;" * row.level + shown[0]
    return [f"**{first}**" if row.strong and first else first, *shown[1:]]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

"""Tables as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from langganan.measure.pls.report.figures import words
from langganan.measure.pls.report.table import Table
from langganan.words import Voice

_INDENT, _GAP = "  ", "  "


def plain(tables: Iterable[Table], voice: Voice = Voice()) -> str:
    """This function will write tables one after another, each under its title, columns in line."""
    return "\n\n".join(_table(table, voice) for table in tables)


def _table(table: Table, voice: Voice) -> str:
    right = [column.is_number for column in table.columns]
    rows = [[words(column.head, voice) for column in table.columns]]
    for each in table.rows:
        cells = [table.text(each, place, voice) for place in range(len(each.cells))]
        rows.append([_INDENT * each.level + cells[0], *cells[1:]])
    widths = [max(_width(row[place]) for row in rows) for place in range(len(table.columns))]
    lines = [_GAP.join(map(_padded, row, widths, right)).rstrip() for row in rows]
    notes = [note.say(voice) for note in table.all_notes]
    return "\n".join([table.title.say(voice), "─" * max(map(_width, lines)), *lines, *notes])


def _padded(text: str, width: int, right: bool) -> str:  # noqa: FBT001 - mapped over a row
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    """How many places the text takes: wide letters two, marks above or below a letter none."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)

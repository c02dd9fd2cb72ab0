"""Tables as CSV: full precision, one file each, interval ends in two columns."""

from __future__ import annotations

import csv as delimited
import io
import math
from collections.abc import Iterable, Mapping

from langganan.measure.pls.report.figures import Cell, words
from langganan.measure.pls.report.flat import flat_head, flat_row
from langganan.measure.pls.report.table import Table
from langganan.words import Phrase, Voice

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv(tables: Iterable[Table], voice: Voice = Voice()) -> Mapping[str, str]:
    """This function will write each table as CSV (UTF-8, comma, header); keys are file names."""
    return {f"{table.name}.csv": _table(table, voice) for table in tables}


def _table(table: Table, voice: Voice) -> str:
    file = io.StringIO()
    writer = delimited.writer(file, lineterminator="\n")
    writer.writerow([_plain(head, voice) for head in flat_head(table, voice)])
    writer.writerows([_plain(cell, voice) for cell in flat_row(table, row)] for row in table.rows)
    return file.getvalue()


def _plain(cell: Cell, voice: Voice) -> str | float | bool | None:
    """Numbers as they are; text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(cell, str | Phrase):
        text = words(cell, voice)
        return f"'{text}" if text.startswith(_RISKY) else text
    assert not isinstance(cell, tuple)
    return None if isinstance(cell, float) and math.isnan(cell) else cell

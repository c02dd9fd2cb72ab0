"""Rows that could not be taken, written so that they can be mended and sent again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from langganan.collect.cells import guard
from langganan.collect.layout import OWN_PREFIX, REST
from langganan.words import Phrase, Voice

OWN_COLUMNS = (*(f"{OWN_PREFIX}{name}" for name in ("file", "row", "column", "reason")), REST)


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that could not be taken: its number in the file, the column at fault, why, and its cells as text."""

    row: int
    column: str
    reason: Phrase
    cells: list[str]


def write_rejects(
    target: str | Path | TextIO,
    file_name: str,
    headers: Sequence[str],
    rejects: Iterable[Reject],
    voice: Voice,
    *,
    delimiter: str = ",",
) -> None:
    """This function will write rejected rows as CSV: the file's own columns, then file, row, column, reason and rest.

    Mended and sent again, the file is read like the first: the first four are ignored. The rest holds the
    cells beyond the header's width, the delimiter between them; until it is emptied the row is rejected again. Text
    that a spreadsheet would run (beginning with = + - @) gets a quote before it, which is taken off on the
    way in. Columns of those five names in `headers`, from an earlier round, are replaced. A path is written
    as UTF-8 with its mark, so that Excel shows accents.
    """
    if isinstance(target, str | Path):
        with Path(target).open("w", newline="", encoding="utf-8-sig") as file:
            return write_rejects(file, file_name, headers, rejects, voice, delimiter=delimiter)
    kept = [at for at, header in enumerate(headers) if not header.startswith(OWN_PREFIX)]
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow([*(guard(headers[at]) for at in kept), *OWN_COLUMNS])
    for reject in rejects:
        cells = [reject.cells[at] if at < len(reject.cells) else "" for at in kept]
        rest = delimiter.join(_rest(headers, reject.cells))
        own = [file_name, str(reject.row), reject.column, reject.reason.say(voice), rest]
        writer.writerow([guard(cell) for cell in (*cells, *own)])
    return None


def _rest(headers: Sequence[str], cells: Sequence[str]) -> list[str]:
    """What does not fit under the header, with what did not fit in an earlier round."""
    before = [cell for header, cell in zip(headers, cells, strict=False) if header == REST and cell]
    return [*before, *cells[len(headers) :]]

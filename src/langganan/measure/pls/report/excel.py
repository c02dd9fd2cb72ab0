"""Tables as one Excel file: a sheet each, numbers as numbers, and a first sheet that says where they come from."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from langganan.errors import SetupError
from langganan.measure.pls.report.figures import Cell, Kind, words
from langganan.measure.pls.report.flat import flat_columns, flat_head, flat_row
from langganan.measure.pls.report.table import Column, Table
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 9, 44
A_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into workbooks as their day; the true time would make every copy differ."""


def excel(tables: Sequence[Table], about: Iterable[tuple[Phrase, str]] = (), voice: Voice = Voice()) -> bytes:
    """This function will give the bytes of an .xlsx file; `about` are the lines of its README sheet.

    Raises `SetupError` where xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise SetupError(mark("This needs {package}: pip install {package}"), package="xlsxwriter") from error
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "nan_inf_to_errors": False}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": A_DAY})
        looks = _Looks(book)
        _readme(book.add_worksheet("README"), tables, about, looks, voice)
        for table in tables:
            _sheet(book.add_worksheet(_FORBIDDEN.sub(" ", table.name)[:31]), table, looks, voice)
    return file.getvalue()


class _Looks:
    """The formats that sheets share."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "top": 1, "text_wrap": True, "valign": "top"})
        self.note = book.add_format({"italic": True, "font_color": "#5c6474"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._cells: dict[tuple[str, int, bool, bool], Format] = {}

    def cell(self, column: Column, *, level: int, strong: bool, doubted: bool) -> Format:
        """The format of one cell: decimals, indent, bold, and a colour where it is doubted."""
        pattern = "General" if not column.is_number else "0" if column.decimals == 0 else "0." + "0" * column.decimals
        key = (pattern, level, strong, doubted)
        if key not in self._cells:
            look = {"num_format": pattern, "indent": level, "bold": strong}
            self._cells[key] = self.book.add_format(look | ({"font_color": "#a65a17"} if doubted else {}))
        return self._cells[key]


def _readme(
    sheet: Worksheet, tables: Iterable[Table], about: Iterable[tuple[Phrase, str]], looks: _Looks, voice: Voice
) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    line = 0
    for head, text in about:
        sheet.write_string(line, 0, head.say(voice), looks.wrapped)
        sheet.write_string(line, 1, text, looks.wrapped)
        line += 1
    line += 1
    for table in tables:
        sheet.write_string(line, 0, table.name)
        sheet.write_string(line, 1, table.title.say(voice), looks.wrapped)
        line += 1


def _sheet(sheet: Worksheet, table: Table, looks: _Looks, voice: Voice) -> None:
    sheet.write_string(0, 0, table.title.say(voice), looks.title)
    heads, columns = flat_head(table, voice), flat_columns(table)
    widths = [max(len(head), NARROWEST) for head in heads]
    for place, head in enumerate(heads):
        sheet.write_string(2, place, head, looks.head)
    for line, row in enumerate(table.rows, start=3):
        doubted = {place for k in row.doubted for place in _places(table, k)}
        for place, cell in enumerate(flat_row(table, row)):
            look = looks.cell(
                columns[place], level=row.level * (place == 0), strong=row.strong, doubted=place in doubted
            )
            _write(sheet, line, place, cell, look, voice)
            widths[place] = max(widths[place], len(words(cell, voice)) if isinstance(cell, str | Phrase) else 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, WIDEST) + 2)
    for line, note in enumerate(table.all_notes, start=len(table.rows) + 4):
        sheet.write_string(line, 0, note.say(voice), looks.note)
    sheet.freeze_panes(3, 1)


def _places(table: Table, place: int) -> range:
    """Where a table's column stands once intervals take two."""
    start = sum(1 + (column.kind in {Kind.RANGE, Kind.SPAN}) for column in table.columns[:place])
    return range(start, start + 1 + (table.columns[place].kind in {Kind.RANGE, Kind.SPAN}))


def _write(sheet: Worksheet, line: int, place: int, cell: Cell, look: Format, voice: Voice) -> None:
    if isinstance(cell, bool):
        sheet.write_string(line, place, Phrase(mark("yes") if cell else mark("no")).say(voice), look)
    elif isinstance(cell, str | Phrase):
        sheet.write_string(line, place, words(cell, voice), look)
    elif isinstance(cell, int | float) and math.isfinite(cell):
        sheet.write_number(line, place, cell, look)
    elif cell is not None:
        sheet.write_blank(line, place, None, look)
